import csv
import io
from datetime import timedelta

import pytest

from qa_app.access.rules import Duty, Role
from qa_app.actions import operations
from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom, Helped, Source, SourceKind, State
from qa_app.foundation import clock
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.people import member_of
from qa_app.organisation.rules.places import Kind
from tests.actions.makers import make_action, make_child_action, make_proposal
from tests.makers import NOON, make_audit, make_council, make_person, make_place, viewer_of

DONE = {"evidence": "Met on 3 November", "helped": "YES", "words": "The aunt says so"}


@pytest.fixture
def somebody(database):
    def make(role, place, **about):
        council = db.session.get(Place, place.council_id)
        at = council if role in (Role.QA_LEAD, Role.QA_OFFICER, Role.DIRECTOR) else place
        return make_person(role, at, **about)

    return make


def version_of(action):
    return str(again(action).version)


def fill(action, **words):
    return {"version": version_of(action), **words}


def again(action):
    """As it stands after a request."""
    return db.session.get_one(Action, action.id)


def late(action):
    action.due_on = clock.today() - timedelta(days=4)
    action.due_first_on = action.due_on
    return action


def test_an_owner_marks_an_action_as_done_and_the_qa_lead_confirms_it(open_as, somebody):
    action = make_action(what="Hold a family group meeting")
    lead = somebody(Role.QA_LEAD, action.place)
    browser = open_as(action.owner)
    page = browser.get("actions.show", action_id=action.public_id)
    assert page.select_one(".govuk-button[role=button]").text.strip() == "Mark as done"

    browser.post("actions.done", fill(action, **DONE), action_id=action.public_id)

    assert "Done, to be confirmed" in browser.get("actions.show", action_id=action.public_id).text
    other = open_as(lead)
    page = other.get("actions.show", action_id=action.public_id)
    assert page.select_one("main a.govuk-button").text.strip() == "Confirm that it was done"
    sent = fill(action, words="Read the minutes")
    other.post("actions.confirm", sent, action_id=action.public_id)
    page = other.get("actions.show", action_id=action.public_id)
    assert "Confirmed" in page.select_one("main .govuk-tag").text
    told = [one.text for one in page.select(".app-history__what")]
    assert told == ["Confirmed", "Done", "Owed from here on", "Proposed"]


def test_what_is_left_out_is_asked_for(open_as):
    action = make_action()
    browser = open_as(action.owner)
    sent = browser.post("actions.done", fill(action), expect=200, action_id=action.public_id)
    for message in ("Enter what was done", "Select whether it helped", "Enter how you know"):
        assert message in sent.text


def test_the_second_of_two_who_act_at_once_is_told(open_as, somebody):
    action = make_action()
    lead = somebody(Role.QA_LEAD, action.place)
    opened = fill(action, **DONE)
    open_as(action.owner).post("actions.done", opened, action_id=action.public_id)
    answer = open_as(lead).post("actions.done", opened, expect=409, action_id=action.public_id)
    assert "done, and waits to be confirmed" in answer.text


def test_whoever_saw_an_older_page_is_told_what_changed(open_as, somebody):
    action = make_action()
    lead = somebody(Role.QA_LEAD, action.place)
    opened = fill(action, **DONE)
    later = action.due_on + timedelta(days=3)
    operations.put_off(action, later, "The aunt is away", viewer_of(lead), NOON)
    db.session.flush()
    answer = open_as(action.owner).post(
        "actions.done", opened, expect=409, action_id=action.public_id
    )
    assert "Somebody else changed this action" in answer.text
    assert "The aunt says so" in answer.text


def test_what_i_owe_stands_first_and_then_what_my_team_owes(open_as):
    place = make_place()
    manager = make_person(place=place)
    other = make_person(place=place)
    for _ in range(25):
        late(make_action(place, owner=other, auditor=other, what="Theirs"))
    make_action(place, owner=manager, auditor=other, what="Mine")
    page = open_as(manager).get("actions.index")
    assert page.select_one("tbody th a").text == "Mine", "although it is due later"
    captions = [one.text for one in page.select("main caption")]
    assert captions == ["Owed by you", "Owed by others in your teams"]
    assert page.select_one("h1").text == "26 actions owed"


def test_a_practitioner_sees_what_they_owe_alone(open_as):
    place = make_place()
    practitioner = make_person(Role.PRACTITIONER, place)
    mine = make_action(place, owner=practitioner, what="Mine")
    other = make_action(place, what="Theirs")
    browser = open_as(practitioner)
    page = browser.get("actions.index").text
    assert "Mine" in page
    assert "Theirs" not in page
    browser.get("actions.show", action_id=mine.public_id)
    browser.get("actions.show", action_id=other.public_id, expect=404)


def test_a_manager_of_another_team_sees_nothing(open_as):
    action = make_action()
    council = db.session.get(Place, action.council_id)
    browser = open_as(make_person(place=make_place(council, "West")))
    assert "No action is owed here" in browser.get("actions.index").text
    browser.get("actions.show", action_id=action.public_id, expect=404)


