"""A report says what the pages say, and at each level no more than that level may."""

import re
from zipfile import ZipFile

import pytest

from qa_app.access.rules import Role
from qa_app.audit_templates import library
from qa_app.audits.models import Answer
from qa_app.audits.queries.beside import source_of
from qa_app.audits.rules import FindingKind, Status
from qa_app.audits.rules.choosing import Chosen
from qa_app.foundation.database import db
from qa_app.insight.queries.grades import Asking, gather
from qa_app.insight.queries.offered import list_offered_to
from qa_app.insight.queries.questions import count_answers, numbers_by_template, versions_of
from qa_app.insight.queries.themes import counting, tallies
from qa_app.insight.rules.grades import WHOLE
from qa_app.reports.rules.cells import CHANGED
from qa_app.reports.rules.levels import Level
from tests.actions.makers import make_action
from tests.audits.makers import make_submitted
from tests.insight.counted_makers import GOOD, LESS, LOWEST, Counted
from tests.insight.theme_makers import find
from tests.makers import make_person, viewer_of
from tests.reports.makers import YEAR, lead_of, made_for, row, sheets_of, text_of
from tests.reports.test_cells import PAYLOADS

WORDS = "Canary-Evidence-4711 was seen at home"
LEAVES = (Level.COUNCIL, Level.PUBLIC)


@pytest.fixture
def made(database):
    """Of twelve audits three are less than good, two of these in the west."""
    there = Counted()
    there.read(9)
    there.read(1, LESS, back=1)
    there.read(2, LOWEST, place=there.west, status_then="CHILD_IN_NEED")
    return there


def test_grades_are_those_of_the_pages(made, folder):
    lead = lead_of(made)
    sheets = sheets_of(made_for(lead, folder))
    whole = row(sheets["Grades by section"], **{"What was graded": "Whole audits"})
    assert (whole["Good or better"], whole["Graded"], whole["Share"]) == (9, 12, 0.75)

    viewer = viewer_of(lead)
    asking = Asking(viewer, YEAR, WHOLE, list_offered_to(viewer).versions)
    of_pages = {path: (one.good, one.of) for path, one in gather(asking).by_place.items()}
    told = {
        one["Place"]: (one["Good or better"], one["Graded"])
        for one in sheets["Grades by place"]
        if one["What was graded"] == "Whole audits"
    }
    assert told == {"East": of_pages[made.east.path], "West": of_pages[made.west.path]}
    assert told == {"East": (9, 10), "West": (0, 2)}


def test_the_figures_of_a_page_stand_in_the_workbook(made, folder, open_as):
    lead = lead_of(made)
    summary = sheets_of(made_for(lead, folder))["Summary"]
    page = open_as(lead).get("grades.show", about="", period="year")
    good = row(summary, Figure="Good or better: whole audits")
    cards = [one.text.split()[:3] for one in page.select(".app-figures__number")]
    assert cards[0] == [str(good["Number"]), "of", str(good["Of"])]


def test_months_add_up_and_are_drawn_with_their_limits(made, folder):
    path = made_for(lead_of(made), folder)
    whole = [one for one in sheets_of(path)["Trends"] if one["What was graded"] == "Whole audits"]
    assert len(whole) == 12
    assert sum(one["Graded"] for one in whole) == 12
    with ZipFile(path) as file:
        chart = file.read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == 4
    assert "Line chart of the share that was good or better" in text_of(path)


def test_a_finding_is_a_row_with_its_theme_section_and_grades(made, folder):
    (audit,) = made.read(1, LESS, sections=[("VISIT", GOOD), ("VISIT", LOWEST)])
    find(audit, "VOI1", "PLA1", kind=FindingKind.STRENGTH, text=WORDS)
    find(audit, "VOI1", checked=("PLA1",), by=made.auditor)
    rows = sheets_of(made_for(lead_of(made), folder))["Findings"]
    assert [one["Theme code"] for one in rows] == ["VOI1", "PLA1", "PLA1"]
    assert sum(one["First row"] for one in rows) == 2
    voice = rows[0]
    assert (voice["Strength or development"], voice["What was found"]) == ("Strength", WORDS)
    assert voice["Grade of the section"] == "Inadequate"
    assert voice["Grade of the whole"] == "Requires improvement to be good"
    assert (voice["Place"], voice["Part of"]) == ("East", "Safeguarding")


