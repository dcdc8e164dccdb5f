"""What is counted and what stands, as the text that Prometheus reads."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.metering import BUCKETS, Meter
from bot.outbox import RowState
from bot.watching import Standing

#: The names are of the oldest kind, which every Prometheus reads.
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
#: Of these states it is said that there is none.
_STATES = tuple(RowState)


def exposed(meter: Meter, standing: Standing, *, build: dict[str, str], is_ready: bool) -> bytes:
    """Return every number there is.

    Args:
        meter: what was counted.
        standing: what there is. Of what nobody knows now there is no number: an alert sees that it is absent.
        build: what runs here, by names that do not change while it runs.
        is_ready: whether this process takes questions.
    """
    registry = CollectorRegistry()
    registry.register(_Numbers(meter, standing, build, is_ready))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


@dataclass(frozen=True, eq=False)
class _Numbers(Collector):
    meter: Meter
    standing: Standing
    build: dict[str, str]
    is_ready: bool

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("suivi_build", "What runs here.", value=self.build)
        yield GaugeMetricFamily("suivi_ready", "Whether this process takes questions.", value=self.is_ready)
        yield from self._counted()
        yield from self._standing()

    def _counted(self) -> Iterator[Metric]:
        questions = CounterMetricFamily(
            "suivi_questions", "Questions, by outcome and language of the answer.", labels=["outcome", "language"]
        )
        for (outcome, language), count in self.meter.questions.items():
            questions.add_metric([outcome, language], count)
        yield questions
        sums = itertools.accumulate(self.meter.answers)
        buckets = [(str(limit), float(count)) for limit, count in zip((*BUCKETS, "+Inf"), sums, strict=True)]
        yield HistogramMetricFamily(
            "suivi_answer_seconds",
            "From the arrival of an event to the posted answer.",
            buckets=buckets,
            sum_value=self.meter.answering_s,
        )
        yield CounterMetricFamily("suivi_failures", "Requests that ended in an error.", value=self.meter.failures)
        calls = CounterMetricFamily(
            "suivi_slack_calls", "Calls of Slack's Web API, by method and status.", labels=["method", "status"]
        )
        for (method, status), count in self.meter.calls.items():
            calls.add_metric([method, "none" if status is None else str(status)], count)
        yield calls

    def _standing(self) -> Iterator[Metric]:
        standing = self.standing
        yield GaugeMetricFamily(
            "suivi_knowledge_generation", "Generation in service in this process.", value=standing.generation
        )
        yield GaugeMetricFamily("suivi_knowledge_entries", "Entries in service.", value=standing.entries)
        yield GaugeMetricFamily(
            "suivi_ledger_up", "Whether the ledger answered just now.", value=standing.backlog is not None
        )
        if standing.backlog is None:
            return
        yield GaugeMetricFamily(
            "suivi_knowledge_outdated",
            "Whether another process put other knowledge into service since.",
            value=bool(standing.is_outdated),
        )
        yield GaugeMetricFamily("suivi_sending_paused", "Whether sending is paused.", value=bool(standing.is_paused))
        rows = GaugeMetricFamily("suivi_outbox_rows", "Messages, by state.", labels=["state"])
        for state in _STATES:
            rows.add_metric([state.value], standing.backlog.rows.get(state, 0))
        yield rows
        yield GaugeMetricFamily(
            "suivi_outbox_oldest_due_seconds",
            "For how long the earliest planned message has been due; 0 where none is.",
            value=standing.late_s,
        )
