"""Tries what the sources say: `python -m bot.trial`, a ``Trial`` in and a ``Verdict`` out, see `bot/trials.py`.

It runs in a process of its own, in which all meets that trying needs: seconds of work, and as much memory again, that
no question waits for. What it builds is left on the disk beside the generations.
"""

import gc
import os
import sys
from datetime import datetime

import structlog

from bot.cues import Cues
from bot.desk import Desk
from bot.storage.memory import MemoryLedger
from bot.trials import TRIAL, VERDICT, Findings, Trial, Verdict
from bot.trying import Tried, Trying
from bot.wording import Wording
from knowledge.base import ChangedMeanwhileError, Snapshot
from knowledge.candidates import candidate_of
from knowledge.problems import KnowledgeError
from knowledge.storage import StorageError

#: Behind what answers people, before what nobody waits for.
_NICE = 5
#: As logging numbers it.
_CRITICAL = 50


class _Then:
    """A clock that shows one instant."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant

    def now(self) -> datetime:
        return self._instant


def main() -> None:
    os.nice(_NICE)
    # It ends soon, and its values form no circles: looking for these took a quarter of its time.
    gc.disable()
    # What it writes is the verdict.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(_CRITICAL))
    sys.stdout.buffer.write(VERDICT.dump_json(verdict(TRIAL.validate_json(sys.stdin.buffer.read()))))


def verdict(trial: Trial) -> Verdict:
    """Return what became of a trial."""
    try:
        return _tried(trial)
    except KnowledgeError as error:
        return Verdict(problems=error.problems, waiting=error.waiting)
    except ChangedMeanwhileError:
        return Verdict(is_outrun=True)
    except StorageError as error:
        return Verdict(refused=str(error))


def _tried(trial: Trial) -> Verdict:
    candidate = candidate_of(trial.folder, trial.generation, trial.content, trial.shared)
    trying = Trying(desk_over=lambda snapshot: _desk(trial, snapshot), thresholds=trial.thresholds)
    tried = trying.tried(candidate.before, candidate.after)
    return Verdict(findings=_found(tried), candidate=candidate.kept()) if tried else Verdict()


def _desk(trial: Trial, snapshot: Snapshot) -> Desk:
    wording = Wording()
    return Desk(
        snapshot=lambda: snapshot,
        ledger=MemoryLedger(),
        clock=_Then(trial.now),
        wording=wording,
        thresholds=trial.thresholds,
        cues=Cues.of(wording),
        focus_kept=trial.focus_kept,
        live=trial.live,
    )


def _found(tried: Tried) -> Findings:
    return Findings(
        difference=tried.difference,
        rivals=tried.rivals,
        untried=tried.untried,
        failures=tried.failures,
        failing_already=tried.failing_already,
        checks=tried.checks,
    )


if __name__ == "__main__":
    main()
