"""The neutral record of one child, and how one row of a list becomes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from qa_app.children.rules import codes
from qa_app.children.rules.statuses import PROTECTION, Status, read_status
from qa_app.uploads.rules.cells import clean_text, read_yes_or_no
from qa_app.uploads.rules.dates import read_date
from qa_app.uploads.rules.headers import Row, is_total
from qa_app.uploads.rules.identifiers import key_of, read_identifier
from qa_app.uploads.rules.problems import Problem, Weight

LONGEST_NAME = 120
OLDEST = 30
UNBORN = -1
WHILE_A_LIST_IS_MADE = timedelta(days=31)


@dataclass(frozen=True)
class OpenRecord:
    """What we keep of a child, and nothing else. Of the birth: its year and month, never its day."""

    reference: str
    status: str
    is_open: bool = True
    also_on_plan: bool = False
    status_since: date | None = None
    legal_status: str = ""
    category: str = ""
    plan_start: date | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    age: int | None = None
    gender: str = ""
    ethnic_group: str = ""
    disability: bool | None = None
    last_seen: date | None = None
    last_review: date | None = None
    team: str = ""
    practitioner: str = ""
    second_practitioner: str = ""
    family_reference: str = ""
    restricted: bool = False
    source_list: str = ""
    source_row: int = 0

    @property
    def key(self) -> str:
        return key_of(self.reference)


@dataclass(frozen=True)
class Source:
    """The table that a row stands in, and what its being there says of a child.

    `status` is None where a column says it. `ends` is the column whose date closes the record.
    """

    code: str
    name: str
    status: str | None
    ends: str | None = None


@dataclass
class Reading:
    """The rows of one table as records, and all that was wrong on the way."""

    source: Source
    records: list[OpenRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows_read: int = 0


def read_rows(
    rows: Sequence[Row],
    source: Source,
    statuses: Sequence[Status],
    as_at: date,
    without_value: Sequence[str] = (),
) -> Reading:
    reading = Reading(source)
    for row in rows:
        reading.rows_read += 1
        reader = _RowReader(row, source, statuses, as_at, set(without_value))
        if record := reader.record():
            reading.records.append(record)
        reading.problems.extend(reader.problems)
    return reading


def age_on(born: date, day: date) -> int:
    """Whole years; -1 before birth."""
    if born > day:
        return UNBORN
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_fits(age: int, born: date, day: date) -> bool:
    """Was the child that old on the day, or a month before it, when the list was being made?"""
    return age in (age_on(born, day), age_on(born, day - WHILE_A_LIST_IS_MADE))


class _RowReader:
    """One row. It notes what it could not read, and never repeats what might be a name."""

    def __init__(
        self,
        row: Row,
        source: Source,
        statuses: Sequence[Status],
        as_at: date,
        without_value: set[str],
    ) -> None:
        self.row, self.source, self.statuses, self.as_at = row, source, statuses, as_at
        self.without_value = without_value
        self.problems: list[Problem] = []

    def record(self) -> OpenRecord | None:
        if is_total(self.row):
            self._refuse("", "This looks like a line of totals, not a child")
            return None
        identifier = read_identifier(self.row.cells["reference"])
        if not identifier.text:
            self._refuse("reference", f"The child's reference {identifier.trouble}")
            return None
        self._flag_formulas()
        status = self._status()
        if status is None:
            return None
        code, also_on_plan, is_open = status
        record = OpenRecord(
            reference=identifier.text,
            status=code,
            is_open=is_open,
            also_on_plan=also_on_plan,
            status_since=self._date("since"),
            legal_status=self._coded("legal_status", codes.legal_status),
            category=self._category(),
            plan_start=self._date("plan_start"),
            last_seen=self._date("last_seen"),
            last_review=self._date("last_review"),
            team=self._text("team"),
            practitioner=self._text("practitioner"),
            second_practitioner=self._text("second_practitioner"),
            family_reference=self._family_reference(),
            restricted=bool(read_yes_or_no(self.row.cells.get("restricted"))),
            source_list=self.source.name,
            source_row=self.row.number,
        )
        return self._with_person(record)

    def _status(self) -> tuple[str, bool, bool] | None:
        ended = self._date(self.source.ends) if self.source.ends else None
        closed = next(one.code for one in self.statuses if not one.is_open)
        if self.source.status:
            is_open = ended is None or ended > self.as_at
            return (self.source.status if is_open else closed, False, is_open)
        written = clean_text(self.row.cells.get("status"))
        status = read_status(written, self.statuses)
        if status is None:
            said = "is empty" if not written else "is not one of the council's statuses"
            self._refuse("status", f"The status {said}")
            return None
        known = {one.code: one for one in self.statuses}
        on_plan = status.also_on_plan or bool(read_yes_or_no(self.row.cells.get("on_plan")))
        return (status.code, on_plan and status.code != PROTECTION, known[status.code].is_open)

    def _with_person(self, record: OpenRecord) -> OpenRecord:
        born = self._date("birth")
        age = self._age()
        if born and age is not None and not age_fits(age, born, self.as_at):
            self._note(Weight.NOTED, "age", "The age does not fit the date of birth, which is used")
        return replace(
            record,
            birth_year=born.year if born else None,
            birth_month=born.month if born else None,
            age=age_on(born, self.as_at) if born else age,
            gender=self._coded("gender", codes.gender),
            ethnic_group=self._coded("ethnicity", codes.ethnic_group),
            disability=read_yes_or_no(self.row.cells.get("disability")),
        )

    def _age(self) -> int | None:
        """A whole number of years; -1 for a child not yet born."""
        try:
            years = float(clean_text(self.row.cells.get("age")))
        except ValueError:
            return None
        if years < 0:
            return UNBORN
        return int(years) if years <= OLDEST else None

    def _category(self) -> str:
        if "abuse" in self.row.cells:
            return self._coded("abuse", codes.abuse)
        if "eligibility" in self.row.cells:
            return self._coded("eligibility", codes.eligibility)
        return self._coded("need", codes.need)

    def _family_reference(self) -> str:
        return read_identifier(self.row.cells.get("family_reference")).text

    def _coded(self, name: str, read: Callable[[Any], str]) -> str:
        return read(self.row.cells.get(name))

    def _text(self, name: str) -> str:
        return clean_text(self.row.cells.get(name))[:LONGEST_NAME]

    def _date(self, name: str) -> date | None:
        if name not in self.row.cells:
            return None
        answer = read_date(self.row.cells[name])
        if answer.trouble:
            self._note(Weight.EMPTIED, name, answer.trouble)
        return answer.day

    def _flag_formulas(self) -> None:
        for name in self.row.columns:
            if self.row.cell(name) in self.without_value:
                self._note(
                    Weight.EMPTIED,
                    name,
                    "This is a formula whose answer is not kept in the file. "
                    "Open the file in Excel, save it and upload it again",
                )

    def _refuse(self, name: str, sentence: str) -> None:
        self._note(Weight.REFUSED, name, sentence)

    def _note(self, weight: Weight, name: str, sentence: str) -> None:
        cell = self.row.cell(name) if name in self.row.columns else ""
        problem = Problem(weight, self.source.name, self.row.number, cell, sentence)
        if problem not in self.problems:
            self.problems.append(problem)
