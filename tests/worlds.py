"""A seminar's follow-up as small, or as large, as a test of pictures and exports needs it. Pure."""

from datetime import UTC, date, datetime

from bot.picture import Picture
from bot.ports import Person
from bot.progress import Assignment, Event, EventKind, Reported, assignment_id
from bot.reminding import Planner
from knowledge.model import Addressees, Level, Participant, Policy, Visibility
from tests.fakes import a_recommendation, a_snapshot

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_CODES = """
    AL BA BG CY GR HR HU MD ME MK RO RS SI TR UA FR AD AM AT AZ BE BY CH CZ DE DK EE ES FI GB GE IE IS IT LI LT LU LV
    MC MT NL NO PL PT RU SE SK SM VA XK
"""
COUNTRIES = _CODES.split()


def a_world(*, countries=3, recommendations=2, visibility=Visibility.OWNERS):
    """A picture with a coordinator for each country, and as many recommendations that each of them carries."""
    codes = COUNTRIES[:countries]
    people = [
        Participant(
            id=f"coordinator-{number}",
            name=f"Coordinator {number}, {code}",
            role="coordinator",
            country=code,
            language="en",
        )
        for number, code in enumerate(codes)
    ]
    policy = Policy(owners=Addressees(roles=("coordinator",)), anchor=date(2026, 3, 1), visibility=visibility)
    known = [
        a_recommendation(
            f"r{number}",
            f"ZAG-2013-R{number:02}",
            title={"fr": f"Faire {number}", "en": f"Do {number}"},
            themes=("training",) if number % 2 else ("aid",),
            levels=(Level.NATIONAL,),
            follow_up=policy,
        )
        for number in range(recommendations)
    ]
    planner = Planner(
        policies={each.id: policy for each in known},
        people={each.id: Person(participant=each, user=f"U{each.id.upper()}") for each in people},
        timezone="Europe/Zagreb",
    )
    return Picture(snapshot=a_snapshot(recommendations=known), planner=planner)


def assignments_of(picture, statuses=tuple(Reported), **fields):
    """Everybody carries everything; the statuses go round."""
    pairs = [
        (recommendation, person) for person in picture.people for recommendation in picture.snapshot.recommendations
    ]
    return [
        Assignment(
            id=assignment_id(recommendation, person),
            recommendation=recommendation,
            owner=person,
            reported=statuses[number % len(statuses)],
            **{"due": date(2026, 2, 1) if number % 3 == 0 else date(2026, 6, 1), **fields},
        )
        for number, (recommendation, person) in enumerate(pairs)
    ]


def an_event(assignment, kind=EventKind.REPORTED, at=NOW, **fields):
    return Event(assignment=assignment.id, at=at, who=assignment.owner, kind=kind, **fields)
