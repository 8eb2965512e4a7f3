"""Findings whose themes are to be checked: a list, many at once, and one by one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.audits.models import Audit
from qa_app.audits.routes.findings import names_of_themes
from qa_app.audits.rules import FindingKind
from qa_app.foundation.clock import london_day, now, today
from qa_app.learning import operations
from qa_app.learning.forms import ThemesForm, by_question
from qa_app.learning.queries import findings as queries
from qa_app.learning.queries.findings import CHECK, Row, Shown, Sought
from qa_app.learning.rules import MOST_AT_ONCE, is_changed
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import address_of, searched_by
from qa_app.web.searches import asked as asked_for
from qa_app.web.sheets import sheet_of

learning = Blueprint("learning", __name__)

FILTERS = ("show", "kind", "theme", "month", "page")


@learning.route("/themes", methods=["GET", "POST"])
@requires(CHECK)
@searched_by()
def themes() -> ResponseReturnValue:
    asked = sought()
    wanted = queries.sought(viewer(), asked)
    sheet = sheet_of(queries.count(wanted), on_a_page=MOST_AT_ONCE)
    rows = queries.list_rows(wanted, sheet.on_a_page, sheet.offset)
    ids = [one.audit.child_public_id for one in rows if one.audit.child_public_id]
    look("findings:listed", viewer(), ids=[*dict.fromkeys(ids)])
    return render_template(
        "learning/themes.html",
        sheet=sheet,
        rows=rows,
        asked=asked,
        names=names_of_themes(),
        progress=queries.progress(viewer(), asked),
        options=options(),
        chips=chips(asked),
        is_changed=is_changed,
    )


@learning.get("/themes/download")
@requires(CHECK)
def download() -> ResponseReturnValue:
    """What the filters leave, with the themes of the auditor and those that were checked."""
    rows = queries.list_rows(queries.sought(viewer(), sought()), None)
    ids = [one.audit.child_public_id for one in rows if one.audit.child_public_id]
    look("findings:exported", viewer(), ids=[*dict.fromkeys(ids)], rows=len(rows))
    return csv_file(
        f"findings-{today().isoformat()}",
        (
            "Finding", "Kind", "Template", "Team", "Month",
            "Themes of the auditor", "Themes checked", "Checked by", "Checked on",
        ),
        [exported(one, names_of_themes()) for one in rows], TellsOf.RECORDS)  # fmt: skip


def exported(row: Row, names: Mapping[str, str]) -> tuple[object, ...]:
    def in_words(codes: list[str]) -> str:
        return "; ".join(names.get(one, one) for one in codes)

    given, check = row.audit.allocation, row.check
    return (
        row.finding.text,
        row.finding.kind.value,
        row.audit.template_version.name,
        given.place.name,
        f"{given.round.month:%B %Y}",
        in_words(row.own),
        in_words(row.checked),
        check.checked_by_name if check else "",
        london_day(check.checked_at) if check else "",
    )


def sought() -> Sought:
    """The filters of the list; what makes no sense there filters nothing."""
    given = asked_for()
    show, kind, theme = given.get("show", ""), given.get("kind", ""), given.get("theme", "")
    return Sought(
        shown=Shown[show] if show in Shown.__members__ else Shown.TO_CHECK,
        kind=FindingKind[kind] if kind in FindingKind.__members__ else None,
        theme=theme if theme in names_of_themes() else "",
        month=month_in(given.get("month", "")),
    )


def month_in(written: str) -> date | None:
    try:
        return date.fromisoformat(f"{written}-01")
    except ValueError:
        return None


def options() -> dict[str, list[tuple[str, str]]]:
    months = queries.months_with_findings(viewer())
    return {
        "show": [(one.name, one.value) for one in Shown if one is not Shown.TO_CHECK],
        "kind": [(one.name, one.value) for one in FindingKind],
        "theme": [*names_of_themes().items()],
        "month": [(f"{one:%Y-%m}", f"{one:%B %Y}") for one in months],
    }


def chips(asked: Sought) -> list[tuple[str, str]]:
    words = {
        "show": asked.shown.value if asked.shown is not Shown.TO_CHECK else "",
        "kind": asked.kind.value if asked.kind else "",
        "theme": names_of_themes().get(asked.theme, ""),
        "month": f"{asked.month:%B %Y}" if asked.month else "",
    }
    return [(said, name) for name, said in words.items() if said]


@learning.post("/themes/check")
@requires(CHECK)
def check_many() -> ResponseReturnValue:
    """As their auditors have them, those that were ticked."""
    chosen = [*dict.fromkeys(request.form.getlist("findings"))][:MOST_AT_ONCE]
    if not chosen:
        flash("Nothing was ticked. Tick the findings that you agree with, then mark them", "notice")
        return redirect(back_to_list())
    rows = queries.list_chosen(chosen, viewer())
    number = operations.check_many(rows, [*names_of_themes()], viewer(), now())
    meanwhile = "" if number == len(chosen) else ". Somebody else checked the others meanwhile"
    flash(f"{number} {'finding' if number == 1 else 'findings'} marked as checked{meanwhile}")
    return redirect(back_to_list())


def back_to_list() -> str:
    """With the filters that were on."""
    kept = {name: request.form.get(name, "") for name in FILTERS}
    return address_of(url_for(".themes"), kept)


@learning.route(
    "/audits/<public_id:audit_id>/findings/<public_id:finding_id>/themes", methods=["GET", "POST"]
)
@requires(CHECK)
def change(audit_id: str, finding_id: str) -> ResponseReturnValue:
    row = queries.find_row(audit_id, finding_id, viewer())
    if row is None:
        flash("Themes are checked once the audit is submitted", "notice")
        return redirect(url_for(".themes"))
    names = names_of_themes()
    there = row.checked or row.own
    form = ThemesForm.begun(there, [*names.items()], row.version)
    saved = {name: names.get(code, code) for name, code in by_question(there).items()}
    if (
        form.validate_on_submit()
        and not form.is_overtaken(row.version, saved)
        and form.attempt(
            lambda: operations.check_themes(row, form.themes, [*names], viewer(), now())
        )
    ):
        flash("Themes saved and marked as checked")
        return redirect(url_for(".themes"))
    look("audit:viewed", viewer(), row.audit)
    return shown("learning/change.html", form, row=row, names=names)


@learning.post("/audits/<public_id:audit_id>/findings/<public_id:finding_id>/themes/take-back")
@requires(CHECK)
def take_back(audit_id: str, finding_id: str) -> ResponseReturnValue:
    row = queries.find_row(audit_id, finding_id, viewer())
    if row is not None:
        operations.take_back(row.finding, viewer(), now())
        flash("Its themes are to be checked again")
    return redirect(url_for(".themes"))


def themes_panel(audit: Audit) -> dict[str, Any] | None:
    """On the page of an audit: themes that somebody who checked them sees otherwise than its auditor."""
    rows = [one for one in queries.list_of_audit(audit) if is_changed(one.own, one.checked)]
    return {"rows": rows, "names": names_of_themes()} if rows else None
