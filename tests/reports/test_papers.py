"""Papers say what the workbook counts, at the same level, and can be made again exactly as they were."""

from datetime import date

import docx
import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audit_templates import library
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.statistics.changes import Change, Compared, Window
from qa_app.insight.rules.filters import Filters
from qa_app.reports.models import KeptPaper
from qa_app.reports.operations.asking import try_again
from qa_app.reports.operations.making import tidy
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.papers import graded
from qa_app.reports.rules.front import Front
from qa_app.reports.rules.kinds import PAPERS, ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.release_calendar import last_that_is_over
from qa_app.reports.rules.states import State
from qa_app.rounds.rules import first_of_month
from tests.audits.other_kinds import make_team
from tests.audits.test_own_work import NAME, finished
from tests.insight.counted_makers import GOOD, LESS, Counted
from tests.insight.theme_makers import find
from tests.makers import make_person, viewer_of
from tests.reports.makers import later, lead_of, make, row, sheets_of
from tests.reports.makers import made_for as workbook_for
from tests.reports.paper_makers import (
    ask_paper,
    everything_in,
    headings_of,
    paper_for,
    table_of,
    words_of,
    words_shown,
)

ANNUAL, SERVICE, BOARD = ReportKind.ANNUAL, ReportKind.SERVICE, ReportKind.BOARD
WORDS = "Canary sang to her brother Kian on 3 May 2015"
EVERY = [(kind, level) for kind in PAPERS for level in kind.about.levels]


@pytest.fixture
def made(database):
    there = Counted()
    there.read(9)
    there.read(3, grade=LESS)
    return there


@pytest.mark.parametrize(("kind", "level"), EVERY)
def test_every_paper_is_made_at_every_level_it_is_for(made, folder, kind, level):
    report = ask_paper(viewer_of(lead_of(made)), kind, level)
    path = make(report, folder)
    assert (report.state, report.trouble) == (State.READY, "")
    assert report.rows == len(headings_of(path)) > 0


@pytest.mark.parametrize(("kind", "level"), EVERY)
def test_no_canary_is_in_any_paper(made, folder, kind, level):
    (audit,) = made.read(1, sections=[("VOICE", GOOD)])
    find(audit, "VOI1", text=WORDS)
    audit.difference = audit.readings[0].evidence = audit.readings[0].difference = WORDS
    lead = lead_of(made)
    path = paper_for(lead, folder, kind, level)
    said = everything_in(path) + everything_in(path.with_suffix(".pptx"))
    for canary in ("Canary", "Kian", "2015", audit.allocation.reference, lead.name, made.auditor.name):  # fmt: skip
        assert canary not in said, canary


@pytest.mark.parametrize("level", list(Level))
def test_the_work_of_a_practitioner_is_in_no_paper(folder, level):
    team = make_team()
    finished(team)
    kind = SERVICE if level is Level.INTERNAL else ANNUAL
    said = everything_in(paper_for(team.somebody(Role.QA_LEAD), folder, kind, level))
    assert NAME not in said


def test_its_headings_are_sentences_with_their_figures(made, folder):
    headings = headings_of(paper_for(lead_of(made), folder, SERVICE, Level.INTERNAL))
    assert "Practice was good or better in 9 of 12 audits (75%)" in headings
    assert "Who was asked what they think" in headings, "nobody was, and it says so"


@pytest.mark.parametrize("level", list(Level))
def test_its_tables_say_what_the_workbook_says(made, folder, level):
    lead, kind = lead_of(made), SERVICE if level is Level.INTERNAL else ANNUAL
    sheet = sheets_of(workbook_for(lead, folder, level))["Grades by section"]
    whole = row(sheet, **{"What was graded": "Whole audits"})
    table = table_of(paper_for(lead, folder, kind, level), "What was graded")
    (told,) = [one for one in table if one[0] == "Whole audits"]
    assert told[1:3] == [str(whole["Good or better"]), str(whole["Graded"])]


@pytest.mark.parametrize("level", list(Level))
def test_its_slides_say_what_its_document_says(made, folder, level):
    kind = SERVICE if level is Level.INTERNAL else ANNUAL
    path = paper_for(lead_of(made), folder, kind, level)
    shown = words_shown(path.with_suffix(".pptx"))
    said = [one.text for one in docx.Document(str(path)).paragraphs if one.text]
    said += [cell for table in docx.Document(str(path)).tables for row in table.rows for cell in (one.text for one in row.cells)]  # fmt: skip
    missing = [one for one in said if one not in shown]
    assert not missing
    assert "75%" in "".join(shown) or level is not Level.INTERNAL


def test_its_slides_are_made_again_and_deleted_as_its_document_is(made, folder):
    lead = viewer_of(lead_of(made))
    report = ask_paper(lead, SERVICE, Level.INTERNAL)
    slides = make(report, folder).with_suffix(".pptx")
    before = slides.read_bytes()
    tidy(folder, later(days=8))
    assert not slides.exists()
    try_again(report, lead, now())
    make(report, folder, later(days=8))
    assert slides.read_bytes() == before


def test_what_leaves_says_on_its_front_that_nobody_can_be_told_from_it(made, folder):
    lead = lead_of(made)
    assert "privacy notice" in words_of(paper_for(lead, folder, ANNUAL))
    assert "privacy notice" not in words_of(paper_for(lead, folder, SERVICE, Level.INTERNAL))


def test_no_sentence_says_what_a_table_hides(made, folder):
    path = paper_for(lead_of(made), folder, ANNUAL)
    table = table_of(path, "What was graded")
    assert "c" in table[1], "there is something to hide"
    assert "9 of 12" not in everything_in(path)
    assert "How good practice was" in headings_of(path)


