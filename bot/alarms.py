"""What alarms the safety gate, made ready once: the vocabularies as expressions, and how a text is prepared for them.

A text is heard in small letters, without accents and punctuation, with chat spelling and elision undone ("jai", "j'ai"
-> "je ai"; "im", "I'm" -> "i am"; "ne" and "please" go), so that a family of wordings is written once. Names show only
in the text as typed.

Measured on tests/data/distress.yaml, which says how to go on: write with its first half before your eyes, and leave
the other half unread.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.alarms_english import ENGLISH
from bot.alarms_french import FRENCH
from bot.families import Vocabulary, families, groups, words_in
from knowledge.model import Danger

_LANGUAGES = (FRENCH, ENGLISH)
#: What cannot be told word by word.
_FIGURES = {
    "digits": r"\w{0,2}\d{1,20}\w{0,2}",
    "code": r"(?:\w{1,3} )?\w{0,3}\d{6,20}",
    "phone": r"\d{2,4}(?: \d{2,4}){3,6}|\d{3,5}(?: \d{2,10}){2,4}|\d{9,14}",
    # Personal numbers of the region (CNP, JMBG) have thirteen digits; a number that is dialled begins with 00.
    "id": r"[1-9]\d{12}",
}

_SPELLINGS = tuple(
    (re.compile(found), meant)
    for found, meant in (
        (r"([a-z])\1{2,}", r"\1"),  # heeelp
        # English
        (r"\b(?:im|i m|iam)\b", "i am"),
        (r"\b(?:ive|i ve)\b", "i have"),
        (r"\bi ?d (?=like|love|rather|want)", "i would "),
        (r"\bi ll\b", "i will"),
        (r"\b(he|she|who|there|that|what) ?s\b", r"\1 is"),
        (r"\b(someone|somebody) s\b", r"\1 is"),
        (r"\b(they|we|you) re\b", r"\1 are"),
        (r"\b(they|you)re\b", r"\1 are"),
        (r"\b(they|we|you) ?ve\b", r"\1 have"),
        (r"\b(do|does|did|is|are|was|were|have|has|had|would|could|should)n ?t\b", r"\1 not"),
        (r"\b(?:can ?t|cannot)\b", "can not"),
        (r"\bwon ?t\b", "will not"),
        (r"\bwanna\b", "want to"),
        (r"\bgonna\b", "going to"),
        (r"\bi(?: a)?mm?a(?= (?:kill|die|end|hang))", "i am going to"),
        (r"\bany more\b", "anymore"),
        (r"\b(?:some1|smone|sb|smb)\b", "someone"),
        # French
        (r"\bj(?=(?:ai|vai|veu|peu|pense|croi|doi|sui|connai|travail|voudr|sor|res|arriv|en)\w{0,9}\b)", "j "),
        (r"\bch?ui[st]?\b", "je suis"),
        (r"\bg\b(?= (?:envie|peur|besoin|plus|pas|ete|pris|avale|fait|mal|une?|des|le|la)\b)", "j ai"),
        (r"\b(?:qq ?un|qqn|qlq ?un|kelkun)\b", "quelqu un"),
        (r"\bki\b", "qui"),
        (r"\bke\b", "que"),
        (r"(?<!il )\by ?a\b", "il y a"),
        (r"\b([jmtsldnc]|qu)(?= [aeiouyh])", r"\1e"),
        (r"\bj(?= )", "je"),
        # Both; "ne le 3 mai" is "né le 3 mai"
        (r"\b(?:pls|plz|please|svp|stp|ne(?! (?:le|en) \d)|se? ?il (?:vous|te) plait)\b", ""),
    )
)

_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]{1,30}"
_FULL_NAME = rf"{_NAME} (?:{_NAME}|[A-Z]\.)"
_WHO = (
    r"(?:[Vv]ictime?s?|mineure?|t[eé]moin|plaignante?|auteure?|trafiquante?|prox[eé]n[eè]te|pr[eé]venue?|accus[eé]e?"
    r"|suspecte?|gamine?|fille|fillette|gar[cç]on|femme|enfant|[Ss]urvivante?|cliente?|patiente?"
    r"|minor|witness|complainant|perpetrator|trafficker|pimp|defendant|girl|boy|woman|child|[Ss]urvivor|client|patient)"
)
#: Somebody in a case, with what comes before: "la victime", "this girl".
_THE_ONE = rf"\b(?:[Ll][ae] |[Ll]['’]|[Cc]ette |[Cc]et? |[Uu]ne? |[Tt]h(?:e|is|at) |[Aa] )(?:jeune |young )?{_WHO}"
_IS = r"est|is|[Cc]['’]est|it['’]s"
_TITLE = r"(?:M\.|Mr\.?|Mme|Mlle|Madame|Monsieur|Mrs\.?|Ms\.?|Miss)"
_DEALT_WITH = (
    r"(?:est|serait|is|a [eé]t[eé]|was|has been) (?:soup[cç]onn|suspect|victim|plac[eé]|arr[eê]t[eé]|arrest|condamn"
    r"|convict|sentenc|accus|poursuivi|prosecut|exploit)"
)
_TYPED: dict[Danger, tuple[str, ...]] = {
    # One mark may be haste; two are not.
    Danger.IMMEDIATE: (r"^\W{0,5}(?:[Hh]elp|HELP|[Aa]ide|AIDE)\W{0,2}!{2,9}\W{0,9}$",),
    Danger.PERSONAL_DATA: (
        # A name right after: a full one, initials, or one between commas
        rf"{_THE_ONE} ?[,:]? (?:{_FULL_NAME}|[A-Z]\. ?[A-Z]\.|(?<=, ){_NAME},)",
        # A full name with a birth or an age
        rf"\b{_FULL_NAME},? (?:n[ée]e?|born|aged) (?:le |en |on |in )?\d",
        rf"\b{_FULL_NAME},? \(?\d{{1,2}}(?: ans| years old)?[,)]",
        # Somebody in a case, and a little later who it is
        rf"\b{_WHO}(?:[ ,]{{1,2}}[\w'’-]{{1,20}}){{0,6}}? (?:{_IS}) (?:\w{{1,12}} )?{_NAME} {_NAME}",
        # A list of them
        rf"\b{_WHO}[^.?!:]{{0,40}}: ?{_FULL_NAME}",
        # The word "name" or "identity" with a name
        rf"\b(?:[Ii]dentit[eéy]|[Nn]oms?|[Nn]ames?) (?:de|d['’]|du|of)(?: la| le| l['’]| the)? ?{_WHO} ?:? {_NAME}",
        # An address for mail beside one of them
        rf"\b(?:{_WHO}|[Ss]on|[Ss]a|[Hh]er|[Hh]is)(?:\W{{1,3}}\w{{1,20}}){{0,3}}?\W{{1,3}}[\w.+-]{{1,60}}@",
        # A title, a name, and what was done to them
        rf"\b{_TITLE} {_NAME}(?: {_NAME})?,?(?: \w{{1,20}}){{0,3}}? {_DEALT_WITH}",
    ),
}
_TYPED_SIGNS: dict[Danger, tuple[str, ...]] = {
    Danger.PERSONAL_DATA: (rf"\b(?:{_FULL_NAME}|(?:petite?|jeune|[Ll]ittle|young) {_NAME})", r", (?:aged )?\d{1,2},"),
}
#: The seminar, its papers and daily life: where they are spoken of, signs weigh less.
_CALM = (
    "seminaire/seminar/rapport/report(s)/recommand*/recommend*/programme/program/participant(s)/conference/compte_rendu/"
    "statisti*/chiffre(s)/figures/definition/convention/directive/article/organisateurs/organisers/projet/document/"
    "table_ronde/round_table/inscription/registration/register/badge/hotel/embassy/ambassade/thesis/memoire/training/"
    "formation/magistrat/judge/student/etudiant(e)/journalist(e)/ong/ngo/financer/fund/link/lien/canal/channel/account/"
    "compte/mot_de_passe/password/slack/twitter/message/bot/visio/taxi/billet/ticket/votre_reponse/your_answer/"
    "une_question/a_question"
)

#: Words that the gate depends on and that nothing else resembles: one letter wrong is read as right.
_OFTEN_MISSPELT = words_in("""
    suicide suicider suicidal victime(s) victims passeport passport prostitution prostituer prostituee exploitee
    exploited exploiting trafficking trafficked trafficker trafiquant(s) proxenete employeur employer enfermee
    sequestree kidnappee kidnapped threatens threatened threatening menacee confisque
