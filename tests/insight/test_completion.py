"""Completion in the open: both denominators, who left out what and why, and each way to break it down."""

import csv
import io
from datetime import timedelta

from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.insight import queries
from qa_app.insight.rules.settings import TARGET
from qa_app.organisation.models import Place
from qa_app.organisation.operations import change_setting
from qa_app.organisation.rules import Kind
from qa_app.rounds.operations import changes
from qa_app.rounds.rules import State, months_back
from qa_app.trail.models import Event
from tests.children.makers import make_child
from tests.insight.test_pages import (
    LAST_MONTH,
    THIS_MONTH,
    make_done,
    rows_of,
    two_teams,
)
from tests.makers import (
    NOON,
    make_allocation,
    make_council,
    make_person,
    make_place,
    make_round,
    viewer_of,
)

WHY = "Inspectors are here, and everybody who audits is with them."


def council_of(place):
    return db.session.get_one(Place, place.council_id)


def left_out_month():
    """One done, one to do, one paused and one exempt of last month; and the QA lead who granted it."""
    _, east, west = two_teams()
    lead = make_person(Role.QA_LEAD, council_of(east), name="Carys Fairweather")
    make_done(place=east, day=LAST_MONTH, reference="D1")
    make_allocation(place=east, day=LAST_MONTH, reference="T1")
    paused = make_allocation(place=west, day=LAST_MONTH, reference="P1")
    exempt = make_allocation(place=east, day=LAST_MONTH, reference="X1")
    changes.pause([paused], WHY, None, viewer_of(lead), NOON)
    changes.exempt(exempt, "The child moved away.", viewer_of(lead), NOON)
    return lead, east, west


def rows_in(file):
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))


def test_both_rates_stand_beside_what_was_left_out(open_as):
    lead, _, _ = left_out_month()
    page = open_as(lead).get("insight.completion", month=f"{LAST_MONTH:%Y-%m}")
    said = [one.text.strip() for one in page.select(".govuk-summary-list__value")]
    assert said == ["1 of 2", "1 of 4", "0 of 1"]
    became = {row[0]: row[1].split()[0] for row in rows_of(page, "became")}
    assert became["Given out"] == "4"
    assert [became[one] for one in ("Due", "Done", "Overdue", "Paused", "Exempt")] == list("21111")


def test_who_left_out_what_and_why_stands_on_the_page(open_as):
    lead, _, _ = left_out_month()
    page = open_as(lead).get("insight.completion", month=f"{LAST_MONTH:%Y-%m}")
    assert page.select_one("#left-out").text == "2 audits are left out of what is due"
    told = {row[4]: row[:3] for row in rows_of(page, "reasons")}
    assert told[WHY] == ["1", "Paused", "Carys Fairweather"]
    assert told["The child moved away."] == ["1", "Exempt", "Carys Fairweather"]


def test_each_count_leads_to_as_many_records_also_of_what_was_begun_again(open_as):
    """Handed in once is done, whatever came after."""
    lead, east, _ = left_out_month()
    for reference, state in (("B1", State.STARTED), ("P2", State.PAUSED), ("W1", State.WITHDRAWN)):
        make_done(place=east, day=LAST_MONTH, reference=reference).state = state
    make_allocation(place=east, day=LAST_MONTH, reference="S1").state = State.STARTED
    db.session.flush()
    browser = open_as(lead)
    page = browser.get("insight.completion", month=f"{LAST_MONTH:%Y-%m}")
    links = page.select("#became-caption ~ tbody a")
    said = [one.text.split(maxsplit=1) for one in links]
    assert said == [
        ["3", "done"], ["1", "in progress"], ["1", "to do"], ["2", "overdue"],
        ["1", "paused"], ["1", "exempt"], ["1", "withdrawn"],
    ]  # fmt: skip
    for (number, _), link in zip(said, links, strict=True):
        listed = BeautifulSoup(browser.client.get(link["href"]).text, "html5lib")
        assert listed.select_one("h1").text.split()[0] == number, link["href"]


def test_a_pause_of_many_at_once_is_one_line(open_as):
    _, east, _ = two_teams()
    lead = make_person(Role.QA_LEAD, council_of(east))
    many = [make_allocation(place=east, reference=f"P{number}") for number in range(4)]
    changes.pause(many, WHY, today() + timedelta(days=9), viewer_of(lead), NOON)
    reasons = rows_of(open_as(lead).get("insight.completion"), "reasons")
    assert [row[:2] for row in reasons] == [["4", "Paused"]]


