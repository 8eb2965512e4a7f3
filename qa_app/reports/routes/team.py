"""A manager's own month: what is known of it, what they say of supervision, and both as a Word document."""

from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.foundation.clock import now, today
from qa_app.foundation.errors import DomainError
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.months import written
from qa_app.organisation.routes.answers import shown
from qa_app.reports.forms.papers import TeamMonthForm
from qa_app.reports.operations.asking import Wanted
from qa_app.reports.operations.team_months import save_month
from qa_app.reports.queries import team_months as queries
from qa_app.reports.queries.team_months import HOLDS
from qa_app.reports.routes.blueprint import team_months
from qa_app.reports.routes.sending_off import send_off
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.months import month_in, months_back


@team_months.get("")
@requires(HOLDS)
def index() -> ResponseReturnValue:
    month = months_back(first_of_month(today()), 2)[1]
    return render_template(
        "reports/team_months.html",
        teams=queries.list_teams(viewer()),
        month=month,
        written=written(month),
    )


@team_months.route("/<public_id:place_id>/<year_month>", methods=["GET", "POST"])
@requires(HOLDS)
def show(place_id: str, year_month: str) -> ResponseReturnValue:
    team, month = queries.find_team(place_id, viewer()), _month(year_month)
    kept = queries.find_month(team, month)
    given = {"due": kept.due, "held": kept.held, "went": kept.went, "improvements": kept.improvements} if kept else {}  # fmt: skip
    version = str(kept.version) if kept else "0"
    form = TeamMonthForm(data={**given, "version": version})
    saved = {name: "" if value is None else str(value) for name, value in given.items()}
    if (
        form.validate_on_submit()
        and not form.is_overtaken(version, saved)
        and form.attempt(lambda: save_month(team, month, form.told, viewer(), now()))
    ):
        flash(f"Saved what you say of {month:%B %Y}")
        return redirect(url_for(".show", place_id=place_id, year_month=year_month))
    return shown(
        "reports/team_month.html",
        form,
        team=team,
        month=month,
        kept=kept,
        own=queries.own_audits(viewer(), month),
        owed=queries.owed_by(viewer(), team.path, month, today()),
        earlier=queries.list_months(team),
        written=written,
        around=months_back(first_of_month(today()), 6),
        kind=ReportKind.TEAM,
    )


@team_months.post("/<public_id:place_id>/<year_month>/document")
@requires(HOLDS)
def document(place_id: str, year_month: str) -> ResponseReturnValue:
    team, month = queries.find_team(place_id, viewer()), _month(year_month)
    filters = Filters(Period(month, month), below=team.path)
    wanted = Wanted(filters, [f"Place: {team.name}"], Level.INTERNAL, kind=ReportKind.TEAM)
    try:
        return send_off(wanted)
    except DomainError as refused:
        flash(refused.reasons[0], "notice")
        return redirect(url_for(".show", place_id=place_id, year_month=year_month))


def _month(asked: str) -> date:
    """Not one that is still to come, nor one of long ago."""
    month = month_in(asked)
    if month is None or month not in months_back(first_of_month(today()), 60):
        abort(404)
    return month