""")


def _searching(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _families(vocabulary: Vocabulary, danger: Danger) -> Iterator[str]:
    yield from families(vocabulary.families[danger], groups(vocabulary.words) | _FIGURES)


@dataclass(frozen=True, slots=True)
class Signs:
    """What alarms only together, in one language."""

    oneself: re.Pattern[str]
    #: One expression a sign.
    of: Mapping[Danger, tuple[re.Pattern[str], ...]]


def _signs(vocabulary: Vocabulary) -> Signs:
    known = groups(vocabulary.words) | _FIGURES
    return Signs(
        oneself=_searching(families(vocabulary.oneself, known)),
        of={danger: tuple(map(re.compile, families(lines, known))) for danger, lines in vocabulary.signs.items()},
    )


@cache
def alarm(danger: Danger) -> re.Pattern[str]:
    """Return what alarms alone, to be searched in a text as `heard` returns it.

    Compiled when it is first asked for: all together they take a tenth of a start.
    """
    return _searching(p for each in _LANGUAGES for p in _families(each, danger))


#: Searched in a text as it was typed.
TYPED = {danger: _searching(patterns) for danger, patterns in _TYPED.items()}
#: A language each: "me" is a word of both, and counts in one.
SIGNS = tuple(_signs(each) for each in _LANGUAGES)
TYPED_SIGNS = {danger: tuple(map(re.compile, patterns)) for danger, patterns in _TYPED_SIGNS.items()}
CALM = _searching(families(_CALM, {}))

#: The words that the families are written with.
KNOWN = frozenset(
    word
    for each in _LANGUAGES
    for lines in (each.words, each.oneself, *each.families.values(), *each.signs.values())
    for word in words_in(lines)
)
_NOT_WORDS = re.compile(r"[^\w]+|_+")


def plain(text: str) -> str:
    """Return a text in small letters, without accents or punctuation, with single spaces between its words."""
    small = text.casefold()
    if not small.isascii():
        decomposed = unicodedata.normalize("NFKD", small)
        small = "".join(each for each in decomposed if not unicodedata.combining(each)).replace("œ", "oe")
    return _NOT_WORDS.sub(" ", small).strip()


def heard(text: str) -> str:
    """Return a text as the families of wordings are written, with a space before each word."""
    words = plain(text)
    for found, meant in _SPELLINGS:
        words = found.sub(meant, words)
    return "".join(f" {_meant(each)}" for each in words.split())


def _meant(word: str) -> str:
    if word in KNOWN:
        return word
    return next((_NEAR[each] for each in (word, *_one_letter_less(word)) if each in _NEAR), word)


def _one_letter_less(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


#: A word with a letter missing, added, changed or two of them turned round meets its right spelling one letter less.
_NEAR = {less: word for word in sorted(_OFTEN_MISSPELT) for less in (word, *_one_letter_less(word))}
