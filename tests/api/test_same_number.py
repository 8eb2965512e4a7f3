"""One question has one answer: on a page, in an export and through the API, whatever the clock says.

And it is that of a plain count over the rows, which knows nothing of how the service counts.
"""

import re
from datetime import UTC, date, datetime, timedelta

import pandas
import pytest
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.api.rules.tokens import Reads
from qa_app.audits.models import Audit
from qa_app.foundation import clock
from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.months import written
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules import State
from tests.api.makers import a_program
from tests.insight.counted_makers import GOOD, LESS, Counted
from tests.makers import make_person
from tests.reports.makers import made_for, row, sheets_of

# Each with the month that it is in London.
INSTANTS = {
    "2025-12-31T23:59:59": "2025-12",
    "2026-01-01T00:00:00": "2026-01",
    "2026-03-29T00:59:59": "2026-03",
    "2026-03-29T01:00:00": "2026-03",
    "2026-03-31T22:59:59": "2026-03",
    "2026-03-31T23:00:00": "2026-04",
    "2026-03-31T23:30:00": "2026-04",
    "2026-10-25T00:30:00": "2026-10",
    "2026-10-25T01:30:00": "2026-10",
    "2026-10-31T23:30:00": "2026-10",
    "2026-11-01T00:00:00": "2026-11",
    "2028-02-29T12:00:00": "2028-02",
    "2028-02-29T23:59:59": "2028-02",
    "2028-03-01T00:00:00": "2028-03",
}
WHOLE = "Whole audits"


@pytest.fixture(params=INSTANTS)
def instant(request, monkeypatch) -> datetime:
    """The one clock of the service stands still at it."""
    at = datetime.fromisoformat(request.param).replace(tzinfo=UTC)

    class Standing(datetime):
        @classmethod
        def now(cls, tz=None):
            return at.astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Standing)
    return at


@pytest.fixture
def made(database, instant) -> Counted:
    """Twelve audits of this month and eleven of the last, all handed in within seconds of this moment."""
    there, month = Counted(), clock.today().replace(day=1)
    last = (month - timedelta(days=1)).replace(day=1)
    around = [instant - timedelta(seconds=turn) for turn in range(7)]
    for of, good, less in ((month, 7, 5), (last, 6, 5)):
        for grade, number in ((GOOD, good), (LESS, less)):
            for turn in range(number):
                at = around[turn % len(around)]
                place = there.west if turn % 2 else there.east
                there.read(1, grade, round_=there.round_of(of), submitted_at=at, place=place)
    db.session.execute(update(Allocation).values(done_at=instant))
    there.read(3, None, round_=there.round_of(month), state=State.TO_DO, agreed_grade=None)
    return there


def recounted(month: date) -> tuple[int, int, int, int]:
    """Good, graded, done and due of a month, counted over the rows of the tables."""
    columns = (Audit.grade, Audit.agreed_grade, Round.month, Allocation.done_at)
    wanted = select(*columns).select_from(Audit).join(Audit.allocation).join(Allocation.round)
    rows = pandas.DataFrame(db.session.execute(wanted).all(), columns=[one.key for one in columns])
    rows = rows[rows["month"] == month]
    grade = rows["agreed_grade"].fillna(rows["grade"])
    return (grade == GOOD).sum(), grade.notna().sum(), rows["done_at"].notna().sum(), len(rows)


def test_page_export_and_api_say_what_the_rows_say(app, made, instant, folder, open_as):
    month = clock.today().replace(day=1)
    assert written(month) == INSTANTS[instant.replace(tzinfo=None).isoformat()]
    good, graded, done, due = recounted(month)
    assert (good, graded, done, due) == (7, 12, 12, 15)
    asked = {"from": written(month), "to": written(month)}
    director = make_person(Role.DIRECTOR, made.council)
    browser, program = open_as(director), a_program(app, made.council, Reads.IN_FULL)
    sheets = sheets_of(made_for(director, folder, filters=Filters(Period(month, month))))

    page = browser.get("grades.show", **asked).text
    assert re.search(rf"\b{good} of {graded}\b", page)
    whole = row(sheets["Grades by section"], **{"What was graded": WHOLE})
    assert (whole["Good or better"], whole["Graded"]) == (good, graded)
    [told] = [one for one in program.rows("grades", **asked) if one["what"] == WHOLE]
    assert (told["good"], told["graded"]) == (good, graded)

    page = browser.get("insight.completion", month=written(month)).text
    assert re.search(rf"\b{done} of {due}\b", page)
    months = [one for one in sheets["Completion"] if one["By"] == "Months"]
    assert [(one["Done"], one["Due"]) for one in months] == [(done, due)]
    [told] = program.rows("completion", **asked)
    assert (told["done"], told["due"], told["from"]) == (done, due, written(month))

    rows = pandas.DataFrame(program.rows("audits", **asked))
    assert len(rows) == len(sheets["Audits"])
    assert (rows["grade"].isin(["Good", "Outstanding"])).sum() == good
    assert (rows["grade"] != "").sum() == graded
    assert {*rows["month"]} == {written(month)}
    assert {*rows["submitted_on"]} <= {
        clock.london_day(instant - timedelta(seconds=turn)).isoformat() for turn in range(7)
    } | {"2026-11-20"}


def test_both_months_are_those_of_their_rounds_whenever_they_were_handed_in(app, made, instant):
    month = clock.today().replace(day=1)
    last = (month - timedelta(days=1)).replace(day=1)
    program = a_program(app, made.council, Reads.IN_FULL)
    asked = {"from": written(last), "to": written(month), "by": "month"}
    told = [one for one in program.rows("grades", **asked) if one["what"] == WHOLE]
    assert [(one["from"], one["good"], one["graded"]) for one in told] == [
        (written(of), *recounted(of)[:2]) for of in (last, month)
    ]
