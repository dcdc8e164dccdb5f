"""The printed report stands alone, says in words what its colours say, and shows what people wrote as text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.printing import report
from bot.progress import Reported
from bot.wording import Wording
from tests.worlds import NOW, a_world, an_event, assignments_of

WORDING = Wording()
PICTURE = a_world()
CARRIED = assignments_of(PICTURE)
VOID = {"meta"}


class Page(HTMLParser):
    """Reads a page; its tags must be balanced."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.words = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def a_report(assignments=CARRIED, events=(), *, picture=PICTURE, language="en"):
    return report(assignments, events, picture, NOW, wording=WORDING, language=language)


@pytest.mark.parametrize(("language", "title"), [("en", "Progress report: Zagreb"), ("fr", "Rapport d'avancement : ")])
def test_report_is_written_in_the_language(language, title):
    page = Page(a_report(language=language))
    assert title in page.text
    assert ("html", {"lang": language}) in page.tags


def test_report_fetches_nothing_and_runs_nothing():
    written = a_report()
    tags = {tag for tag, _ in Page(written).tags}
    assert not tags & {"script", "link", "img", "iframe"}
    assert not re.search(r"https?://|url\(|@import", written)


def test_every_cell_says_in_words_what_its_colour_says():
    page = Page(a_report())
    assert page.text.count("not started, overdue") == 1
    cells = [attributes["title"] for tag, attributes in page.tags if tag == "td" and "title" in attributes]
    assert len(cells) == len(CARRIED)


def test_wide_tables_are_cut_for_paper():
    picture = a_world(countries=2, recommendations=40)
    page = Page(a_report(assignments_of(picture), picture=picture))
    assert sum(attributes.get("class") == "grid" for tag, attributes in page.tags if tag == "table") == 3


def test_overdue_and_waiting_are_listed():
    page = Page(a_report())
    assert "Nothing is overdue" not in page.text
    assert "Nothing waits" not in page.text
    calm = [replace(each, due=None, reported=Reported.IN_PROGRESS) for each in CARRIED]
    assert "Nothing is overdue." in Page(a_report(calm)).text


def test_report_without_assignments_says_so():
    assert "Nothing is followed up yet." in Page(a_report([])).text


@given(note=st.text(max_size=80) | st.sampled_from(["<script>alert(1)</script>", '"><img src=x onerror=1>', "&lt;"]))
@settings(max_examples=60, deadline=None)
def test_what_people_wrote_is_text(note):
    before = [tag for tag, _ in Page(a_report()).tags]
    page = Page(a_report(events=[an_event(CARRIED[0], note=note)]))
    assert [tag for tag, _ in page.tags] == before
    assert " ".join(note.split()) in page.text or "\r" in note or "\x00" in note
