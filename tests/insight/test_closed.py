"""Closed months stay as they were, and say what has changed since."""

from datetime import date

from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.audits.operations.shutting import destroy_audit, shut_audit
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.insight.models import KeptReading, KeptRound
from qa_app.insight.operations.closing import keep_figures
from qa_app.insight.rules.closed import ClosedRounds, Kept, closed_months, lowest_of
from qa_app.insight.rules.grades import Scale, Share
from qa_app.rounds.operations.programmes import close_round, open_again
from qa_app.rounds.rules import State
from tests.insight.counted_makers import GOOD, LESS, LOWEST, Counted, month
from tests.insight.test_pages import rows_of
from tests.makers import NOON, make_person, viewer_of

SCALE = Scale(("good", "poor"), ("Good", "Poor"), ("good",))
MARCH = date(2026, 3, 1)


def number_kept(model=KeptReading):
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_month_says_how_it_stood_how_it_is_and_why():
    rows = [
        Kept(MARCH, 1, "good", "good", 5),
        Kept(MARCH, 1, "good", "poor", 1),
        Kept(MARCH, 1, "poor", None, 2, is_gone=True),
        Kept(MARCH, 1, None, "good", 1, is_added=True),
        Kept(MARCH, 1, None, None, 9),
    ]
    found = closed_months(rows, {1: SCALE})[MARCH]
    assert (found.stood, found.now) == (Share(6, 8), Share(6, 7))
    assert found.changes == ["1 counted since", "1 graded otherwise since", "2 no longer counted"]
    same = closed_months(rows[:1], {1: SCALE})[MARCH]
    assert same.is_as_it_was and same.changes == []


def test_of_several_sections_about_the_same_the_lowest_is_kept():
    given = [(7, 1, "PLAN", "good"), (7, 1, "PLAN", "poor"), (7, 1, "VOICE", "good")]
    assert lowest_of(given, {1: SCALE}) == [(7, "PLAN", "poor"), (7, "VOICE", "good")]


def test_closing_a_round_keeps_its_grades_and_opening_it_again_forgets_them(app):
    made = Counted()
    made.read(3, back=4, sections=(("VOICE", GOOD),))
    made.read(2, back=4, status=Status.SUBMITTED)
    round_, lead = made.round_of(month(4)), viewer_of(make_person(Role.QA_LEAD, made.council))
    round_.opened_at = NOON
    close_round(round_, lead, NOON)
    kept = db.session.scalars(select(KeptReading)).all()
    assert [len(one.grades) for one in kept] == [2, 2, 2]
    assert db.session.scalars(select(KeptRound)).one().waiting == 2
    open_again(round_, lead, NOON)
    assert (number_kept(), number_kept(KeptRound)) == (0, 0)


def test_what_changes_after_closing_is_listed_beside_what_stood(open_as):
    made = Counted()
    kept = made.read(8, back=4)
    keep_figures(made.round_of(month(4)), NOON)
    kept[0].agreed_grade = LOWEST
    kept[1].allocation.state = State.WITHDRAWN
    made.read(1, LESS, back=4)
    made.read(3, LESS, back=3)
    db.session.flush()
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("grades.closed", about="")
    (row,) = rows_of(page, "closed")
    assert row[1:] == [
        "8 of 8 (100%), small number",
        "6 of 8 (75%), small number",
        "1 counted since; 1 graded otherwise since; 1 no longer counted",
    ]
    listed = {(row[3], row[4]) for row in rows_of(page, "changed")}
    assert len(listed) == 3 and ("Good", "Not counted") in listed
    assert "See closed months as they stood" in browser.get("grades.show", about="").text


def test_of_a_closed_month_each_sees_what_they_may_open(open_as):
    made = Counted()
    made.read(6, back=4)
    made.read(7, LESS, back=4, place=made.west)
    made.read(2, back=4, place=made.west, status=Status.SUBMITTED)
    keep_figures(made.round_of(month(4)), NOON)
    lead = open_as(make_person(Role.QA_LEAD, made.council)).get("grades.closed", about="")
    assert "2 audits of the whole council waited" in lead.text
    page = open_as(make_person(Role.TEAM_MANAGER, made.east)).get("grades.closed", about="")
    assert "waited for a second opinion" not in page.text
    (row,) = rows_of(page, "closed")
    assert row[1] == "6 of 6 (100%), small number"
    assert row[3] == "Nothing"


def test_sections_are_kept_by_what_they_are_about(open_as):
    made = Counted()
    audits = made.read(6, None, back=4, sections=(("VOICE", GOOD),))
    keep_figures(made.round_of(month(4)), NOON)
    concept = audits[0].readings[0].concept
    audits[0].readings[0].agreed_grade = LESS
    db.session.flush()
    about = {"about": concept.lower().replace("_", "-")}
    page = open_as(make_person(Role.QA_LEAD, made.council)).get("grades.closed", **about)
    (row,) = rows_of(page, "closed")
    assert row[1:3] == ["6 of 6 (100%), small number", "5 of 6 (83%), small number"]


def test_a_destroyed_or_shut_audit_leaves_what_stood_as_it_stood(open_as):
    """And nothing of it but that it is no longer counted."""
    made = Counted()
    first, second, *_ = made.read(8, back=4)
    keep_figures(made.round_of(month(4)), NOON)
    gone = {first.allocation.reference, second.allocation.reference}
    destroy_audit(first)
    shut_audit(second, NOON)
    page = open_as(make_person(Role.QA_LEAD, made.council)).get("grades.closed", about="")
    (row,) = rows_of(page, "closed")
    assert row[1:] == [
        "8 of 8 (100%), small number",
        "6 of 6 (100%), small number",
        "2 no longer counted",
    ]
    assert not [one for one in gone if one in page.text]


def test_of_what_was_destroyed_nobody_counts_what_they_could_not_have_opened(open_as):
    made = Counted()
    made.read(6, back=4)
    (first,) = made.read(1, LESS, back=4, place=made.west)
    keep_figures(made.round_of(month(4)), NOON)
    destroy_audit(first)
    page = open_as(make_person(Role.TEAM_MANAGER, made.east)).get("grades.closed", about="")
    (row,) = rows_of(page, "closed")
    assert row[1:] == ["6 of 6 (100%), small number", "6 of 6 (100%), small number", "Nothing"]


def test_of_a_month_with_rounds_that_are_still_open_the_words_say_so():
    first, last = date(2026, 11, 2), date(2026, 11, 9)
    assert ClosedRounds(1, [last]).words == "closed 9 November 2026"
    assert ClosedRounds(2, [last]).words == "1 of 2 rounds closed, on 9 November 2026"
    assert (
        ClosedRounds(5, [first, last]).words == "2 of 5 rounds closed, the last on 9 November 2026"
    )
    assert (
        ClosedRounds(3, [first, first, last]).words
        == "all 3 rounds closed, the last on 9 November 2026"
    )
    assert ClosedRounds(2, [first, last]).words == "both rounds closed, the last on 9 November 2026"
    assert ClosedRounds(1, []).words == ""


def test_where_nothing_was_graded_as_a_whole_words_stand_instead_of_empty_rows(open_as):
    made = Counted()
    made.read(6, None, back=4, sections=(("VOICE", GOOD),))
    keep_figures(made.round_of(month(4)), NOON)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("grades.closed", about="")
    assert not rows_of(page, "closed")
    assert "choose under “What was graded”" in page.select_one("#none-graded").text
    assert not browser.get("grades.closed", about="voice").select_one("#none-graded")
