"""What a paper asks of whom, and by when. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.importing.blocks import Block, Shape
from knowledge.importing.dates import deadline_in
from knowledge.importing.findings import Point
from knowledge.importing.sentences import Passage, sentences

_NOUNS = {
    "commitment": re.compile(r"commit|pledge|undertak|engage", re.IGNORECASE),
    "recommendation": re.compile(r"recomm[ae]nd|propos|call(?:s|ed)? (?:up)?on|invit", re.IGNORECASE),
    "decision": re.compile(
        r"deci|décid|décision|agreed|agree|resol|conclu|conven|action point|outcome|résultat", re.IGNORECASE
    ),
}
_HEADING = re.compile(
    r"recomm[ae]nd|commitment|pledge|engagements?\b|undertaking|decisions?\b|décisions?\b|conclusions?\b|agreed|action points"
    r"|plan d['’]action|call to action|propositions?\b|proposals",
    re.IGNORECASE,
)
#: A line that ends with a colon and leads over to a list.
_LEAD = re.compile(
    r"\b(?:recommend|agree|commit|undertake|pledge|call|decide|resolve|propose|adopted|invite"
    r"|recommande|s['’]engage|décide|convienn|demande|propose|invite|ont adopté|appelle)",
    re.IGNORECASE,
)
_MODAL = (
    r"should|shall|will|must|ought to|(?:is|are) to|undertakes? to|commits? (?:itself |themselves )?to|agrees? to|pledges? to"
    r"|(?:is|are) (?:strongly )?(?:invited|encouraged|urged|requested|asked|called upon|called on|required|expected|advised|recommended) to"
)
_MODAL_FR = (
    r"devraient|devrait|doivent|doit|devront|devra|s['’]engagent à|s['’]engage à|veilleront à|veillera à"
    r"|(?:sont|est) (?:instamment )?(?:invitée?s?|appelée?s?|encouragée?s?|priée?s?|chargée?s?|tenue?s?) (?:à|de|d['’])"
)
_SUBJECT = re.compile(
    rf"^(?:that |que |qu['’])?(?:(?:[Tt]he|[Ll]es|[Ll]e|[Ll]a)\s+|[Ll]['’])?(?P<who>\S.{{1,120}}?)\s+(?:{_MODAL}|{_MODAL_FR})(?!\w)"
)
_ASKED = re.compile(
    r"\b(?:invites?|calls? (?:up)?on|urges?|asks?|requests?|encourages?|exhort(?:s|e|ent)|invite(?:nt)?|appelle(?:nt)?|prie(?:nt)?)\s+"
    r"(?:the |les |le |la |l['’])?(?P<who>\S.{1,100}?)\s+(?:to|à|de)\s+\w",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"(?:^|\brecommande(?:nt)?\s+|\bdemande(?:nt)?\s+)(?:à la\s+|à l['’]|au\s+|aux\s+|à\s+)(?P<who>\S.{1,100}?)\s+(?:de\s+(?:ne pas\s+)?|d['’])(?P<verb>\w+(?:er|ir|re))\b"
)
_RECOMMENDS_THAT = re.compile(
    r"\brecommend(?:s|ed)? that (?:the )?(?P<who>\S.{1,100}?)\s+(?:should\s+)?[a-z]+\b", re.IGNORECASE
)
_HEADED = re.compile(
    r"^(?:(?:recommendations?|recommandations?)\s+)?(?:addressed\s+|adressées?\s+)?(?:to|for|à l['’]attention d(?:es?|u)|aux?|à la|à l['’]|pour)\s+(?:the\s+|les\s+)?(?P<who>[^:]{2,80}):?$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:recommend(?:s|ed)? (?:that|to)|call(?:s|ed)? (?:up)?on|urges?|commits? (?:itself|themselves|ourselves) to"
    r"|recommand(?:e|ent|é) (?:que|qu['’]|à |au |aux |de )|s['’]engage(?:nt)? à|exhorte(?:nt)?)",
    re.IGNORECASE,
)
#: "Recommendation 3: ..." on a line of its own.
_NUMBERED = re.compile(
    r"^(?P<noun>recommendation|recommandation|commitment|engagement|decision|décision|action)\s*(?:n°|no\.?|#)?\s*(?:\d{1,3}|[IVX]{1,4})\s*[:.–—-]\s*(?P<rest>\S.{10,})$",
    re.IGNORECASE,
)
#: How the numbered paragraphs of a resolution begin.
_OPERATIVE = re.compile(
    r"^(?:also |further |strongly )?(?:commits?|calls? (?:up)?on|requests?|decides?|invites?|urges?|encourages?|agrees?|recommends?|undertakes?|pledges?"
    r"|s['’]engagent|s['’]engage|invitent?|demandent?|décident?|appellent?|exhortent?|encouragent?|recommandent?|conviennent|convient|prient|prie)\s+(?:to\b|the\b|all\b|on\b|that\b|à\b|de\b|d['’]|aux?\b|les?\b|la\b|l['’]|que\b|qu['’]|[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[A-ZÀ-Þ][^.:;,]{2,40})[.:]\s+(?=\S)")
_WE = re.compile(
    r"^(?:we|nous|on|it|this|that|there|il|elle|ils|elles|ce|cela|participants?|les participants|the participants)\b",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\b(?:stress|emphasi|underlin|insist|soulign|importance)", re.IGNORECASE)
_NOTED = re.compile(
    r"^(?:we |they |the participants |les participants )?(?:note[sd]?|observe[sd]?|recall|notent|constatent|rappellent|ont noté)\b",
    re.IGNORECASE,
)
#: By what the columns of a table of points are called.
_COLUMNS = {
    "text": re.compile(r"recomm[ae]nd|commitment|engagement|action|measure|mesure|point", re.IGNORECASE),
    "addressee": re.compile(
        r"address|destinataire|responsible|responsable|by whom|par qui|who|qui\b|lead", re.IGNORECASE
    ),
    "deadline": re.compile(r"deadline|échéance|due|by when|quand|date|délai", re.IGNORECASE),
}


def points_in(passages: Sequence[Passage], blocks: Sequence[Block]) -> tuple[list[Point], set[int]]:
    """Return the points of a paper, numbered in its order, and the indexes of the blocks that are points as a whole."""
    reading = _Reading(blocks)
    for each in passages:
        reading.take(each)
    numbered = [replace(point, number=number) for number, point in enumerate(reading.points, 1)]
    return numbered, reading.blocks_taken


@dataclass
class _Region:
    """Where points are listed: below a heading, or behind a line that leads over to them."""

    noun: str
    #: The headings around it.
    headings: tuple[str, ...]
    #: Whether a line leads over to the list, after which anything that is no item ends it.
    led: bool
    begun: bool = False


class _Reading:
    """One pass over the passages of a paper."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.points: list[Point] = []
        self.blocks_taken: set[int] = set()
        self.region: _Region | None = None
        self.columns: Mapping[str, int] = {}

    def take(self, passage: Passage) -> None:
        self._move(passage)
        block = passage.block
        if block.shape is Shape.ROW:
            self._take_row(passage)
            return
        self.columns = {}
        numbered = _NUMBERED.match(passage.text)
        if numbered:
            self._add(passage, numbered["rest"], _noun(numbered["noun"]))
        elif block.shape is Shape.ITEM and self._takes_item(passage):
            self.region = self.region or _Region(_noun(passage.text), passage.headings, led=True)
            self.region.begun = True
            self._add(passage, block.text, self.region.noun)
        elif block.shape is Shape.PARAGRAPH:
            self._take_paragraph(passage)

    def _takes_item(self, passage: Passage) -> bool:
        if self.region is None:  # the numbered paragraphs of a resolution
            return bool(passage.block.number and _OPERATIVE.match(passage.text))
        return self.region.led or _asks(passage.text) or self._is_plain()

    def _is_plain(self) -> bool:
        """Tell whether what stands below the heading can be nothing but points."""
        return self.region is not None and self.region.noun in {"recommendation", "commitment"}

    def _move(self, passage: Passage) -> None:
        """See whether a passage begins or ends a region."""
        if self.region is not None and passage.headings[: len(self.region.headings)] != self.region.headings:
            self.region = None
        if self.region is not None and self.region.led and self.region.begun and passage.block.shape is Shape.PARAGRAPH:
            self.region = None
        if self.region is None:
            for depth, heading in enumerate(
                passage.headings[1:] or passage.headings, 2 if len(passage.headings) > 1 else 1
            ):
                if _HEADING.search(heading):
                    self.region = _Region(_noun(heading), passage.headings[:depth], led=False)
        if passage.block.shape is Shape.PARAGRAPH and passage.text.endswith(":") and _LEAD.search(passage.text):
            noun = self.region.noun if self.region else _noun(passage.text)
            self.region = _Region(noun, passage.headings, led=True)

    def _take_row(self, passage: Passage) -> None:
        cells = passage.block.cells
        heads = {name: at for name, form in _COLUMNS.items() for at, cell in enumerate(cells) if form.search(cell)}
        if not self.columns and "text" in heads and len(heads) > 1 and all(len(cell) < 60 for cell in cells):  # noqa: PLR2004
            self.columns = heads
        elif self.columns and len(cells) > max(self.columns.values()):
            found = {name: cells[at] for name, at in self.columns.items()}
            noun = self.region.noun if self.region else "recommendation"
            self._add(passage, found["text"], noun, addressee=found.get("addressee", ""), due=found.get("deadline", ""))

    def _take_paragraph(self, passage: Passage) -> None:
        for sentence in sentences(passage.text):
            in_region = (
                self.region is not None and not self.region.led and _asks(sentence) and not sentence.endswith(":")
            )
            if in_region or (_STRONG.search(sentence) and not sentence.endswith(":")):
                self._add(passage, sentence, self.region.noun if self.region else _noun(sentence), is_whole=False)

    def _add(
        self, passage: Passage, text: str, noun: str, *, addressee: str = "", due: str = "", is_whole: bool = True
    ) -> None:
        label = _LABEL.match(text)
        title = label["label"] if label and (_asks(text[label.end() :]) or noun == "commitment") else ""
        body = text[label.end() :] if label and title else text
        deadline = deadline_in(f"by {due}") if due else deadline_in(body)
        if is_whole:
            self.blocks_taken.add(passage.index)
        self.points.append(
            Point(
                number=0,
                text=text.rstrip(" ;,").removesuffix(" and").removesuffix(" et").rstrip(" ;,"),
                title=title,
                noun=noun,
                addressee=addressee or addressee_of(body) or self._headed(passage),
                deadline=deadline.day if deadline else None,
                deadline_text=due or (deadline.text if deadline else ""),
                standing=_standing(body),
                place=passage.place,
            )
        )

    def _headed(self, passage: Passage) -> str:
        headed = _HEADED.match(passage.heading)
        return headed["who"].strip() if headed and not _HEADING.fullmatch(passage.heading) else ""


def addressee_of(text: str) -> str:
    """Return whom a sentence asks something of, in its words and without an article; "" where it names nobody."""
    for form in (_TO_WHOM, _SUBJECT, _ASKED, _RECOMMENDS_THAT):
        match = form.search(text)
        if match:
            who = match["who"].strip(" ,")
            if not _WE.match(who) and len(who.split()) <= 12:  # noqa: PLR2004 - longer is a clause
                return who
    return ""


def _asks(text: str) -> bool:
    return bool(re.search(rf"\b(?:{_MODAL}|{_MODAL_FR})(?!\w)", text) or _TO_WHOM.search(text) or _STRONG.search(text))


def _noun(text: str) -> str:
    return next((noun for noun, form in _NOUNS.items() if form.search(text)), "recommendation")


def _standing(text: str) -> str:
    if _NOTED.match(text):
        return "observation"
    return "emphasis" if _EMPHASIS.search(text) and not _asks(text) else "request"