@pytest.mark.parametrize(
    "role", [Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR, Role.DATA_OFFICER]
)
def test_some_roles_see_no_action_at_all(open_as, role):
    make_action(place := make_place())
    council = db.session.get(Place, place.council_id)
    browser = open_as(make_person(role, council))
    browser.get("actions.index", expect=403)
    browser.get("actions.counts", expect=403)


def test_a_qa_officer_sees_counts_and_no_action(open_as, somebody):
    action = late(make_action(what="Hold a family group meeting"))
    browser = open_as(somebody(Role.QA_OFFICER, action.place))
    page = browser.get("actions.index")
    assert page.select_one("h1").text == "How many actions are owed"
    assert "family group" not in page.text
    cells = [one.text for one in page.select("tbody td")]
    assert cells[:3] == ["1", "1", "0"]
    browser.get("actions.show", action_id=action.public_id, expect=403)


def test_an_auditor_sees_what_became_of_what_they_proposed(open_as):
    place = make_place()
    auditor = make_person(Duty.AUDITOR, make_place(db.session.get(Place, place.council_id), "West"))
    action = make_action(place, auditor=auditor)
    page = open_as(auditor).get("actions.show", action_id=action.public_id)
    assert "What else you can do" not in page.text


def test_an_action_for_a_restricted_child_is_seen_by_the_cleared_alone(open_as, somebody):
    action = make_child_action(restricted=True, what="Meet the father")
    lead = somebody(Role.QA_LEAD, action.place)
    officer = somebody(Role.QA_OFFICER, action.place)
    director = somebody(Role.DIRECTOR, action.place)
    browser = open_as(action.owner)
    browser.get("actions.show", action_id=action.public_id, expect=404)
    assert "Meet the father" not in browser.get("actions.index").text
    assert "Meet the father" not in open_as(director).get("actions.index").text
    assert "No action is owed yet" in open_as(officer).get("actions.index").text
    page = open_as(lead).get("actions.index", show="WITHOUT_OWNER")
    assert "Meet the father" in page.text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"show": "OVERDUE"}, {"Late"}),
        ({"show": "ALL"}, {"Late", "Open", "Confirmed one"}),
        ({"show": "CONFIRMED"}, {"Confirmed one"}),
        ({"whom": "SERVICE"}, {"Open"}),
        ({"whose": "MINE"}, {"Late"}),
        ({"whose": "TEAMS"}, {"Open"}),
        ({"show": "nonsense", "whom": "nobody", "month": "2026-99"}, {"Late", "Open"}),
    ],
)
def test_filters_choose_what_is_listed(open_as, asked, shown):
    place = make_place()
    manager = make_person(place=place)
    late(make_action(place, owner=manager, what="Late"))
    make_action(place, what="Open", for_whom=ForWhom.SERVICE)
    confirmed = make_action(place, what="Confirmed one")
    lead = viewer_of(make_person(Role.QA_LEAD, db.session.get(Place, place.council_id)))
    operations.mark_done(confirmed, "Met", Helped.YES, "Said so", viewer_of(confirmed.owner), NOON)
    operations.confirm(confirmed, "", lead, NOON)
    page = open_as(manager).get("actions.index", **asked)
    assert {one.text for one in page.select("tbody th a")} == shown


def test_a_place_and_an_owner_can_be_chosen(open_as):
    service = make_place(make_council(), "Safeguarding", Kind.SERVICE)
    east, west = make_place(service, "East"), make_place(service, "West")
    here, _there = make_action(east, what="Here"), make_action(west, what="There")
    owner = here.owner.public_id
    browser = open_as(make_person(Role.HEAD_OF_SERVICE, service))
    page = browser.get("actions.index", place=east.public_id)
    assert [one.text for one in page.select("tbody th a")] == ["Here"]
    page = browser.get("actions.index", owner=owner)
    assert [one.text for one in page.select("tbody th a")] == ["Here"]


def test_twenty_five_stand_on_a_page(open_as):
    place = make_place()
    manager = make_person(place=place)
    for _ in range(27):
        make_action(place, owner=manager)
    browser = open_as(manager)
    assert len(browser.get("actions.index").select("tbody tr")) == 25
    assert len(browser.get("actions.index", page=2).select("tbody tr")) == 2


def test_the_file_holds_no_formula(open_as):
    action = make_action(what="=HYPERLINK(1)")
    rows = open_as(action.owner).download("actions.download").text
    (row,) = csv.DictReader(io.StringIO(rows.lstrip("\ufeff")))
    assert row["What will be done"] == "'=HYPERLINK(1)"
    assert row["State"] == "Owed"


