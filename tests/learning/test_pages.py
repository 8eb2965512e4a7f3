import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits.models import Finding, FindingTheme
from qa_app.audits.routes.findings import names_of_themes
from qa_app.audits.rules import FindingKind, Status
from qa_app.follow_up.queries.record_notes import Shown as Texts
from qa_app.follow_up.queries.record_notes import count as count_texts
from qa_app.follow_up.queries.record_notes import sought as texts_sought
from qa_app.foundation.database import db
from qa_app.learning.models import CheckedTheme, FindingCheck
from qa_app.learning.operations import check_many
from qa_app.learning.queries.findings import Row, Shown, Sought, count, progress, sought
from tests.audits.makers import make_submitted
from tests.makers import NOON, TODAY, make_audit, make_person, viewer_of
from tests.voices.makers import Team

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def team():
    return Team()


@pytest.fixture
def lead(team):
    return make_person(Role.QA_LEAD, team.council, name="Quin Lead")


def main(page):
    return " ".join(page.select_one("main").text.split())


def findings():
    return db.session.scalars(select(Finding).order_by(Finding.id)).all()


def test_many_are_checked_at_once_and_one_is_changed_and_taken_back(open_as, team, lead):
    audit = make_submitted(**team.given)
    strength, development = findings()
    browser = open_as(lead)
    page = browser.get("learning.themes")
    assert page.h1.text == "2 findings to check"
    assert "0 of 2 findings are checked" in main(page)
    browser.post("learning.check_many", {"findings": strength.public_id})
    assert "1 of 2 findings are checked" in main(browser.get("learning.themes"))

    here = {"audit_id": audit.public_id, "finding_id": development.public_id}
    assert "Its auditor chose" in main(browser.get("learning.change", **here))
    browser.post("learning.change", {"theme_1": "VOI2", "version": "0"}, **here)
    assert browser.get("learning.themes").h1.text == "0 findings to check"
    lines = browser.download("learning.download", show="CHANGED").text.splitlines()
    assert len(lines) == 2 and names_of_themes()["VOI2"] in lines[1]
    assert "Checked as:" in main(browser.get("learning.themes", show="CHANGED"))
    # The auditor’s own stay, and the audit shows both.
    own = select(FindingTheme.theme).where(FindingTheme.finding_id == development.id)
    assert db.session.scalars(own).all() == ["VOI1"]
    assert "Themes that were checked" in main(browser.get("audits.show", audit_id=audit.public_id))
    assert browser.get("learning.themes", show="ALL", theme="VOI2").h1.text == "1 finding"
    assert browser.get("learning.themes", show="ALL", theme="VOI1").h1.text == "1 finding"

    browser.post("learning.take_back", **here)
    assert browser.get("learning.themes").h1.text == "1 finding to check"
    assert len(db.session.scalars(select(CheckedTheme)).all()) == 1


def test_of_two_who_check_at_once_the_second_is_shown_what_the_first_saved(open_as, team, lead):
    audit = make_submitted(**team.given)
    finding, by = findings()[0], viewer_of(lead)
    here = {"audit_id": audit.public_id, "finding_id": finding.public_id}
    browser = open_as(lead)
    version = browser.get("learning.change", **here).select_one("[name=version]")["value"]
    browser.post("learning.change", {"theme_1": "VOI2", "version": version}, **here)
    names = names_of_themes()
    last = [*names][-1]
    mine = {"theme_1": last, "version": version}
    refused = BeautifulSoup(browser.post("learning.change", mine, 409, **here).text, "html5lib")
    assert "Somebody else changed this" in main(refused)
    both = [one.text for one in refused.select("main td")]
    assert both == [names["VOI2"], names[last]]
    # What was found unchecked, and is checked by the time it is our turn, stays as it is.
    ticked = [Row(one, None) for one in findings()]
    assert check_many(ticked, [*names], by, NOON) == 1
    db.session.commit()
    saved = select(CheckedTheme.theme).where(CheckedTheme.finding_id == ticked[0].finding.id)
    assert db.session.scalars(saved).all() == ["VOI2"]
    mine["version"] = refused.select_one("[name=version]")["value"]
    browser.post("learning.change", mine, **here)


def test_nothing_ticked_and_a_theme_that_is_none_are_refused(open_as, team, lead):
    audit = make_submitted(**team.given)
    finding = findings()[0]
    browser = open_as(lead)
    nothing = browser.post("learning.check_many", {"show": "ALL", "kind": "STRENGTH"})
    assert nothing.location.endswith("/themes?show=ALL&kind=STRENGTH")
    assert "Nothing was ticked" in browser.get("learning.themes").text
    here = {"audit_id": audit.public_id, "finding_id": finding.public_id}
    browser.post("learning.change", {"theme_1": "ELSE"}, expect=200, **here)
    assert db.session.scalars(select(FindingCheck)).all() == []


def test_what_is_sealed_from_a_checker_stands_in_no_list(team, lead):
    make_submitted(**team.given)
    assert count(sought(viewer_of(lead), Sought(Shown.ALL))) == 2
    # Another audit of the same child is still to be read blind, and this one would tell.
    blind = make_submitted(**team.given)
    blind.sealed, blind.status = True, Status.SUBMITTED
    db.session.flush()
    assert count(sought(viewer_of(lead), Sought(Shown.ALL))) == 0
    assert progress(viewer_of(lead), Sought()).of == 0
    assert count_texts(texts_sought(viewer_of(lead), Texts.ALL, TODAY)) == 0


def test_findings_of_drafts_and_of_audits_out_of_reach_stand_in_no_list(open_as, team, lead):
    audit = make_audit(**team.given)
    db.session.add(
        Finding(
            council_id=audit.council_id,
            audit=audit,
            kind=FindingKind.STRENGTH,
            text="A draft’s.",
            position=1,
        )
    )
    db.session.flush()
    assert count(sought(viewer_of(lead), Sought(Shown.ALL))) == 0
    other = Team()
    theirs = make_submitted(**other.given)
    finding = findings()[-1]
    assert progress(viewer_of(lead), Sought()).of == 0
    here = {"audit_id": theirs.public_id, "finding_id": finding.public_id}
    browser = open_as(lead)
    browser.get("learning.change", expect=404, **here)
    # Nor is it checked by an id that somebody else’s page has.
    browser.post("learning.check_many", {"findings": finding.public_id}, expect=409)
    for other_role in (Role.HEAD_OF_SERVICE, Role.QA_OFFICER, Role.TEAM_MANAGER):
        open_as(make_person(other_role, team.council)).get("learning.themes", expect=403)
