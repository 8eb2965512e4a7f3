"""Who reports to whom, as a staff list says it."""

from collections.abc import Iterable, Mapping, Sequence

from qa_app.organisation.rules.absences import manager_would_loop
from qa_app.organisation.rules.staff_list import StaffRow
from qa_app.organisation.rules.staff_spots import Note
from qa_app.organisation.rules.staff_surroundings import Surroundings


def manager_names(rows: Sequence[StaffRow], there: Surroundings) -> dict[str, tuple[int, str]]:
    """By address and by staff number: who is meant, nought for somebody new, and their name."""
    found: dict[str, tuple[int, str]] = {}
    for row in rows:
        found |= {key.casefold(): (0, row.name) for key in (row.email, row.staff_number) if key}
    for one in there.people:
        keys = (one.email, one.staff_number)
        found |= {key.casefold(): (one.person_id, one.name) for key in keys if key}
    return found


def managers_in(
    rows: Iterable[StaffRow],
    ids: Mapping[str, int],
    held: Mapping[int, int | None],
    note: Note,
) -> dict[int, int]:
    """Who reports to whom by the file, where that can be told and ends at the top."""
    managers = dict(held)
    chosen: dict[int, int] = {}
    for row in rows:
        if not row.manager:
            continue
        person, manager = ids.get(row.email), ids.get(row.manager.casefold())
        if person is None or manager is None:
            note(row, "The line manager is not in the list of people")
        elif manager_would_loop(person, manager, managers):
            note(row, "Their line manager would report to them, so none was set")
        else:
            managers[person] = chosen[person] = manager
    return chosen
