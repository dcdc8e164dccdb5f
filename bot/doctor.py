"""Whether an installation is as it has to be: what was looked at, how it is, what to do. Pure."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from bot.wording import Wording

#: Free bytes below which it is time to make room, and below which nothing can be kept for long.
LITTLE, TOO_LITTLE = 2**30, 100 * 2**20
#: Slack refuses a signature that is five minutes off; a minute is a clock that nobody keeps right.
OFF, FAR_OFF = timedelta(minutes=1), timedelta(minutes=5)


class Health(IntEnum):
    """How something is; the worst is the exit code."""

    WELL = 0
    #: It works, and will not for ever, or not for everybody.
    CARE = 1
    ILL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    #: "tokens", "scopes", "events", "database", "migrations", "disk", "clock", "zones", "content", "reach", ...
    name: str
    health: Health
    #: The message in ``locales/`` that says how it is and what to do, and its values.
    message: str
    values: dict[str, str | float] = field(default_factory=dict)


def well(name: str, message: str, **values: str | float) -> Finding:
    return Finding(name=name, health=Health.WELL, message=message, values=values)


def care(name: str, message: str, **values: str | float) -> Finding:
    return Finding(name=name, health=Health.CARE, message=message, values=values)


def ill(name: str, message: str, **values: str | float) -> Finding:
    return Finding(name=name, health=Health.ILL, message=message, values=values)


def worst(findings: Iterable[Finding]) -> Health:
    return max((each.health for each in findings), default=Health.WELL)


# What follows from what was seen


def scopes(granted: Collection[str], wanted: Collection[str]) -> Finding:
    """Compare the scopes of a token with those of the manifest."""
    missing, more = sorted(set(wanted) - set(granted)), sorted(set(granted) - set(wanted))
    if missing:
        return ill("scopes", "doctor-scopes-missing", scopes=", ".join(missing))
    if more:
        return care("scopes", "doctor-scopes-more", scopes=", ".join(more))
    return well("scopes", "doctor-scopes", count=len(granted))


def migrations(revision: str | None, wanted: str) -> Finding:
    """Compare the schema of a database with that of this version; revisions are numbers, written alike."""
    if revision == wanted:
        return well("migrations", "doctor-migrations", revision=wanted)
    if revision is None or revision < wanted:
        return care("migrations", "doctor-migrations-old", revision=revision or "-", wanted=wanted)
    return ill("migrations", "doctor-migrations-later", revision=revision)


def disk(free: int, *, is_writable: bool, folder: str) -> Finding:
    """Judge the room for what is kept, in bytes."""
    mib = free // 2**20
    if not is_writable:
        return ill("disk", "doctor-disk-refuses", folder=folder)
    if free < TOO_LITTLE:
        return ill("disk", "doctor-disk-full", folder=folder, mib=mib)
    return (
        care("disk", "doctor-disk-little", folder=folder, mib=mib)
        if free < LITTLE
        else well("disk", "doctor-disk", folder=folder, mib=mib)
    )


def clock(ours: datetime, theirs: datetime | None) -> Finding:
    """Compare the machine's clock with Slack's; None: nobody told the time."""
    if theirs is None:
        return well("clock", "doctor-clock-alone", at=f"{ours:%Y-%m-%d %H:%M:%S} UTC")
    off = abs(ours - theirs)
    seconds = round(off.total_seconds())
    if off >= FAR_OFF:
        return ill("clock", "doctor-clock-wrong", seconds=seconds)
    return (
        care("clock", "doctor-clock-off", seconds=seconds)
        if off >= OFF
        else well("clock", "doctor-clock", seconds=seconds)
    )


def zones(unknown: Sequence[str], count: int) -> Finding:
    """Judge the time zones that the seminars and the roster name."""
    if unknown:
        return ill("zones", "doctor-zones-unknown", zones=", ".join(unknown[:5]))
    return well("zones", "doctor-zones", count=count)


# In words


def as_lines(findings: Sequence[Finding], wording: Wording, language: str) -> Iterator[str]:
    """Yield a line for each finding: a mark, what it is, how it is and what to do."""
    marks = {Health.WELL: "ok  ", Health.CARE: "care", Health.ILL: "ill "}
    for each in findings:
        said = wording.say(language, each.message, **each.values)
        yield f"{marks[each.health]}  {wording.say(language, f'doctor-name-{each.name}')}: {said}"
    yield wording.say(language, f"doctor-{worst(findings).name.lower()}")


def as_json(findings: Sequence[Finding], wording: Wording, language: str) -> str:
    """Return the findings for programs."""
    checks = [
        {
            "name": each.name,
            "health": each.health.name.lower(),
            "message": wording.say(language, each.message, **each.values),
            "values": each.values,
        }
        for each in findings
    ]
    return json.dumps({"health": worst(findings).name.lower(), "checks": checks}, ensure_ascii=False, indent=2)
