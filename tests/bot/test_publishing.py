"""What is published: the knowledge that everyone may read, harmless, in a page and in the words of schema.org."""

import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from bot.linked import as_jsonld, as_script
from bot.publishing import page
from bot.wording import Wording
from knowledge.model import Audience, EntryKind, Source
from tests.fakes import a_recommendation, a_seminar, a_snapshot, an_entry

WORDING = Wording()
TODAY = date(2013, 5, 1)
SECRET = an_entry("budget", "what did it cost", "A fortune.", audience=Audience.ORGANISERS)
TALK = an_entry("hello", "hello", "Hello there.", kind=EntryKind.SMALL_TALK)
VENUE = an_entry(
    fr=("où se tient la réunion", "À l'hôtel **Esplanade**."),
    title={"en": "Venue", "fr": "Lieu"},
    source=Source(title="Programme", publisher="The secretariat", url="https://example.org/p", date="2013"),
    seminar="zagreb-2013",
)


class Page(HTMLParser):
    """Reads a page: the text, the addresses of links, the ids, what is open at its end."""

    def __init__(self, html):
        super().__init__()
        self.links, self.ids, self.tags, self.text, self.open = [], [], set(), "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        values = dict(attrs)
        self.links += [values["href"]] if "href" in values else []
        self.ids += [values["id"]] if "id" in values else []
        if tag not in {"meta", "br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.text += data


def published(*entries, language="en", **others):
    return page(a_snapshot(*entries, **others), TODAY, wording=WORDING, language=language)


def graph(*entries, **others):
    return json.loads(as_jsonld(a_snapshot(*entries, **others)))["@graph"]


def test_page_has_what_everyone_may_read_and_nothing_else():
    html = published(VENUE, SECRET, TALK, recommendations=[a_recommendation()])
    read = Page(html)
    assert read.open == []
    assert {"venue", "train-judges", "zagreb-2013"} <= set(read.ids)
    for part in ("Venue", "Esplanade", "Programme, The secretariat, 2013", "ZAG-2013-R01", "explicit request"):
        assert part in read.text
    for part in ("fortune", "budget", "Hello there"):
        assert part not in html


def test_page_is_in_the_language_asked_for():
    html = published(VENUE, language="fr")
    assert '<html lang="fr">' in html
    assert "<strong>Esplanade</strong>" in html
    assert "Questions et réponses : Séminaire de Zagreb" in Page(html).text


def test_what_is_not_in_the_language_says_which_it_is_in():
    html = published(an_entry("lunch", "when is lunch", "At noon."), language="fr")
    assert '<div lang="en"><p>At noon.</p></div>' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[press](javascript:alert(1))",
        "[press](data:text/html,x)",
        '<img src=x onerror="alert(1)">',
        "![x](https://evil.example/x.png)",
        "</script><script>alert(1)</script>",
    ],
)
def test_nothing_that_is_written_does_anything(text):
    hostile = an_entry("venue", text, text, title={"en": text[:75]}, source=Source(title=text, publisher=text))
    html = published(hostile, seminars=[a_seminar(title={"en": text}, contact={"en": text})])
    read = Page(html)
    assert not {"img", "iframe", "object"} & read.tags
    assert html.count("<script") == html.count("</script>") == 1
    assert all(each.startswith(("#", "https://")) for each in read.links)
    assert not re.search(r"<[^>]+\son\w+=", html)


def test_last_day_is_said_and_that_it_is_past():
    soon = an_entry("venue", valid_until=date(2013, 6, 1))
    assert "Holds until 1 June 2013." in Page(published(soon)).text
    past = an_entry("venue", valid_until=date(2013, 4, 1))
    assert "Held until 1 April 2013; nobody has confirmed it since." in Page(published(past)).text


def test_meeting_is_an_event_with_its_days_and_its_place():
    [event] = [each for each in graph(VENUE) if each["@type"] == "Event"]
    assert (event["startDate"], event["endDate"]) == ("2013-04-11", "2013-04-12")
    assert event["location"]["address"]["addressCountry"] == "HR"
    assert {"@value": "Séminaire de Zagreb", "@language": "fr"} in event["name"]


def test_entries_are_questions_with_their_answers_and_sources_in_each_language():
    pages = {
        each["inLanguage"]: each["mainEntity"] for each in graph(VENUE, SECRET, TALK) if each["@type"] == "FAQPage"
    }
    assert sorted(pages) == ["en", "fr"]
    [asked] = pages["fr"]
    assert (asked["name"], asked["identifier"]) == ("où se tient la réunion", "venue")
    assert asked["acceptedAnswer"]["text"] == "<p>À l'hôtel <strong>Esplanade</strong>.</p>"
    assert asked["acceptedAnswer"]["citation"][0]["url"] == "https://example.org/p"
    assert asked["about"] == [{"@id": "#zagreb-2013"}]


def test_recommendation_is_called_by_its_title_and_names_its_reference():
    [asked] = next(each for each in graph(recommendations=[a_recommendation()]) if each["@type"] == "FAQPage")[
        "mainEntity"
    ]
    assert asked["name"] in {"Train judges", "Former les magistrats"}
    assert {"@type": "CreativeWork", "identifier": "ZAG-2013-R01", "keywords": []} in asked["about"]


def test_names_for_one_thing_are_a_term_which_the_entry_of_that_name_defines():
    thb = an_entry("term-thb", "what is trafficking", "A crime.", title={"en": "Human trafficking"})
    [terms] = [
        each
        for each in graph(thb, aliases=[("trafficking", "human trafficking"), ("a", "b")])
        if "hasDefinedTerm" in each
    ]
    first, second = terms["hasDefinedTerm"]
    assert (first["name"], first["alternateName"], first["identifier"]) == (
        "trafficking",
        ["human trafficking"],
        "term-thb",
    )
    assert first["description"] == [{"@value": "A crime.", "@language": "en"}]
    assert "description" not in second


def test_script_in_a_page_is_the_same_in_one_language():
    script = as_script(a_snapshot(VENUE), "fr")
    text = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    found = json.loads(text)["@graph"]
    assert [each["@type"] for each in found] == ["Event", "FAQPage"]
    assert found[0]["name"] == "Séminaire de Zagreb"
