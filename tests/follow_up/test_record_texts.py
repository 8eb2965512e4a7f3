from datetime import timedelta

import pytest

from qa_app.access.rules import Role
from qa_app.cli.remind import _about_record_texts
from qa_app.follow_up.operations.record_notes import put_on_record, take_back
from qa_app.follow_up.queries.record_notes import Shown, count, days_of, note_of, sought
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.queries.people import member_of
from qa_app.outbox.rules import Reminders
from qa_app.voices.queries.reflections import of_audit
from tests.makers import NOON, TODAY, make_person, viewer_of
from tests.voices.makers import ADDRESS, Team

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def team():
    return Team()


def released(team, at=NOON):
    audit = team.submitted()
    of_audit(audit).released_at = at
    db.session.flush()
    return audit


def main(page):
    return " ".join(page.select_one("main").text.split())


def test_a_manager_copies_the_text_says_since_when_and_takes_that_back(open_as, team):
    audit = released(team)
    here = {"audit_id": audit.public_id}
    browser = open_as(team.manager)
    listed = browser.get("follow_up.record_texts")
    assert listed.h1.text == "1 audit to put onto the child’s record"
    assert "Copy this audit onto the child’s record" in main(browser.get("audits.show", **here))

    text = browser.get("follow_up.record_text", **here).select_one("#record-text").text
    assert "by: team manager" in text
    assert "A strength." in text
    assert "Ada Auditor" not in text
    assert not {"Good", "Outstanding", "Inadequate"} & {*text.replace(".", " ").split()}
    day = {"put_on-day": "20", "put_on-month": "11", "put_on-year": "2026"}
    browser.post("follow_up.record_text", day, **here)
    page = browser.get("follow_up.record_text", **here)
    assert "On the record since 20 November 2026" in main(page)
    assert "Mina Manager said so" in main(page)
    assert "On the record since 20 November 2026, said by Mina Manager" in main(
        browser.get("audits.show", **here)
    )
    assert browser.get("follow_up.record_texts", show="THERE").h1.text.startswith("1 audit on")

    browser.post("follow_up.take_back_record", **here)
    assert note_of(audit) is None


def test_until_release_the_text_holds_no_finding_and_is_put_nowhere(open_as, team):
    audit = team.submitted()
    assert count(sought(viewer_of(team.manager), Shown.ALL, TODAY)) == 0
    here = {"audit_id": audit.public_id}
    browser = open_as(team.manager)
    page = browser.get("follow_up.record_text", **here)
    assert "A strength." not in page.text
    assert page.select_one("[name=put_on-day]") is None
    day = {"put_on-day": "20", "put_on-month": "11", "put_on-year": "2026"}
    refused = browser.post("follow_up.record_text", day, expect=409, **here)
    assert "cannot read the audit yet" in refused.text
    # Whose work it was does not put it there, and neither does another team.
    open_as(team.practitioner).get("follow_up.record_text", expect=403, **here)
    open_as(team.elsewhere).get("follow_up.record_text", expect=404, **here)


def test_the_auditor_of_another_team_may_put_it_there_too(team):
    audit = released(team)
    seen = sought(viewer_of(team.auditor), Shown.WAITING, TODAY)
    assert count(seen) == 1
    put_on_record(audit, TODAY, viewer_of(team.auditor), NOON)
    assert days_of(viewer_of(team.manager), TODAY) == [(TODAY, TODAY)]
    with pytest.raises(DomainError, match="already"):
        put_on_record(audit, TODAY, viewer_of(team.manager), NOON)
    take_back(audit, viewer_of(team.manager), NOON)
    with pytest.raises(DomainError):
        take_back(audit, viewer_of(team.manager), NOON)


def test_an_audit_of_somebody_who_has_left_waits_for_no_release(team):
    audit = team.submitted()
    manager = viewer_of(team.manager)
    assert count(sought(manager, Shown.WAITING, TODAY)) == 0
    member = member_of(team.practitioner.id, team.council.id)
    member.disabled_at = NOON
    db.session.flush()
    assert count(sought(manager, Shown.WAITING, TODAY)) == 1
    put_on_record(audit, TODAY, manager, NOON)


def test_the_manager_is_reminded_each_week_in_words_about_no_child(team):
    audit = released(team)
    at = NOON + timedelta(days=12)

    def reminders():
        found = _about_record_texts(Reminders(), team.council, ADDRESS, at)
        return [one for one in found.reminders if one.to == team.manager.email]

    (one,) = reminders()
    assert one.subject == "1 audit to put onto the child’s record"
    assert audit.allocation.reference not in one.text
    put_on_record(audit, TODAY, viewer_of(team.manager), at)
    assert not reminders()


def test_who_only_runs_rounds_copies_nothing(open_as, team):
    audit = released(team)
    officer = make_person(Role.QA_OFFICER, team.council)
    open_as(officer).get("follow_up.record_text", expect=403, audit_id=audit.public_id)
