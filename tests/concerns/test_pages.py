import pytest
from sqlalchemy import func, select

from qa_app.access.rules import Duty, Role
from qa_app.concerns import operations
from qa_app.concerns.models import Concern
from qa_app.concerns.rules import About, State
from qa_app.foundation.clock import long_date, now, today
from qa_app.foundation.database import db
from qa_app.outbox.models import Email
from qa_app.trail.models import Event
from tests.audits.other_kinds import make_own_work
from tests.concerns.makers import Council, make_concern
from tests.makers import make_allocation, make_person, viewer_of

pytestmark = pytest.mark.usefixtures("database")

WORDS = {"about": "CHILD", "seen": "The father answered the door."}


@pytest.fixture
def council():
    return Council()


def only_concern():
    db.session.remove()
    return db.session.scalars(select(Concern)).one()


def test_whom_to_ring_comes_before_what_to_write(open_as, council):
    council.choose(safeguarding_day_phone="01632 960 101")
    page = open_as(council.manager).get(
        "concerns.new_for_child", child_id=council.row.child.public_id
    )

    text = page.select_one("main").text
    assert text.index("Speak to someone now") < text.index("01632 960 101")
    assert text.index("01632 960 101") < text.index("What did you see or read?")
    assert "ring 999" in text
    assert "Ring the council’s main number and ask for the emergency duty team." in text
    assert "does not replace the council’s own safeguarding procedure" in text


def test_an_auditor_raises_a_concern_about_the_record_they_read(open_as, council):
    given = make_allocation(auditor=council.auditor, place=council.east)
    browser = open_as(council.auditor)
    sent = browser.post("concerns.new_for_audit", WORDS, allocation_id=given.public_id)

    concern = only_concern()
    assert sent.location == f"/concerns/{concern.public_id}"
    assert (concern.allocation_id, concern.seen) == (given.id, WORDS["seen"])
    page = browser.get("concerns.show", concern_id=concern.public_id)
    assert "Nobody has it yet" in page.text
    assert "Mina Manager" in page.text
    assert page.select_one("a.govuk-button").text == "Note whom I told"


def test_an_external_auditor_raises_and_follows_their_own(open_as, council):
    external = make_person(Role.EXTERNAL_AUDITOR, council.east)
    given = make_allocation(auditor=external, place=council.east)
    browser = open_as(external)
    sent = browser.post("concerns.new_for_audit", WORDS, allocation_id=given.public_id)

    assert "Safety concern" in browser.get(sent.location).text
    assert "1 safety concern" in browser.get("concerns.index").text


def test_a_form_that_is_not_filled_in_says_what_to_do(open_as, council):
    browser = open_as(council.manager)
    answer = browser.post(
        "concerns.new_for_child", {}, expect=200, child_id=council.row.child.public_id
    )
    assert "Select whom it is about" in answer.text
    assert "Enter what you saw or read" in answer.text


def test_a_double_press_makes_one_concern_and_one_email(open_as, council):
    browser = open_as(council.auditor)
    given = make_allocation(auditor=council.auditor, place=council.east)
    db.session.commit()
    key = {**WORDS, "receipt_key": "one-press"}
    for status in (302, 303):
        browser.post("concerns.new_for_audit", key, expect=status, allocation_id=given.public_id)
    only_concern()
    assert db.session.scalar(select(func.count()).select_from(Email)) == 1


def test_the_manager_sees_a_banner_on_every_page_until_they_have_it(open_as, council):
    concern = make_concern(council)
    browser = open_as(council.manager)
    banner = "A safety concern waits for somebody to say that they have it."
    assert banner in browser.get("home.show").text
    assert banner in browser.get("people.index").text
    assert banner not in open_as(council.auditor).get("home.show").text

    browser.post("concerns.receive", concern_id=concern.public_id)
    assert banner not in browser.get("home.show").text
    assert only_concern().state is State.RECEIVED


def test_the_second_who_has_it_is_told_that_somebody_has(open_as, council):
    concern = make_concern(council)
    open_as(council.manager).post("concerns.receive", concern_id=concern.public_id)
    answer = open_as(council.head).post(
        "concerns.receive", expect=409, concern_id=concern.public_id
    )
    assert "Somebody has this concern already" in answer.text