def test_each_record_left_out_is_listed_for_those_who_may_see_it(open_as):
    lead, _, west = left_out_month()
    manager = make_person(Role.TEAM_MANAGER, west)
    month = f"{LAST_MONTH:%Y-%m}"
    page = open_as(lead).get("insight.left_out", month=month)
    assert page.h1.text == f"2 audits of {LAST_MONTH:%B %Y} left out of what is due"
    assert [row[0] for row in rows_of(page, "left")] == ["P1", "X1"]
    theirs = rows_of(open_as(manager).get("insight.left_out", month=month), "left")
    assert [(row[0], row[6]) for row in theirs] == [("P1", WHY)]
    file = rows_in(open_as(manager).download("insight.left_out_file", month=month))
    assert [(row["Reference"], row["Granted by"]) for row in file] == [("P1", "Carys Fairweather")]


def test_a_data_officer_counts_what_is_left_out_and_reads_no_reason(open_as):
    _, east, _ = left_out_month()
    officer = open_as(make_person(Role.DATA_OFFICER, council_of(east)))
    page = officer.get("insight.completion", month=f"{LAST_MONTH:%Y-%m}")
    assert "2 audits are left out of what is due" in page.text
    assert WHY not in page.text
    officer.get("insight.left_out", expect=403)


def test_a_restricted_record_counts_and_gives_its_reason_to_the_cleared_alone(database):
    lead, east, _ = left_out_month()
    child = make_child(east, reference="0098765").child
    child.restricted = True
    hidden = make_allocation(place=east, reference=child.reference, day=LAST_MONTH)
    changes.exempt(hidden, "A reason that tells of the child.", viewer_of(lead), NOON)
    manager = viewer_of(make_person(Role.TEAM_MANAGER, east))
    assert len(queries.list_given(viewer_of(lead), [LAST_MONTH])) == 5
    assert len(queries.list_given(manager, [LAST_MONTH])) == 3
    told = [reason.why for reason in queries.list_reasons(manager, LAST_MONTH)]
    assert told == ["The child moved away."]


def test_another_council_counts_nothing_of_this_one(database):
    left_out_month()
    elsewhere = viewer_of(make_person(Role.QA_LEAD, make_council("Southshire")))
    assert queries.list_given(elsewhere, [LAST_MONTH]) == []
    assert queries.list_reasons(elsewhere, LAST_MONTH) == []


def test_auditors_stand_by_name_for_those_who_may_see_who_audits(open_as):
    _, east, _ = two_teams()
    for name in ("Zofia Scarfe", "Amara Dhillon"):
        auditor = make_person(Role.TEAM_MANAGER, east, name=name)
        make_allocation(place=east, auditor=auditor, reference=name)
    lead = open_as(make_person(Role.QA_LEAD, council_of(east)))
    page = lead.get("insight.completion", by="auditor")
    assert [row[0] for row in rows_of(page, "auditors")] == ["Amara Dhillon", "Zofia Scarfe"]
    behind = lead.get(page.select_one("#auditors-caption ~ tbody a")["href"])
    assert [row[0] for row in rows_of(behind, "records")] == ["Amara Dhillon"]
    officer = open_as(make_person(Role.DATA_OFFICER, council_of(east)))
    page = officer.get("insight.completion", by="auditor")
    assert not rows_of(page, "auditors")
    assert "Auditor" not in [option.text for option in page.select("#filter-by option")]


def test_services_rounds_and_templates_lead_to_their_records(open_as):
    _, east, _ = two_teams()
    make_allocation(place=east, reference="E1")
    lead = open_as(make_person(Role.QA_LEAD, council_of(east)))
    template = make_round(council_of(east)).template_version.name
    names = {"service": "Safeguarding", "round": "Monthly audit", "template": template}
    for by, name in names.items():
        page = lead.get("insight.completion", by=by)
        assert rows_of(page, f"{by}s")[0][0] == name
        behind = lead.get(page.select_one(f"#{by}s-caption ~ tbody a")["href"])
        assert [row[0] for row in rows_of(behind, "records")] == ["E1"]


