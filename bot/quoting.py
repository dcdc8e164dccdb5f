"""A passage of a document -> a reply that quotes it: whose words they are, and where they stand. Pure."""

from babel import Locale

from bot.markdown import literal
from bot.reply import Quotation, Reply, ReplyKind
from bot.wording import Wording
from knowledge.library import Found
from knowledge.passages import Excerpt, end_within

#: In characters; whoever wants more follows the link.
MOST_QUOTED = 700
#: Says that words were left out.
_LEFT_OUT = "[…]"


def quoted(found: Found, wording: Wording, language: str) -> Reply:
    """Return a reply in a language, with the passage as it stands in its own."""
    excerpt = found.excerpt
    document = excerpt.document
    title, place = literal(document.source.title), _place(excerpt, wording, language)
    return Reply(
        kind=ReplyKind.PASSAGE,
        text=wording.say(language, "passage", title=title, place=place),
        language=language,
        seminar=document.seminar,
        confidence=found.confidence,
        quotation=Quotation(text=shortened(excerpt), document=document.id, line=excerpt.line),
        sources=[document.source],
        notes=_notes(document.language, wording, language),
    )


def shortened(excerpt: Excerpt, limit: int = MOST_QUOTED) -> str:
    """Return a passage within a limit, cut after a sentence; signs say where words were left out."""
    text, is_cut = excerpt.text, excerpt.ends_within
    if len(text) > limit:
        text, is_cut = text[: end_within(text, limit)].rstrip(), True
    start = f"{_LEFT_OUT} " if excerpt.begins_within else ""
    return f"{start}{text}{f' {_LEFT_OUT}' if is_cut else ''}"


def _place(excerpt: Excerpt, wording: Wording, language: str) -> str:
    paragraph = str(excerpt.paragraph)
    if not excerpt.headings:
        return wording.say(language, "passage-paragraph", paragraph=paragraph)
    headings = literal(" › ".join(excerpt.headings))
    return wording.say(language, "passage-below", headings=headings, paragraph=paragraph)


def _notes(spoken: str | None, wording: Wording, language: str) -> list[str]:
    if spoken is None or spoken == language:
        return []
    name = Locale.parse(language).languages.get(spoken, spoken)
    return [wording.say(language, "note-quoted-language", name=name)]
