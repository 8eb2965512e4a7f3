"""Imported audits as far as the viewer may open them: the list, one of them, and taking one out."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import may_open, requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.children.models import ChildOnList
from qa_app.foundation.clock import now, today
from qa_app.past_audits.forms import RemoveForm
from qa_app.past_audits.models import PastAudit
from qa_app.past_audits.operations.imports import remove_audit
from qa_app.past_audits.queries import audits as queries
from qa_app.past_audits.routes.blueprint import past_audits
from qa_app.past_audits.rules.grades import Grade
from qa_app.past_audits.rules.months import read_month
from qa_app.past_audits.rules.removing import Why
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.page_tables import tells_of_records
from qa_app.web.searches import asked as asked_for
from qa_app.web.searches import searched_by
from qa_app.web.sheets import sheet_of

READ = Permission.AUDIT_READ
OF_A_CHILD = 10
HEADINGS = (
    "Certainty", "Reference", "Month", "Completed", "Team", "Auditor", "Auditor’s grade", "Moderated grade",
    "Sections", "File", "Sheet", "Row",
)  # fmt: skip


@past_audits.route("", methods=["GET", "POST"])
@requires(READ)
@searched_by("reference")
def index() -> ResponseReturnValue:
    asked = sought()
    wanted = queries.sought(queries.visible_to(viewer()), asked)
    sheet = sheet_of(queries.count(wanted))
    rows = queries.list_past_audits(wanted, limit=sheet.on_a_page, offset=sheet.offset)
    children = queries.children_of(rows)
    tells_of_records()
    look("past-audits:listed", viewer(), ids=_ids(children))
    places = queries.places_of(viewer())
    return render_template(
        "past_audits/index.html",
        rows=rows,
        children=children,
        sheet=sheet,
        asked=asked,
        places=places,
        grades=[(one.name, one.value) for one in Grade],
        chips=_chips(asked, dict(places)),
        may_import=may_open("past_audits.list_imports"),
    )


@past_audits.route("/download", methods=["GET", "POST"])
@requires(READ)
@searched_by("reference")
def download() -> ResponseReturnValue:
    """The same list as a file; without its words, which are on the page of each audit alone."""
    rows = queries.list_past_audits(queries.sought(queries.visible_to(viewer()), sought()))
    look("past-audits:exported", viewer(), ids=_ids(queries.children_of(rows)))
    return csv_file(
        f"imported-audits-{today().isoformat()}",
        HEADINGS,
        [_exported(one) for one in rows],
        TellsOf.RECORDS,
    )


def _exported(one: PastAudit) -> list[Any]:
    return [
        "Imported, with less certainty",
        one.reference,
        one.month,
        one.completed_on,
        one.team_written,
        one.auditor_name,
        one.grade or "",
        one.moderated_grade or "",
        "; ".join(f"{section.heading}: {section.grade}" for section in one.sections),
        one.past_import.upload.name,
        one.source_sheet,
        one.source_row,
    ]


@past_audits.get("/<public_id:past_id>")
@requires(READ)
def show(past_id: str) -> ResponseReturnValue:
    audit = queries.find_past_audit(past_id, viewer())
    child, restricted = queries.children_of([audit]).get(audit.id, (None, False))
    tells_of_records()
    look("past-audit:viewed", viewer(), audit, child=child)
    return render_template(
        "past_audits/show.html",
        audit=audit,
        child=child if child and may(viewer(), Permission.CHILD_READ) else None,
        restricted=restricted,
        concepts=CONCEPTS,
        may_remove=may_open("past_audits.list_imports"),
        may_download=queries.is_visible(audit, viewer(), Permission.REPORT_READ),
    )


@past_audits.get("/<public_id:past_id>/download")
@requires(READ)
def file(past_id: str) -> ResponseReturnValue:
    """Everything that is held of it, its words too: for whoever asks what is held about them."""
    audit = queries.find_past_audit(past_id, viewer())
    look("past-audits:exported", viewer(), ids=_ids(queries.children_of([audit])))
    said = [*zip(HEADINGS, _exported(audit), strict=True), ("Words", audit.words)]
    return csv_file(f"imported-audit-{audit.month:%Y-%m}", ("What", "Said"), said, TellsOf.RECORDS)


@past_audits.route("/<public_id:past_id>/remove", methods=["GET", "POST"])
@requires(Permission.AUDIT_IMPORT, council_wide=True)
def remove(past_id: str) -> ResponseReturnValue:
    audit, form = queries.find_past_audit(past_id, viewer()), RemoveForm()
    if form.validate_on_submit():
        child, _ = queries.children_of([audit]).get(audit.id, (None, False))
        remove_audit(audit, Why[form.why.data], child, by=viewer(), at=now())
        flash("Audit taken out")
        return redirect(url_for(".index"))
    return render_template("past_audits/remove.html", audit=audit, form=form)


def child_panel(child: ChildOnList) -> dict[str, Any] | None:
    """On the page of a child: what workbooks of past years say of them."""
    if not may(viewer(), READ):
        return None
    found = queries.list_of_child(child.child_id, viewer(), OF_A_CHILD)
    return {"past_audits": found} if found else None


def sought() -> queries.Sought:
    """The filters of the list; what makes no sense there filters nothing."""
    given = asked_for()
    return queries.Sought(
        reference=given.get("reference", "").strip()[:40],
        month=read_month(given.get("month", "")[:20]).month,
        until=read_month(given.get("until", "")[:20]).month,
        grade=Grade.__members__.get(given.get("grade", "")),
        place=given.get("place", "")[:40],
        file=given.get("file", "")[:40],
    )


def _chips(asked: queries.Sought, places: dict[str, str]) -> list[tuple[str, str]]:
    """Each filter in use: in words, and its name."""
    words = {
        "reference": asked.reference and f"Reference begins with {asked.reference}",
        "month": f"{'From ' if asked.until else ''}{asked.month:%B %Y}" if asked.month else "",
        "until": f"To {asked.until:%B %Y}" if asked.until else "",
        "grade": asked.grade.value if asked.grade else "",
        "place": asked.place and places.get(asked.place, "Another place"),
        "file": asked.file and "One workbook",
    }
    return [(said, name) for name, said in words.items() if said]


def _ids(children: dict[int, tuple[str, bool]]) -> list[str]:
    return list(dict.fromkeys(child for child, _ in children.values()))
