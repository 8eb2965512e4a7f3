"""How many audits are done, of how many, and the run of it over two years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import now
from qa_app.insight import queries
from qa_app.insight.routes.asked import (
    breakdowns_offered,
    by_asked,
    month_chosen,
    months_shown,
    months_to_choose,
    service_asked,
)
from qa_app.insight.routes.blueprint import insight
from qa_app.insight.routes.chart_files import picture_of
from qa_app.insight.rules import (
    NOTHING_GIVEN,
    Counted,
    Given,
    count_of,
    counted_by,
    months_offered,
    written,
)
from qa_app.insight.rules.breakdowns import FIGURES, By, Line, figures_of
from qa_app.insight.rules.run import is_a_run, sentence_of
from qa_app.organisation.models import Place
from qa_app.rounds.queries.drawn_again import list_drawn_again
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.files import figures_link, picture_links
from qa_app.web.charts.run_chart import DoneByMonth, run_chart
from qa_app.web.csv_files import TellsOf, csv_file


@dataclass(frozen=True)
class Asked:
    """One month, of all or of one service, and by what it is broken down."""

    month: date
    # The last two years, and beside them what else there is to choose.
    months: Sequence[date]
    offered: Sequence[date]
    services: Sequence[Place]
    service: Place | None
    split: By

    @property
    def below(self) -> str:
        return self.service.path if self.service else ""

    @property
    def address(self) -> dict[str, str]:
        """The same again, for links and files."""
        service = {"service": self.service.public_id} if self.service else {}
        by = {} if self.split is By.TEAM else {"by": self.split.name.lower()}
        return {"month": written(self.month), **service, **by}


def _asked() -> Asked:
    offered, services = months_to_choose(), queries.list_services(viewer())
    month = month_chosen(request.args.get("month", ""), offered)
    return Asked(month, months_shown(), offered, services, service_asked(services), by_asked())


@insight.get("/completion")
@requires(Permission.COMPLETION_READ)
def completion() -> ResponseReturnValue:
    asked = _asked()
    wanted = {*asked.months, asked.month}
    given = queries.list_given(viewer(), [*wanted], below=asked.below)
    by_month, target = _by_month(asked, given), queries.target_of(viewer())
    may_list = may(viewer(), Permission.ROUND_READ)
    return render_template(
        "insight/completion.html",
        asked=asked,
        months=months_offered([*asked.offered], "")[: len(asked.offered)],
        services=[(place.public_id, place.name) for place in asked.services],
        breakdowns=[(by.name.lower(), by.value) for by in breakdowns_offered()],
        counted=count_of((one for one in given if one.month == asked.month), now()),
        by_month=by_month,
        lines=_lines(asked, given),
        reasons=queries.list_reasons(viewer(), asked.month, asked.below) if may_list else [],
        drawn_again=list_drawn_again(viewer(), [asked.month]),
        drawn=_chart(by_month, target),
        files=[
            *picture_links(url_for(".months_picture"), asked.address),
            *figures_link(url_for(".months_file"), asked.address),
        ],
        sentence=sentence_of(by_month, target),
        written=written,
        may_list=may_list,
        may_download=may(viewer(), Permission.REPORT_READ),
        may_name=may(viewer(), Permission.ROUND_NAME),
    )


@insight.get("/completion/download")
@requires(Permission.COMPLETION_READ)
def completion_file() -> ResponseReturnValue:
    """The lines of a month."""
    asked = _asked()
    lines = _lines(asked, queries.list_given(viewer(), [asked.month], below=asked.below))
    rows = [(one.name, one.above, *figures_of(one.counted)) for one in lines]
    look("report:exported", viewer(), rows=len(rows), report="completion")
    name = f"completion-by-{asked.split.name.lower()}-{written(asked.month)}"
    return csv_file(name, (asked.split.value, "Part of", *FIGURES), rows, TellsOf.NO_RECORD)


@insight.get("/completion/months/download")
@requires(Permission.COMPLETION_READ)
def months_file() -> ResponseReturnValue:
    asked = _asked()
    by_month = _by_month(asked, queries.list_given(viewer(), asked.months, below=asked.below))
    look("report:exported", viewer(), rows=len(by_month), report="completion")
    rows = [(written(month), *figures_of(counted)) for month, counted in by_month]
    return csv_file("completion-by-month", ("Month", *FIGURES), rows, TellsOf.NO_RECORD)


@insight.get("/completion/months/picture")
@requires(Permission.COMPLETION_READ)
def months_picture() -> ResponseReturnValue:
    asked = _asked()
    given = queries.list_given(viewer(), asked.months, below=asked.below)
    chart = _chart(_by_month(asked, given), queries.target_of(viewer()))
    return picture_of(chart or abort(404), "completion", "completion-by-month")


def _chart(by_month: Sequence[tuple[date, Counted]], target: int) -> Chart | None:
    """Nothing of too few months to say anything of a direction."""
    if not is_a_run(by_month):
        return None
    in_time = [*reversed(by_month)]
    return run_chart(
        DoneByMonth(
            "Audits done, of those not paused or exempt, by month",
            sentence_of(by_month, target),
            [month for month, _ in in_time],
            [(one.done, one.due) for _, one in in_time],
            target,
        )
    )


def _by_month(asked: Asked, given: Sequence[Given]) -> list[tuple[date, Counted]]:
    counts = counted_by(given, lambda one: one.month, now())
    return [(month, counts.get(month, NOTHING_GIVEN)) for month in asked.months]


def _lines(asked: Asked, given: Sequence[Given]) -> list[Line]:
    of_month = [one for one in given if one.month == asked.month]
    if asked.split is By.AUDITOR:
        of_month = queries.list_given(viewer(), [asked.month], below=asked.below, by_auditor=True)
    return queries.lines_by(asked.split, of_month, viewer(), now())
