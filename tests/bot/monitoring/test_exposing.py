"""The text for Prometheus, as its own parser reads it."""

import math

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.metering import BUCKETS, Meter
from bot.monitoring.exposing import exposed
from bot.outbox import RowState
from bot.ports import Backlog
from bot.reply import ReplyKind
from bot.watching import Standing
from tests.fakes import MONDAY

STANDING = Standing(
    generation=3,
    entries=41,
    is_outdated=False,
    backlog=Backlog({RowState.PLANNED: 2, RowState.SENT: 5}, MONDAY),
    late_s=12.5,
    is_paused=False,
)
AWAY = Standing(generation=3, entries=41, is_outdated=None, backlog=None, late_s=0.0, is_paused=None)
#: All that may stand in a label.
LABELS = {"outcome", "language", "method", "status", "state", "le", "version", "ledger"}


def read(meter=None, standing=STANDING, *, is_ready=True):
    """Return every number, by its name and labels."""
    text = exposed(meter or Meter(), standing, build={"version": "1", "ledger": "sqlite"}, is_ready=is_ready).decode()
    found = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {(each.name, *sorted(each.labels.items())): each.value for each in found}


def test_what_was_counted_is_told():
    meter = Meter()
    meter.asked(ReplyKind.ANSWER, "fr")
    meter.called("chat.postMessage", 429)
    meter.called("chat.postMessage", None)
    meter.failed()
    numbers = read(meter)
    assert numbers["suivi_questions_total", ("language", "fr"), ("outcome", "answer")] == 1
    assert numbers["suivi_slack_calls_total", ("method", "chat.postMessage"), ("status", "429")] == 1
    assert numbers["suivi_slack_calls_total", ("method", "chat.postMessage"), ("status", "none")] == 1
    assert numbers[("suivi_failures_total",)] == 1


def test_buckets_hold_each_other():
    meter = Meter()
    for seconds in (0.01, 0.2, 0.2, 99.0):
        meter.answered(seconds)
    numbers = read(meter)
    buckets = [numbers["suivi_answer_seconds_bucket", ("le", str(each))] for each in (*BUCKETS, "+Inf")]
    assert buckets == [1, 1, 3, *[3] * (len(BUCKETS) - 3), 4]
    assert numbers[("suivi_answer_seconds_count",)] == 4
    assert math.isclose(numbers[("suivi_answer_seconds_sum",)], 99.41)


def test_how_things_stand_is_told_and_of_each_state_although_there_is_none():
    numbers = read()
    assert numbers[("suivi_knowledge_generation",)] == 3
    assert numbers[("suivi_knowledge_entries",)] == 41
    assert numbers[("suivi_outbox_oldest_due_seconds",)] == 12.5
    rows = {dict(labels)["state"]: value for (name, *labels), value in numbers.items() if name == "suivi_outbox_rows"}
    assert rows == {each.value: {"planned": 2, "sent": 5}.get(each.value, 0) for each in RowState}
    assert numbers["suivi_build_info", ("ledger", "sqlite"), ("version", "1")] == 1


@pytest.mark.parametrize("is_ready", [True, False])
def test_readiness_is_told(is_ready):
    assert read(is_ready=is_ready)[("suivi_ready",)] == is_ready


def test_of_what_nobody_knows_there_is_no_number():
    numbers = read(standing=AWAY)
    assert numbers[("suivi_ledger_up",)] == 0
    names = {name for name, *_ in numbers}
    assert names.isdisjoint({"suivi_outbox_rows", "suivi_outbox_oldest_due_seconds", "suivi_knowledge_outdated"})
    assert numbers[("suivi_knowledge_generation",)] == 3


def test_labels_are_these_and_no_others():
    meter = Meter()
    meter.asked(ReplyKind.ANSWER, "fr")
    meter.called("chat.postMessage", 200)
    assert {label for _, *labels in read(meter) for label, _ in labels} == LABELS


def test_memory_of_the_process_is_told():
    assert read()[("process_resident_memory_bytes",)] > 2**20
