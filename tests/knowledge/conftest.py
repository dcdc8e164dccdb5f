"""A small content folder that a test may spoil, and the knowledge base over it."""

import pytest

from knowledge.base import KnowledgeBase
from knowledge.problems import KnowledgeError
from knowledge.reading import read

#: Stands in a text where the problem is expected; taken out before the text is written.
CARET = "‸"

FILES = {
    "spring-2013/seminar.yaml": """\
id: spring-2013
title: {fr: Séminaire de printemps, en: Spring seminar}
start: 2013-04-11
end: 2013-04-12
place: {fr: Zagreb, en: Zagreb}
country: HR
timezone: Europe/Zagreb
languages: [fr, en]
contact:
  fr: le secrétariat
  en: the secretariat
sources:
  programme: {title: Programme of the seminar, url: "https://example.org/programme", date: "2013"}
""",
    "spring-2013/entries/venue.yaml": """\
entries:
  - id: venue
    title: {fr: Lieu, en: Venue}
    phrasings:
      fr: [où se tient la rencontre, quelle est la salle]
      en: [where is the meeting held, which room is it]
    answer:
      fr: À l'hôtel Esplanade.
      en: At the Esplanade hotel.
    source: programme
    related: [dates]
  - id: dates
    phrasings:
      fr: [quand a lieu la rencontre]
      en: [when does the meeting take place]
    answer:
      fr: Les 11 et 12 avril 2013.
      en: On 11 and 12 April 2013.
    keywords: {en: [calendar]}
    source: {title: Invitation}
    valid_until: 2013-04-12
""",
    "spring-2013/recommendations.yaml": """\
recommendations:
  - id: train-judges
    reference: SPR-2013-R01
    title: {fr: Former les magistrats, en: Train judges}
    text: {fr: Que les magistrats soient formés., en: That judges be trained.}
    standing: request
    levels: [national, regional]
    themes: [training]
    source: handbook
    related: [venue]
    follow_up:
      owners: {roles: [coordinator]}
      anchor: 2013-09-30
      every: {months: 6}
      until: 2015-09-30
      stages: [-14, 0, 21]
      deputy_after: 21
      escalate_after: 35
""",
    "spring-2013/roster.yaml": """\
participants:
  - id: coordinator-hr
    name: National coordinator, Croatia
    role: coordinator
    country: HR
    email: coordinator@example.org
    hours: {start: "08:00", end: "16:00", days: [1, 2, 3, 4]}
    deputy: deputy-hr
    example: true
  - {id: deputy-hr, name: "Deputy coordinator, Croatia", role: deputy, email: deputy@example.org, example: true}
""",
    "spring-2013/checks.yaml": """\
checks:
  - {question: where is it held, entry: venue, language: en}
  - {question: what is the weather like, expect: nothing, never: dates}
""",
    "shared/sources.yaml": """\
sources:
  handbook: {title: Handbook, publisher: The network}
""",
    "shared/entries/talk.yaml": """\
entries:
  - id: hello
    kind: small_talk
    phrasings: {fr: [bonjour], en: [hello, good morning]}
    answer: {fr: Bonjour !, en: Hello!}
""",
    "shared/contacts.yaml": """\
cards:
  - id: eu-112
    name: {fr: Urgences, en: Emergency}
    purpose: {fr: Danger, en: Danger}
    numbers: ["112"]
    countries: [HR, RO]
    places: {en: [Croatia, Romania]}
    emergency: true
    owner: organisers
    source: {title: A page}
    verified_on: 2013-03-01
""",
    "shared/safety.yaml": """\
texts:
  - danger: immediate
    text: {fr: Appelez les urgences., en: Call the emergency services.}
""",
    "shared/aliases.yaml": """\
aliases:
  - [room, hall]
  - [osce, organisation pour la sécurité et la coopération en europe]
""",
}


class Content:
    """A content folder with one seminar, whose files a test writes, changes and removes."""

    def __init__(self, folder):
        self.folder = folder
        #: Where the caret stood in what was written last, as problems say it: "shared/sources.yaml:2:3".
        self.marked = ""
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        """Write a file; bytes as they are."""
        if isinstance(text, str):
            text = self._without_caret(name, text).encode()
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
        return path

    def change(self, name, old, new):
        """Put other words in the place of some that stand in the file once."""
        text = (self.folder / name).read_text()
        assert text.count(old) == 1
        return self.write(name, text.replace(old, new))

    def remove(self, name):
        (self.folder / name).unlink()

    def read(self, **options):
        return read(self.folder, **options)

    def error(self, **options):
        """Return what reading the folder raises."""
        with pytest.raises(KnowledgeError) as raised:
            self.read(**options)
        return raised.value

    def problems(self, **options):
        """Return all that is wrong with the folder."""
        return list(self.error(**options).problems)

    def problem(self, **options):
        """Return the one thing that is wrong with the folder."""
        [problem] = self.problems(**options)
        return problem

    def names(self):
        return FILES

    def bytes(self):
        """Return everything in the folder, to see that it stays."""
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def _without_caret(self, name, text):
        before, caret, after = text.partition(CARET)
        if caret:
            self.marked = f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        return before + after


@pytest.fixture(scope="session")
def content_in():
    """Make a content folder anywhere: an example of Hypothesis needs one of its own."""
    return Content


@pytest.fixture
def content(tmp_path):
    return Content(tmp_path / "content")


@pytest.fixture
def a_base(content, tmp_path):
    """Start a knowledge base over the content, as often as a test wants: each time is a restart."""
    return lambda: KnowledgeBase(content.folder, tmp_path / "state")
