"""What is said when a roster was loaded."""

from bot.ports import Person, RosterChange
from bot.rostered import as_text
from bot.wording import Wording
from knowledge.model import Participant

WORDING = Wording()


def a_person(id_, *, user=None, email="a@example.org", example=False):
    participant = Participant(id=id_, name=id_, role="post", email=email, example=example)
    return Person(participant=participant, user=user)


def said(loaded, *, added=(), changed=(), missing=(), replaced=False, language="en"):
    change = RosterChange(added=added, changed=changed, missing=missing)
    return as_text(change, loaded, WORDING, language, replaced=replaced).splitlines()


def test_nothing_else_is_said_where_all_is_well():
    assert said([a_person("ana", user="U1")]) == ["One participant was read: 0 added, 0 changed."]


def test_changes_are_listed_by_id():
    lines = said([a_person("ana", user="U1"), a_person("ion", user="U2")], added=("ana",), changed=("ion",))
    assert lines == ["2 participants were read: 1 added, 1 changed.", "- Added: ana", "- Changed: ion"]


def test_who_is_missing_is_kept_or_taken_out():
    people = [a_person("ana", user="U1")]
    assert said(people, missing=("eva",))[1].startswith("- Kept although they are not in the file")
    assert said(people, missing=("eva",), replaced=True)[1].startswith("- Erased, since they are not in the file")


def test_whom_no_reminder_can_reach_is_told_apart():
    people = [a_person("ana"), a_person("ion", email=None), a_person("post", example=True)]
    lines = said(people)[1:]
    assert [each.rpartition(": ")[2] for each in lines] == ["post", "ion", "ana"]


def test_many_ids_are_cut_short():
    ids = tuple(f"p{number}" for number in range(30))
    assert said([a_person("ana", user="U1")], added=ids)[1].endswith("p19, and 10 more")