def test_themes_are_those_of_the_pages(made, folder):
    lead = lead_of(made)
    for audit in made.read(3):
        find(audit, "VOI1")
    sheets = sheets_of(made_for(lead, folder))
    there = counting(viewer_of(lead), YEAR, library.list_of_themes())
    of_pages = tallies(there, there.by_month)
    for one in sheets["Themes"]:
        tally, kind = of_pages[one["Code"]], FindingKind(one["Found as"])
        assert one["Audits that asked"] == tally.asked.total()
        assert one["Audits that found it"] == tally.found[kind].total()
        assert one["Found unasked"] == sum(
            many for (way, _), many in tally.unasked.items() if way is kind
        )


def test_answers_are_those_of_the_pages_and_of_the_rows(folder):
    audit = make_submitted(grade="good")
    lead = make_person(Role.QA_LEAD, audit.allocation.place)
    sheets = sheets_of(made_for(lead, folder))
    viewer = viewer_of(lead)
    (code,) = numbers_by_template(viewer, YEAR)
    counts = count_answers(viewer, YEAR, versions_of(code, viewer))
    of_pages = sum(number for _, _, number in counts)
    told = sum(one["Audits"] or 0 for one in sheets["Answers by question"])
    assert told == of_pages > 5
    (wide,) = sheets["Audits"]
    questions = {one["Question code"] for one in sheets["Answers by question"]}
    answered = [key for key, value in wide.items() if key.split(":")[0] in questions and value]
    assert len(answered) == of_pages


def test_completion_is_that_of_the_page(folder, open_as):
    audit = make_submitted(grade="good")
    lead = make_person(Role.QA_LEAD, audit.allocation.place)
    rows = sheets_of(made_for(lead, folder))["Completion"]
    done = [one for one in rows if one["By"] == "Months"][-1]
    assert (done["Done"], done["Due"]) == (1, 1)
    assert "1 of 1" in open_as(lead).get("insight.completion").text


def test_what_waits_for_a_second_opinion_is_in_no_row_and_counted_as_waiting(made, folder):
    made.read(1, status=Status.SUBMITTED, chosen=[Chosen.BY_CHANCE.name], sealed=True)
    sheets = sheets_of(made_for(lead_of(made), folder))
    assert len(sheets["Audits"]) == 12
    assert row(sheets["Summary"], Figure="Audits that wait for a second opinion")["Number"] == 1


def test_records_stand_under_names_of_one_report_alone(made, folder):
    lead = lead_of(made)
    (audit,) = made.read(1)
    find(audit, "VOI1")
    first, second = (sheets_of(made_for(lead, folder)) for _ in range(2))
    named = first["Findings"][0]["Record"]
    assert re.fullmatch("R-[A-Z2-7]{10}", named)
    assert named in {one["Record"] for one in first["Audits"]}, "the same on every sheet"
    assert named not in {one["Record"] for one in second["Audits"]}, "another in the next report"
    assert audit.allocation.reference not in text_of(
        folder.file(next(iter(folder.path.iterdir())).name)
    )


def test_references_stand_where_they_were_asked_for(made, folder):
    wanted = {"with_references": True, "why": "To talk it through with the team"}
    path = made_for(lead_of(made), folder, **wanted)
    told = {one["Record"] for one in sheets_of(path)["Audits"]}
    assert all(re.fullmatch("C[0-9]{6}", one) for one in told)
    assert wanted["why"] in text_of(path)


