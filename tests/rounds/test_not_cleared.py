"""Whoever is not cleared for restricted records cannot tell from a round whether there is one."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.children.operations import restricting
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.organisation.rules import Kind as PlaceKind
from qa_app.rounds import queries
from qa_app.rounds.models import DrawnRecord, Round
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.queries.proposals import proposal_for
from qa_app.rounds.queries.showing import (
    asked_of,
    given_to_nobody,
    list_shown,
    position_of,
    positions_in,
    told_to,
)
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import HowMany
from qa_app.rounds.rules.plans import Kind as PlanKind
from tests.children.makers import make_child
from tests.makers import (
    NOON,
    TODAY,
    make_council,
    make_person,
    make_place,
    viewer_of,
)
from tests.rounds.councils import CHANCE, PLAN, Council, make_planned_round

# What differs between two councils, and from one run to the next, whatever they hold.
CHANGES = (
    r"[0-9a-f]{64}|digest \d+",
    r"2026-\d\d-[0-9a-f]{32}",
    r"\b\d{1,2}:\d{2}(am|pm)|\b\d{1,2}(am|pm)\b",
    r"(?<=[/=,\"])[A-Za-z0-9_-]{22}(?=[/\"#?&<.,])",
    r"(?<=value=\")[A-Za-z0-9._-]{60,}(?=\")",
    r"northshire(-\d+)?(?=/)",
)
EVERY_RECORD = {
    "how_many": HowMany.ALL,
    "limits": replace(PLAN.limits, siblings_once=False, one_a_practitioner=False),
}
SOME_RECORDS = {**EVERY_RECORD, "how_many": HowMany.TOTAL, "number": 4}
PAGES = ("rounds.show", "rounds.draw", "rounds.allocate", "rounds.download_draw")
AT_LARGE = (
    "rounds.index", "home.show", "insight.completion", "insight.completion_file", "insight.records",
    "insight.left_out", "coverage.show",
)  # fmt: skip


def make_small_council(hidden: bool, open_ones: int) -> Council:
    """Two teams whose managers read each other's records; and, or not, a restricted one with the first."""
    council = make_council()
    service = make_place(council, "Safeguarding", PlaceKind.SERVICE)
    teams = [make_place(service, f"Team {number}") for number in range(2)]
    managers = [
        make_person(Role.TEAM_MANAGER, one, name=f"Manager {at}") for at, one in enumerate(teams)
    ]
    workers = [
        make_person(Role.PRACTITIONER, one, name=f"Worker {at}") for at, one in enumerate(teams)
    ]
    rows = [
        make_child(teams[number % 2], workers[number % 2], reference=f"70000{number}")
        for number in range(open_ones)
    ]
    # Another status, for a list is there in any case.
    rows.append(make_child(teams[1], workers[1], reference="800000", is_open=False))
    lead = make_person(Role.QA_LEAD, council, name="Lead")
    officer = make_person(Role.QA_OFFICER, council, name="Officer")
    made = Council(council, teams, managers, rows, viewer_of(lead), viewer_of(officer))
    if hidden:
        rows.append(make_child(teams[0], workers[0], reference="900000"))
        restricting.restrict(rows[-1].child, "Staff", TODAY + timedelta(90), made.lead, NOON)
    return made


def blanked(text: str) -> str:
    for pattern in CHANGES:
        text = re.sub(pattern, "…", text)
    return text


def seen_by_officer(
    open_as, monkeypatch, hidden: bool, open_ones: int, kind: PlanKind, asked=EVERY_RECORD
) -> list[str]:
    """Every answer that an officer gets who draws a round, gives it out and looks at all of it."""
    monkeypatch.setattr("secrets.token_hex", lambda _: CHANCE)
    council = make_small_council(hidden, open_ones)
    round_id = make_planned_round(council, kind=kind, **asked).public_id
    officer = open_as(db.session.get_one(Person, council.officer.person_id))
    said: list[str] = []

    def note(answer) -> None:
        main = BeautifulSoup(answer.text, "html5lib").main
        said.append(f"{answer.status_code} " + blanked(str(main) if main else answer.text))

    def look() -> None:
        for endpoint in PAGES:
            note(officer.client.get(officer.address(endpoint, round_id=round_id)))
        for endpoint in AT_LARGE:
            note(officer.client.get(officer.address(endpoint)))

    def send(endpoint: str, **data) -> None:
        asked = {"csrf_token": officer.token(), **data}
        note(officer.client.post(officer.address(endpoint, round_id=round_id), data=asked))

    look()
    send("rounds.draw")
    look()
    send("rounds.allocate", open_it="Open the round")
    look()
    given = [each.public_id for each in given_in(round_id, council.officer)]
    for one in given:
        note(officer.client.get(officer.address("rounds.allocation", allocation_id=one)))
    for one in given[:2]:
        address = officer.address("rounds.change", allocation_id=one, act="replace")
        page = BeautifulSoup(officer.client.get(address).text, "html5lib")
        hidden_ones = {each["name"]: each["value"] for each in page.select("main [type=hidden]")}
        note(officer.client.post(address, data={**hidden_ones, "why": "A duplicate"}))
    look()
    send("rounds.close")
    return said


