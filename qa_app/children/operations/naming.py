"""Say whom and which team a file means, once; later files, and the list in force, follow."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from qa_app.access.rules import Viewer
from qa_app.children.models import ChildOnList
from qa_app.children.operations.imports import KIND
from qa_app.children.queries.lists import in_force
from qa_app.children.queries.matching import TEAMS_CHOSEN
from qa_app.children.rules.layouts import LAYOUTS
from qa_app.children.rules.understanding import may_be_read
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place, PractitionerAlias
from qa_app.trail.operations import record
from qa_app.uploads.operations import remember_choices
from qa_app.uploads.queries import chosen_for


def name_practitioners(meant: Mapping[str, int], by: Viewer, at: datetime) -> None:
    """By the name as the file writes it, the id of the person."""
    known = {
        alias.written: alias
        for alias in db.session.scalars(
            select(PractitionerAlias).where(PractitionerAlias.council_id == by.council_id)
        )
    }
    for written, person_id in meant.items():
        if written in known:
            known[written].person_id = person_id
        else:
            db.session.add(
                PractitionerAlias(council_id=by.council_id, written=written, person_id=person_id)
            )
        _rewrite(by.council_id, "practitioner", written, person_id)
        _rewrite(by.council_id, "second_practitioner", written, person_id)
    if meant:
        record("children:practitioners-named", by, at=at, names=len(meant))


def _rewrite(council_id: int, column: str, written: str, person_id: int) -> None:
    db.session.execute(
        update(ChildOnList)
        .where(
            ChildOnList.case_list_id == in_force(council_id),
            getattr(ChildOnList, f"{column}_written") == written,
        )
        .values({f"{column}_id": person_id})
        .execution_options(synchronize_session=False)
    )


def name_teams(meant: Mapping[str, Place], by: Viewer, at: datetime) -> None:
    chosen = chosen_for(by.council_id, TEAMS_CHOSEN)
    chosen.update({written: place.public_id for written, place in meant.items()})
    remember_choices(by.council_id, TEAMS_CHOSEN, chosen)
    for written, place in meant.items():
        db.session.execute(
            update(ChildOnList)
            .where(
                ChildOnList.case_list_id == in_force(by.council_id),
                ChildOnList.team_written == written,
            )
            .values(place_id=place.id)
            .execution_options(synchronize_session=False)
        )
    if meant:
        record("children:teams-named", by, at=at, names=len(meant))


def choose_columns(code: str, chosen: Mapping[str, str], by: Viewer, at: datetime) -> None:
    """Which heading holds what, for this council's files of this kind from now on."""
    layout = next(one for one in LAYOUTS if one.code == code)
    if faults := why_not_columns(code, chosen):
        raise DomainError(*faults)
    known = {column.name for column in layout.columns}
    kept = {name: heading for name, heading in chosen.items() if name in known}
    remember_choices(by.council_id, f"{KIND}:{code}", kept)
    record("children:columns-chosen", by, at=at, table=code, columns=len(kept))


def why_not_columns(code: str, chosen: Mapping[str, str]) -> list[str]:
    """Also for a mapping that comes with a command."""
    layout = next((one for one in LAYOUTS if one.code == code), None)
    if layout is None:
        return [f"{code} is no kind of table. Use {', '.join(one.code for one in LAYOUTS)}"]
    faults = []
    titles = {column.name: column.title for column in layout.columns}
    if unknown := [name for name in chosen if name not in titles]:
        faults.append(f"{', '.join(unknown)} cannot be chosen. Use {', '.join(titles)}")
    faults += [
        f"“{heading}” may hold a name, an address or a health number, and is never read"
        for heading in chosen.values()
        if heading and not may_be_read(heading)
    ]
    filled = [heading for heading in chosen.values() if heading]
    if len(set(filled)) < len(filled):
        faults.append("Choose each column once")
    faults += [
        f"Choose the column for “{column.title}”"
        for column in layout.columns
        if column.required and column.name in chosen and not chosen[column.name]
    ]
    return faults
