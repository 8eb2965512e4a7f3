"""A dip sample: many records on one page, a row each, which saves itself."""

import re
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.queries import beside
from qa_app.audits import operations
from qa_app.audits.forms.sampling import RowForm, SubmitSampleForm, rows_in, says_something
from qa_app.audits.operations import Overtaken
from qa_app.audits.operations.sampling import submit_all, version_of_row
from qa_app.audits.queries.reading import SectionTold, told
from qa_app.audits.queries.sampling import SampleRow, rows_of
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.routes.sample_rows import NOTHING_REFUSED, OneRow, Refused, progress_words
from qa_app.audits.routes.saving import show_both
from qa_app.audits.rules.sampling import (
    RowState,
    asks_more_than_rows,
    fits_in_a_row,
    is_short,
)
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.rounds import queries as rounds
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.samples import find_sample
from qa_app.trail.operations import look
from qa_app.web.autosave import answer_autosave, is_autosave, save_in_order
from qa_app.web.words import plural

WRITE = Permission.AUDIT_WRITE
_OWN_NAMES = re.compile(r' name="(?!csrf_token|whose)')


@audits.get("/samples/<public_id:sample_id>")
@requires(WRITE)
def sample(sample_id: str) -> ResponseReturnValue:
    return show_sample(find_sample(sample_id, viewer()))


@audits.route("/allocations/<public_id:allocation_id>/row", methods=["GET", "POST"])
@requires(WRITE)
def row(allocation_id: str) -> ResponseReturnValue:
    """One record of the page. Its audit is begun with the first save."""
    allocation = rounds.find_allocation(allocation_id, viewer(), WRITE)
    if request.method == "GET":
        return redirect(address_of(allocation))
    one = OneRow(allocation, request.form)
    return answer_autosave(one.save) if is_autosave() else press(one)


def press(one: OneRow) -> ResponseReturnValue:
    try:
        saved = save_in_order(one.save)
    except Overtaken as overtaken:
        assert one.audit is not None  # noqa: S101 – it was overtaken, so it is there
        heading = f"Record {one.allocation.reference}"
        return show_both(one.audit, heading, one.form.written, overtaken)
    if saved.problems:
        return show_sample(one.allocation.round, Refused([one]))
    if one.is_worrying:
        given = one.allocation.public_id
        return redirect(url_for("concerns.new_for_audit", allocation_id=given))
    flash("Saved")
    return redirect(address_of(one.allocation))


@audits.post("/samples/<public_id:sample_id>/rows")
@requires(WRITE)
def save_rows(sample_id: str) -> ResponseReturnValue:
    """Without scripts the page is one form: every record that came with it is saved, each by itself."""
    found = find_sample(sample_id, viewer())
    given = {one.allocation.public_id: one.allocation for one in rows_of(found, viewer())}
    came = [
        OneRow(given[public_id], sent)
        for public_id, sent in rows_in(request.form).items()
        if public_id in given and says_something(sent)
    ]
    refused = [one for one in came if not one.is_saved()]
    if saved := sum(one.is_new for one in came):
        flash(f"{plural(saved, 'record')} saved")
    if refused:
        return show_sample(found, Refused(refused))
    if worrying := next((one.allocation for one in came if one.is_worrying), None):
        return redirect(url_for("concerns.new_for_audit", allocation_id=worrying.public_id))
    if not saved:
        flash("Nothing was different from what is saved", "notice")
    return redirect(url_for(".sample", sample_id=sample_id))


