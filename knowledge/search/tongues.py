"""Whether a question is in a language that the knowledge does not speak, and in which. Pure.

The knowledge teaches its own languages (`language.py`); of the others only the smallest words are known, which stand in
almost every question. A script alone tells too: nobody writes French in Greek letters.
"""

import re
import unicodedata
from collections.abc import Collection

#: The words that questions are made of, by language; as written, and without accents, as people type them.
SMALL_WORDS = {
    "fr": "qui que quoi quand où combien comment quel quelle quels quelles est le la les un une des du de et au aux ce "
    "c'était était pour dans sur avec il elle je tu es vous nous se sont pas ne en à a eu lieu y on par ils elles",
    "en": "who what when where how which why is was were are the a an of in on at to for and did do does it this that "
    "with by from there many much you i can could have has had be been about",
    "ro": "cine ce când unde cât câți câte cum care este sunt a au fost la în din pe cu și pentru despre avut loc nu "
    "unei unui acest această seminarul mai se de",
    "bg": "кой коя какво кога къде колко как които кои е са беше бяха на в от за с и се ли семинарът има",
    "mk": "кој која што кога каде колку како кои е се беше беа на во од за со и ли семинарот има",
    "sr": "ко шта када где колико како који која је су био била у на од за са и се ли одржан семинар",
    "hr": "tko ko što šta kada gdje gde koliko kako koji koja koje je su bio bila bilo u na od za sa s se li održan",
    "sl": "kdo kaj kdaj kje koliko kako kateri katera je so bil bila bilo v na od za z s in se ali udeležencev",
    "sq": "kush çfarë kur ku sa si cili cila është janë ishte ishin në të e i me për dhe u mbajt nga një",
    "tr": "kim ne zaman nerede kaç nasıl hangi mi mı mu mü ve ile için bu bir oldu yapıldı kimler neden",
    "el": "ποιος ποια ποιο τι πότε που πού πόσοι πόσα πώς είναι ήταν το η ο τα οι της του στο στη και για με έγινε",
    "hu": "ki mi mikor hol hány hogyan milyen melyik a az és volt van egy meg nem szeminárium ban ben",
    "de": "wer was wann wo wie viele welche ist war sind waren der die das den dem ein eine und für mit von zu im am",
    "it": "chi che cosa quando dove quanti quante come quale quali è sono era stato il lo la i gli le un una di del "
    "della e per con nel si",
    "es": "quién qué cuándo dónde cuántos cuántas cómo cuál es son fue el la los las un una de del y para con en se",
    "uk": "хто що коли де скільки як який яка є був була у в на з за і та семінар",
    "ru": "кто что когда где сколько как какой какая был была были в на с за и из семинар это",
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
#: By the name of a character: of scripts in which neither French nor English is written.
_SCRIPTS = ("CYRILLIC", "GREEK")


def _plain(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(each))


#: The languages that have a small word.
_SPOKEN: dict[str, list[str]] = {}
for _language, _text in SMALL_WORDS.items():
    for _word in dict.fromkeys(map(_plain, _text.split())):
        _SPOKEN.setdefault(_word, []).append(_language)


def foreign(text: str, languages: Collection[str]) -> str | None:
    """Return the language of a text, by its ISO code, where it is none of some languages; None where it may be.

    "" for another language that cannot be told. A text of one word tells nothing, unless its script does.
    """
    counts = dict.fromkeys(SMALL_WORDS, 0)
    for word in _WORD.findall(text):
        for language in _SPOKEN.get(_plain(word), ()):
            counts[language] += 1
    ours = max((counts.get(each, 0) for each in languages), default=0)
    others = {language: count for language, count in counts.items() if language not in languages}
    best = max(others, key=lambda each: others[each], default="")
    # Two at least: any single word is a name somewhere.
    if best and others[best] >= 2 and others[best] > ours:  # noqa: PLR2004
        return best
    return "" if _is_in_another_script(text) and not any(each in languages for each in _of_scripts()) else None


def _of_scripts() -> frozenset[str]:
    return frozenset(language for language, text in SMALL_WORDS.items() if _is_in_another_script(text))


def _is_in_another_script(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    others = sum(unicodedata.name(each, "").startswith(_SCRIPTS) for each in letters)
    return bool(letters) and 2 * others > len(letters)