def test_whom_somebody_told_by_telephone_is_noted(open_as, council):
    concern = make_concern(council, at=now())
    browser = open_as(council.auditor)
    told = {"name": "Noor Blake", "role": "Duty manager", "decided": "A visit today."}
    refused = browser.post(
        "concerns.told", {**told, "when": "soon"}, expect=200, concern_id=concern.public_id
    )
    assert "Enter a time like 2:40pm" in refused.text
    at = f"{today():%d/%m/%Y} 00:00"
    browser.post("concerns.told", {**told, "when": at}, concern_id=concern.public_id)

    page = browser.get("concerns.show", concern_id=concern.public_id)
    assert "Noor Blake, Duty manager" in page.text
    assert "A visit today." in page.text
    assert page.select_one("a.govuk-button").text == "Close this concern"


def test_a_concern_is_closed_once_it_is_on_the_record(open_as, council):
    concern = make_concern(council, at=now())
    operations.receive(concern, by=viewer_of(council.manager), at=now())
    browser, day = open_as(council.manager), today()
    closed = {
        "on_record_since-day": day.day,
        "on_record_since-month": day.month,
        "on_record_since-year": day.year,
        "outcome": "A strategy discussion.",
    }
    browser.post("concerns.close", closed, concern_id=concern.public_id)

    page = browser.get("concerns.show", concern_id=concern.public_id)
    assert f"{long_date(day)}" in page.text
    assert only_concern().state is State.CLOSED
    assert "0 safety concerns" in browser.get("concerns.index").text
    assert "1 safety concern" in browser.get("/concerns?state=CLOSED").text


def test_a_concern_about_a_colleague_is_hidden_from_their_managers(open_as, council):
    concern = make_concern(council, About.COLLEAGUE)
    for hidden_from in (council.manager, council.above, council.head):
        open_as(hidden_from).get("concerns.show", expect=404, concern_id=concern.public_id)
        assert "0 safety concerns" in open_as(hidden_from).get("concerns.index").text
    page = open_as(council.auditor).get("concerns.show", concern_id=concern.public_id)
    assert "ask for the designated officer (LADO)" in page.text
    assert concern.reference not in open_as(council.auditor).get("concerns.index").text


def test_reading_a_concern_and_a_list_of_them_leaves_an_event(open_as, council):
    concern = make_concern(council)
    browser = open_as(council.head)
    browser.get("concerns.show", concern_id=concern.public_id)
    browser.get("concerns.index")

    read = select(Event).where(Event.name.in_(("concern:viewed", "concerns:listed")))
    viewed, listed = db.session.scalars(read.order_by(Event.id)).all()
    assert (viewed.about_id, viewed.child) == (concern.public_id, council.row.child.public_id)
    assert listed.facts["ids"] == [concern.public_id]


def test_the_first_page_and_the_record_lead_to_open_concerns(open_as, council):
    concern = make_concern(council)
    browser = open_as(council.head)
    link = f'a[href="/concerns/{concern.public_id}"]'
    assert browser.get("home.show").select(f"main {link}")
    record = browser.get("children.show", child_id=council.row.child.public_id)
    assert record.select(link)
    assert record.select(f'a[href="/concerns/new/children/{council.row.child.public_id}"]')


def test_until_the_numbers_are_entered_every_page_says_which_are_missing(open_as, council):
    browser = open_as(make_person(Role.ADMINISTRATOR, council.place))
    words = "the designated officer’s number and the adult safeguarding number must stand"
    assert words in browser.get("settings.index").text

    phones = ("safeguarding_day", "safeguarding_night", "designated_officer", "adult_safeguarding")
    council.choose(**{f"{one}_phone": "01632 960 101" for one in phones})
    db.session.commit()
    page = browser.get("settings.index")
    assert "must stand in the settings" not in page.text
    assert page.select('a[href="/settings/designated-officer-email"]')


def test_somebody_elses_audit_is_no_way_to_raise_one(open_as, council):
    given = make_allocation(auditor=council.manager, place=council.east)
    stranger = make_person(Duty.AUDITOR, council.west)
    open_as(stranger).get("concerns.new_for_audit", expect=404, allocation_id=given.public_id)


def test_a_concern_raised_from_a_practitioners_own_work_names_the_child_it_is_about(
    open_as, council
):
    practitioner = make_person(Role.PRACTITIONER, council.east)
    given = make_own_work(practitioner, council.east, council.auditor)
    browser = open_as(council.auditor)
    here = {"allocation_id": given.public_id}
    unknown = {**WORDS, "reference": "404"}
    page = browser.post("concerns.new_for_audit", unknown, expect=200, **here)
    assert "Enter the reference of the child’s record" in page.text
    named = {**WORDS, "reference": council.row.child.reference}
    browser.post("concerns.new_for_audit", named, **here)
    assert only_concern().child_id == council.row.child_id