def test_how_many_were_done_on_time_is_said_with_what_it_is_of(open_as):
    place = make_place()
    manager = make_person(place=place)
    last_month = clock.today().replace(day=1) - timedelta(days=10)
    for number in range(3):
        action = make_action(place, owner=manager)
        action.due_on, action.due_first_on = last_month, last_month - timedelta(days=number)
        if number:
            action.state, action.done_on = State.CONFIRMED, last_month + timedelta(days=number - 1)
    page = open_as(manager).get("actions.index", month=f"{last_month:%Y-%m}")
    said = " ".join(page.select_one("main p.govuk-body").text.split())
    assert f"1 of 3 actions that were due in {last_month:%B %Y} was done on time." in said
    assert "1 was done late and 1 is not done yet." in said
    assert "2 of them had each been given a later day before." in said


def test_a_head_of_service_changes_many_at_once(open_as):
    service = make_place(make_council(), "Safeguarding", Kind.SERVICE)
    east = make_place(service, "East")
    first, second = make_action(east), make_action(east)
    other = make_person(place=east, name="Priya Shah")
    browser = open_as(make_person(Role.HEAD_OF_SERVICE, service))
    assert "Priya Shah" in browser.get("actions.change_many").text
    day = clock.today() + timedelta(days=30)
    browser.post(
        "actions.change_many",
        {
            "actions": [first.public_id, second.public_id],
            "to": other.public_id,
            "due_on-day": str(day.day),
            "due_on-month": str(day.month),
            "due_on-year": str(day.year),
            "why": "The team has a new manager",
        },
    )
    changed = [again(first), again(second)]
    assert {one.owner_id for one in changed} == {other.id}
    assert {one.due_on for one in changed} == {day}


def test_many_need_something_to_change(open_as):
    action = make_action()
    lead = make_person(Role.QA_LEAD, db.session.get(Place, action.council_id))
    sent = {"actions": [action.public_id], "why": "Because"}
    answer = open_as(lead).post("actions.change_many", sent, expect=409)
    assert "Choose another owner" in answer.text


def test_what_a_leaver_owes_stands_on_the_hand_over_list_and_is_given_on(open_as, somebody):
    action = make_action(what="Hold a family group meeting")
    leaver, other = action.owner, make_person(place=action.place)
    member_of(leaver.id, action.council_id).leaves_on = clock.today()
    browser = open_as(somebody(Role.QA_LEAD, action.place))
    assert "1 action owed" in browser.get("people.hand_over").text
    browser.post(
        "actions.open_work",
        {"actions": [action.public_id], "to": other.public_id},
        person_id=leaver.public_id,
    )
    assert again(action).owner_id == other.id
    page = browser.get("actions.open_work", person_id=leaver.public_id)
    assert "Nothing is left to give" in page.text


def test_an_offered_action_is_taken_on_from_its_page(open_as):
    action = make_action()
    manager = make_person(place=action.place)
    action.offered_to_id = manager.id
    browser = open_as(manager)
    page = browser.get("actions.show", action_id=action.public_id)
    assert "offered to you" in page.text
    browser.post("actions.take_on", action_id=action.public_id)
    assert again(action).owner_id == manager.id


def test_a_childs_page_shows_its_actions(open_as):
    action = make_child_action(what="Meet the father")
    browser = open_as(action.owner)
    page = browser.get("children.show", child_id=action.child.public_id)
    assert "Meet the father" in page.text


def test_an_audits_page_shows_what_was_proposed_and_what_is_owed(open_as):
    audit = make_audit()
    source = Source(SourceKind.AUDIT, audit.public_id, "Monthly audits")
    auditor, place = audit.allocation.auditor, audit.allocation.place
    make_proposal(place, auditor, source=source, what="Meet the father")
    browser = open_as(auditor)
    page = browser.get("audits.show", audit_id=audit.public_id).text
    assert "Proposed, and owed by nobody yet" in page
    operations.open_others(source, viewer_of(auditor), NOON)
    db.session.commit()
    page = browser.get("audits.show", audit_id=audit.public_id).text
    assert "Proposed, and owed by nobody yet" not in page
    assert "Meet the father" in page


def test_the_words_of_an_action_stand_in_no_title(open_as):
    action = make_child_action(what="Meet Kian and his mother")
    page = open_as(action.owner).get("actions.show", action_id=action.public_id)
    assert "Kian" not in page.title.text
    assert action.child.reference not in page.title.text


@pytest.mark.parametrize("where", ["actions.index", "actions.change_many", "home.show"])
def test_a_page_asks_no_more_of_the_database_for_many_actions_than_for_a_few(
    open_as, questions_of, where
):
    place = make_place()
    lead = make_person(Role.QA_LEAD, db.session.get(Place, place.council_id))
    for _ in range(2):
        late(make_child_action(place))
    browser = open_as(lead)
    few = questions_of(browser, where)
    assert few > 3
    for _ in range(15):
        late(make_child_action(place))
    assert questions_of(browser, where) <= few
