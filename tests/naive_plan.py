"""What should be sent, found the slow way: day by day, from everything that happened, without any state of a plan.

Written from the rules alone, and kept apart from the planner on purpose: where both agree, a mistake would have to be
made twice. It knows whole days with two moments each: the opening of the hours, and noon (UTC), after people acted.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from bot.cadence import due_date
from bot.progress import Reported

FINAL = (Reported.IMPLEMENTED, Reported.NOT_APPLICABLE)
STAGES, LADDER, ASKS = (-14, -3, 0, 7, 21), (21, 35, 49), (0, 7, 21)


@dataclass
class Course:
    """All that happened to one recommendation carried by one person."""

    id: str
    policy: object
    owner: object
    deputy: object
    contact: object
    validator: object
    due: date
    number: int = 0
    #: What was said of the due date in force: (day, stage, offset).
    said: list = field(default_factory=list)
    #: The days of reports on the due date in force.
    answers: list = field(default_factory=list)
    last_report: date | None = None
    #: The day of a final report that waits, and what the validator was asked since.
    final_on: date | None = None
    asked: list = field(default_factory=list)
    asked_before: int = 0
    #: The day from which silence counted when the due date was revised, and the days on which a validator was asked.
    carried: list = field(default_factory=list)
    #: The day on which people agreed on the due date in force.
    agreed_on: date | None = None
    snoozed_until: date | None = None
    paused: bool = False
    closed: bool = False

    @property
    def stages(self):
        return sorted(self.policy.stages or STAGES)

    def ladder(self):
        own = (self.policy.deputy_after, self.policy.escalate_after, self.policy.decide_after)
        return [default if each is None else each for each, default in zip(own, LADDER, strict=True)]

    def later_dues(self):
        """Return the due dates after the one in force that no report has covered."""
        return [
            (number, due)
            for number, due in self.dates
            if number > self.number and due > self.due and not (self.answers and due <= self.last_report)
        ]

    def __post_init__(self):
        self.dates = []
        for number in count():
            due = due_date(self.policy.anchor, self.policy.every, number)
            if due is None or (self.policy.until and due > self.policy.until):
                break
            self.dates.append((number, due))
            if due > self.policy.anchor + timedelta(days=1000):
                break


@dataclass
class Naive:
    """The plan by the book."""

    #: Whether somebody may be written to on a day: (person, day) -> bool. None stands for the organisers.
    works: object
    courses: list
    messages: list = field(default_factory=list)
    #: The days of each person's follow-up messages.
    had: dict = field(default_factory=dict)

    def moment(self, day):
        """Say all that is to be said at one moment of a day; each person gets one message of each sort."""
        said = {}
        # What a course says can make more of it due at once: the end of one due date is the start of the next.
        for course in self.courses:
            for _ in range(5):
                if sum(self.one(course, day, said, kind) for kind in (self.owner, self.above, self.validator)) == 0:
                    break
        for (who, kind), items in said.items():
            # Read again before it is posted: who is told of a due date to come is not reminded of the one before.
            still = [item for course, item in items if course.due == item[1] or item[2] in {"decision", "validation"}]
            if still:
                self.messages.append((day, who, kind, tuple(sorted(":".join(map(str, each)) for each in still))))
                if kind == "follow_up":
                    self.had.setdefault(who, []).append(day)

    def one(self, course, day, said, rule):
        if course.closed or course.paused:
            return False
        found = rule(course, day)
        if not found:
            return False
        person, stage, due, offset, kind, done = found
        who = person.id if person else "@organisers"
        if not self.may(person, who, kind, day, said):
            return False
        said.setdefault((who, kind), []).append((course, (course.id, due, stage, offset)))
        done()
        return True

    def may(self, person, who, kind, day, said):
        """Whether somebody can be told on a day: working, not away, and with messages left in the week."""
        if not self.works(person, day) or (person and self.is_away(person, day)):
            return False
        if kind == "decision" or (who, kind) in said:
            return True
        week = [each for each in self.had.get(who, []) if each.isocalendar()[:2] == day.isocalendar()[:2]]
        return len(week) < 2

    def is_away(self, person, day):
        return bool(person.away and person.away[0] <= day <= person.away[1])

    # The owner

    def owner(self, course, day):
        if course.final_on:
            return None
        if course.snoozed_until and day < course.snoozed_until:
            return None
        over = bool(course.answers) or self.has_ended(course)
        stages = self.stages_due(course, course.due, day)
        begin = None
        if over and (begin := self.next_to_begin(course, day)):
            stages = begin[2]
        elif self.has_ended(course) or (course.answers and course.later_dues()):
            stages = []
        elif course.answers:
            stages = [each for each in stages if each > 0]
        person = self.in_place(course, day)
        if stages:
            number, due = (begin[0], begin[1]) if begin else (course.number, course.due)
            offset = max(stages)
            return person, "reminder", due, offset, "follow_up", lambda: self.reminded(course, number, due, day, offset)
        if course.snoozed_until:
            offset = (course.snoozed_until - course.due).days
            return person, "snoozed", course.due, offset, "follow_up", lambda: self.woken(course, day, offset)
        return None

    def stages_due(self, course, due, day, *, fresh=False):
        """Return the stages of a due date whose day has come, later than what was said or reported."""
        said = [] if fresh else [offset for _, stage, offset in course.said if stage == "reminder"]
        return [
            each
            for each in course.stages
            if due + timedelta(days=each) <= day
            and (not said or each > max(said))
            and (course.last_report is None or due + timedelta(days=each) > course.last_report)
            and (fresh or course.agreed_on is None or due + timedelta(days=each) > course.agreed_on)
        ]

    def next_to_begin(self, course, day):
        """Return the latest due date after this one of which something is to be said by now.

        A due date of which all has been reported is passed over.
        """
        found = None
        for number, due in course.later_dues():
            days = [due + timedelta(days=each) for each in course.stages]
            days = [each for each in days if course.last_report is None or each > course.last_report]
            if not days and not found:
                continue
            if not days or min(days) > day:
                break
            found = number, due, self.stages_due(course, due, day, fresh=True)
        return found

    def in_place(self, course, day):
        """Return who is told in place of an owner who is away."""
        deputy = course.deputy
        if self.is_away(course.owner, day) and deputy and not self.is_away(deputy, day):
            return deputy
        return course.owner

    def reminded(self, course, number, due, day, offset):
        if number != course.number:
            course.number, course.due, course.said, course.answers, course.carried = number, due, [], [], []
            course.agreed_on = None
        if course.snoozed_until:
            course.said.append((day, "woken", offset))
        course.said.append((day, "reminder", offset))
        course.snoozed_until = None

    def woken(self, course, day, offset):
        course.said.append((day, "woken", offset))
        course.snoozed_until = None

    # The ladder

    def has_ended(self, course):
        return any(stage == "decision" for _, stage, _ in course.said)

    def above(self, course, day):
        if course.final_on or course.snoozed_until or self.has_ended(course):
            return None
        if course.answers and course.later_dues():
            return None
        deputy_after, contact_after, decide_after = course.ladder()
        told = {stage for _, stage, _ in course.said}
        late = [each for each in course.said if each[1] in {"reminder", "woken"} and each[2] >= 0]
        if course.answers:
            rungs = [("decision", None, decide_after)]
        else:
            ahead = [each for each in course.stages if each >= 0 and self.is_ahead(course, each)]
            if not late and not told & {"deputy", "escalation"} and ahead:
                return None
            rungs = [("decision", None, decide_after)]
            if course.contact and "escalation" not in told:
                rungs.insert(0, ("escalation", course.contact, contact_after))
            if course.deputy and not told & {"deputy", "escalation"}:
                rungs.insert(0, ("deputy", course.deputy, deputy_after))
        stage, person, offset = rungs[0]
        nominal = course.due + timedelta(days=offset)
        quiet_since = self.quiet_since(course, late)
        if day < nominal or (quiet_since and day < quiet_since + timedelta(days=7)):
            return None
        kind = "follow_up" if person else "decision"
        return person, stage, course.due, offset, kind, lambda: course.said.append((day, stage, offset))

    def is_ahead(self, course, offset):
        # The stages from the due date on are later than the day on which it was agreed.
        said = [each for _, stage, each in course.said if stage == "reminder"]
        if said and offset <= max(said):
            return False
        return course.last_report is None or course.due + timedelta(days=offset) > course.last_report

    def quiet_since(self, course, late):
        """Return the day from which silence counts: of the last rung, of what the owner had asked for, of a report."""
        days = self.counted(course, late)
        if not course.answers and course.last_report:
            days.append(course.last_report)
        return max(days, default=None)

    def counted(self, course, late):
        days = [day for day, stage, _ in course.said if stage in {"woken", "deputy", "escalation", "decision"}]
        if late:
            days.append(late[0][0])  # the first time that the owner heard it was due
        elif course.said and not days:
            days.append(course.said[-1][0])
        return days + course.carried

    # The validator

    def validator(self, course, day):
        if not course.final_on:
            return None
        since = course.final_on
        asked = [index for _, index in course.asked]
        if "end" in asked:
            return None
        asks = ASKS if course.validator else (0,)
        due = [
            index
            for index, each in enumerate(asks)
            if since + timedelta(days=each) <= day and (not asked or index > max(asked))
        ]
        if due:
            kind = "follow_up" if course.validator else "decision"
            index = max(due)
            count = course.asked_before + index
            return course.validator, "validation", since, count, kind, lambda: self.ask(course, day, index)
        if asked and max(asked) == len(asks) - 1:
            last = max(each for each, _ in course.asked)
            if day >= max(since + timedelta(days=35), last + timedelta(days=7)):
                return None, "decision", since, 35, "decision", lambda: self.ask(course, day, "end")
        return None

    def ask(self, course, day, index):
        course.asked.append((day, index))
        course.carried.append(day)

    # What people do

    def reported(self, course, status, day):
        course.answers.append(day)
        course.last_report, course.snoozed_until = day, None
        course.final_on = day if status in FINAL else None
        self.begin_asking(course)

    def returned(self, course, day):
        course.final_on, course.answers = None, []
        course.carried.append(day)
        self.begin_asking(course)

    def begin_asking(self, course):
        if course.asked:
            last = course.asked[-1][1]
            course.asked_before += len(ASKS) + 1 if last == "end" else last + 1
        course.asked = []

    def revised(self, course, due, day):
        late = [each for each in course.said if each[1] in {"reminder", "woken"} and each[2] >= 0]
        course.carried = self.counted(course, late)
        course.due, course.said, course.answers, course.snoozed_until = due, [], [], None
        course.agreed_on = day
