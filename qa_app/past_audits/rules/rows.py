"""One row of a table: the audit that is written in it, and what was noticed about it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.past_audits.rules.columns import TEXT
from qa_app.past_audits.rules.grades import LONGEST_WORD, grade_before_remark
from qa_app.past_audits.rules.months import read_month, year_in
from qa_app.past_audits.rules.tables import AuditTable
from qa_app.uploads.rules.cells import cell_name, clean_text, read_yes_or_no
from qa_app.uploads.rules.dates import read_date
from qa_app.uploads.rules.identifiers import read_identifier
from qa_app.uploads.rules.problems import Problem, Weight

LONGEST_NAME = 120
LONGEST_TEXT = 4000
TOTALS = re.compile(
    r"(grand |sub|overall )?-?totals?\b|averages?\b|mean\b|counts?\b|sum\b|percent|%|"
    r"(no\.?|nos\.?|number) (of )?(case )?audits?\b|audits (completed|done)\b"
)
_ONE_DAY = re.compile(r"(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})(?!\d)")
_ONE_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{0,3}\d{4,15}(?![A-Za-z0-9])")
_NOT_A_TEAM = re.compile(r"\b(sheet|audits?|log|data|list|month\w*|tracker|register|case|file|all|master)\b|\d{2,}", re.I)  # fmt: skip
NO_ANSWER = (
    "This is a formula whose answer is not kept in the file. Open the file in Excel, save it and "
    "upload it again"
)


@dataclass(frozen=True)
class Written:
    """One audit as the file has it: grades are still words."""

    sheet: str
    row: int
    reference: str
    month: date
    completed: date | None = None
    team: str = ""
    auditor: str = ""
    grade: str = ""
    moderated: bool | None = None
    moderated_grade: str = ""
    # Heading, concept and word.
    sections: tuple[tuple[str, str, str], ...] = ()
    text: str = ""


def cell_at(cells: Sequence[object], at: int | None) -> object:
    return cells[at] if at is not None and at < len(cells) else ""


class RowReader:
    """One row and what was noticed about it. No sentence repeats what may be somebody's name."""

    def __init__(
        self,
        number: int,
        cells: Sequence[object],
        found: AuditTable,
        without_value: Sequence[str],
        above: date | None,
        carries: bool,
    ) -> None:
        self.number, self.cells, self.found = number, cells, found
        self.without_value = without_value
        # The month of the rows above, and whether it holds here even where there is a day.
        self.above, self.carries = above, carries
        self.columns, self.problems = found.by_meaning, list[Problem]()
        # The month, where this row says it.
        self.said: date | None = None

    def audit(self, keeps_text: bool) -> Written | None:
        if trouble := self._why_no_audit():
            self._note(Weight.REFUSED, "", trouble)
            return None
        reference = self._reference()
        if not reference:
            return None
        self._flag_formulas()
        completed = self._completed()
        month = self._month(completed)
        if month is None:
            return None
        return Written(
            sheet=self.found.name,
            row=self.number,
            reference=reference,
            month=month,
            completed=completed,
            team=self._team(),
            auditor=clean_text(self._cell("auditor"))[:LONGEST_NAME],
            grade=self._word("grade"),
            moderated=self._moderated(),
            moderated_grade=self._word("moderated_grade"),
            sections=tuple(self._sections()),
            text=self._text() if keeps_text else "",
        )

    def _why_no_audit(self) -> str:
        """Said of the row as a whole, before any cell is looked into."""
        filled = [text for cell in self.cells if (text := clean_text(cell))]
        has_reference = bool(clean_text(self._cell("reference")))
        if TOTALS.match(filled[0].casefold()):
            return "This looks like a line of totals, not an audit"
        if not has_reference and len(filled) <= 2:
            return "This is a line of words or figures, not an audit"
        return ""

    def _reference(self) -> str:
        cell = self._cell("reference")
        found = read_identifier(cell)
        if found.text:
            return found.text
        # “0012345 (see notes)”: one number that can only be the reference, and something beside it.
        numbers = _ONE_NUMBER.findall(clean_text(cell))
        if isinstance(cell, str) and len(numbers) == 1:
            self._note(Weight.NOTED, "reference", "Only the number in this cell was read")
            return read_identifier(numbers[0]).text
        name = self.columns["reference"]
        if cell_name(self.number - 1, name) in self.without_value:
            self._note(Weight.REFUSED, "reference", NO_ANSWER)
        else:
            self._note(Weight.REFUSED, "reference", f"The child's reference {found.trouble}")
        return ""

    def _completed(self) -> date | None:
        if "completed" not in self.columns:
            return None
        cell = self._cell("completed")
        found = read_date(cell)
        if found.trouble and isinstance(cell, str) and len(days := _ONE_DAY.findall(cell)) == 1:
            found = read_date(days[0])
            if found.day:
                self._note(Weight.NOTED, "completed", "Only the day in this cell was read")
        if found.trouble:
            self._note(Weight.EMPTIED, "completed", found.trouble)
        return found.day

    def _month(self, completed: date | None) -> date | None:
        year = year_in(clean_text(self._cell("year"))) or self.found.year
        found = read_month(self._cell("month"), year)
        if found.is_guessed:
            self._note(Weight.NOTED, "month", "The month is misspelt, and was read as the nearest")
        if found.month:
            self.said = found.month
            self._compare(found.month, completed)
            return found.month
        if found.trouble:
            self._note(Weight.EMPTIED, "month", found.trouble)
        elif self.above and (self.carries or not completed):
            if not self.carries:
                said = "The month is empty: that of the rows above counts"
                self._note(Weight.NOTED, "month", said)
            return self.above
        if completed:
            if "month" in self.columns:
                said = "The month is not there: that of the day it was completed counts"
                self._note(Weight.NOTED, "month", said)
            return completed.replace(day=1)
        self._note(
            Weight.REFUSED, "month", "There is no month, and no day on which it was completed"
        )
        return None

    def note_hidden(self) -> None:
        said = "This row is hidden in the workbook, and was read all the same"
        self._note(Weight.NOTED, "", said)

    def _compare(self, month: date, completed: date | None) -> None:
        """An audit may be late, or be handed in before its month; not by half a year."""
        apart = abs((completed - month).days) if completed else 0
        if apart > 183:
            said = "The day is more than six months from the month of the audit. The month counts"
            self._note(Weight.NOTED, "completed", said)

    def _team(self) -> str:
        """The name of the sheet where no column says it, for workbooks with a sheet for each team."""
        if "team" in self.columns:
            return clean_text(self._cell("team"))[:LONGEST_NAME]
        name = self.found.name
        return "" if self.found.month or _NOT_A_TEAM.search(name) else name[:LONGEST_NAME]

    def _moderated(self) -> bool | None:
        """“Yes - JB” says yes, and whose letters these are is not kept."""
        cell = self._cell("moderated")
        said = read_yes_or_no(cell)
        if said is None and (words := re.findall(r"[a-z]+", clean_text(cell).casefold())):
            said = read_yes_or_no(words[0])
        return said

    def _sections(self) -> Iterator[tuple[str, str, str]]:
        for one in self.found.sections:
            if word := self._word_at(one.at):
                yield one.words, one.concept, word

    def _word(self, name: str) -> str:
        return self._word_at(self.columns[name]) if name in self.columns else ""

    def _word_at(self, at: int) -> str:
        word = clean_text(cell_at(self.cells, at))
        if len(word) <= LONGEST_WORD:
            return word
        beginning, grade = grade_before_remark(word)
        if grade:
            said = "Only the grade at the beginning of this cell was read"
            self._note_at(Weight.NOTED, at, said)
            return beginning
        said = "This is longer than a grade, and was not read as one"
        self._note_at(Weight.EMPTIED, at, said)
        return ""

    def _text(self) -> str:
        lines = []
        for one in self.found.headings:
            if one.meaning == TEXT and (words := clean_text(cell_at(self.cells, one.at))):
                lines.append(f"{one.words}: {words}")
        return "\n".join(lines)[:LONGEST_TEXT]

    def _flag_formulas(self) -> None:
        for one in self.found.headings:
            if one.meaning and cell_name(self.number - 1, one.at) in self.without_value:
                self._note_at(Weight.EMPTIED, one.at, NO_ANSWER)

    def _cell(self, name: str) -> object:
        return cell_at(self.cells, self.columns.get(name))

    def _note(self, weight: Weight, name: str, sentence: str) -> None:
        self._note_at(weight, self.columns.get(name), sentence)

    def _note_at(self, weight: Weight, at: int | None, sentence: str) -> None:
        cell = cell_name(self.number - 1, at) if at is not None else ""
        self.problems.append(Problem(weight, self.found.name, self.number, cell, sentence))
