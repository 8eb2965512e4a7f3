"""One record of a dip sample, while somebody has its page open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from qa_app.access.gate import viewer
from qa_app.audit_templates.queries import beside
from qa_app.audits import operations, queries
from qa_app.audits.forms.sampling import RowForm
from qa_app.audits.operations import Overtaken
from qa_app.audits.operations.sampling import save_row, version_of_row
from qa_app.audits.queries.sampling import SampleRow, rows_for, rows_of
from qa_app.audits.routes.noticing import notices_of_form
from qa_app.audits.routes.saving import taken_of_theirs
from qa_app.audits.routes.sections import ABOUT_THE_GRADE
from qa_app.audits.rules import Safe
from qa_app.audits.rules.differing import settled_section
from qa_app.audits.rules.picture import Picture, is_refused
from qa_app.audits.rules.sampling import RowState, graded_section, parted
from qa_app.audits.rules.written import WrittenSection
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules.dip_samples import Sample
from qa_app.web.autosave import Saved, is_autosave, version_in

OVERTAKEN = (
    "Somebody else saved this record while your page was open. What you wrote is below and not saved. Save "
    "again to put it in place of theirs, or open the whole audit to read theirs first"
)


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


@dataclass(frozen=True)
class Refused:
    """Rows as somebody sent them, of which something could not be taken; and their mistakes together."""

    rows: Sequence[OneRow] = ()

    def of(self, allocation: Allocation) -> OneRow | None:
        return next((one for one in self.rows if one.allocation.id == allocation.id), None)

    @property
    def errors_for_summary(self) -> list[dict[str, str]]:
        return [error for one in self.rows for error in one.form.errors_for_summary]


NOTHING_REFUSED = Refused()
