"""What the invented council audits beside the records of each month, so that every template is used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from qa_app.access.rules import Duty, Role
from qa_app.audits.models import Audit, SectionReading
from qa_app.cli.demo import draws
from qa_app.cli.demo.lives import first_of
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.database import db
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme
from qa_app.rounds.operations.programmes import change_programme
from qa_app.rounds.queries.pools import pool_of
from qa_app.rounds.rules.eligibility import Facts
from qa_app.rounds.rules.plans import BEGINNINGS, Auditors, HowMany, Kind, Plan, Source
from qa_app.rounds.rules.pools import Pool, digest_of_references

# No records are drawn in August, when families and half the managers are away.
MONTHS_OFF = (8,)
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


PoolOf = Callable[[World, int], Pool | None]


@dataclass(frozen=True)
class Other:
    """A programme beside the monthly one: its themes come in turn."""

    name: str
    kind: Kind
    number: int
    themes: tuple[Theme, ...]
    every: int = 1
    source: Source = Source.OPEN_LIST
    brings: PoolOf | None = None

    def is_held(self, months_ago: int) -> bool:
        return months_ago % self.every == 0

    def theme(self, months_ago: int) -> Theme:
        return self.themes[(MONTHS - 1 - months_ago) // self.every % len(self.themes)]


def contacts(world: World, months_ago: int) -> Pool:
    """What reached the front door in a month: it is on no list of children."""
    front_door = world.places["Front Door"]
    return brought(world, months_ago, front_door.id, front_door.path, "C", 40)


def households(world: World, months_ago: int) -> Pool:
    team = world.places["Permanence"]
    return brought(world, months_ago, team.id, team.path, "H", 24)


def brought(
    world: World, months_ago: int, place_id: int, path: str, letter: str, many: int
) -> Pool:
    first = 10_000 + (MONTHS - months_ago) * 97
    references = [f"{letter}{first + number * 2}" for number in range(many)]
    facts = tuple(Facts(one, place_id=place_id, path=path) for one in references)
    return Pool(facts, first_of(world.today, months_ago), digest_of_references(references), None)


def read_before(world: World, months_ago: int) -> Pool | None:
    """Children of whom a section was inadequate some months before."""
    until = first_of(world.today, months_ago + 3)
    since = first_of(world.today, months_ago + 9)
    wanted = (
        select(Allocation.child_id)
        .join(Audit, Audit.allocation_id == Allocation.id)
        .join(SectionReading, SectionReading.audit_id == Audit.id)
        .where(
            SectionReading.grade == "inadequate",
            Allocation.done_at.between(draws.start_of(since), draws.start_of(until)),
        )
    )
    low = set(db.session.scalars(wanted))
    listed = pool_of(draws.list_of(world, months_ago), first_of(world.today, months_ago))
    facts = tuple(replace(one, last_audited=None) for one in listed.facts if one.child_id in low)
    if not facts:
        return None
    return Pool(facts, listed.as_at, digest_of_references([one.reference for one in facts]), None)


PROTECTION, NEED, IN_CARE = ("CHILD_PROTECTION",), ("CHILD_IN_NEED",), ("CARE",)
OTHERS = (
    Other("Practice audits", Kind.MONTHLY, 14, (Theme("monthly-audit"),)),
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
            Theme("exploitation", youngest=13), Theme("planning"), Theme("voice-of-the-child"),
        ),
    ),
    Other("Dip samples", Kind.DIP_SAMPLE, 12, (Theme("cohort-review"), Theme("family-conversation")), every=2),
    Other("Front door", Kind.DIP_SAMPLE, 10, (Theme("front-door"),), 4, Source.REFERENCES, contacts),
    Other("Carer households", Kind.DEEP_DIVE, 4, (Theme("foster-carer-household"),), 5, Source.HOUSEHOLDS, households),
    Other("Re-audits", Kind.RE_AUDIT, 6, (Theme("re-audit"),), 3, Source.REFERENCES, read_before),
    Other("Supervision files", Kind.SUPERVISION, 8, (Theme("supervision-file"),), 3, Source.PRACTITIONERS),
    Other("Practice observation", Kind.OBSERVATION, 6, (Theme("practice-observation"),), 5, Source.PRACTITIONERS),
)  # fmt: skip


def add_others(world: World) -> list[tuple[Other, Programme]]:
    return [(one, add(world, one)) for one in OTHERS]


def add(world: World, one: Other) -> Programme:
    theme = one.themes[0]
    plan = plan_for(world, one, theme, first_of(world.today, MONTHS - 1))
    return rounds.add_programme(
        world.council, one.name, theme.template, by=None, at=world.began, plan=plan
    )


def plan_for(world: World, one: Other, theme: Theme, first_month: date) -> Plan:
    begun = BEGINNINGS[one.kind]
    paths = (world.places[theme.service].path,) if theme.service else ()
    limits = replace(
        begun.limits,
        statuses=theme.statuses,
        paths=paths,
        youngest=theme.youngest,
        oldest=theme.oldest,
    )
    return replace(
        begun,
        source=one.source,
        first_month=first_month,
        months_off=MONTHS_OFF,
        how_many=HowMany.TOTAL,
        number=one.number,
        auditors=WHO_READS,
        limits=limits,
    )


def take_up_the_theme(world: World, one: Other, programme: Programme, months_ago: int) -> None:
    """The QA lead sets what is read this time."""
    theme = one.theme(months_ago)
    plan = plan_for(world, one, theme, programme.plan.first_month)
    if programme.template_code == theme.template and programme.plan == plan:
        return
    at = min(draws.start_of(first_of(world.today, months_ago)), world.at)
    lead = world.viewer(world.people["qa lead"])
    change_programme(programme, one.name, theme.template, plan, lead, at)


def themes_used(others: Sequence[Other] = OTHERS) -> set[str]:
    return {theme.template for one in others for theme in one.themes}
