"""Every figure that the API gives is that of the report, of the page, and of a plain count over the rows.

The count is made with pandas over the tables, and knows nothing of how the service counts. It is asked at the
moments at which the year, the clocks or the day of London change.
"""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pandas
import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.api.rules.published import RESOURCES, By
from qa_app.api.rules.tokens import Reads
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.audits.models import Answer, Audit, Finding, FindingTheme, SectionReading
from qa_app.audits.rules import FindingKind
from qa_app.foundation import clock
from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.months import written
from qa_app.organisation.models import Place
from qa_app.reports.rules.tables import Kind
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules import State
from tests.api.makers import a_program
from tests.api.test_same_number import WHOLE, instant
from tests.insight.counted_makers import GOOD, LESS, LOWEST, Counted
from tests.insight.test_pages import rows_of
from tests.insight.test_questions import answer
from tests.insight.theme_makers import find
from tests.makers import make_person
from tests.reports.makers import made_for, sheets_of

__all__ = ["instant"]

LONDON = ZoneInfo("Europe/London")
THEME, CONCEPT = "SYS1", "SUPERVISION"
KINDS = {FindingKind.DEVELOPMENT: "development", FindingKind.STRENGTH: "strength"}
# Of each answer of the API the sheet that holds the same, and which of its rows.
SHEETS = {
    ("completion", By.MONTH): ("Completion", {"By": "Months"}),
    ("completion", By.PLACE): ("Completion", {"By": "Places"}),
    ("grades", By.CONCEPT): ("Grades by section", {}),
    ("grades", By.GRADE): ("Grades of the whole", {}),
    ("grades", By.PLACE): ("Grades by place", {}),
    ("grades", By.MONTH): ("Trends", {}),
    ("themes", None): ("Themes", {}),
    ("questions", None): ("Answers by question", {}),
}


@pytest.fixture
def months(instant) -> tuple[date, date]:
    this = clock.today().replace(day=1)
    return (this - timedelta(days=1)).replace(day=1), this


@pytest.fixture
def made(database, instant, months) -> Counted:
    """Whatever a record can have come to, by chance and the same each time, on both sides of this moment."""
    there, chance = Counted(), Random(7)
    for turn in range(36):
        of = there.round_of(months[turn % 2])
        state = chance.choice([State.DONE] * 6 + [*State])
        (audit,) = there.read(
            1,
            chance.choice([GOOD, GOOD, LESS, LOWEST, None]),
            round_=of,
            place=chance.choice([there.east, there.west]),
            state=state,
            agreed_grade=chance.choice([None, None, LESS]),
            submitted_at=instant - timedelta(seconds=turn),
            sections=[(CONCEPT, chance.choice([GOOD, LESS]))],
        )
        slot = audit.allocation
        ends = datetime.combine(of.due_on, datetime.max.time(), LONDON).astimezone(UTC)
        days = [timedelta(days=back) for back in (0, 2, 3)]
        at = chance.choice([instant, ends + timedelta(seconds=1), *(ends - one for one in days)])
        slot.done_at = at if state is State.DONE else None
        slot.due_on += timedelta(days=chance.choice([0, 0, 7]))
        find(audit, THEME, kind=chance.choice([*FindingKind]))
        first = audit.template.sections[0]
        answer(audit, first.id, **{first.questions[0].id: chance.choice(["yes", "no"])})
    db.session.flush()
    return there


def table_of(*columns, joined) -> pandas.DataFrame:
    rows = db.session.execute(joined(select(*columns)).order_by(columns[0])).all()
    return pandas.DataFrame(rows, columns=[one.key for one in columns])


def audits_there() -> pandas.DataFrame:
    """Those that count, with the grade that does."""
    found = table_of(
        Audit.id.label("audit"),
        Audit.grade,
        Audit.agreed_grade,
        Round.month,
        Place.name.label("place"),
        joined=lambda one: (
            one.join(Allocation, Allocation.id == Audit.allocation_id)
            .join(Round, Round.id == Allocation.round_id)
            .join(Place, Place.id == Allocation.place_id)
            .where(Allocation.state != State.WITHDRAWN)
        ),
    )
    return found.assign(counts=found["agreed_grade"].fillna(found["grade"]))


