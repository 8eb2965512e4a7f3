import re
from datetime import timedelta

import pytest

from qa_app.access.rules import Duty, Role
from qa_app.foundation.clock import long_date, today
from qa_app.foundation.database import db
from qa_app.organisation import operations
from qa_app.organisation.queries.hand_over import OpenWork, register
from tests.makers import NOON, appoint, make_person
from tests.organisation.makers import fresh, make_whole_council


@pytest.fixture
def worker(council):
    person = make_person(Role.PRACTITIONER, council.team, name="Siân O'Neill-Ŵyn")
    db.session.commit()
    return person


def day(name, when):
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def invitation(council, **changed):
    return {
        "name": "Bronwen D'Arcy",
        "email": "Bronwen@northshire.example",
        "job_title": "Social worker",
        "holds": "PRACTITIONER",
        "place": council.team.public_id,
        **day("starts_on", today()),
        **changed,
    }


def test_the_list_says_how_many_and_who_holds_what(council, admin, worker):
    page = admin.get("people.index")
    assert page.h1.text == "3 people"
    row = page.find("a", string="Siân O'Neill-Ŵyn").find_parent("tr")
    assert "Practitioner, Team 1" in row.text
    assert "Never signed in" in row.text


def test_what_was_chosen_stands_in_the_address_until_a_name_is_typed(council, admin, worker):
    chosen = admin.post("people.index", {"words": "", "role": "PRACTITIONER"}, expect=303)
    assert chosen.location == "/people?role=PRACTITIONER"
    [chip] = admin.get(chosen.location).select("a.app-chip")
    assert chip["href"] == "/people"


def test_filters_are_taken_away_one_by_one(council, admin, worker):
    asked = {"words": "o'n", "role": "PRACTITIONER", "place": council.east.public_id}
    page = admin.search("people.index", asked)
    assert page.h1.text == "1 person"
    chips = {chip.find(string=True, recursive=False): chip for chip in page.select(".app-chip")}
    assert {"“o'n”", "Practitioner", "East"} <= set(chips)
    without = admin.search("people.index", {**asked, chips["Practitioner"]["name"]: ""})
    assert [chip["name"] for chip in without.select(".app-chip")] == ["words", "place"]


def test_filters_that_are_no_choice_of_ours_are_left_out(admin, worker):
    page = admin.get("/people?role=KING&place=nowhere&state=LOST&unused=7&page=9&sort=size")
    assert page.h1.text == "3 people"


def test_unused_accounts_are_found(council, admin, worker):
    council.member(worker).added_at = NOON - timedelta(days=60)
    db.session.commit()
    assert admin.get("/people?unused=30").h1.text == "1 person"
    assert admin.get("/people?unused=90").h1.text == "0 people"


def test_25_people_stand_on_a_page_and_all_in_the_file(council, admin):
    for _ in range(30):
        make_person(Role.PRACTITIONER, council.team)
    db.session.commit()
    page = admin.get("people.index")
    assert len(page.select("tbody tr")) == 25
    assert len(admin.get("/people?page=2").select("tbody tr")) == 7
    rows = admin.download("people.download").data.decode("utf-8-sig").splitlines()
    assert len(rows) == 33


def test_a_person_is_invited_and_shown(council, admin):
    sent = admin.post("people.invite", invitation(council))
    page = admin.get(sent.location)
    assert page.h1.text == "Bronwen D'Arcy"
    assert "bronwen@northshire.example" in page.text
    assert "Invited" in page.select_one(".app-history").text


def test_what_is_missing_is_asked_for_with_the_text_kept(council, admin):
    sent = admin.post("people.invite", invitation(council, email="", holds=""), expect=200)
    assert "Enter their work email address" in sent.text
    assert "Select a role or a duty" in sent.text
    assert "Bronwen D&#39;Arcy" in sent.text


def test_a_refused_invitation_leaves_nothing_behind(council, admin):
    long = day("ends_on", today() + timedelta(days=90))
    data = invitation(council, holds="EXTERNAL_AUDITOR", **long)
    sent = admin.post("people.invite", data, expect=409)
    assert "90 days at most" in sent.text
    assert admin.search("people.index", {"words": "bronwen"}).h1.text == "0 people"


def test_an_address_that_another_council_knows_is_invited_like_any_other(council, admin):
    south = make_whole_council("Southshire")
    make_person(Role.DIRECTOR, south.root, name="Robert Known", email="bronwen@northshire.example")
    db.session.commit()
    sent = admin.post("people.invite", invitation(council))
    page = admin.get(sent.location)
    assert page.h1.text == "Bronwen D'Arcy"
    for told in ("Robert", "Southshire", "Director"):
        assert told not in page.text
        assert told not in admin.get("people.index").select_one("main table").text


