"""What nobody may read in the service is in no report either."""

import pytest

from qa_app.access.rules import Role
from qa_app.reports.rules.levels import Level
from tests.audits.other_kinds import make_team
from tests.audits.test_own_work import NAME, finished
from tests.moderation.test_sealing import CANARY, Sealed
from tests.reports.makers import made_for, sheets_of, text_of


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