def given_there(at: datetime) -> pandas.DataFrame:
    """All that was given out, with what it is counted as."""
    found = table_of(
        Allocation.id.label("slot"),
        Allocation.state,
        Allocation.due_on,
        Allocation.done_at,
        Round.due_on.label("round_due_on"),
        Round.month,
        Place.name.label("place"),
        joined=lambda one: one.join(Round, Round.id == Allocation.round_id).join(
            Place, Place.id == Allocation.place_id
        ),
    )
    state, sent = found["state"], found["done_at"].notna()
    here = state != State.WITHDRAWN
    done, left_out = here & sent, here & ~sent & state.isin([State.PAUSED, State.EXEMPT])
    days = [
        None if pandas.isna(one) else one.to_pydatetime().astimezone(LONDON).date()
        for one in pandas.to_datetime(found["done_at"], utc=True)
    ]
    today = at.astimezone(LONDON).date()
    early = pandas.Series(
        [
            day is not None and due - timedelta(days=2) <= day <= due
            for day, due in zip(days, found["due_on"], strict=True)
        ]
    )
    return found.assign(
        done=done,
        due=here & ~left_out,
        paused=left_out & (state == State.PAUSED),
        exempt=left_out & (state == State.EXEMPT),
        withdrawn=~here,
        overdue=here & ~sent & ~left_out & (found["due_on"] < today),
        sent_in_the_last_days=done & early,
        put_off=here & (found["due_on"] > found["round_due_on"]),
    )


COMPLETION = ("done", "due", "paused", "exempt", "withdrawn", "overdue", "sent_in_the_last_days", "put_off")  # fmt: skip


def shares(rows: pandas.DataFrame, by: str) -> dict:
    graded = rows[rows["counts"].notna()]
    return {key: ((those["counts"] == GOOD).sum(), len(those)) for key, those in graded.groupby(by)}


@pytest.fixture
def said(app, made, months, folder, open_as):
    """What each of the three says of the same months: the API, a report, and pages to look at."""
    director = make_person(Role.DIRECTOR, made.council)
    browser = open_as(director)
    program = a_program(app, made.council, Reads.IN_FULL)
    first, last = months
    asked = {"from": written(first), "to": written(last)}
    sheets = sheets_of(made_for(director, folder, filters=Filters(Period(first, last))))

    def of(name: str, by: By | None = None) -> list[dict]:
        way = {"by": by.name.lower()} if by else {}
        return program.rows(name, **asked, **way)

    def page(endpoint: str, **more):
        return browser.get(endpoint, **{**asked, **more})

    return of, sheets, page


def every_figure_is_that_of_the_report(said):
    """By the headings that each key is published under, so that none is forgotten."""
    of, sheets, _ = said
    ways = {(name, by) for name, one in RESOURCES.items() for by in one.fields}
    assert ways == {*SHEETS, ("audits", None), ("findings", None)}
    for (name, by), (title, which) in SHEETS.items():
        sheet = [one for one in sheets[title] if which.items() <= one.items()]
        told = of(name, by)
        assert len(told) == len(sheet) > 0, (name, by)
        for field in RESOURCES[name].fields[by]:
            if field.kind in (Kind.NUMBER, Kind.SHARE):
                api, report = ([one[key] for one in rows] for rows, key in ((told, field.key), (sheet, field.heading)))  # fmt: skip
                assert api == pytest.approx(report, nan_ok=True), (name, by, field.key)


def grades_are_those_of_the_rows(said):
    of, _, page = said
    rows = audits_there()
    told = {
        by: [one for one in of("grades", by) if one["what"] == WHOLE]
        for by in (By.CONCEPT, By.PLACE, By.MONTH)
    }
    good, graded = (rows["counts"] == GOOD).sum(), rows["counts"].notna().sum()
    assert [(one["good"], one["graded"]) for one in told[By.CONCEPT]] == [(good, graded)]
    assert f"{good} of {graded}" in page("grades.show", about="").text
    places = {one["place"]: (one["good"], one["graded"]) for one in told[By.PLACE]}
    assert places == shares(rows, "place")
    by_month = {one["from"]: (one["good"], one["graded"]) for one in told[By.MONTH]}
    assert by_month == {written(of): pair for of, pair in shares(rows, "month").items()}
    each = [one["audits"] for one in of("grades", By.GRADE) if one["audits"]]
    counted = rows["counts"].value_counts()
    assert each == [counted[grade] for grade in (GOOD, LESS, LOWEST)]