def test_a_person_is_appointed_and_the_appointment_ended(council, admin, worker):
    there = {"person_id": worker.public_id}
    duty = {"holds": "AUDITOR", "place": council.west.public_id, **day("starts_on", today())}
    admin.post("people.appoint", duty, **there)
    ends = admin.get("people.show", **there).find_all("a", string=lambda s: s == "End")
    address = admin.get("people.show", **there).select("#now-caption ~ tbody a")[1]["href"]
    assert ends is not None
    version = admin.get(address).select_one("[name=version]")["value"]
    yesterday = today() - timedelta(days=1)
    admin.post(address, {"version": version, **day("ends_on", yesterday)})
    assert "Never began" in admin.get("people.show", **there).text


def test_a_change_of_details_is_saved_and_a_late_one_shows_both(council, admin, worker):
    there = {"person_id": worker.public_id}
    version = admin.get("people.edit", **there).select_one("[name=version]")["value"]
    first = {"name": "Siân", "job_title": "Senior", "hours": "0.6", "version": version}
    admin.post("people.edit", first, **there)
    assert "0.6 of full time" in admin.get("people.show", **there).text
    late = {**first, "name": "Sian", "line_manager": council.administrator.public_id}
    sent = admin.post("people.edit", late, expect=409, **there)
    assert "Gwen Admin" in sent.text and "Somebody else changed this" in sent.text


def test_a_disabled_person_is_stopped_at_the_next_click(council, admin, worker, open_as):
    theirs = open_as(worker)
    theirs.get("people.index")
    page = admin.get("people.disable", person_id=worker.public_id)
    assert "next click" in page.text
    admin.post("people.disable", person_id=worker.public_id)
    assert theirs.client.get("/people").status_code == 302
    admin.post("people.enable", person_id=worker.public_id)
    open_as(fresh(worker)).get("people.index")


def test_an_administrator_is_offered_nothing_about_their_own_roles(council, admin):
    there = {"person_id": council.administrator.public_id}
    page = admin.get("people.show", **there)
    assert "Nobody changes their own roles" in page.text
    assert not page.select("a[href$='/disable'], a[href$='/end'], a[href$='/appointments/new']")
    admin.post("people.disable", expect=409, **there)
    duty = {"holds": "AUDITOR", "place": council.west.public_id, **day("starts_on", today())}
    admin.post("people.appoint", duty, expect=409, **there)


def test_a_leaving_date_puts_somebody_on_the_hand_over_list(council, admin, worker, monkeypatch):
    monkeypatch.setattr("qa_app.organisation.queries.hand_over.KINDS", [])
    register(OpenWork("audit", "audits", lambda council_id, ids: {worker.id: 3}))
    there = {"person_id": worker.public_id}
    version = admin.get("people.leaving", **there).select_one("[name=version]")["value"]
    last = day("leaves_on", today() + timedelta(days=10))
    admin.post("people.leaving", {"version": version, **last}, **there)
    page = admin.get("people.hand_over")
    assert page.h1.text == "1 person hands over work"
    assert "3 audits" in page.text
    rows = admin.download("people.download_hand_over").data.decode("utf-8-sig")
    assert "Siân O'Neill-Ŵyn" in rows and "audits,3" in rows


def test_a_role_to_come_is_not_called_no_role(council, admin):
    person = make_person(None)
    first = today() + timedelta(days=9)
    operations.appoint(person, Role.PRACTITIONER, council.team, first, by=None, at=NOON)
    db.session.commit()
    page = admin.get("people.show", person_id=person.public_id)
    assert page.select_one("dl .govuk-tag").text == "Starts later"
    assert f"Their next role begins on {long_date(first)}" in page.text
    assert "1 person" in admin.get("people.index", state="TO_COME").h1.text


def test_somebody_who_has_left_holds_nothing_that_opens(council, admin, worker):
    council.member(worker).leaves_on = today() - timedelta(days=1)
    db.session.commit()
    page = admin.get("people.show", person_id=worker.public_id)
    assert page.select_one("dl .govuk-tag").text == "Has left"
    assert "Roles now" not in page.text
    assert "1 person" in admin.get("people.index", state="LEFT").h1.text


def test_somebody_records_their_own_days_away_and_a_deputy(council, worker, open_as):
    deputy = make_person(Role.PRACTITIONER, council.team, name="Deputy Davies")
    mine = open_as(worker)
    away = {**day("first_day", today()), "deputy": deputy.public_id}
    sent = mine.post("people.record_absence", away, person_id=worker.public_id)
    page = mine.get(sent.location)
    assert "Deputy Davies" in page.text
    address = page.select_one("a[href^='/people/absences/']")["href"]
    version = mine.get(address).select_one("[name=version]")["value"]
    mine.post(address, {**away, "deputy": "", "version": version})
    assert "Nobody" in mine.get(sent.location).select_one("#away-caption ~ tbody").text
    mine.post(address + "/remove")
    assert "No days away" in mine.get(sent.location).text


