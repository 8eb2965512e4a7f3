"""A dip sample: many records on one page, a row each, which saves itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.queries import beside
from qa_app.audits import operations, queries
from qa_app.audits.forms.sampling import RowForm, SubmitSampleForm, rows_in, says_something
from qa_app.audits.operations import Overtaken
from qa_app.audits.operations.sampling import save_row, submit_all, version_of_row
from qa_app.audits.queries.reading import SectionTold, told
from qa_app.audits.queries.sampling import SampleRow, rows_for, rows_of
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.routes.noticing import notices_of_form
from qa_app.audits.routes.saving import show_both, taken_of_theirs
from qa_app.audits.routes.sections import ABOUT_THE_GRADE
from qa_app.audits.rules import Safe
from qa_app.audits.rules.differing import settled_section
from qa_app.audits.rules.picture import Picture, is_refused
from qa_app.audits.rules.sampling import (
    RowState,
    asks_more_than_rows,
    fits_in_a_row,
    graded_section,
    is_short,
    parted,
)
from qa_app.audits.rules.written import WrittenSection
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.routes.answers import shown
from qa_app.rounds import queries as rounds
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.samples import find_sample
from qa_app.rounds.rules.dip_samples import Sample
from qa_app.trail.operations import look
from qa_app.web.autosave import Saved, answer_autosave, is_autosave, save_in_order, version_in
from qa_app.web.words import plural

WRITE = Permission.AUDIT_WRITE
_OWN_NAMES = re.compile(r' name="(?!csrf_token|whose)')
OVERTAKEN = (
    "Somebody else saved this record while your page was open. What you wrote is below and not saved. Save "
    "again to put it in place of theirs, or open the whole audit to read theirs first"
)


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
    return answer_autosave(one.save) if is_autosave() else one.press()


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


@dataclass(frozen=True)
class Refused:
    """Rows as somebody sent them, of which something could not be taken; and their mistakes together."""

    rows: Sequence["OneRow"] = ()

    def of(self, allocation: Allocation) -> "OneRow | None":
        return next((one for one in self.rows if one.allocation.id == allocation.id), None)

    @property
    def errors_for_summary(self) -> list[dict[str, str]]:
        return [error for one in self.rows for error in one.form.errors_for_summary]


def show_sample(found: Round, sent: Refused = Refused()) -> ResponseReturnValue:
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


def counts_of(found: Round, rows: list[SampleRow]) -> Sample:
    done = sum(one.row.is_done for one in rows)
    return Sample(found.programme.name, len(rows), done, len(rows) - done)


def progress_words(found: Round, rows: list[SampleRow]) -> str:
    complete = sum(one.row.state is RowState.COMPLETE for one in rows)
    words = counts_of(found, rows).progress
    return f"{words}, {complete} complete and not submitted yet" if complete else words


class OneRow:
    """A record of a sample while somebody has its page open."""

    def __init__(self, allocation: Allocation, sent: MultiDict[str, str]) -> None:
        self.allocation, self.sent, self.is_new = allocation, sent, False
        [found] = rows_for(allocation.round, [allocation], viewer())
        self.picture, self.audit = found.row.picture, found.audit
        version = version_of_row(self.audit) if self.audit else operations.NEW
        self.form = RowForm(self.picture, beside(viewer().council_id), found.key, version, sent)

    def save(self, version: int) -> Saved:
        """Everything that can be taken; what cannot is named, and stays on the page."""
        self.form.validate()
        self.form.take(self.sent)
        written = self.form.written
        if taken := taken_of_theirs(self.sent):
            written = settled_section(written, self.form.before, taken)
        written = self.without_a_grade_that_is_refused(written)
        self.audit = operations.begin(self.allocation, by=viewer(), at=now())
        if said := self.form.said_safe:
            operations.say_whether_safe(self.audit, said, viewer(), now())
        made = save_row(
            self.audit,
            parted(written, self.with_(written)),
            version,
            viewer(),
            now(),
            while_typing=is_autosave(),
        )
        self.picture = queries.picture_of(self.audit)
        self.form.version.data = str(made)
        return Saved(made, notices_of_form(self.form), dict(self.form.problems), self.words())

    @property
    def is_worrying(self) -> bool:
        """Whether it says for the first time that this child is not safe enough."""
        return self.form.said_safe is Safe.NO and self.form.picture.safe is not Safe.NO

    def words(self) -> dict[str, str]:
        """What the page says of this record and of all of them, for a page that stays open."""
        rows = rows_of(self.allocation.round, viewer())
        [own] = [one for one in rows if one.allocation.id == self.allocation.id]
        return {
            f"{own.key}-state": own.row.state.value,
            f"{own.key}-to-do": own.row.to_do,
            "progress": progress_words(self.allocation.round, rows),
        }

    def with_(self, written: WrittenSection) -> Picture:
        said = parted(written, self.picture)
        return replace(self.picture, sections={**self.picture.sections, **said})

    def without_a_grade_that_is_refused(self, written: WrittenSection) -> WrittenSection:
        graded = graded_section(self.picture)
        if graded is None or written.grade is None:
            return written
        refused = [one for one in self.with_(written).said_of(graded.id) if is_refused(one)]
        about_it = [one for one in refused if one.kind in ABOUT_THE_GRADE]
        if not about_it:
            return written
        self.form.grade.errors = [about_it[0].words]
        return replace(written, grade=None)

    def is_saved(self) -> bool:
        """What is refused stays in its boxes and says why; it keeps no other record from being saved."""
        try:
            seen = version_in(self.sent)
            saved = self.save(seen)
        except Overtaken as overtaken:
            self.form.version.data = str(overtaken.version)
            self.form.version.raw_data = None
            self.form.not_saved = OVERTAKEN
            return False
        except DomainError as refused:
            self.form.not_saved = ". ".join(refused.reasons)
            return False
        self.is_new = saved.version != seen
        return not saved.problems

    def press(self) -> ResponseReturnValue:
        try:
            saved = save_in_order(self.save)
        except Overtaken as overtaken:
            assert self.audit is not None  # noqa: S101 – it was overtaken, so it is there
            heading = f"Record {self.allocation.reference}"
            return show_both(self.audit, heading, self.form.written, overtaken)
        if saved.problems:
            return show_sample(self.allocation.round, Refused([self]))
        if self.is_worrying:
            given = self.allocation.public_id
            return redirect(url_for("concerns.new_for_audit", allocation_id=given))
        flash("Saved")
        return redirect(address_of(self.allocation))