def grades_of_sections_are_those_of_the_rows(said):
    of, _, page = said
    sections = table_of(
        SectionReading.audit_id.label("audit"),
        SectionReading.grade,
        joined=lambda one: one.where(SectionReading.concept == CONCEPT),
    )
    rows = sections.merge(audits_there()[["audit", "place", "month"]], on="audit")
    rows = rows.rename(columns={"grade": "counts"})
    good, graded = (rows["counts"] == GOOD).sum(), rows["counts"].notna().sum()
    [told] = [one for one in of("grades", By.CONCEPT) if one["what"] == CONCEPTS[CONCEPT]]
    assert (told["good"], told["graded"]) == (good, graded)
    about = CONCEPT.lower().replace("_", "-")
    assert f"{good} of {graded}" in page("grades.show", about=about).text
    places = {
        one["place"]: (one["good"], one["graded"])
        for one in of("grades", By.PLACE)
        if one["what"] == CONCEPTS[CONCEPT]
    }
    assert places == shares(rows, "place")


def completion_is_that_of_the_rows(said, instant, months):
    of, _, page = said
    rows = given_there(instant)
    for by, key, name in ((By.MONTH, "from", "month"), (By.PLACE, "place", "place")):
        told = {one[key]: tuple(one[what] for what in COMPLETION) for one in of("completion", by)}
        counted = {
            written(group) if by is By.MONTH else group: tuple(those[list(COMPLETION)].sum())
            for group, those in rows.groupby(name)
        }
        assert told == counted
    for month in months:
        those = rows[rows["month"] == month]
        became = {
            name: int(number.split()[0])
            for name, number, _ in rows_of(
                page("insight.completion", month=written(month)), "became"
            )  # fmt: skip
        }
        assert became["Due"] == those["due"].sum()
        assert became["Overdue"] == those["overdue"].sum()
        assert became["Withdrawn"] == those["withdrawn"].sum()


def themes_are_those_of_the_rows(said):
    """The template of these audits asks about the theme in each of them."""
    of, _, page = said
    found = table_of(
        Finding.audit_id.label("audit"),
        Finding.kind,
        FindingTheme.theme,
        joined=lambda one: one.join(FindingTheme, FindingTheme.finding_id == Finding.id),
    )
    audits = audits_there()
    found = found[found["audit"].isin(audits["audit"]) & (found["theme"] == THEME)]
    shown = page("insight_themes.index")
    for kind in FindingKind:
        [told] = [one for one in of("themes") if one["code"] == THEME and one["found_as"] == kind]
        number = found[found["kind"] == kind]["audit"].nunique()
        assert (told["found"], told["asked"]) == (number, len(audits))
        lines = shown.select(f"#{KINDS[kind]}-caption ~ tbody tr")
        [line] = [one for one in lines if f"/themes/{THEME.lower()}?" in one.a["href"]]
        told_there = " ".join(line.select("td")[-1].text.split())
        assert told_there.startswith(f"{number} of {len(audits)} (")


def answers_are_those_of_the_rows(said):
    of, _, _ = said
    answers = table_of(
        SectionReading.audit_id.label("audit"),
        Answer.question,
        Answer.value,
        joined=lambda one: one.join(Answer, Answer.section_reading_id == SectionReading.id),
    )
    answers = answers[answers["audit"].isin(audits_there()["audit"])]
    [question] = answers["question"].unique()
    told = {one["answer"]: one for one in of("questions") if one["code"] == question}
    for value, words in (("yes", "Yes"), ("no", "No")):
        assert told[words]["audits"] == (answers["value"] == value).sum()
    assert told["Yes"]["answers"] == len(answers)


def test_api_report_page_and_rows_say_the_same(said, instant, months):
    """In one test, for to make the audits and the report takes longer than to ask."""
    every_figure_is_that_of_the_report(said)
    grades_are_those_of_the_rows(said)
    grades_of_sections_are_those_of_the_rows(said)
    completion_is_that_of_the_rows(said, instant, months)
    themes_are_those_of_the_rows(said)
    answers_are_those_of_the_rows(said)
