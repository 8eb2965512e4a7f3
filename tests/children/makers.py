"""Children for tests: on a list that was imported as any other, so that nothing is made behind its back."""

from datetime import date, datetime
from itertools import count
from typing import Any

from qa_app.access.rules import Role
from qa_app.children.models import CaseList, Child, ChildMerge, ChildOnList
from qa_app.children.operations import imports, reading
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.organisation.rules.places import Kind
from qa_app.uploads.models import Upload
from tests.children.files import content_of, staff
from tests.makers import NOON, make_council, make_person, make_place

AS_AT = date(2026, 10, 5)
MESSY, CLEAN = "synthetic_annex_a_messy.xlsx", "synthetic_annex_a_clean.xlsx"
_numbers = count(1_000_001)


def make_child(
    place: Place | None = None, practitioner: Person | None = None, **what_matters: Any
) -> ChildOnList:
    """A child on the list in force of the place's council; the list is begun when there is none."""
    place = place or make_place()
    assert place.council_id is not None
    reference = what_matters.pop("reference", None) or f"00{next(_numbers)}"
    child = Child(
        council_id=place.council_id, reference=reference, reference_key=reference.lstrip("0")
    )
    row = ChildOnList(
        council_id=place.council_id,
        case_list=list_in_force(place.council_id) or make_list(place.council_id),
        child=child,
        place=place,
        practitioner=practitioner,
        **{
            "status": "CHILD_IN_NEED",
            "is_open": True,
            "also_on_plan": False,
            "legal_status": "",
            "category": "",
            "birth_year": 2015,
            "birth_month": 5,
            "age": 11,
            "gender": "Female",
            "ethnic_group": "",
            "team_written": place.name,
            "practitioner_written": practitioner.name if practitioner else "",
            "second_practitioner_written": "",
            "source_list": "Report",
            "source_row": 2,
            **what_matters,
        },
    )
    db.session.add(row)
    db.session.flush()
    return row


def make_merge(kept: ChildOnList, merged: ChildOnList) -> ChildMerge:
    merged.child.merged_into_id = kept.child.id
    made = ChildMerge(
        council_id=kept.council_id, kept_id=kept.child_id, merged_id=merged.child_id,
        reason="Seen in the case system", at=NOON,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def make_list(council_id: int, as_at: date = AS_AT) -> CaseList:
    digest = f"digest {next(_numbers)}"
    upload = Upload(
        council_id=council_id, kind="children", name="list.csv", digest=digest,
        state="CONFIRMED", at=NOON, expires_at=NOON,
    )  # fmt: skip
    made = CaseList(
        council_id=council_id, upload=upload, digest=digest, as_at=as_at, imported_at=NOON,
        counts={"children": 1, "changes": {"new": 1, "closed": 0, "left": 0, "moved_team": 0}},
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def make_tree(council: Place | None = None) -> Place:
    """The services, teams and people of staff_tree.csv."""
    council = council or make_council()
    services: dict[str, Place] = {}
    teams: dict[str, Place] = {}
    for one in staff():
        if one["service"] and one["service"] not in services:
            services[one["service"]] = make_place(council, one["service"], Kind.SERVICE)
        if one["team"] and one["team"] not in teams:
            teams[one["team"]] = make_place(services[one["service"]], one["team"])
        place = teams.get(one["team"]) or services.get(one["service"]) or council
        make_person(
            Role.PRACTITIONER, place, name=one["name"], email=f"{council.id}.{one['email']}"
        )
    return council


def import_file(council: Place, name: str = CLEAN, as_at: date = AS_AT, at: datetime = NOON) -> CaseList:  # fmt: skip
    upload = reading.preview_list([(name, content_of(name))], as_at, council, None, at)
    return imports.confirm_list(upload, None, at)


def import_rows(council: Place, rows: list[list[Any]], as_at: date = AS_AT) -> CaseList:
    """A small report of a case system."""
    upload = preview_rows(council, rows, as_at)
    return imports.confirm_list(upload, None, NOON, is_right=True)


def preview_rows(
    council: Place, rows: list[list[Any]], as_at: date = AS_AT, at: datetime = NOON
) -> Upload:
    headings = ["Child ID", "Case Status", "Allocated Team", "Allocated Worker", "Restricted"]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [headings, *rows])
    return reading.preview_list([("report.csv", text.encode())], as_at, council, None, at)
