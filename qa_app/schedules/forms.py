"""What is asked of a schedule."""

from collections.abc import Mapping, Sequence

from qa_app.children.rules.ages import AgeBand
from qa_app.insight.rules.filters import NOT_KNOWN, Picked
from qa_app.organisation.forms.places import options_of
from qa_app.organisation.forms.versions import VersionedForm
from qa_app.organisation.models import Membership, Place
from qa_app.reports.rules.front import LONGEST, Front, lines_of
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.kinds import usual_covers, usual_rhythm
from qa_app.schedules.rules.rhythm import (
    FEWEST_WEEKS,
    LAST,
    MONTH_NAMES,
    MOST_NTH,
    MOST_WEEKS,
    NO_DAY,
    NO_MONTH,
    USUAL_WEEKS,
    Every,
    Rhythm,
    ordinal,
)
from qa_app.web.fields import Form, button, date, number, radios, select, text, text_area

# What a workbook can be narrowed by, as long as it stays inside.
NARROWING = ("template", "programme", "status", "age", "picked")
FRONT = ("meeting", "of_whom", "recommendations")
NTHS = [(str(one), f"{ordinal(one)} working day") for one in range(1, MOST_NTH + 1)]
DAYS = [*NTHS, (str(LAST), "Last working day")]
MONTHS = [(str(number), name) for number, name in enumerate(MONTH_NAMES, start=1)]
USUAL_DAY, USUAL_MONTH = "3", "4"


class ScheduleForm(VersionedForm):
    level = radios("Who will read it?", Level, missing="Select who will read it")
    place = select(
        "Which place is it of?", search=True, missing="Select the place that it is about"
    )
    covers = radios("Which months is it about?", Covers, missing="Select which months")
    template = select("Template", first="All", optional=True)
    programme = select("Programme", first="All", optional=True)
    status = select("Child’s status then", first="All", optional=True)
    age = select("Child’s age then", AgeBand, first="All", optional=True)
    picked = select(
        "How records were chosen",
        Picked,
        first="As usual: monthly audits, or as the programme chooses",
        optional=True,
    )
    every = radios("How often?", Every, missing="Select how often")
    nth = select(
        "On which day of the month?",
        DAYS,
        hint="For every month, quarter or year. Weekends, bank holidays and your council’s own days off do not count.",
        missing=NO_DAY,
    )
    month = select("In which month?", MONTHS, hint="For every year.", missing=NO_MONTH)
    weeks = number(
        "How many weeks apart?",
        at_least=FEWEST_WEEKS,
        at_most=MOST_WEEKS,
        hint="For every so many weeks.",
        optional=True,
    )
    first_on = date(
        "When is the first?",
        called="The first day",
        hint="For every so many weeks. The weekday stays. If it is a day off, it comes on the next working day.",
        optional=True,
    )
    meeting = text(
        "Which meeting is it for?",
        hint="For example, Children’s scrutiny committee. Leave it empty if it is for none.",
        max_length=LONGEST,
        optional=True,
    )
    of_whom = text(
        "Whose report is it?",
        hint="A job title, for example Director of children’s services. Do not name anybody.",
        max_length=LONGEST,
        optional=True,
    )
    recommendations = text_area(
        "What is the meeting asked to do?",
        hint="One on each line. Leave it empty to ask it to note what was found, and to say what else it wishes to know.",
        rows=4,
        max_length=2000,
        optional=True,
    )
    save = button("Save the schedule")

    def offer(
        self,
        kind: ReportKind,
        places: list[Place],
        codes: Mapping[str, Sequence[tuple[str, str]]],
        *,
        may_release: bool,
    ) -> None:
        """`codes` are what narrows it, by the question that asks it."""
        about = kind.about
        there = [one for one in about.levels if may_release or not one.leaves]
        self.level.options = [(one.name, one.value) for one in there]
        holds = "what_a_paper_holds" if kind.is_paper else "what_it_holds"
        self.level.hints = {one.name: getattr(one, holds) for one in there}
        if not may_release and about.leaves_at_all:
            self.level.hint = "Reports for others are made by those who see figures of the whole council, such as the QA lead."
        self.place.options = options_of(places)
        for name, options in codes.items():
            self[name].options = options
        for name in NARROWING if kind.is_paper else ():
            del self[name]
        if not about.has_front:
            for name in FRONT:
                del self[name]

    def begin_with(self, kind: ReportKind) -> None:
        """What is usual of this report, until somebody chooses."""
        self.covers.data, self.every.data = usual_covers(kind).name, usual_rhythm(kind).name
        self.nth.data, self.month.data, self.weeks.data = USUAL_DAY, USUAL_MONTH, USUAL_WEEKS
        if len(self.level.options) == 1:
            self.level.data = self.level.options[0][0]
        if len(self.place.options) == 1:
            self.place.data = self.place.options[0][0]

    @property
    def rhythm(self) -> Rhythm:
        """What is not asked of a rhythm is not part of it, so that a change of it changes nothing."""
        every = Every[self.every.data]
        if every is Every.WEEKS:
            return Rhythm(every, weeks=self.weeks.data or 0, first_on=self.first_on.data)
        month = int(self.month.data) if every is Every.YEAR else int(USUAL_MONTH)
        return Rhythm(every, int(self.nth.data), month)

    @property
    def front(self) -> Front:
        if "meeting" not in self:
            return Front()
        return Front(
            (self.meeting.data or "").strip(),
            None,
            (self.of_whom.data or "").strip(),
            lines_of(self.recommendations.data or ""),
        )

    @property
    def narrowed(self) -> dict[str, str]:
        asked = {name: self[name].data for name in NARROWING if name in self}
        return {name: value for name, value in asked.items() if value}

    @property
    def said(self) -> list[str]:
        """What narrows it in words, as the form says it."""
        return [
            f"{self[name].asks}: {dict(self[name].options).get(value, '')}"
            for name, value in self.narrowed.items()
        ]


def statuses(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [*names.items(), (NOT_KNOWN, "Not known")]


class RecipientForm(Form):
    person = select(
        "Who else gets it?",
        search=True,
        hint="People who see figures of all of this place themselves. Whoever sees a part of it, such as a team’s manager, gets a schedule of that part.",
        missing="Select somebody",
    )
    add = button("Add", secondary=True)

    def offer(self, people: Sequence[Membership]) -> None:
        """With their job, for two may have one name."""
        self.person.options = [
            (one.person.public_id, f"{one.name} ({one.job_title})" if one.job_title else one.name)
            for one in people
        ]
