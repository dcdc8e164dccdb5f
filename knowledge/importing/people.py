"""Who is named in a text, and as what. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.importing.blocks import Shape
from knowledge.importing.sentences import Passage, sentences

_HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Judge|Sir|Dame|Ambassador|M|Mme|Mlle|Me|Pr"
    r"|[Ll]e docteur|[Ll]a docteure|[Dd]octeure?|[Ll]e professeur|[Ll]a professeure|[Pp]rofesseure?"
    r"|[Ll]e juge|[Ll]a juge|[Ll]['’]ambassad(?:eur|rice))\.?"
)
_WORD = r"[A-ZÀ-Þ](?:['’][A-ZÀ-Þ])?[a-zà-ÿčćžšđłńśźżęąőűřěťďň'’-]*(?:-[A-ZÀ-Þ][\w]*)*"
_BETWEEN = r"(?:(?:de la|de|du|van der|van|von|den|del|della|di|da|el|al|bin|ben|dos|ter)\s+)?"
_NAME = rf"{_WORD}(?:\s+{_BETWEEN}{_WORD}){{0,3}}"
#: A post begins in small letters or with a title, and is no clause.
_ROLE = r"(?:,\s+(?P<role>(?!who\b|which\b|qui\b|dont\b|and\b|et\b|as\b)[^,.;:()]{3,90}))?"
_TITLED = re.compile(rf"(?<![\w.])(?P<title>{_HONORIFIC})\s+(?P<name>{_NAME}){_ROLE}")
_LISTED = re.compile(
    rf"^(?:{_HONORIFIC}\s+)?(?P<name>{_WORD}(?:\s+{_BETWEEN}{_WORD}){{1,3}})(?:\s*[,:(–—]\s*(?P<role>.{{3,160}}?)\)?)?[.;]?$"
)
_SPOKE_FORM = (
    r"\b(?:presented|spoke|reported|recalled|explained|stressed|underlined|noted|described|argued|pointed out|said|introduced"
    r"|a présenté|a rappelé|a expliqué|a souligné|a exposé|a insisté|est intervenue?|a décrit|a évoqué|a plaidé|a indiqué)\b"
)
#: Without a title: a post before the name, or one behind it and then what they said.
_POSTED = re.compile(
    r"\b(?P<role>(?:[A-ZÀ-Þ][\w'’-]*\s+){0,3}(?:Minister|Director|Secretary|President|Commissioner|Mayor|Prosecutor|Rapporteur|Coordinator))"
    rf"\s+(?P<name>{_WORD}(?:\s+{_BETWEEN}{_WORD}){{1,2}})"
)
_SPEAKING = re.compile(
    rf"(?P<name>{_WORD}(?:\s+{_BETWEEN}{_WORD}){{1,2}}),\s+(?P<role>[^,.;:()]{{3,90}}),\s+(?={{SPOKE}})".replace(
        "{SPOKE}", _SPOKE_FORM
    ),
)
SPEAKERS = re.compile(
    r"speaker|panell?ist|lecturer|contributor|intervenant|orateur|conférenci|panéliste", re.IGNORECASE
)
_SPOKE = re.compile(_SPOKE_FORM, re.IGNORECASE)
_VERB = re.compile(
    r"\s+(?:was|were|is|are|has|had|will|presented|spoke|reported|recalled|explained|stressed|opened|closed|chaired"
    r"|a |ont |est |sera |était |présentera )"
)
_WORDS = re.compile(r"\w+")
_MOST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named in full."""

    name: str
    role: str
    #: Whether the paper has them speak.
    spoke: bool
    #: Where they are named, the best first.
    passage: str
    at: Passage


def people_in(passages: Sequence[Passage]) -> list[Person]:
    """Return everybody who is named with a name of two words, once each, in the order of the paper."""
    seen: dict[str, Person] = {}
    for each in passages:
        for name, role, sentence, spoke in _named(each):
            before = seen.get(name)
            if before is None:
                seen[name] = Person(name, role, spoke, sentence, each)
            elif role and not before.role:
                seen[name] = Person(name, role, before.spoke or spoke, sentence, before.at)
            elif spoke and not before.spoke:
                seen[name] = replace(before, spoke=True)
    told = _Told(passages)
    return [_with_more(each, told) for each in seen.values()]


def names_in(text: str, people: Iterable[Person]) -> list[str]:
    """Return who of some people is named in a text, by their full names or by a title and a last name."""
    found = []
    for each in people:
        last = each.name.split()[-1]
        if each.name in text or re.search(rf"{_HONORIFIC}\s+{re.escape(last)}\b", text):
            found.append(each.name)
    return found


def _named(passage: Passage) -> Iterator[tuple[str, str, str, bool]]:
    """Yield name, post, sentence and whether they speak there."""
    is_list = passage.block.shape is Shape.ITEM and bool(SPEAKERS.search(" ".join(passage.headings)))
    listed = _LISTED.match(passage.text) if is_list else None
    if listed:
        yield listed["name"], _clean(listed["role"] or ""), passage.text, True
        return
    for sentence in sentences(passage.text):
        for form in (_POSTED, _SPEAKING):
            for match in form.finditer(sentence):
                spoke = bool(_SPOKE.search(sentence[match.end("name") :]))
                yield match["name"], _without_article(match["role"]), sentence, spoke
        for match in _TITLED.finditer(sentence):
            name = match["name"].strip()
            if " " not in name:
                continue
            role = match["role"] or ""
            if _is_label(passage.text) and role:  # "Chair: Ms X, State Secretary, Ministry of Labour"
                role = sentence[match.start("role") :].rstrip(".")
            spoke = bool(_SPOKE.search(sentence[match.end("name") :]))
            yield name, _clean(role), sentence, spoke


def _is_label(text: str) -> bool:
    return bool(re.match(r"^[^\W\d_][^:.]{1,40}\s?:\s", text))


def _without_article(role: str) -> str:
    return re.sub(r"^(?:a|an|the|un|une|le|la|l['’])\s+", "", role.strip())


def _clean(role: str) -> str:
    verb = _VERB.search(role)
    return (role[: verb.start()] if verb else role).strip(" ,;.")


class _Told:
    """All sentences of a paper, found by the words in them: a long one names hundreds of people."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.sentences = [
            sentence for each in passages if each.block.shape is not Shape.ROW for sentence in sentences(each.text)
        ]
        self.by_word: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for word in set(_WORDS.findall(sentence)):
                self.by_word.setdefault(word, []).append(number)

    def having(self, name: str) -> Iterator[str]:
        """Yield the sentences that have the last word of a name."""
        word = _WORDS.findall(name)[-1]
        yield from (self.sentences[number] for number in self.by_word.get(word, ()))


def _with_more(person: Person, told: _Told) -> Person:
    """Add the sentences in which somebody speaks, also by title and last name."""
    last = person.name.split()[-1]
    called = re.compile(rf"(?:{_HONORIFIC}\s+{re.escape(last)}|{re.escape(person.name)})\b")
    found = [person.passage]
    spoke = person.spoke
    for sentence in told.having(person.name):
        if sentence not in found and called.search(sentence):
            spoke = spoke or bool(_SPOKE.search(sentence))
            found.append(sentence)
            if len(found) > _MOST_SENTENCES and spoke:
                break
    return replace(person, spoke=spoke, passage=" ".join(found[: _MOST_SENTENCES + 1]))
