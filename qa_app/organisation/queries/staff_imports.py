"""What is there before a staff list is taken in, and which lists were."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from qa_app.access.rules import Role, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import JobTitleRole, Membership, Place, StaffImport
from qa_app.organisation.queries.people import held_on, with_appointments
from qa_app.organisation.queries.settings import setting
from qa_app.organisation.rules.job_titles import guessed_role, title_key
from qa_app.organisation.rules.staff_list import StaffRow
from qa_app.organisation.rules.staff_surroundings import KnownPerson, KnownPlace, Surroundings


def surroundings_of(
    council: Place, rows: list[StaffRow], importer_id: int | None, on: date, *, guess: bool
) -> Surroundings:
    """Four queries, however long the list. Without `guess`, only roles that the council chose count."""
    return Surroundings(
        council_path=council.path,
        places=known_places(council),
        people=known_people(council, on),
        roles=roles_of(council.id, rows, guess=guess),
        domains=setting(council.id, "email_domains"),
        today=on,
        importer_id=importer_id,
    )


def known_places(council: Place) -> list[KnownPlace]:
    rows = select(Place.path, Place.name, Place.kind).where(
        Place.council_id == council.id, Place.closed_on.is_(None)
    )
    return [KnownPlace(path, name, kind) for path, name, kind in db.session.execute(rows)]


def known_people(council: Place, on: date) -> list[KnownPerson]:
    members = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.council_id == council.id)
    )
    return [
        KnownPerson(
            member.person_id,
            member.name,
            member.person.email,
            member.staff_number,
            member.job_title,
            member.hours,
            member.line_manager_id,
            member.leaves_on,
            tuple((one.holds, one.place.path) for one in held_on(member, on)),
        )
        for member in db.session.scalars(with_appointments(members))
    ]


def chosen_roles(council_id: int) -> dict[str, Role | None]:
    rows = select(JobTitleRole.written, JobTitleRole.role).where(
        JobTitleRole.council_id == council_id
    )
    return {written: role for written, role in db.session.execute(rows)}


def roles_of(council_id: int, rows: list[StaffRow], *, guess: bool) -> dict[str, Role | None]:
    """What each job title means: as the council chose, else as its words suggest."""
    chosen = chosen_roles(council_id)
    if guess:
        for row in rows:
            if (key := title_key(row.job_title)) not in chosen and (
                role := guessed_role(row.job_title)
            ):
                chosen[key] = role
    return chosen


def list_staff_imports(viewer: Viewer) -> list[StaffImport]:
    """The latest first."""
    return list(
        db.session.scalars(
            select(StaffImport)
            .where(StaffImport.council_id == viewer.council_id)
            .order_by(StaffImport.at.desc(), StaffImport.id.desc())
        )
    )


def find_staff_import(public_id: str, viewer: Viewer) -> StaffImport:
    return db.session.scalars(
        select(StaffImport).where(
            StaffImport.council_id == viewer.council_id, StaffImport.public_id == public_id
        )
    ).one()