def test_a_service_is_counted_alone(open_as):
    service, east, _ = two_teams()
    care = make_place(council_of(service), "Children in care", Kind.SERVICE)
    make_allocation(place=east, reference="E1")
    make_allocation(place=make_place(care, "Care 1"), reference="C1")
    lead = open_as(make_person(Role.QA_LEAD, council_of(service)))
    page = lead.get("insight.completion", service=care.public_id)
    assert page.h1.text == f"Completion in {THIS_MONTH:%B %Y}, Children in care"
    assert [row[0] for row in rows_of(page, "teams")] == ["Care 1"]
    behind = lead.get(page.select_one(".govuk-list a[href*=records]")["href"])
    assert [row[0] for row in rows_of(behind, "records")] == ["C1"]


def test_a_service_of_somebody_else_filters_nothing(open_as):
    _, east, _ = two_teams()
    make_allocation(place=east)
    other = make_place(make_council("Southshire"), "Care", Kind.SERVICE)
    lead = open_as(make_person(Role.QA_LEAD, council_of(east)))
    page = lead.get("insight.completion", service=other.public_id)
    assert rows_of(page, "teams")[0][0] == "East"


def test_the_chart_has_a_name_a_description_and_the_target_that_was_chosen(open_as):
    _, east, _ = two_teams()
    for month in months_back(LAST_MONTH, 6):
        for number in range(5):
            make_done(place=east, day=month, reference=f"D{number}")
    lead = make_person(Role.QA_LEAD, council_of(east))
    change_setting(TARGET, 80, by=viewer_of(lead), at=NOON)
    page = open_as(lead).get("insight.completion")
    drawing = page.select_one("svg[role=img]")
    assert {
        page.select_one(f'[id="{one}"]').name for one in drawing["aria-labelledby"].split()
    } == {
        "title",
        "desc",
    }
    assert "Target 80%" in drawing.text
    assert "The target of 80% was reached in 6 of 6 months." in page.text
    assert len(drawing.select("circle")) == 6
    for kind, begins in (("png", b"\x89PNG"), ("", b"<svg")):
        assert begins in open_as(lead).download("insight.months_picture", **{"as": kind}).data[:99]


def test_a_few_months_make_no_chart(open_as):
    lead, _, _ = left_out_month()
    page = open_as(lead).get("insight.completion")
    assert not page.select("svg[role=img]")
    assert "Too few to draw: 0 of the months" in page.text


def test_the_tables_are_files_too_and_taking_them_is_an_event(open_as):
    lead, _, _ = left_out_month()
    browser = open_as(lead)
    teams = rows_in(browser.download("insight.completion_file", month=f"{LAST_MONTH:%Y-%m}"))
    assert [(row["Team"], row["Given out"], row["Paused"]) for row in teams] == [
        ("East", "3", "0"),
        ("West", "1", "1"),
    ]
    months = rows_in(browser.download("insight.months_file"))
    assert len(months) == 24
    assert months[1]["Exempt"] == "1"
    exported = select(Event).where(Event.name == "report:exported")
    assert [one.facts["rows"] for one in db.session.scalars(exported)] == [2, 24]


def test_the_first_page_leaves_out_what_is_not_due(open_as):
    _, east, _ = two_teams()
    viewer = viewer_of(make_person(Role.TEAM_MANAGER, east))
    make_done(place=east, reference="D1")
    for number, state in enumerate((State.PAUSED, State.EXEMPT, State.WITHDRAWN, State.TO_DO)):
        make_allocation(place=east, reference=f"S{number}").state = state
    db.session.flush()
    assert queries.completion_in(THIS_MONTH, viewer).sentence == "1 of 2 audits are done"


def test_more_audits_ask_no_more_questions(open_as, questions_of):
    lead, east, _ = left_out_month()
    browser = open_as(lead)
    pages = [
        ("insight.completion", {"month": f"{LAST_MONTH:%Y-%m}", "by": by})
        for by in ("team", "service", "round", "template", "auditor")
    ]
    pages += [("insight.left_out", {"month": f"{LAST_MONTH:%Y-%m}"}), ("insight.records", {})]
    make_allocation(place=east, reference="N0")
    before = [questions_of(browser, page) for page in pages]
    for number in range(6):
        more = make_allocation(place=east, reference=f"M{number}", day=LAST_MONTH)
        changes.exempt(more, f"Reason {number}", viewer_of(lead), NOON)
        make_allocation(place=east, reference=f"N{number + 1}")
    assert [questions_of(browser, page) for page in pages] == before
