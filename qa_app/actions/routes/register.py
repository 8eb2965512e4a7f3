"""The register of actions; and for those who see no more, how many there are."""

from datetime import date
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may, may_at
from qa_app.actions import queries
from qa_app.actions.models import Action
from qa_app.actions.queries import Shown, Sought, Whose
from qa_app.actions.routes.blueprint import actions
from qa_app.actions.rules import ForWhom
from qa_app.foundation.clock import today
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import asked as asked_for
from qa_app.web.searches import searched_by
from qa_app.web.sheets import sheet_of

READ, COUNT = Permission.ACTION_READ, Permission.ACTION_COUNT
SORTS = ("due", "owner", "place", "whom")
MONTHS_BACK, MONTHS_AHEAD = 24, 3


@actions.route("", methods=["GET", "POST"])
@requires(READ, COUNT)
@searched_by()
def index() -> ResponseReturnValue:
    if not may(viewer(), READ):
        return counted()
    asked = sought()
    wanted = queries.sought(viewer(), asked, today())
    sheet = sheet_of(queries.count(wanted), sorts=SORTS)
    listed = queries.list_actions(
        wanted, viewer(), sheet.sort, limit=sheet.on_a_page, offset=sheet.offset
    )
    look("actions:listed", viewer(), ids=queries.children_in(listed))
    places, owners = queries.places_and_owners(viewer())
    month = asked.month or today().replace(day=1)
    path = next((path for key, path, _ in places if key == asked.place), "")
    return render_template(
        "actions/index.html",
        sheet=sheet,
        asked=asked,
        parts=parts_of(listed),
        chips=chips(asked, {key: name for key, _, name in places}, dict(owners)),
        places=[(key, name) for key, _, name in places],
        owners=owners,
        options=options(),
        figures=queries.on_time(viewer(), month, today(), path).sentences(month, today()),
        may_change=may(viewer(), Permission.ACTION_WRITE),
        sees_others=may(viewer(), COUNT),
    )


def parts_of(listed: list[Action]) -> list[tuple[str, str, list[Action]]]:
    """What the viewer owes stands first; what they proposed for other teams stands last."""
    mine = [one for one in listed if one.owner_id == viewer().person_id]
    others = [one for one in listed if one.owner_id != viewer().person_id]
    here = [one for one in others if may_at(viewer(), COUNT, one.place.path)]
    elsewhere = [one for one in others if one not in here]
    parts = (
        ("Owed by you", "mine", mine),
        ("Owed by others in your teams", "teams", here),
        ("Proposed by you, or offered to you, in other teams", "elsewhere", elsewhere),
    )
    return [part for part in parts if part[2]]


@actions.get("/counts")
@requires(COUNT)
def counts() -> ResponseReturnValue:
    return counted()


def counted() -> ResponseReturnValue:
    month = today().replace(day=1)
    standings = queries.list_standings(viewer(), month, today())
    return render_template(
        "actions/counts.html", standings=standings, month=month, reads=may(viewer(), READ)
    )


@actions.get("/download")
@requires(READ)
def download() -> ResponseReturnValue:
    listed = queries.list_actions(queries.sought(viewer(), sought(), today()), viewer())
    look("actions:exported", viewer(), ids=queries.children_in(listed), rows=len(listed))
    return csv_file(
        f"actions-{today().isoformat()}",
        (
            "What will be done", "For whom", "Record", "How we will know it helped", "Owner",
            "Place", "Due", "In supervision", "State", "Overdue", "Done on", "Did it help?", "Found in",
        ),
        [exported(one) for one in listed], TellsOf.RECORDS)  # fmt: skip


def exported(action: Action) -> list[Any]:
    is_open = action.words_are_open
    return [
        action.what if is_open else action.as_told,
        action.for_whom.value,
        action.child.reference if action.child else "",
        action.how_we_will_know if is_open else "",
        action.owner_name,
        action.place.name,
        action.due_on,
        action.supervision_on,
        action.state.value,
        "Yes" if action.is_overdue(today()) else "No",
        action.done_on,
        action.helped.value if action.helped and is_open else "",
        action.source_title,
    ]


def sought() -> Sought:
    """The filters of the list; what makes no sense there filters nothing."""
    given = asked_for()
    shown, whose = given.get("show", ""), given.get("whose", "")
    for_whom, month = given.get("whom", ""), given.get("month", "")
    # Whoever asks for a month wants to see what the figure counts, whatever its state.
    usual = Shown.ALL if month_in(month) else Shown.OPEN
    return Sought(
        shown=Shown[shown] if shown in Shown.__members__ else usual,
        whose=Whose[whose] if whose in Whose.__members__ else None,
        place=given.get("place", "")[:40],
        owner=given.get("owner", "")[:40],
        for_whom=ForWhom[for_whom] if for_whom in ForWhom.__members__ else None,
        month=month_in(month),
    )


def month_in(written: str) -> date | None:
    try:
        return date.fromisoformat(f"{written}-01")
    except ValueError:
        return None


def options() -> dict[str, list[tuple[str, str]]]:
    """For the selects of the filters; the months from the latest back."""
    this = today().year * 12 + today().month - 1
    numbers = range(this + MONTHS_AHEAD, this - MONTHS_BACK - 1, -1)
    months = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return {
        "show": [(one.name, one.value) for one in Shown if one is not Shown.OPEN],
        "whose": [(one.name, one.value) for one in Whose],
        "whom": [(one.name, one.value) for one in ForWhom],
        "month": [(f"{one:%Y-%m}", f"{one:%B %Y}") for one in months],
    }


def chips(asked: Sought, places: dict[str, str], owners: dict[str, str]) -> list[tuple[str, str]]:
    """Each filter in use: in words, and its name."""
    words = {
        "show": asked.shown.value if "show" in asked_for() else "",
        "whose": asked.whose.value if asked.whose else "",
        "place": asked.place and places.get(asked.place, "Another place"),
        "owner": asked.owner and owners.get(asked.owner, "Somebody else"),
        "whom": f"For: {asked.for_whom.value.lower()}" if asked.for_whom else "",
        "month": f"Due in {asked.month:%B %Y}" if asked.month else "",
    }
    return [(said, name) for name, said in words.items() if said]
