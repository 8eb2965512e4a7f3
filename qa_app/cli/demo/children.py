"""The lists of children of the latest months, through the door that people use."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

from qa_app.access.rules import Viewer
from qa_app.children.operations.imports import confirm_list
from qa_app.children.operations.reading import preview_list
from qa_app.children.operations.restricting import restrict
from qa_app.children.queries.children import find_by_reference
from qa_app.cli.demo.earlier_lists import write_earlier
from qa_app.cli.demo.lives import listed_on, months
from qa_app.cli.demo.records import Life, Team
from qa_app.cli.demo.world import OTHER_NAME, World
from qa_app.foundation.clock import start_of
from qa_app.organisation.models import Place

# Every list takes a second or two through the door; the latest show what it says of a month.
THROUGH_THE_DOOR = 2
STATUSES = {
    "CHILD_IN_NEED": "Child in need",
    "CARE": "Child in care",
    "CHILD_PROTECTION": "Child protection plan",
    "ASSESSMENT": "Assessment",
    "CARE_LEAVER": "Care leaver",
}
HEADINGS = (
    "Child ID", "Case Status", "Date of Birth", "Gender", "Ethnicity", "Disability", "Allocated Team",
    "Allocated Worker", "Status Start Date", "Last Visit Date", "Last Review Date", "Category of Need",
    "Legal Status", "Family ID",
)  # fmt: skip
# Days since the last visit and review, at most.
VISITED, REVIEWED = 28, 170
REASONS = (
    "The child of a member of staff",
    "Placed for adoption",
    "A request by the police",
    "The death of a brother or sister is being reviewed",
)


def import_lists(world: World) -> None:
    listed = list(months(world))
    write_earlier(world, listed[:-THROUGH_THE_DOOR])
    for as_at, lives in listed[-THROUGH_THE_DOOR:]:
        import_list(world, as_at, lives)
    world.lists = [lives for _, lives in listed]


def import_list(world: World, as_at: date, lives: list[Life]) -> None:
    """As the data officer does it, in the morning."""
    by = world.viewer(world.people["data officer"])
    at = start_of(as_at) + timedelta(hours=9)
    file = [(f"open-records-{as_at:%Y-%m}.csv", as_csv(world, as_at, lives))]
    confirm_list(preview_list(file, as_at, world.council, by, at), by, at)


def as_csv(world: World, as_at: date, lives: list[Life]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for life in lives:
        seen, reviewed = looked_after(world, as_at, life)
        writer.writerow(
            (
                life.reference,
                STATUSES[life.status],
                day(life.born),
                life.gender,
                life.ethnic_group,
                "Yes" if life.disabled else "No",
                life.team.place.name,
                life.practitioner.name,
                day(life.since),
                day(seen),
                day(reviewed),
                life.category,
                life.legal_status,
                life.family,
            )  # fmt: skip
        )
    return text.getvalue().encode()


def looked_after(world: World, as_at: date, life: Life) -> tuple[date | None, date | None]:
    """When the child was last seen and the plan last reviewed; neither before the work began."""
    seen = as_at - timedelta(days=int(world.chance.triangular(0, VISITED * 2, VISITED / 2)))
    reviewed = as_at - timedelta(days=world.chance.randrange(REVIEWED))
    return (
        seen if seen >= life.since else None,
        reviewed if reviewed >= life.since + timedelta(days=30) else None,
    )


def day(when: date | None) -> str:
    return f"{when:%d/%m/%Y}" if when else ""


def restrict_some(world: World) -> None:
    """By hand, with days for looking again: one of them is near, and one has passed."""
    lead = world.viewer(world.people["qa lead"])
    at = world.at - timedelta(days=45)
    chosen = world.chance.sample(world.records, len(REASONS) * 2)
    for number, life in enumerate(chosen):
        row = find_by_reference(life.reference, lead)
        assert row is not None  # noqa: S101 – the list that was just imported has it
        review_on = world.today + timedelta(days=(-6, 5, 40, 90)[number % 4])
        restrict(row.child, REASONS[number % len(REASONS)], review_on, lead, at)
    # Nobody is cleared to audit them, in any month.
    hidden = {life.reference for life in chosen}
    world.lists = [
        [life for life in lives if life.reference not in hidden] for lives in world.lists
    ]


def import_the_others(world: World) -> None:
    """The neighbour's list is small, and uses some of the same references for other children."""
    other = world.places[OTHER_NAME]
    officer = world.viewer(world.people[f"{OTHER_NAME} Data officer"])
    lives = [
        moved(life, world.neighbours, number) for number, life in enumerate(world.records[:110])
    ]
    settle(world, other, officer, as_csv(world, listed_on(world, 0), lives))


def moved(life: Life, teams: list[Team], number: int) -> Life:
    turn, at = divmod(number, len(teams))
    people = teams[at].practitioners
    return replace(life, team=teams[at], practitioner=people[turn % len(people)])


def settle(world: World, council: Place, officer: Viewer, file: bytes) -> None:
    as_at = listed_on(world, 0)
    at = start_of(as_at) + timedelta(hours=10)
    confirm_list(
        preview_list([("open-records.csv", file)], as_at, council, officer, at), officer, at
    )


STEPS = (import_lists, restrict_some, import_the_others)
