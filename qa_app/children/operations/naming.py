"""Say whom and which team a file means, once; later files, and the list in force, follow."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from qa_app.access.rules import Viewer
from qa_app.children.models import ChildOnList
from qa_app.children.operations.reading import KIND
from qa_app.children.queries.lists import in_force
from qa_app.children.queries.matching import TEAMS_CHOSEN
from qa_app.children.rules.layouts import LAYOUTS
from qa_app.foundation.database import db
from qa_app.organisation.models import Place, PractitionerAlias
from qa_app.trail.operations import record
from qa_app.uploads.operations import remember_choices, remember_columns
from qa_app.uploads.queries import chosen_for
from qa_app.uploads.rules.columns import why_not_columns


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
    layout = next(one for one in LAYOUTS if one.code == code)
    remember_columns(by.council_id, KIND, layout, chosen)
    record("children:columns-chosen", by, at=at, table=code, columns=len(chosen))


def why_not_mapping(code: str, chosen: Mapping[str, str]) -> list[str]:
    """For a mapping that comes with a command."""
    layout = next((one for one in LAYOUTS if one.code == code), None)
    if layout is None:
        return [f"{code} is no kind of table. Use {', '.join(one.code for one in LAYOUTS)}"]
    return why_not_columns(layout, chosen)
