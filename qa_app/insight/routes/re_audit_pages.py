"""Before and after: records that were audited twice, and whether the second audit is likely to be better."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.follow_up.rules.second_audits import Moved, Why
from qa_app.insight.queries.questions import count_behind
from qa_app.insight.queries.re_audits import Asking, behind, count_pairs, list_behind
from qa_app.insight.routes.blueprint import re_audits
from qa_app.insight.routes.chart_files import files_of, picture_of
from qa_app.insight.routes.filtering import Asked, asked_in_address, choice
from qa_app.insight.rules import re_audits as rules
from qa_app.insight.rules.filters import Choice, code_asked, code_in_address
from qa_app.insight.rules.grades import WHOLE_AUDITS, Scale
from qa_app.insight.rules.re_audits import Group, Line
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.range_bars import Groups, first_and_second, range_bars
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import address_of
from qa_app.web.sheets import sheet_of

READ = Permission.INSIGHT_READ
# How the records of either audit were chosen is what this page is about.
LEFT_OUT = ("picked", "programme")
NARROWING = ("about", "why", "moved")
CAUTION = (
    "A record that comes back because it was graded low tends to be graded higher the second time by "
    "chance alone. Only records that came back by chance say whether practice is better."
)
COLUMNS = (
    "Graded in both", "Records", "Good or better, first audit", "Good or better, second audit",
    "Second against first", "Higher", "The same", "Lower",
)  # fmt: skip


@dataclass(frozen=True)
class Figures:
    asked: Asked
    asking: Asking
    groups: Sequence[Group]

    @cached_property
    def lines(self) -> list[Line]:
        return rules.lines_by_about(self.groups, self.scales)

    @property
    def scales(self) -> dict[int, Scale]:
        return {number: one.scale for number, one in self.asking.versions.items()}

    @property
    def headline(self) -> Line | None:
        return rules.headline_of(self.lines)

    @cached_property
    def by_why(self) -> list[Line]:
        line = self.headline
        return rules.lines_by_why(self.groups, self.scales, line.code) if line else []

    def list_of(self, about: str, **narrowed: str) -> str:
        here = {**self.asked.address, "about": code_in_address(about), **narrowed}
        return address_of(url_for("insight_re_audits.audits"), here)


@re_audits.get("")
@requires(READ)
def show() -> ResponseReturnValue:
    figures = _figures()
    line = figures.headline
    return render_template(
        "insight/re_audits.html",
        asked=figures.asked,
        figures=figures,
        sheet=sheet_of(0),
        line=line,
        **_told(figures, line),
        caution=CAUTION,
        chart=_chart(figures) if line else None,
        files=files_of(figures.asked.address),
        moved=[*Moved],
        code=code_in_address,
    )


def _told(figures: Figures, line: Line | None) -> dict[str, str]:
    """Those that came back by chance first; all pairs after them, where there are others."""
    if line is None:
        return {"sentence": "", "all_pairs": ""}
    months = figures.asked.filters.period.words
    chance = rules.by_chance(figures.groups, figures.scales, line)
    sentence = rules.sentence_of(chance, months, chosen=" chosen by chance")
    others = f"All pairs, for whatever reason they came back: {rules.sentence_of(line, months)}"
    return {"sentence": sentence, "all_pairs": others if chance.of < line.of else ""}


@re_audits.get("/picture")
@requires(READ)
def picture() -> Response:
    return picture_of(_chart(_figures()), "re-audits")


@re_audits.get("/download")
@requires(READ)
def download() -> Response:
    lines = _figures().lines
    look("report:exported", viewer(), rows=len(lines), report="re-audits")
    return csv_file("re-audits", COLUMNS, [_row(one) for one in lines], TellsOf.NO_RECORD)


@re_audits.get("/audits")
@requires(READ)
def audits() -> ResponseReturnValue:
    asked = _asked(narrowed=True)
    chosen = {one.name: one.chosen for one in asked.choices}
    about = code_asked(chosen["about"], CONCEPTS)
    why = code_asked(chosen["why"], Why.__members__)
    moved = code_asked(chosen["moved"], Moved.__members__)
    wanted = behind(
        _asking(asked), about, Why[why] if why else None, Moved[moved] if moved else None
    )
    sheet = sheet_of(count_behind(wanted))
    rows = list_behind(wanted, sheet.on_a_page, sheet.offset)
    ids = [one.child_public_id for one, _ in rows if one.child_public_id]
    look("audits:listed", viewer(), ids=ids)
    back = {name: words for name, words in asked.address.items() if name not in NARROWING}
    return render_template(
        "insight/re_audit_list.html",
        asked=asked,
        sheet=sheet,
        rows=rows,
        about=CONCEPTS.get(about, WHOLE_AUDITS),
        back=back,
    )


def _figures() -> Figures:
    asked = _asked()
    asking = _asking(asked)
    return Figures(asked, asking, count_pairs(asking))


def _asking(asked: Asked) -> Asking:
    return Asking(viewer(), replace(asked.filters, programme=""), asked.offered.versions)


def _asked(*, narrowed: bool = False) -> Asked:
    asked = asked_in_address(lambda _: _narrowing() if narrowed else (), of_rows=narrowed)
    return replace(asked, choices=[one for one in asked.choices if one.name not in LEFT_OUT])


def _narrowing() -> list[Choice]:
    concepts = [(code_in_address(code), words) for code, words in CONCEPTS.items()]
    return [
        choice("about", "Graded in both", concepts, first=WHOLE_AUDITS),
        choice("why", "Why it came back", [(code_in_address(o.name), o.value) for o in Why]),
        choice("moved", "The second time", [(code_in_address(o.name), o.value) for o in Moved]),
    ]


def _chart(figures: Figures) -> Chart:
    bars = first_and_second(
        (one.name, (one.then.count, one.then.of), (one.now.count, one.now.of))
        for one in figures.lines
    )
    sentence = f"Good or better in the first and in the second audit. {CAUTION}"
    return range_bars(Groups("Then and now", sentence, bars))


def _row(line: Line) -> tuple[object, ...]:
    shares = (f"{one.count} of {one.of}" for one in (line.then, line.now))
    return (line.name, line.of, *shares, line.range, *(line.moved[one] for one in Moved))
