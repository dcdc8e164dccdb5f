"""Every way in which the organisers' files can need mending: what is reported, and where."""

import pytest

from knowledge.model import Check, ContactCard, Entry, Recommendation, Seminar, Source
from knowledge.problems import ProblemKind

SEMINAR = "spring-2013/seminar.yaml"
VENUE = "spring-2013/entries/venue.yaml"
RECOMMENDATIONS = "spring-2013/recommendations.yaml"
ROSTER = "spring-2013/roster.yaml"
CHECKS = "spring-2013/checks.yaml"
SOURCES = "shared/sources.yaml"
TALK = "shared/entries/talk.yaml"
CONTACTS = "shared/contacts.yaml"
SAFETY = "shared/safety.yaml"
ALIASES = "shared/aliases.yaml"


def fields_of(model):
    return ", ".join(each for each in model.model_fields if each != "seminar")


def case(name, file, old, new, kind, *, at=None, **details):
    """Describe what comes instead of what (of the whole file where that is ""), and the problem at the caret."""
    place = {"place": f"{file}:{at}"} if at else {}
    return pytest.param(file, (old, new), {"kind": kind, **details, **place}, id=name)


FORM = [
    case(
        "unquoted colon", VENUE, "At the Esplanade hotel.", "Esplanade‸: room 3", "syntax",
        found="mapping values are not allowed in this context",
    ),
    case(
        "control character", VENUE, "Esplanade hotel.", "Esplanade ‸\a hotel.", "syntax",
        found="control character U+0007",
    ),
    case(
        "tab", TALK, "", "entries:\n‸\t- id: hello\n", "syntax",
        found="while scanning for the next token found character that cannot start any token",
    ),
    case("alias", RECOMMENDATIONS, "[training]", "‸*themes", "alias", found="*themes"),
    case("tag", VENUE, "fr: Les 11", "fr: ‸!secret Les 11", "tag", found="!secret"),
    case("depth", ALIASES, "", f"aliases: {'[' * 11}‸{'[' * 9}", "too-deep", accepted="12"),
    case(
        "duplicate key", SEMINAR, "country: HR", "country: HR\n‸country: RO", "duplicate-key",
        found="country", other=f"{SEMINAR}:6:1",
    ),
    case("second document", SAFETY, "texts:", "texts: []\n‸---\ntexts:", "second-document"),
    case("name that is none", CHECKS, "checks:", "‸~: x\nchecks:", "wrong-shape", accepted="name"),
]  # fmt: skip
HEADINGS = [
    case("heading of a list", ALIASES, "aliases:", "‸alias:", "unknown-field", found="alias", accepted="aliases"),
    case(
        "heading of the sources", SOURCES, "sources:", "‸source:", "unknown-field",
        found="source", accepted="sources",
    ),
    case("file that is a list", CHECKS, "", "‸- where is it\n", "wrong-shape", found="list", accepted="checks:"),
    case("sources that are a list", SOURCES, "", "‸- handbook:\n", "wrong-shape", found="list", accepted="sources:"),
    case(
        "text under a heading", CHECKS, "", "checks: ‸list\n", "wrong-shape",
        field="checks", found="list", accepted="list",
    ),
    case(
        "list under the heading of the sources", SOURCES, "", "sources:\n  ‸- handbook:\n", "wrong-shape",
        field="sources", found="list", accepted="mapping",
    ),
    case("item that is a text", CHECKS, "", "checks:\n  - ‸where\n", "wrong-shape", found="where", accepted="mapping"),
]  # fmt: skip
FIELDS = [
    case("no time zone", SEMINAR, "timezone: Europe/Zagreb\n", "", "missing", at="1:1", field="timezone"),
    case("no title of a source", VENUE, "{title: Inv", "‸{publisher: Inv", "missing", field="source.title"),
    case("no source", VENUE, "    source: {title: Invitation}\n", "", "missing", at="12:5", field="source"),
    case("source left blank", VENUE, "source: programme", "source:", "missing", at="2:5", field="source"),
    case(
        "no contact in a language", SEMINAR, "  en: the secr", "  ro: the secr", "missing",
        at="10:3", field="contact.en",
    ),
    case(
        "misspelt field", VENUE, "keywords:", "‸keyword:", "unknown-field",
        field="keyword", found="keyword", accepted=fields_of(Entry),
    ),
    case(
        "misspelt field of a source", VENUE, "{title: Invitation}", "{title: Invitation, ‸link: x}", "unknown-field",
        field="source.link", found="link", accepted=fields_of(Source),
    ),
    case(
        "misspelt field of a named source", SEMINAR, "{title: Programme of the seminar,", "{title: P, ‸uri: x,",
        "unknown-field", field="sources.programme.uri", found="uri", accepted=fields_of(Source),
    ),
    case(
        "misspelt field of a shared source", SOURCES, "publisher:", "‸editor:", "unknown-field",
        field="handbook.editor", found="editor", accepted=fields_of(Source),
    ),
    case(
        "seminar of an entry", VENUE, "source: programme", "‸seminar: spring-2013\n    source: programme",
        "unknown-field", field="seminar", found="seminar", accepted=fields_of(Entry),
    ),
    case(
        "seminar of a recommendation", RECOMMENDATIONS, "themes:", "‸seminar: spring-2013\n    themes:",
        "unknown-field", field="seminar", found="seminar", accepted=fields_of(Recommendation),
    ),
    case(
        "misspelt field of a check", CHECKS, "language: en", "‸lang: en", "unknown-field",
        field="lang", found="lang", accepted=fields_of(Check),
    ),
    case(
        "misspelt field of a card", CONTACTS, "emergency: true", "‸urgent: true", "unknown-field",
        field="urgent", found="urgent", accepted=fields_of(ContactCard),
    ),
    case(
        "misspelt field of a seminar", SEMINAR, "country: HR", "country: HR\n‸city: Zagreb", "unknown-field",
        field="city", found="city", accepted=fields_of(Seminar),
    ),
    case(
        "text without language", VENUE, "title: {fr: Lieu, en: Venue}", "title: ‸Venue", "wrong-shape",
        field="title", found="Venue", accepted="mapping",
    ),
    case(
        "text instead of a list", VENUE, "[quand a lieu la rencontre]", "‸quand", "wrong-shape",
        field="phrasings.fr", found="quand", accepted="list",
    ),
    case(
        "list instead of a text", VENUE, "fr: À l'hôtel Esplanade.", "fr: ‸[À l'hôtel]", "wrong-shape",
        field="answer.fr", found="list", accepted="text",
    ),
    case(
        "text left blank", VENUE, "fr: À l'hôtel Esplanade.", "fr:‸", "wrong-shape",
        field="answer.fr", accepted="text",
    ),
    case(
        "group of aliases that is a text", ALIASES, "[room, hall]", "‸room", "wrong-shape",
        found="room", accepted="list",
    ),
    case(
        "number that nobody can dial", CONTACTS, '["112"]', '["112", ‸see below]', "bad-form",
        field="numbers[2]", found="see below", accepted="number-to-dial",
    ),
    case(
        "card verified on no day", CONTACTS, "verified_on: 2013-03-01", "verified_on: ‸yesterday", "bad-form",
        field="verified_on", found="yesterday", accepted="date",
    ),
    case(
        "card without a number", CONTACTS, '["112"]', "‸[]", "empty", field="numbers", found="list",
    ),
    case(
        "unknown standing", RECOMMENDATIONS, "standing: request", "standing: ‸demand", "wrong-value",
        field="standing", found="demand", accepted="observation, emphasis, request",
    ),
    case(
        "unknown level", RECOMMENDATIONS, "regional]", "‸local]", "wrong-value",
        field="levels[2]", found="local", accepted="national, regional, international",
    ),
    case(
        "unknown danger", SAFETY, "danger: immediate", "danger: ‸high", "wrong-value",
        field="danger", found="high", accepted="immediate, victim, personal_data",
    ),
    case("spaces in an id", CONTACTS, "eu-112", "‸EU 112", "bad-form", field="id", found="EU 112", accepted="id"),
    case(
        "language in words", VENUE, "keywords: {en:", "keywords: {‸English:", "bad-form",
        field="keywords.English", found="English", accepted="language",
    ),
    case(
        "country in words", CONTACTS, "[HR, RO]", "[HR, ‸Romania]", "bad-form",
        field="countries[2]", found="Romania", accepted="country",
    ),
    case(
        "address that runs a script", SEMINAR, '"https://example.org/programme"', "‸javascript:alert(1)", "bad-form",
        field="sources.programme.url", found="javascript:alert(1)", accepted="url",
    ),
    case(
        "reference in small letters", RECOMMENDATIONS, "SPR-2013-R01", "‸spr 1", "bad-form",
        field="reference", found="spr 1", accepted="reference",
    ),
    *(
        case(
            name, VENUE, "valid_until: 2013-04-12", f"valid_until: ‸{written}", "bad-form",
            field="valid_until", found=written, accepted="date",
        )
        for name, written in {
            "thirteenth month": "2012-13-45",
            "day that February never has": "2013-02-30",
            "date with slashes": "12/04/2013",
            "date with a time": "2013-04-12T09:00:00",
            "year alone": "2013",
            "seconds since 1970": "86400",
        }.items()
    ),
    case("yes in French", CONTACTS, "true", "‸oui", "bad-form", field="emergency", found="oui", accepted="boolean"),
    case(
        "time zone that is none", SEMINAR, "Europe/Zagreb", "‸Zagreb/Europe", "bad-form",
        field="timezone", found="Zagreb/Europe", accepted="timezone",
    ),
    case(
        "name of a source that is none", SOURCES, "sources:\n", "sources:\n  ‸The page: {title: x}\n", "bad-form",
        field="The page", found="The page", accepted="id",
    ),
    case(
        "long title", VENUE, "en: Venue}", f"en: ‸{'Venue ' * 12}here}}", "too-long",
        field="title.en", found=f"{'Venue ' * 10}...", accepted="75",
    ),
    case(
        "fifth prompt", SEMINAR, "sources:", "prompts: {en: ‸[a, b, c, d, e]}\nsources:", "too-many",
        field="prompts.en", found="list", accepted="4",
    ),
    case("empty answer", VENUE, "At the Esplanade hotel.", '‸""', "empty", field="answer.en"),
    case("answer of spaces", VENUE, "At the Esplanade hotel.", "‸'  '", "empty", field="answer.en", found="  "),
    case("no answer", TALK, "{fr: Bonjour !, en: Hello!}", "‸{}", "empty", field="answer"),
    case("no phrasings", TALK, "{fr: [bonjour], en: [hello, good morning]}", "‸{}", "empty", field="phrasings"),
    case("no phrasing", TALK, "{fr: [bonjour], en: [hello, good morning]}", "‸{en: []}", "empty", field="phrasings"),
    case("no number", CONTACTS, '["112"]', "‸[]", "empty", field="numbers", found="list"),
    case("no name", CONTACTS, "{fr: Urgences, en: Emergency}", "‸{}", "empty", field="name", found="mapping"),
    case("no name of a place", CONTACTS, "[Croatia, Romania]", "‸[]", "empty", field="places.en", found="list"),
    case("no language", SEMINAR, "[fr, en]", "‸[]", "empty", field="languages", found="list"),
    case(
        "address that is none", ROSTER, "email: coordinator@example.org", "email: ‸coordinator", "bad-form",
        field="email", found="coordinator", accepted="email",
    ),
    case(
        "time that is none", ROSTER, 'start: "08:00"', 'start: ‸"8:00"', "bad-form",
        field="hours.start", found="8:00", accepted="time",
    ),
    case(
        "weekday that is none", ROSTER, "[1, 2, 3, 4]", "[1, ‸8]", "out-of-range",
        field="hours.days[2]", found="8", accepted="≤ 7",
    ),
    case(
        "hours that end before they start", ROSTER, 'hours: {start: "08:00"', 'hours: ‸{start: "18:00"', "hours-order",
        field="hours", found="mapping",
    ),
    case(
        "stage that is no number", RECOMMENDATIONS, "[-14, 0, 21]", "[‸soon, 0]", "bad-form",
        field="follow_up.stages[1]", found="soon", accepted="number",
    ),
    case(
        "period of no month", RECOMMENDATIONS, "{months: 6}", "{months: ‸0}", "out-of-range",
        field="follow_up.every.months", found="0", accepted="≥ 1",
    ),
    case(
        "period in two units", RECOMMENDATIONS, "every: {months: 6}", "every: ‸{months: 6, weeks: 2}", "one-unit",
        field="follow_up.every", found="mapping", accepted="months, weeks",
    ),
    case(
        "owners who are nobody", RECOMMENDATIONS, "{roles: [coordinator]}", "‸{roles: []}", "nobody-meant",
        field="follow_up.owners", found="mapping", accepted="roles, countries, organisations, participants",
    ),
]  # fmt: skip
BETWEEN = [
    case(
        "entry and recommendation of one id", RECOMMENDATIONS, "train-judges", "‸venue", "duplicate-id",
        field="id", found="venue", other=f"{VENUE}:2:9",
    ),
    case(
        "one phrasing of two entries", VENUE, "[when does the meeting take place]", '[‸"Where is the meeting HELD ?"]',
        "duplicate-phrasing", found="Where is the meeting HELD ?", other=f"{VENUE}:6:12",
    ),
    case(
        "related to a misspelt id", VENUE, "related: [dates]", "related: [dates, ‸date]", "unknown-reference",
        field="related[2]", found="date", accepted="dates",
    ),
    case(
        "related to nothing like it", VENUE, "related: [dates]", "related: [‸weather]", "unknown-reference",
        field="related[1]", found="weather",
    ),
    case(
        "about nothing there is", VENUE, "related: [dates]", "about: ‸spring-2012", "unknown-reference",
        field="about", found="spring-2012", accepted="spring-2013",
    ),
    case(
        "check of a misspelt id", CHECKS, "entry: venue", "entry: ‸venu", "unknown-reference",
        field="entry", found="venu", accepted="venue",
    ),
    case(
        "check against a misspelt id", CHECKS, "never: dates", "never: ‸datse", "unknown-reference",
        field="never", found="datse", accepted="dates",
    ),
    case(
        "source that nobody named", VENUE, "source: programme", "source: ‸program", "unknown-source",
        found="program", accepted="handbook, programme",
    ),
    case(
        "further source that nobody named", VENUE, "source: programme",
        "source: programme\n    further_sources: [‸book]", "unknown-source",
        found="book", accepted="handbook, programme",
    ),
    case(
        "card that holds and was never verified", CONTACTS, "verified_on: 2013-03-01", "valid_until: ‸2014-03-01",
        "never-verified", field="valid_until", found="2014-03-01",
    ),
    case(
        "card that was verified after it held", CONTACTS, "verified_on: 2013-03-01",
        "verified_on: 2013-03-01\n    valid_until: ‸2013-02-28", "verified-later",
        field="valid_until", found="2013-02-28", accepted="2013-03-01",
    ),
    case(
        "last day before the first", SEMINAR, "end: 2013-04-12", "end: ‸2013-04-10", "end-before-start",
        field="end", found="2013-04-10", accepted="2013-04-11",
    ),
    case(
        "no example", ROSTER, "    deputy: deputy-hr\n    example: true", "    deputy: deputy-hr", "real-participant",
        at="2:5", accepted="example: true",
    ),
    case(
        "example that is none", ROSTER, "deputy-hr\n    example: true", "deputy-hr\n    example: ‸no",
        "real-participant", accepted="example: true",
    ),
    case(
        "deputy who is nobody", ROSTER, "deputy: deputy-hr", "deputy: ‸deputy-rh", "unknown-participant",
        field="deputy", found="deputy-rh", accepted="deputy-hr",
    ),
    case(
        "deputy of oneself", ROSTER, "deputy: deputy-hr", "deputy: ‸coordinator-hr", "own-deputy",
        field="deputy", found="coordinator-hr",
    ),
    case(
        "two people of one id", ROSTER, "deputy: deputy-hr\n    example: true\n  - {id: deputy-hr",
        "example: true\n  - {id: ‸coordinator-hr", "duplicate-id",
        field="id", found="coordinator-hr", other=f"{ROSTER}:2:9",
    ),
    case(
        "two people of one address", ROSTER, "deputy@example.org", "‸Coordinator@example.org", "duplicate-email",
        field="email", found="Coordinator@example.org", other=f"{ROSTER}:6:12",
    ),
    case(
        "last due date before the first", RECOMMENDATIONS, "until: 2015-09-30", "until: ‸2013-09-29",
        "until-before-anchor", field="follow_up.until", found="2013-09-29", accepted="2013-09-30",
    ),
    case(
        "stage said twice", RECOMMENDATIONS, "[-14, 0, 21]", "[-14, 0, ‸0]", "out-of-order",
        field="follow_up.stages[3]", found="0", accepted="0",
    ),
    case(
        "ladder climbed downwards", RECOMMENDATIONS, "escalate_after: 35", "escalate_after: ‸14", "out-of-order",
        field="follow_up.escalate_after", found="14", accepted="21",
    ),
    case(
        "check that expects nothing", CHECKS, ", entry: venue, language: en", "", "nothing-expected",
        at="2:5", accepted="entry, offered, expect, never",
    ),
    case(
        "check that expects a blank", CHECKS, "entry: venue, language: en", "entry: ~", "nothing-expected",
        at="2:5", accepted="entry, offered, expect, never",
    ),
]  # fmt: skip
CASES = [*FORM, *HEADINGS, *FIELDS, *BETWEEN]
#: Kinds of problems that take more than one changed text to show.
ELSEWHERE = {
    "test_files.py": {"missing-file", "unknown-file", "unreadable", "outside", "too-large", "not-utf8", "no-seminar"},
    "test_reading.py": {"second-default"},
    "test_base.py": {"archived-default"},
    "test_drafts.py": {"only-drafts"},
    "test_fields.py": {"invalid"},
    "test_roster.py": {"csv", "extra-cell", "unknown-code"},
    "test_documents.py": {"not-text", "too-large-together", "unknown-document", "described-twice"},
}


@pytest.mark.parametrize(("file", "change", "expected"), CASES)
def test_problem_is_reported_alone_with_its_place(content, file, change, expected):
    old, new = change
    if old:
        content.change(file, old, new)
    else:
        content.write(file, new)
    problem = content.problem()
    details = dict.fromkeys(("field", "found", "accepted", "other"), "") | {"place": content.marked} | expected
    assert {each: getattr(problem, each) for each in details} == details


def test_every_kind_of_problem_has_a_case():
    here = {each.values[-1]["kind"] for each in CASES}
    assert here.union(*ELSEWHERE.values()) == set(ProblemKind)
