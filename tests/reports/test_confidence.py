"""What nobody may read in the service is in no report either."""

from dataclasses import replace
from zipfile import ZipFile

import pytest

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.filters import Filters, Period, Picked
from qa_app.reports.queries import asking
from qa_app.reports.queries.asking import Ask, viewpoint_of
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.pseudonyms import Pseudonyms
from tests.audits.other_kinds import make_team
from tests.audits.test_own_work import NAME, finished
from tests.children.makers import make_child
from tests.insight.counted_makers import GOOD, LESS, Counted, month
from tests.makers import NOON, make_person, viewer_of
from tests.moderation.test_sealing import CANARY, Sealed
from tests.reports.makers import YEAR, lead_of, made_for, sheets_of, text_of
from tests.reports.makers import ask as ask_for_report

TWO_YEARS = Filters(Period(month(23), month(0)))


@pytest.mark.parametrize("who", ["lead", "psw"])
def test_no_report_tells_how_a_sealed_audit_was_graded(folder, who):
    sealed = Sealed()
    person = sealed.psw if who == "psw" else sealed.council.lead
    before = sheets_of(made_for(person, folder))
    sealed.grade_otherwise("inadequate")
    after = sheets_of(made_for(person, folder))
    for told in (before, after):
        assert CANARY not in str(told["Findings"]) + str(told["Audits"])
    for sheet in ("Summary", "Grades by section", "Trends", "Themes", "Answers by question"):
        assert before[sheet] == after[sheet], sheet


@pytest.mark.parametrize("level", list(Level))
def test_the_work_of_a_practitioner_is_in_no_report(folder, level):
    team = make_team()
    finished(team)
    path = made_for(team.somebody(Role.DIRECTOR), folder, level)
    assert NAME not in text_of(path)
    assert "Supervision file" not in text_of(path)


def test_what_leaves_is_counted_alike_whoever_asks_for_it(folder):
    made = Counted()
    made.read(8)
    for restricted in (False,) * 20 + (True,) * 8:
        make_child(made.east).child.restricted = restricted
    told = [
        sheets_of(made_for(make_person(role, made.council), folder, Level.COUNCIL))
        for role in (Role.QA_LEAD, Role.DIRECTOR)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("level", [Level.COUNCIL, Level.PUBLIC])
def test_what_leaves_counts_nothing_that_is_sealed_from_anybody(database, level):
    """Else a moderator would take their own figures from those that leave."""
    sealed = Sealed()
    for person in (sealed.psw, make_person(Role.DIRECTOR, sealed.council.council)):
        viewer = viewpoint_of(viewer_of(person), level)
        ask = Ask(viewer, TWO_YEARS, level, Pseudonyms(b"0" * 32), NOON)
        counted = {*db.session.scalars(ask.audits().with_only_columns(Audit.id))}
        assert not counted & {*sealed.ids}
    director = Ask(viewer_of(person), TWO_YEARS, Level.INTERNAL, Pseudonyms(b"0" * 32), NOON)
    assert {*db.session.scalars(director.audits().with_only_columns(Audit.id))} & {*sealed.ids}


def test_no_picture_tells_what_is_hidden_beside_it(folder):
    made = Counted()
    for back in range(24):
        made.read(2, back=back, grade=GOOD if back % 3 else LESS)
    path = made_for(lead_of(made), folder, Level.COUNCIL, filters=TWO_YEARS)
    with ZipFile(path) as file:
        drawn = [file.read(one).decode() for one in file.namelist() if "drawing" in one]
    assert any("Line chart" in one for one in drawn)
    assert not [one for one in drawn if "Good or better in" in one]


def test_what_was_asked_for_by_name_is_never_shown_in_full(database, monkeypatch):
    monkeypatch.setattr(asking, "is_shown_in_full", lambda *_: True)
    made = Counted()
    viewer = viewer_of(lead_of(made))
    for filters in (
        replace(YEAR, picked=Picked.BY_NAME),
        replace(YEAR, template="re-audit"),
        replace(YEAR, auditor=next(iter(AuditorKind))),
    ):
        ask = Ask(viewer, filters, Level.COUNCIL, Pseudonyms(b"0" * 32), NOON)
        assert not ask.is_in_full
    assert Ask(viewer, YEAR, Level.COUNCIL, Pseudonyms(b"0" * 32), NOON).is_in_full


def test_the_public_hears_of_no_team(database):
    made = Counted()
    viewer = viewer_of(lead_of(made))
    with pytest.raises(DomainError, match="of the council or of one service"):
        ask_for_report(viewer, Level.PUBLIC, filters=replace(YEAR, below=made.east.path))
    ask_for_report(viewer, Level.PUBLIC, filters=replace(YEAR, below=made.service.path))
