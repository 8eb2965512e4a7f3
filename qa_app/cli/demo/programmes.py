"""What the invented council audits beside the records of each month, so that every template is used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import select

from qa_app.access.rules import Duty, Role
from qa_app.audit_templates.queries import newest_version
from qa_app.audit_templates.rules.template import Ages
from qa_app.audits.models import Audit, SectionReading
from qa_app.cli.demo.lives import first_of
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme
from qa_app.rounds.operations.programmes import change_programme
from qa_app.rounds.rules.eligibility import Facts
from qa_app.rounds.rules.plans import BEGINNINGS, Auditors, HowMany, Kind, Plan, Source
from qa_app.rounds.rules.pools import Pool, digest_of_references

# A report names so many at most; so many are read of it.
MOST_BROUGHT = 60
# What will be due for a second audit while the round is open is read in it too.
DUE_NEXT = timedelta(days=12)
WHO_READS = Auditors(
    (Role.SERVICE_MANAGER.name, Role.PRINCIPAL_SOCIAL_WORKER.name, Duty.AUDITOR.name)
)


@dataclass(frozen=True)
class Theme:
    """A template, and whose records are read with it."""

    template: str
    statuses: tuple[str, ...] = ()
    service: str = ""
    youngest: int | None = None
    oldest: int | None = None


@dataclass
class Month:
    """A month as draws see it: its list, and whose records were given out since."""

    ago: int
    first_day: date
    listed: Pool
    given: set[int] = field(default_factory=set)
    # Whose records those are: one conversation a month is enough.
    talked: set[int] = field(default_factory=set)

    def give(self, given: Sequence[Allocation]) -> None:
        self.given |= {one.child_id for one in given if one.child_id}
        drawn = [one.drawn_record for one in given if one.drawn_record]
        self.talked |= {one.practitioner_id for one in drawn if one.practitioner_id}

    @property
    def free(self) -> list[Facts]:
        return [
            one
            for one in self.listed.facts
            if one.child_id not in self.given
            and not self.talked & {*one.practitioners[:1]}
            and not (one.has_open_audit or one.is_restricted)
        ]


PoolOf = Callable[[World, Month, Theme], Pool | None]


@dataclass(frozen=True)
class Other:
    """A programme beside the monthly one: its themes come in turn."""

    name: str
    kind: Kind
    number: int
    themes: tuple[Theme, ...]
    every: int
    source: Source
    brings: PoolOf
    # Who reads, where it is one person by name.
    reader: str = ""


def chosen(world: World, month: Month, theme: Theme) -> Pool | None:
    """From a report that the QA officer has run on the theme, rather than from the whole list."""
    path = world.places[theme.service].path if theme.service else ""
    suits = suits_of(theme, world)
    fitting = [
        one
        for one in month.free
        if one.path.startswith(path) and suits(one.status, -1 if one.age is None else one.age)
    ]
    return of_facts(world.chance.sample(fitting, min(len(fitting), MOST_BROUGHT)), month)


def suits_of(theme: Theme, world: World) -> Callable[[str, int], bool]:
    template = newest_version(world.council.id, theme.template, world.today).template
    statuses = {*theme.statuses} or template.statuses
    ages = template.ages or Ages()
    youngest, oldest = theme.youngest, theme.oldest

    def suits(status: str, age: int) -> bool:
        return (
            (not statuses or status in statuses)
            and ages.hold(age)
            and (youngest is None or age >= youngest)
            and (oldest is None or age <= oldest)
        )

    return suits


def of_facts(facts: Sequence[Facts], month: Month) -> Pool | None:
    if not facts:
        return None
    digest = digest_of_references([one.reference for one in facts])
    return Pool(tuple(facts), month.listed.as_at, digest, None)


def nobody_on_a_list(world: World, month: Month, theme: Theme) -> None:
    """Practitioners are known without anybody bringing them."""


def contacts(world: World, month: Month, theme: Theme) -> Pool | None:
    """What reached the front door in a month: it is on no list of children."""
    front_door = world.places["Front Door"]
    return brought(month, front_door.id, front_door.path, "C", 40)


def households(world: World, month: Month, theme: Theme) -> Pool | None:
    team = world.places["Permanence"]
    return brought(month, team.id, team.path, "H", 24)


def brought(month: Month, place_id: int, path: str, letter: str, many: int) -> Pool | None:
    first = 10_000 + (MONTHS - month.ago) * 97
    references = [f"{letter}{first + number * 2}" for number in range(many)]
    return of_facts([Facts(one, place_id=place_id, path=path) for one in references], month)


def read_before(world: World, month: Month, theme: Theme) -> Pool | None:
    """Children of whom a section was inadequate two months before, so that eight weeks are over."""
    since, until = (first_of(world.today, month.ago + before) for before in (2, 1))
    wanted = (
        select(Allocation.child_id)
        .join(Audit, Audit.allocation_id == Allocation.id)
        .join(SectionReading, SectionReading.audit_id == Audit.id)
        .where(
            SectionReading.grade == "inadequate",
            Allocation.done_at.between(start_of(since), start_of(until) + DUE_NEXT),
        )
    )
    low = set(db.session.scalars(wanted))
    return of_facts([one for one in month.free if one.child_id in low], month)


def audits_of_others(world: World, month: Month, theme: Theme) -> Pool | None:
    """What the QA lead picks to see how well audits are written: each known by a reference of its own."""
    return brought(month, world.council.id, world.council.path, "A", 12)


PROTECTION, NEED, IN_CARE = ("CHILD_PROTECTION",), ("CHILD_IN_NEED",), ("CARE",)
OTHERS = (
    Other("Practice audits", Kind.MONTHLY, 12, (Theme("monthly-audit"),), 1, Source.REFERENCES, chosen),
    Other(
        "Themed audits",
        Kind.THEMATIC,
        4,
        (
            Theme("voice-of-the-child"), Theme("assessment-quality"), Theme("child-protection"), Theme("planning"),
            Theme("missing-and-return-interviews", youngest=11), Theme("care-leavers"), Theme("child-in-need"),
            Theme("health-and-education-in-care"), Theme("step-down-and-closure"), Theme("children-in-care"),
            Theme("strategy-and-enquiry", (*PROTECTION, "ASSESSMENT")), Theme("family-help", service="Family Help"),
            Theme("full-case-file"), Theme("disabled-children", service="Disabled Children"),
            Theme("exploitation", youngest=13), Theme("reviewing-officer-footprint"), Theme("adoption", oldest=6),
            Theme("special-guardianship", IN_CARE), Theme("pre-proceedings", PROTECTION),
            Theme("homeless-16-17", (*NEED, *IN_CARE)), Theme("private-fostering", NEED, youngest=10),
        ),
        1,
        Source.REFERENCES,
        chosen,
    ),
    Other("Dip samples", Kind.DIP_SAMPLE, 10, (Theme("cohort-review"), Theme("family-conversation")), 2, Source.REFERENCES, chosen),
    Other("Front door", Kind.DIP_SAMPLE, 10, (Theme("front-door"),), 4, Source.REFERENCES, contacts),
    Other("Carer households", Kind.DEEP_DIVE, 4, (Theme("foster-carer-household"),), 5, Source.HOUSEHOLDS, households),
    Other("Re-audits", Kind.RE_AUDIT, 4, (Theme("re-audit"),), 2, Source.REFERENCES, read_before),
    Other("Supervision files", Kind.SUPERVISION, 8, (Theme("supervision-file"),), 3, Source.PRACTITIONERS, nobody_on_a_list),
    Other("Practice observation", Kind.OBSERVATION, 6, (Theme("practice-observation"),), 5, Source.PRACTITIONERS, nobody_on_a_list),
    Other("Quality of audits", Kind.DIP_SAMPLE, 4, (Theme("moderation"),), 6, Source.REFERENCES, audits_of_others, "qa lead"),
)  # fmt: skip


@dataclass
class Held:
    """A programme beside the monthly one, and how often it was held."""

    about: Other
    programme: Programme
    turn: int = 0

    @property
    def theme(self) -> Theme:
        return self.about.themes[self.turn % len(self.about.themes)]

    def is_held(self, months_ago: int) -> bool:
        return months_ago % self.about.every == 0


def add_others(world: World) -> list[Held]:
    return [Held(one, add(world, one)) for one in OTHERS]


def add(world: World, one: Other) -> Programme:
    theme = one.themes[0]
    # What is held once may not begin in the month off.
    begins = [first_of(world.today, months_ago) for months_ago in (MONTHS - 1, MONTHS - 2)]
    first_month = next(month for month in begins if month.month != world.month_off)
    plan = plan_for(one, first_month, world.month_off)
    if one.reader:
        reader = world.people[one.reader].person.public_id
        plan = replace(plan, auditors=Auditors(people=(reader,)))
    return rounds.add_programme(
        world.council, one.name, theme.template, by=None, at=world.began, plan=plan
    )


def plan_for(one: Other, first_month: date, month_off: int) -> Plan:
    begun = BEGINNINGS[one.kind]
    # Who is of the right age and status is chosen before; those given others that month stay out.
    limits = replace(begun.limits, not_audited_months=0, open_weeks=0)
    return replace(
        begun,
        source=one.source,
        first_month=first_month,
        months_off=(month_off,),
        how_many=HowMany.TOTAL,
        number=one.number,
        auditors=WHO_READS,
        limits=limits,
    )


def take_up_the_theme(world: World, programme: Programme, theme: Theme, month: Month) -> None:
    """The QA lead sets what is read this time."""
    if programme.template_code == theme.template:
        return
    at = world.in_time(start_of(month.first_day))
    lead = world.viewer(world.people["qa lead"])
    change_programme(programme, programme.name, theme.template, programme.plan, lead, at)