@audits.route("/samples/<public_id:sample_id>/check", methods=["GET", "POST"])
@requires(WRITE)
def check_sample(sample_id: str) -> ResponseReturnValue:
    """Each record that is complete, to be read once more; then those that are chosen are handed in."""
    found = find_sample(sample_id, viewer())
    rows = rows_of(found, viewer())
    complete = [one for one in rows if one.row.state is RowState.COMPLETE]
    asked = request.args.get("record")
    offered = [one.allocation.public_id for one in complete]
    form = SubmitSampleForm(data={"records": [asked] if asked in offered else offered})
    form.offer([(one.allocation.public_id, one.allocation.subject) for one in complete])
    if form.validate_on_submit():
        chosen = [one.audit for one in complete if one.allocation.public_id in form.records.data]
        done, refused = submit_all([one for one in chosen if one], viewer(), now())
        if done:
            flash(f"{plural(len(done), 'record')} submitted")
        for audit, reasons in refused:
            flash(f"Not submitted: {audit.allocation.called}. {'. '.join(reasons)}", "notice")
        return redirect(url_for(".sample", sample_id=sample_id))
    look("audits:sample-viewed", viewer(), found, ids=children_in(rows))
    return shown(
        "audits/check_sample.html",
        form,
        sample=found,
        complete=[(one, told_of_row(one)) for one in complete],
        begun=[one for one in rows if one.row.state is RowState.BEGUN],
        untouched=sum(one.row.state is RowState.NOT_BEGUN for one in rows),
    )


def told_of_row(one: SampleRow) -> list[SectionTold]:
    if one.audit is None:
        return []
    picture = one.row.picture
    return [told(one.audit, picture, section) for section, _ in picture.shown.values()]


def children_in(rows: list[SampleRow]) -> list[str]:
    return rounds.children_in([one.allocation for one in rows])


def address_of(allocation: Allocation) -> str:
    """The row of a record on the page of its sample."""
    sample_id = allocation.round.public_id
    return url_for("audits.sample", sample_id=sample_id, _anchor=f"r-{allocation.public_id}")


@audits.app_template_filter("named_under")
def named_under(drawn: str, key: str) -> Markup:
    """The same boxes, under names that begin with a key; who may send it, and whose it is, every row says alike."""
    return Markup(_OWN_NAMES.sub(rf' name="{key}.', drawn))  # noqa: S704 – it was drawn by a page


@dataclass(frozen=True)
class Drawn:
    """A row and, where it can be answered on the page, its form."""

    one: SampleRow
    form: RowForm | None


def show_sample(found: Round, sent: Refused = NOTHING_REFUSED) -> ResponseReturnValue:
    """With rows as somebody sent them, where something of them could not be taken."""
    rows = rows_of(found, viewer())
    look("audits:sample-viewed", viewer(), found, ids=children_in(rows))
    template = found.template_version.template
    drawn = [Drawn(one, form_of(one, sent)) for one in rows]
    if not is_short(template):
        opened = which_is_open(rows, sent)
        drawn = [replace(one, form=one.form if one.one.key == opened else None) for one in drawn]
    return render_template(
        "audits/sample.html",
        sample=found,
        template=template,
        fits=fits_in_a_row(template),
        has_more=asks_more_than_rows(template),
        asked=[line for one in drawn[:1] if one.form for line in one.form.asked],
        drawn=drawn,
        progress=progress_words(found, rows),
        complete=sum(one.row.state is RowState.COMPLETE for one in rows),
        **({"form": sent} if sent.rows else {}),
    )


def form_of(one: SampleRow, sent: Refused) -> RowForm | None:
    if row := sent.of(one.allocation):
        return row.form
    answerable = one.row.state not in (RowState.DONE, RowState.LEFT_OUT)
    if not answerable or not fits_in_a_row(one.row.picture.template):
        return None
    version = version_of_row(one.audit) if one.audit else operations.NEW
    return RowForm(one.row.picture, beside(viewer().council_id), one.key, version)


def which_is_open(rows: list[SampleRow], sent: Refused) -> str:
    """Of records with many questions one is open: the one sent or asked for, else the first left to do."""
    keys = [one.key for one in rows]
    asked = f"r-{request.args.get('record', '')}"
    if sent.rows:
        return f"r-{sent.rows[0].allocation.public_id}"
    if asked in keys:
        return asked
    left = (RowState.NOT_BEGUN, RowState.BEGUN)
    return next((one.key for one in rows if one.row.state in left), "")
