"""How a node becomes a value, where the content's own fields do not show it."""

from typing import Annotated

import pytest
from pydantic import AfterValidator, BaseModel

from knowledge.fields import valid
from knowledge.model import Entry, Seminar
from knowledge.parsing import parse
from knowledge.problems import ProblemKind

FILE = "entries/venue.yaml"
SEMINAR = """\
id: spring-2013
title: {en: Spring seminar}
start: 2013-04-11
end: 2013-04-12
place: {en: Zagreb}
country: HR
timezone: UTC
languages: [en]
contact: {en: the secretariat}
"""


def read_as(model, text):
    root, form = parse(text.encode(), FILE)
    problems = []
    value = valid(model, root, FILE, problems)
    assert (value is None) == bool(form or problems)
    return value, [*form, *problems]


def even(number):
    if number % 2:
        raise ValueError("not an even number")
    return number


class Rooms(BaseModel):
    """Has a rule of its own, and a number, which no content has."""

    rooms: Annotated[int, AfterValidator(even)]


def test_rule_without_a_kind_of_its_own_is_told_in_its_own_words():
    _, [problem] = read_as(Rooms, "rooms: 3")
    assert (problem.kind, problem.place, problem.field) == (ProblemKind.INVALID, f"{FILE}:1:8", "rooms")
    assert (problem.found, problem.accepted) == ("3", "Value error, not an even number")


def test_all_that_is_wrong_with_one_item_is_reported():
    _, problems = read_as(
        Entry,
        "seminar: x\nid: A b\nphrasings: {fr: x, EN: [y]}\nanswer: {fr: '', en: {}}\nkindd: answer\nrelated: [1 2]",
    )
    assert sorted(each.field for each in problems) == [
        "answer.en", "answer.fr", "id", "kindd", "phrasings.EN", "phrasings.fr", "related[1]", "seminar",
    ]  # fmt: skip


def test_what_follows_from_an_alias_is_not_reported_again():
    _, [problem] = read_as(Entry, "id: venue\nphrasings: *phrasings\nanswer: {fr: Ici.}")
    assert (problem.kind, problem.found) == (ProblemKind.ALIAS, "*phrasings")


@pytest.mark.parametrize("written", ["true", "yes", "on", "True", '"true"'])
def test_ways_of_saying_yes_are_taken(written):
    value, _ = read_as(Seminar, SEMINAR + f"default: {written}")
    assert value.default is True


@pytest.mark.parametrize("written", ["false", "no", "off", "False"])
def test_ways_of_saying_no_are_taken(written):
    value, _ = read_as(Seminar, SEMINAR + f"default: {written}")
    assert value.default is False


@pytest.mark.parametrize("name", ["[key]", "0", "-1", "a.b"])
def test_field_of_a_confusing_name_is_unknown_like_any_other(name):
    _, [problem] = read_as(Seminar, SEMINAR + f'"{name}": x')
    assert (problem.kind, problem.line, problem.found) == (ProblemKind.UNKNOWN_FIELD, 10, name)


@pytest.mark.parametrize("name", ["[key]", "0", "FR"])
def test_language_of_a_confusing_name_is_no_language(name):
    _, [problem] = read_as(Seminar, SEMINAR + f'series: {{"{name}": x}}')
    assert (problem.kind, problem.column, problem.accepted) == (ProblemKind.BAD_FORM, 10, "language")


@pytest.mark.parametrize(
    "zone", ["", "Europe", "../etc/passwd", "/etc/localtime", "Europe/Zagreb/..", "x" * 5000, "été", "CON", "a.b/c"]
)
def test_only_a_time_zone_is_one(zone):
    _, [problem] = read_as(Seminar, SEMINAR.replace("timezone: UTC", f'timezone: "{zone}"'))
    assert (problem.kind, problem.accepted) == (ProblemKind.BAD_FORM, "timezone")
