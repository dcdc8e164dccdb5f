"""What loading a roster came to, in words. It is for whoever loaded it: ids may say who people are. Pure."""

from collections.abc import Iterator, Sequence

from bot.ports import Person, RosterChange
from bot.wording import Wording

_MOST_IDS = 20


def as_text(change: RosterChange, loaded: Sequence[Person], wording: Wording, language: str, *, replaced: bool) -> str:
    """Return what changed, and whom no reminder can reach.

    Args:
        change: what the ledger says.
        loaded: those of the file, as the ledger knows them now.
        wording: the bot's sentences.
        language: of whoever reads it.
        replaced: whether those who were missing were taken out.
    """
    values = {"count": len(loaded), "added": len(change.added), "changed": len(change.changed)}
    lines = [wording.say(language, "rostered", **values)]
    for name, ids in _listed(change, loaded, replaced=replaced):
        if ids:
            shown = ", ".join(ids[:_MOST_IDS])
            if len(ids) > _MOST_IDS:
                shown = f"{shown}, {wording.say(language, 'and-more', count=len(ids) - _MOST_IDS)}"
            lines.append(f"- {wording.say(language, name, ids=shown)}")
    return "\n".join(lines)


def _listed(change: RosterChange, loaded: Sequence[Person], *, replaced: bool) -> Iterator[tuple[str, Sequence[str]]]:
    yield "rostered-added", change.added
    yield "rostered-changed", change.changed
    yield ("rostered-removed" if replaced else "rostered-missing"), change.missing
    yield "rostered-examples", [each.id for each in loaded if each.participant.example]
    real = [each for each in loaded if not each.participant.example]
    yield "rostered-unreachable", [each.id for each in real if each.participant.email is None]
    yield "rostered-unmatched", [each.id for each in real if each.user is None and each.participant.email]
