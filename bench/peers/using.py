"""What processes use of the processor and of memory; with the standard library alone, which every peer has."""

import re
import resource
from pathlib import Path


def children_s() -> float:
    """Return the processor time of the processes that have ended, in seconds: what a busy machine does not lengthen."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident_mib(pid: int | str = "self") -> float:
    """Return the resident memory of a process; NaN where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")
