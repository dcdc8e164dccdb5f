"""Dates and deadlines, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.founding import days
from knowledge.importing.dates import dates_in, deadline_in, without_dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 16 and 17 April 2025.", "2025-04-16", "2025-04-17"),
        ("du 11 au 13 mars 2026", "2026-03-11", "2026-03-13"),
        ("from 30 September to 2 October 2025", "2025-09-30", "2025-10-02"),
        ("du 30 décembre 2025 au 2 janvier 2026", "2025-12-30", "2026-01-02"),
        ("April 16-17, 2025", "2025-04-16", "2025-04-17"),
        ("le 1er février 2026", "2026-02-01", "2026-02-01"),
        ("Thursday, 24th of September, 2026", "2026-09-24", "2026-09-24"),
        ("2026-02-28", "2026-02-28", "2026-02-28"),
        ("28/02/2026 à midi", "2026-02-28", "2026-02-28"),
        ("16, 17 and 18 April 2025", "2025-04-16", "2025-04-18"),
        ("février 2024", "2024-02-01", "2024-02-29"),
        ("autumn 2028", "2028-09-01", "2028-11-30"),
    ],
)
def test_date_is_read(text, first, last):
    [found] = dates_in(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["31 June 2025", "room 2025-13-40", "12 people", "11 mars", "between 2021 and 2024", "1/2"]
)
def test_what_is_no_whole_date_is_none(text):
    assert [each for each in dates_in(text) if each.exact] == []


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(0, 40), st.sampled_from(["fr", "en"]))
def test_what_we_write_ourselves_is_read_back(first, more, language):
    last = date.fromordinal(first.toordinal() + more)
    [found] = dates_in(days(first, last, language))
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("shall report by 31 December 2025.", "2025-12-31"),
        ("before the end of 2026", "2026-12-31"),
        ("d'ici à la fin de 2027", "2027-12-31"),
        ("avant le 1er janvier 2027", "2027-01-01"),
        ("by June 2026", "2026-06-30"),
        ("before June 2026", "2026-06-01"),
        ("no later than 15 September 2025", "2025-09-15"),
        ("au plus tard le 3 mai 2026", "2026-05-03"),
    ],
)
def test_deadline_is_read(text, day):
    assert deadline_in(text).day == date.fromisoformat(day)


def test_deadline_that_counts_from_something_else_has_no_day():
    assert (deadline_in("within six months").day, deadline_in("dans un délai de deux mois").text) == (
        None,
        "dans un délai de deux mois",
    )


@pytest.mark.parametrize("text", ["beginning on 1 March 2026", "adopted on 17 April 2025", "in 2026", "since 2020"])
def test_other_dates_are_no_deadlines(text):
    assert deadline_in(text) is None


def test_text_without_its_dates():
    assert without_dates("Lyon, 5 février 2026").strip(" ,") == "Lyon"
