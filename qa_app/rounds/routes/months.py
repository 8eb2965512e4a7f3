"""One round: planned, drawn, open, closed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, Viewer, may
from qa_app.foundation.clock import london_day, long_date, now, today
from qa_app.organisation.routes.answers import shown
from qa_app.rounds import queries
from qa_app.rounds.forms.changes import GoOnForm, PauseForm, TakeBackForm
from qa_app.rounds.models import Round
from qa_app.rounds.operations import changes
from qa_app.rounds.operations import programmes as operations
from qa_app.rounds.operations.taking_back import take_back_opening
from qa_app.rounds.queries import Sought
from qa_app.rounds.queries.changes import is_paused_with_round, latest_of
from qa_app.rounds.queries.drawn_again import draws_so_far
from qa_app.rounds.queries.planner import find_programme, find_round, find_round_to_run
from qa_app.rounds.queries.progress import list_of_round, pace_of, tally_of
from qa_app.rounds.queries.reviewing import auditors_of, review_of
from qa_app.rounds.routes.blueprint import rounds
from qa_app.rounds.rules import OPEN, State, may_close
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.months import month_in
from qa_app.rounds.rules.plans import PASTED, Kind, opening_day
from qa_app.rounds.rules.requesting import hours_given, takes_by_name
from qa_app.rounds.rules.tallies import Tally
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of
from qa_app.web.words import date_time, plural

WRITE = Permission.ROUND_WRITE
OPENABLE = (Act.DECLINED, Act.PAUSED, Act.EXEMPTED)


@rounds.post("/programmes/<public_id:programme_id>/<month>/plan")
@requires(WRITE)
def plan_round(programme_id: str, month: str) -> ResponseReturnValue:
    programme, first_day = find_programme(programme_id, viewer()), month_in(month)
    if first_day is None:
        abort(404)
    planned = operations.prepare_round(programme, first_day, by=viewer(), at=now())
    return redirect(url_for(".show", round_id=planned.public_id))


@rounds.get("/<public_id:round_id>")
@requires(Permission.ROUND_READ)
def show(round_id: str) -> ResponseReturnValue:
    round_ = find_round(round_id, viewer())
    state = request.args.get("state", "")
    asked = Sought(
        round_id=round_.id,
        state=State[state] if state in State.__members__ else None,
        late_at=now() if state == "LATE" else None,
        of_auditor=request.args.get("auditor", ""),
    )
    sheet = sheet_of(queries.count(queries.in_month(viewer(), asked)))
    rows = list_of_round(viewer(), asked, sheet.on_a_page, sheet.offset)
    look("audits:listed", viewer(), ids=queries.children_in(rows))
    tally = tally_of(round_, viewer())
    return render_template(
        "rounds/show.html",
        round=round_,
        plan=round_.programme.plan,
        opened=opened_in_words(round_),
        paused_together=paused_together(round_) if tally[State.PAUSED] else 0,
        by_name=takes_by_name(round_.programme.plan),
        hours=hours_given(round_.programme.plan),
        draws=draws_so_far(round_),
        pasted=round_.programme.plan.source in PASTED,
        tally=tally,
        may_close=may_close(tally.done, tally.left, round_.due_on, today()),
        sheet=sheet,
        state=state,
        auditor=asked.of_auditor,
        states=[(one.name, one.value) for one in State],
        rows=[(one, one.is_late(now())) for one in rows],
        said=latest_of(rows, OPENABLE),
        writes=may(viewer(), WRITE),
        names_records=may(viewer(), Permission.ROUND_BY_NAME),
        States=State,
        may_take_back=may_take_back(round_, tally),
        **about_review(round_, tally),
    )


def opened_in_words(round_: Round) -> str:
    """When it was opened, or is to be; with its opening day where it was opened before that."""
    day = opening_day(round_.programme.plan, round_.month)
    if round_.opened_at is None:
        return f"Not yet. Its opening day is {long_date(day)}"
    early = f", before its opening day, {long_date(day)}"
    return f"{date_time(round_.opened_at)}{early if london_day(round_.opened_at) < day else ''}"


def about_review(round_: Round, tally: Tally) -> dict[str, object]:
    """What the page of a whole-cohort review says besides, from the day it opens."""
    if round_.opened_at is None or round_.programme.plan.kind is not Kind.WHOLE_COHORT:
        return {"pace": None, "review": None, "auditors": {}}
    return {
        "pace": None if round_.closed_at else pace_of(round_, tally, viewer(), today()),
        "review": review_of(round_, viewer(), today()),
        "auditors": auditors_of(round_, viewer()),
    }


@rounds.post("/<public_id:round_id>/open-by-hand")
@requires(WRITE)
def open_by_hand(round_id: str) -> ResponseReturnValue:
    """For records that are asked for one by one, without a draw."""
    said = "The round is open. Add each record that is asked for"
    return turn(round_id, operations.open_by_hand, said)


@rounds.post("/<public_id:round_id>/close")
@requires(WRITE)
def close(round_id: str) -> ResponseReturnValue:
    said = "The round is closed. Audits that are open can still be handed in"
    return turn(round_id, operations.close_round, said)


@rounds.post("/<public_id:round_id>/open-again")
@requires(WRITE)
def open_again(round_id: str) -> ResponseReturnValue:
    return turn(round_id, operations.open_again, "The round is open again")


def turn(
    round_id: str, to: Callable[[Round, Viewer, datetime], None], said: str
) -> ResponseReturnValue:
    to(find_round_to_run(round_id, viewer()), viewer(), now())
    flash(said)
    return redirect(url_for(".show", round_id=round_id))


@rounds.route("/<public_id:round_id>/pause", methods=["GET", "POST"])
@requires(WRITE)
def pause(round_id: str) -> ResponseReturnValue:
    """Everything in it that is open."""
    round_ = find_round_to_run(round_id, viewer())
    form, number = PauseForm(), count_in(round_, OPEN)
    if form.validate_on_submit() and form.attempt(
        lambda: changes.pause_round(round_, form.why.data, form.until.data, by=viewer(), at=now())
    ):
        flash(f"{plural(number, 'audit')} paused. Nobody is reminded of them")
        return redirect(url_for(".show", round_id=round_id))
    return shown("rounds/pause.html", form, round=round_, number=number)


@rounds.route("/<public_id:round_id>/take-opening-back", methods=["GET", "POST"])
@requires(WRITE)
def take_opening_back(round_id: str) -> ResponseReturnValue:
    """Everything that was given out in it, in one act, as long as nobody has begun."""
    round_ = find_round_to_run(round_id, viewer())
    form, number = TakeBackForm(), count_in(round_, (*OPEN, State.PAUSED, State.EXEMPT))
    address = str(current_app.extensions["settings"].base_url)
    if form.validate_on_submit() and form.attempt(
        lambda: take_back_opening(round_, form.why.data, viewer(), now(), address)
    ):
        flash("The opening is taken back. The draw stays, and the round can be opened again")
        return redirect(url_for(".show", round_id=round_id))
    if round_.opened_at is None and not form.was_refused:
        return redirect(url_for(".show", round_id=round_id))
    return shown("rounds/take_opening_back.html", form, round=round_, number=number)


def may_take_back(round_: Round, tally: Tally) -> bool:
    """As far as the viewer sees; the operation looks at all of it."""
    is_open = round_.opened_at is not None and round_.closed_at is None
    return is_open and not tally[State.STARTED] and not tally[State.DONE] and bool(tally.left)


def count_in(round_: Round, states: Sequence[State]) -> int:
    """Of those that the viewer may see."""
    return queries.count(queries.in_month(viewer(), Sought(round_id=round_.id, states=states)))


def paused_together(round_: Round) -> int:
    """Paused with the round, of those that the viewer may see."""
    seen = queries.in_month(viewer(), Sought(round_id=round_.id))
    return queries.count(seen.where(is_paused_with_round()))


@rounds.route("/<public_id:round_id>/go-on", methods=["GET", "POST"])
@requires(WRITE)
def go_on(round_id: str) -> ResponseReturnValue:
    round_ = find_round_to_run(round_id, viewer())
    form, number = GoOnForm(), paused_together(round_)
    apart = count_in(round_, (State.PAUSED,)) - number
    if form.validate_on_submit() and form.attempt(
        lambda: changes.go_on_with_round(round_, form.due_on.data, by=viewer(), at=now()),
        about="due_on",
    ):
        flash(f"{plural(number, 'audit')} due again")
        return redirect(url_for(".show", round_id=round_id))
    return shown("rounds/go_on.html", form, round=round_, number=number, apart=apart)