@pytest.mark.parametrize("level", LEAVES)
def test_nothing_about_anybody_leaves(made, folder, level):
    (audit,) = made.read(1, sections=[("VOICE", GOOD)])
    find(audit, "VOI1", text=WORDS)
    audit.difference = audit.readings[0].evidence = audit.readings[0].difference = WORDS
    made.read(1, place=made.west)
    lead = lead_of(made)
    path = made_for(lead, folder, level)
    text = text_of(path)
    assert "Findings" not in sheets_of(path)
    for canary in ("Canary", audit.allocation.reference, lead.name, made.auditor.name, "@"):
        assert canary not in text.replace('formatCode="@"', "").replace("&quot;@&quot;", ""), canary


def test_no_evidence_is_in_a_report_of_any_level(made, folder):
    """What was written as evidence stays in the audit; findings are words for those who may open it."""
    (audit,) = made.read(1, sections=[("VOICE", GOOD)])
    audit.readings[0].evidence = audit.difference = WORDS
    db.session.add(
        Answer(
            council_id=audit.council_id,
            reading=audit.readings[0],
            question="q",
            value="yes",
            evidence=WORDS,
        )
    )
    assert "Canary" not in text_of(made_for(lead_of(made), folder))


def test_small_counts_are_hidden_and_cannot_be_worked_out(made, folder):
    sheets = sheets_of(made_for(lead_of(made), folder, Level.COUNCIL))
    whole = row(sheets["Grades by section"], **{"What was graded": "Whole audits"})
    # Three are less than good: twelve, nine and three must not stand where two of them give the third.
    assert [whole["Good or better"], whole["Graded"]].count("c") >= 1
    assert whole["Share"] == "c"
    for one in sheets["Grades by place"] + sheets["Trends"]:
        numbers = [
            value for value in (one["Good or better"], one["Graded"]) if isinstance(value, int)
        ]
        assert all(value == 0 or value > 5 for value in numbers)


def test_the_public_sees_quarters_rounded_to_five(made, folder):
    made.read(11)
    sheets = sheets_of(made_for(lead_of(made), folder, Level.PUBLIC))
    assert len(sheets["Trends"]) == 4
    whole = row(sheets["Grades by section"], **{"What was graded": "Whole audits"})
    assert (whole["Good or better"], whole["Graded"], whole["Share"]) == (20, 25, "*")
    assert {one["Place"] for one in sheets["Grades by place"]} == {"Safeguarding"}


def test_every_text_field_takes_whatever_somebody_typed(made, folder):
    reference, *rest = PAYLOADS
    made.east.name = "=East()"
    (audit,) = made.read(1)
    audit.allocation.reference = reference
    for turn, words in enumerate(PAYLOADS):
        find(audit, "VOI1", text=f"{words}\x0b" if turn == 0 else words)
        made_action = make_action(place=made.east, source=source_of(audit))
        made_action.what = made_action.how_we_will_know = words
    path = made_for(lead_of(made), folder, with_references=True, why="=why()")
    with ZipFile(path) as file:
        sheets = [one for one in file.namelist() if one.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in file.read(one) for one in sheets)
    told = sheets_of(path)
    rows = [one for one in told["Findings"] if one["Record"] == reference]
    assert {one["What was found"] for one in rows} >= {one.replace("\r", "\n") for one in rest}
    assert CHANGED in {one["Note on the text"] for one in rows}
    assert {one["What will be done"] for one in told["Actions"]} >= {"=1+1", "-1"}
    about = row(told["Contents"], About="Sheet: Findings")["What it says"]
    assert "1 of its cells held characters" in about


def test_the_contents_say_what_was_counted_and_how(made, folder):
    told = {
        one["About"]: one["What it says"]
        for one in sheets_of(made_for(lead_of(made), folder))["Contents"]
    }
    assert told["Period"].startswith(YEAR.period.words)
    assert told["For"] == Level.INTERNAL.value
    assert "Management oversight" in told["Templates counted"]
    assert "12 rows." in told["Sheet: Audits"]
    assert "agreed grade" in told["Which grade counts"]
