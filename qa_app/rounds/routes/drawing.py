"""Draw the records of a round, look at who would read what, and open it."""

import secrets
from collections import Counter
from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import now, today
from qa_app.organisation.routes.answers import shown
from qa_app.rounds.forms.drawing import DrawForm, OpenForm
from qa_app.rounds.models import Draw, Round
from qa_app.rounds.operations import drawing as operations
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.queries.by_hand import sees_all_of
from qa_app.rounds.queries.drawing import latest_draw, ready_to_draw
from qa_app.rounds.queries.drawn_again import draws_so_far
from qa_app.rounds.queries.planner import find_round_to_run
from qa_app.rounds.queries.proposals import Proposed, proposal_for
from qa_app.rounds.queries.showing import (
    asked_of,
    children_in,
    counts_of,
    counts_out,
    given_to_nobody,
    list_shown,
    positions_in,
    seen_of,
    shown_references,
    told_to,
)
from qa_app.rounds.queries.verifying import verify
from qa_app.rounds.queries.year import minutes_by_template
from qa_app.rounds.routes.blueprint import rounds
from qa_app.rounds.rules.eligibility import Out, Unchecked
from qa_app.rounds.rules.independence import MAY_BE_WAIVED, Bar
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.planner import time_in_words
from qa_app.rounds.rules.plans import PASTED, Kind, Plan, opening_day, plan_from
from qa_app.rounds.rules.pools import forecast, missing_in_words
from qa_app.rounds.rules.proposals import Told
from qa_app.rounds.rules.requesting import due_when_given
from qa_app.rounds.rules.samples import sentence
from qa_app.trail.operations import look

WRITE = Permission.ROUND_WRITE


@rounds.route("/<public_id:round_id>/draw", methods=["GET", "POST"])
@requires(WRITE)
def draw(round_id: str) -> ResponseReturnValue:
    """What a draw would be made from; then what was drawn."""
    round_ = find_round_to_run(round_id, viewer())
    before = draws_so_far(round_)
    form = DrawForm()
    form.offer(is_again=bool(before))
    if form.validate_on_submit() and form.attempt(lambda: draw_now(round_, form)):
        flash("The records are drawn. Nobody has been given any yet")
        return redirect(url_for(".draw", round_id=round_id))
    if before:
        return shown("rounds/draw.html", form, **about(round_, before[-1].draw), draws=before)
    if round_.programme.plan.source in PASTED:
        return redirect(url_for(".add_references", round_id=round_id))
    if round_.opened_at is not None:
        flash("This round was opened without a draw", "notice")
        return redirect(url_for(".show", round_id=round_id))
    ready = ready_to_draw(round_, today())
    plan, pool = round_.programme.plan, seen_of(ready.pool, viewer())
    seen = forecast(pool, plan, today(), ready.in_conversation, ready.suits)
    return shown(
        "rounds/before_draw.html",
        form,
        round=round_,
        ready=ready,
        pool=pool,
        forecast=seen,
        missing=who_is_missing(plan, seen.out),
        sample=sentence,
    )


def who_is_missing(plan: Plan, out: list[tuple[Out, int]]) -> str:
    """Of a review of every open child; other programmes do not promise all of them."""
    return missing_in_words(out) if plan.kind is Kind.WHOLE_COHORT else ""


def draw_now(round_: Round, form: DrawForm) -> None:
    why = form.why_again.data if "why_again" in form else ""
    operations.draw_round(round_, secrets.token_hex(16), by=viewer(), at=now(), why_again=why)


def about(round_: Round, newest: Draw) -> dict[str, object]:
    counts = counts_of(newest, viewer())
    out = counts_out(newest, viewer())
    picked = list_shown(newest, Outcome.PICKED, viewer())
    look("round:draw-viewed", viewer(), ids=children_in(picked))
    return {
        "round": round_,
        "draw": newest,
        "counts": counts,
        "pool": sum(counts.values()),
        "out": out,
        "missing": who_is_missing(plan_from(newest.planned), out),
        "asked": asked_of(newest, viewer()),
        "nobody": given_to_nobody(newest, viewer()) if round_.opened_at else 0,
        "picked": picked,
        "positions": positions_in(picked),
        "unchecked": [Unchecked[name] for name in newest.unchecked],
        "verdict": verify(newest),
        "sees_all": sees_all_of(newest, viewer()),
        "pasted": round_.programme.plan.source in PASTED,
        "Outcome": Outcome,
        "names_records": may(viewer(), Permission.ROUND_BY_NAME),
    }


@rounds.route("/<public_id:round_id>/allocate", methods=["GET", "POST"])
@requires(WRITE)
def allocate(round_id: str) -> ResponseReturnValue:
    """Who would read what, every broken rule by name, and one button to open."""
    round_ = find_round_to_run(round_id, viewer())
    newest = latest_draw(round_)
    if newest is None:
        flash("Draw the records first", "notice")
        return redirect(url_for(".draw", round_id=round_id))
    form = OpenForm()
    waived = [Bar[one] for one in form.waived.data or () if one in [w.name for w in MAY_BE_WAIVED]]
    proposed = proposal_for(newest, waived)
    seen, told = told_to(proposed, viewer())
    form.offer(told.would_help)
    pressed = form.validate_on_submit() and form.open_it.data
    if pressed and form.attempt(
        lambda: open_as_proposed(
            round_, viewer(), now(), waived=waived, leave_out=bool(form.leave_out.data)
        )
    ):
        flash("The round is open, and its audits are given out")
        return redirect(url_for(".show", round_id=round_id))
    names = shown_references([proposed.drawn[at] for at in seen], viewer())
    look("round:draw-viewed", viewer(), ids=[one.public_id for one in names.children])
    return shown(
        "rounds/allocate.html",
        form,
        round=round_,
        draw=newest,
        proposed=proposed,
        references=names.words,
        by_name=by_name(proposed, told),
        seen=seen,
        told=told,
        told_drawn=[proposed.drawn[at] for at in seen],
        sees_all=sees_all_of(newest, viewer()),
        **before_opening(round_, proposed, seen),
    )


def before_opening(round_: Round, proposed: Proposed, seen: Sequence[int]) -> dict[str, object]:
    """When it is to open, and which of its auditors leave before its audits are due."""
    plan = round_.programme.plan
    due_on, _ = due_when_given(plan, round_.due_on, now())
    names = proposed.panel.names
    readers = proposed.proposal.balance.readers
    given = Counter(readers[at] for at in seen if readers[at] is not None)
    minutes = minutes_by_template(round_.council_id).get(round_.programme.template_code, 60)
    leaving = [
        (names[one.person], one.last_day)
        for one in proposed.panel.auditors
        if one.person in given and one.last_day and one.last_day < due_on
    ]
    return {
        "today": today(),
        "opens_on": opening_day(plan, round_.month),
        "due_on": due_on,
        "time": time_in_words(given.total(), minutes, max(given.values(), default=0)),
        "leaving": sorted(leaving, key=lambda each: each[0].lower()),
    }


def by_name(proposed: Proposed, told: Told) -> list[tuple[int, float]]:
    """Each auditor and their share, as a list of names is read."""
    names = proposed.panel.names
    return sorted(told.shares.items(), key=lambda each: names[each[0]].lower())