def test_nobody_records_the_days_of_a_colleague_but_their_manager_does(council, worker, open_as):
    colleague = open_as(make_person(Role.PRACTITIONER, council.team))
    colleague.get("people.record_absence", expect=404, person_id=worker.public_id)
    manager = open_as(make_person(Role.TEAM_MANAGER, council.team))
    manager.get("people.record_absence", person_id=worker.public_id)
    other = open_as(make_person(Role.TEAM_MANAGER, council.other_team))
    other.get("people.record_absence", expect=404, person_id=worker.public_id)


def test_those_without_an_invitation_get_one_each(council, admin, worker, monkeypatch):
    sent = []
    monkeypatch.setattr("qa_app.organisation.operations.invitations._senders", [])
    operations.send_invitations_by(lambda member, by, at: sent.append(member.name))
    waiting = admin.get("people.invitations").h1.text
    assert waiting == "2 people wait for an invitation"
    admin.post("people.invitations")
    assert sorted(sent) == ["Ifan Governance", "Siân O'Neill-Ŵyn"]
    assert admin.get("people.invitations").h1.text == "Who waits for an invitation"


def test_what_a_rule_refuses_leads_to_the_box_that_it_is_about(council, worker, admin):
    away = {**day("first_day", today()), **day("last_day", today() - timedelta(days=1))}
    sent = admin.post("people.record_absence", away, expect=409, person_id=worker.public_id)
    assert re.findall(r'<a href="#([^"]*)">The last day must', sent.text) == ["last_day-day"]


PAGES = ("show", "edit", "correct_email", "leaving", "disable", "appoint", "record_absence")


@pytest.mark.parametrize("page", PAGES)
def test_somebody_of_another_council_looks_like_nobody(council, worker, open_as, page):
    stranger = open_as(make_whole_council("Southshire").administrator)
    stranger.get(f"people.{page}", expect=404, person_id=worker.public_id)


def test_a_colleague_in_two_councils_is_two_records(council, worker, open_as, admin):
    held = worker.appointments[0].public_id
    south = make_whole_council("Southshire")
    operations.appoint(fresh(worker), Duty.AUDITOR, south.team, NOON.date(), south.admin, NOON)
    stranger = open_as(south.administrator)
    page = stranger.get("people.show", person_id=worker.public_id)
    for told in ("Practitioner", council.east.name, "Northshire"):
        assert told not in page.select_one("main").text
    stranger.get(
        "people.end_appointment",
        expect=404,
        person_id=worker.public_id,
        appointment_id=held,
    )
    assert "Auditor" not in admin.get("people.show", person_id=worker.public_id).text


@pytest.mark.parametrize("page", PAGES[1:6])
def test_a_manager_reads_about_their_people_and_changes_nothing(council, worker, open_as, page):
    manager = open_as(make_person(Role.TEAM_MANAGER, council.team))
    shown = manager.get("people.show", person_id=worker.public_id)
    assert "Last seen" not in shown.text and not shown.select(".app-history")
    manager.get(f"people.{page}", expect=403, person_id=worker.public_id)


def test_a_person_in_another_team_is_not_found(council, worker, open_as):
    other = open_as(make_person(Role.TEAM_MANAGER, council.other_team))
    other.get("people.show", expect=404, person_id=worker.public_id)
    assert worker.name not in other.get("people.index").text


@pytest.mark.parametrize("role", [Role.EXTERNAL_AUDITOR, Role.INSPECTOR])
def test_visitors_see_nobody(council, open_as, role):
    visitor = open_as(make_person(role, council.team))
    visitor.get("people.index", expect=403)
    visitor.get("people.hand_over", expect=403)


def test_lists_ask_the_database_as_often_for_many_people(council, admin, worker, count_queries):
    def asked():
        db.session.commit()
        numbers = []
        for address in ("people.index", "people.hand_over", "people.download"):
            with count_queries() as sent:
                answer = admin.client.get(admin.address(address))
            assert answer.status_code == 200
            numbers.append(len(sent))
        return numbers

    operations.set_leaving(council.member(worker), NOON.date(), council.admin, NOON)
    before = asked()
    for number in range(12):
        person = make_person(Role.PRACTITIONER, fresh(council.team), name=f"Person {number}")
        appoint(person, Duty.AUDITOR, fresh(council.west))
        operations.set_leaving(council.member(person), today(), council.admin, NOON)
    assert asked() == before
    assert max(before) <= 15


def test_a_name_of_200_letters_and_markup_is_shown_as_it_is(council, admin):
    name = "<b>" + "Ŵ" * 190 + "&co"
    sent = admin.post("people.invite", invitation(council, name=name))
    assert admin.get(sent.location).h1.text == name
    admin.post("people.invite", invitation(council, name="x" * 201), expect=200)