def given_in(round_id: str, viewer):
    found = db.session.query(Round).filter_by(public_id=round_id).one()
    return queries.list_in_month(viewer, queries.Sought(round_id=found.id))


@pytest.mark.parametrize("kind", [PlanKind.THEMATIC, PlanKind.WHOLE_COHORT])
@pytest.mark.parametrize("open_ones", [0, 1, 6])
def test_a_round_answers_an_officer_alike_with_and_without_a_restricted_record(
    open_as, monkeypatch, open_ones, kind
):
    without = seen_by_officer(open_as, monkeypatch, False, open_ones, kind)
    with_one = seen_by_officer(open_as, monkeypatch, True, open_ones, kind)
    assert len(without) > 30
    assert with_one == without


def test_a_round_of_so_many_records_answers_an_officer_alike_where_a_restricted_one_is_drawn(
    open_as, monkeypatch
):
    thematic = PlanKind.THEMATIC
    without = seen_by_officer(open_as, monkeypatch, False, 6, thematic, SOME_RECORDS)
    assert seen_by_officer(open_as, monkeypatch, True, 6, thematic, SOME_RECORDS) == without
    secret = db.session.scalars(select(DrawnRecord).where(DrawnRecord.on_top)).one()
    assert secret.outcome is Outcome.PICKED


@pytest.fixture
def drawn(database):
    council = make_small_council(hidden=True, open_ones=6)
    round_ = make_planned_round(council, **EVERY_RECORD)
    return council, draw_round(round_, CHANCE, council.officer, NOON)


def test_a_proposal_is_told_over_what_is_seen_and_whole_to_the_cleared(drawn):
    council, draw = drawn
    proposed = proposal_for(draw)
    _, seen = told_to(proposed, council.officer)
    _, whole = told_to(proposed, council.lead)
    assert (seen.left, seen.is_whole, sum(seen.shares.values())) == (0, True, 6)
    assert (whole.left, whole.is_whole, sum(whole.shares.values())) == (1, False, 7)
    assert told_to(proposed, None)[1] == whole


def test_what_an_officer_leaves_out_without_seeing_it_is_told_to_the_cleared(drawn):
    council, draw = drawn
    with pytest.raises(DomainError, match="cannot be given to anybody"):
        open_as_proposed(draw.round, council.lead, NOON)
    assert len(open_as_proposed(draw.round, council.officer, NOON)) == 6
    assert given_to_nobody(draw, council.lead) == 1
    assert given_to_nobody(draw, council.officer) == 0


def test_places_in_the_draw_have_no_gap_where_a_restricted_record_stands(drawn):
    council, draw = drawn
    for viewer, number in ((council.officer, 6), (council.lead, 7)):
        records = list_shown(draw, Outcome.PICKED, viewer)
        assert [*positions_in(records).values()] == [*range(1, number + 1)]
    last = list_shown(draw, Outcome.PICKED, council.officer)[-1]
    assert position_of(last, council.officer) == 6


def test_whoever_is_cleared_draws_what_nobody_else_sees(database):
    council = make_small_council(hidden=True, open_ones=0)
    round_ = make_planned_round(council, **EVERY_RECORD)
    with pytest.raises(DomainError, match="No record that you may see may be drawn"):
        draw_round(round_, CHANCE, council.officer, NOON)
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    with pytest.raises(DomainError, match="No record that you may see is drawn"):
        open_as_proposed(round_, council.officer, NOON, leave_out=True)
    assert asked_of(draw, council.officer) == 0
    assert asked_of(draw, council.lead) == 1
