"""What is locked, under which licences, and whether any of it is known to be vulnerable.

python bench/supply.py [--without-audit]

Exit code 1 where a vulnerability is known. pip-audit asks the Python Packaging Advisory Database: where it cannot be
reached that is said, and nothing is claimed.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.test_supply import licences, locked

ROOT = Path(__file__).parents[1]
PATIENCE_S = 120


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--without-audit", action="store_true", help="leave out what needs the network")
    options = asked.parse_args()
    packages = locked()
    print(f"packages locked: {len(packages)}")
    for licence, count in Counter(_licences(packages)).most_common():
        print(f"  {count:3d}  {licence}")
    return 0 if options.without_audit else audited()


def _licences(packages: dict[str, str]) -> list[str]:
    found = []
    for name in packages:
        try:
            found.append(", ".join(sorted(set(licences(name)))))
        except PackageNotFoundError:
            found.append("(for another system)")
    return found


def audited() -> int:
    """Ask for what is known of each version that is locked; return the exit code."""
    command = [sys.executable, "-m", "pip_audit", "-r", "requirements.lock", "--disable-pip", "--require-hashes"]
    try:
        done = subprocess.run(
            [*command, "--format", "json", "--progress-spinner", "off", "--timeout", "15"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print("vulnerabilities: not known, the advisory database could not be reached")
        return 0
    looked_up = [each for each in found if "skip_reason" not in each]
    if not looked_up:
        print("vulnerabilities: not known, the advisory database could not be reached")
        return 0
    vulnerable = [each for each in looked_up if each["vulns"]]
    for each in vulnerable:
        print(f"  {each['name']} {each['version']}: {', '.join(vuln['id'] for vuln in each['vulns'])}")
    print(f"vulnerabilities: {len(vulnerable)} of {len(looked_up)} packages that were looked up")
    return 1 if vulnerable else 0


if __name__ == "__main__":
    sys.exit(main())