def test_how_many_wait_for_a_second_opinion_leaves_in_no_chart(folder, monkeypatch):
    made = Counted()
    for back in range(8):
        made.read(12, back=back)
    made.read(3, back=2, status="SUBMITTED", chosen=["BY_CHANCE"])
    monkeypatch.setattr(Ask, "is_in_full", True)
    drawn = []
    real = graded.Trend

    def drawn_too(*said):
        drawn.append(real(*said))
        return drawn[-1]

    monkeypatch.setattr(graded, "Trend", drawn_too)
    said = everything_in(paper_for(lead_of(made), folder, ANNUAL))
    assert drawn, "a trend is drawn"
    assert not any(one.month.waiting or one.month.elsewhere for one in drawn[0].found.months)
    assert any(one.month.is_provisional for one in drawn[0].found.months)
    assert "wait for a second opinion" not in said


def test_what_leaves_tells_of_no_months_but_its_own(folder, monkeypatch):
    made = Counted()
    for back in range(8):
        made.read(12, back=back)
    monkeypatch.setattr(Ask, "is_in_full", True)
    assert "month by month" in everything_in(paper_for(lead_of(made), folder, ANNUAL))
    quarter = Filters(last_that_is_over(3, first_of_month(today())))
    for level, is_told in ((Level.INTERNAL, True), (Level.COUNCIL, False)):
        said = everything_in(paper_for(lead_of(made), folder, SERVICE, level, filters=quarter))
        assert ("month by month" in said) is is_told, level


def test_the_front_sheet_says_what_its_author_typed(made, folder):
    front = Front("Scrutiny", date(2026, 12, 3), "Director", ("Ask for more audits.",))
    path = paper_for(lead_of(made), folder, BOARD, front=front)
    said = words_of(path)
    for one in ("Scrutiny", "3 December 2026", "Director", "Ask for more audits."):
        assert one in said
    assert "Legal implications" in said


def test_what_leaves_is_made_by_whoever_sees_the_whole_council(made):
    with pytest.raises(DomainError, match="the whole council"):
        ask_paper(viewer_of(made.auditor), ANNUAL)


def test_a_paper_for_a_committee_is_never_one_for_inside(made):
    with pytest.raises(DomainError, match="who will read it"):
        ask_paper(viewer_of(lead_of(made)), ANNUAL, Level.INTERNAL)


def test_a_paper_is_made_again_exactly_as_it_was(made, folder):
    lead = viewer_of(lead_of(made))
    report = ask_paper(lead, SERVICE, Level.INTERNAL)
    path = make(report, folder)
    before, reach, audits = path.read_bytes(), report.reach, [*report.audits]
    tidy(folder, later(days=8))
    assert report.state is State.EXPIRED
    assert not path.exists()

    made.read(5, grade=LESS)
    try_again(report, lead, now())
    make(report, folder, later(days=8))
    assert path.read_bytes() == before
    assert (report.reach, report.audits) == (reach, audits)


def test_a_paper_that_was_never_made_is_made_from_what_is_known_now(made, folder):
    report = ask_paper(viewer_of(lead_of(made)), SERVICE, Level.INTERNAL)
    assert db.session.scalars(select(KeptPaper)).all() == []
    make(report, folder)
    assert db.session.scalars(select(KeptPaper)).one().report_id == report.id


def test_a_change_is_told_to_others_only_where_it_is_not_one_of_a_few():
    class Asked:
        level = Level.COUNCIL

    def windows(*counts):
        return [Window(0, 6, count, of) for count, of in counts]

    def compared(*counts):
        recent, before = windows(*counts)
        return Compared(Change.RISING, recent, before, 6)

    assert graded._may_say(Asked, compared((20, 40), (15, 40)))
    assert not graded._may_say(Asked, compared((20, 40), (3, 40)))
    assert not graded._may_say(Asked, compared((38, 40), (15, 40)))


def test_a_manager_makes_one_for_their_own_teams(made, folder):
    made.read(3, place=made.west)
    path = paper_for(made.auditor, folder, SERVICE, Level.INTERNAL)
    assert "Practice was good or better in 3 of 3 audits" in headings_of(path)
    assert "East" not in words_of(path)


def test_colleagues_of_another_council_are_in_none_of_it(made, folder):
    other = Counted("Southshire")
    lead = make_person(Role.QA_LEAD, other.council)
    said = words_of(paper_for(lead, folder, SERVICE, Level.INTERNAL))
    assert "Northshire" not in said
    assert "9 of 12" not in said


def test_a_learning_sheet_names_no_theme_that_few_audits_found(made, folder):
    for audit in made.read(6):
        find(audit, "SYS1")
    for audit in made.read(4):
        find(audit, "SYS2")
    path = paper_for(lead_of(made), folder, ReportKind.LEARNING, Level.INTERNAL)
    names = {one["code"]: one["name"] for group in library.themes()["groups"] for one in group["themes"]}  # fmt: skip
    said = words_of(path)
    assert names["SYS1"] in said
    assert names["SYS2"] not in said
    assert table_of(path, "How long")


def test_an_answer_to_a_request_is_of_rounded_quarters(made, folder):
    path = paper_for(lead_of(made), folder, ReportKind.REQUEST, Level.PUBLIC)
    table = table_of(path, "What was graded")
    (whole,) = [one for one in table if one[0] == "Whole audits"]
    assert whole[1:3] == ["10", "10"]
    assert "9 of 12" not in everything_in(path)


@pytest.mark.parametrize("level", [Level.COUNCIL, Level.PUBLIC])
def test_the_page_for_the_lead_member_has_no_table_of_places(made, folder, level):
    said = words_of(paper_for(lead_of(made), folder, ReportKind.MEMBER, level))
    for canary in ("East", "West", "Safeguarding", made.auditor.name):
        assert canary not in said
    assert "What you may wish to ask" in said
