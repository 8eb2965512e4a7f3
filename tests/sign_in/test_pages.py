import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, CouncilSetting, Membership
from qa_app.organisation.operations import invite
from qa_app.organisation.queries.people import member_of
from qa_app.outbox.models import Email
from qa_app.sign_in import queries
from qa_app.sign_in.models import KeptForm, SignInSession
from qa_app.sign_in.one_time_code import codes_at
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.rules.codes import step_at
from qa_app.sign_in.rules.sessions import Ending, Factor, digest_of
from tests.makers import appoint, make_council, make_person, make_place, viewer_of
from tests.page_client import sign_in as hand_session
from tests.sign_in.makers import OTHER_PASSWORD, PASSWORD, code_at, cookie_of, make_account

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def give_password(browser, email, password=PASSWORD, expect=302):
    browser.post("sign_in.sign_in", {"email": email})
    return browser.post("sign_in.password", {"password": password}, expect=expect)


def sign_in(browser, person, code=None):
    give_password(browser, person.email)
    return browser.post("sign_in.code", {"one_time_code": code or code_at(now())})


def is_in(browser) -> bool:
    return browser.client.get("/my-account").status_code == 200


def session_of(browser) -> SignInSession:
    wanted = select(SignInSession).where(
        SignInSession.digest == digest_of(cookie_of(browser.client))
    )
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def age(browser, **times) -> None:
    """Move a session's times back, as waiting would."""
    session = session_of(browser)
    for name, ago in times.items():
        setattr(session, name, now() - ago)
    db.session.commit()


# In and out


def test_somebody_signs_in_with_email_password_and_code(open_as):
    browser, person = open_as(), make_account(role=Role.QA_LEAD)

    browser.get("sign_in.sign_in")
    assert give_password(browser, person.email).location == "/sign-in/code"
    browser.get("sign_in.code")
    done = browser.post("sign_in.code", {"one_time_code": code_at(now())})

    assert done.location == "/"
    assert is_in(browser)


def test_a_password_alone_opens_nothing(open_as):
    browser, person = open_as(), make_account()
    give_password(browser, person.email)

    assert not is_in(browser)


def test_the_code_page_is_for_those_who_gave_their_password(open_as):
    browser = open_as()

    assert browser.post("sign_in.code", {"one_time_code": "123456"}).location == "/sign-in"
    assert browser.post("sign_in.recovery_code", {"recovery_code": "x"}).location == "/sign-in"


def test_ten_minutes_after_the_password_one_begins_again(open_as):
    browser, person = open_as(), make_account()
    give_password(browser, person.email)
    age(browser, created_at=11 * MINUTE)

    assert browser.post("sign_in.code", {"one_time_code": code_at(now())}).location == "/sign-in"


def test_a_wrong_password_is_answered_beside_the_question(open_as):
    browser, person = open_as(), make_account()

    page = BeautifulSoup(
        give_password(browser, person.email, "not my password", expect=200).text, "html5lib"
    )

    assert "do not belong to an account" in page.select_one(".govuk-error-message").text
    assert page.select_one("#password").get("value") in (None, "")


def test_a_known_and_an_unknown_address_see_the_same_pages(open_as):
    person = make_account(email="ada@northshire.example")
    seen = []
    for email in (person.email, "nobody@northshire.example"):
        page = give_password(open_as(), email, "not my password", expect=200).text
        page = re.sub(r'value="[^"]*"', "", page.replace(email, ""))
        seen.append(re.sub(r"\d\d:\d\d|\d+(:\d+)?(am|pm)", "", page))

    assert seen[0] == seen[1]


def test_the_sixth_try_is_refused_in_another_browser_and_a_colleague_gets_in(open_as):
    person, colleague = make_account(), make_account()
    for _ in range(5):
        give_password(open_as(), person.email, "not my password", expect=200)

    assert "Wait 1 minute" in give_password(open_as(), person.email, expect=200).text
    sixth = open_as()
    sign_in(sixth, colleague)
    assert is_in(sixth)


def test_signing_in_gives_a_new_cookie_and_a_new_token(open_as):
    browser, person = open_as(), make_account()
    give_password(browser, person.email)
    half, token = cookie_of(browser.client), browser.token()
    browser.post("sign_in.code", {"one_time_code": code_at(now())})

    assert cookie_of(browser.client) != half
    answer = browser.client.post("/my-account/sessions/end-others", data={"csrf_token": token})
    assert answer.status_code == 400


def test_the_cookie_says_nothing_and_is_out_of_scripts_reach(open_as):
    browser, person = open_as(), make_account()
    answer = sign_in(browser, person)
    (cookie,) = [
        line for line in answer.headers.getlist("Set-Cookie") if line.startswith("sign-in=")
    ]

    assert re.match(r"sign-in=[A-Za-z0-9_-]{43};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie


def test_a_saved_cookie_opens_nothing_after_signing_out(open_as):
    browser = open_as(make_person())
    saved = cookie_of(browser.client)

    assert browser.post("sign_in.sign_out").location == "/signed-out"
    browser.get("sign_in.signed_out")
    browser.client.set_cookie("sign-in", saved)
    assert not is_in(browser)


def test_a_disabled_person_is_out_at_the_next_click(open_as):
    person = make_person()
    browser = open_as(person)
    assert is_in(browser)
    db.session.execute(update(Membership).values(disabled_at=now()))
    db.session.commit()

    assert not is_in(browser)


def test_somebody_whose_last_appointment_ends_is_out_at_the_next_click(open_as):
    person = make_person()
    browser = open_as(person)
    yesterday = (now() - timedelta(days=1)).date()
    db.session.execute(update(Appointment).values(ends_on=yesterday))
    db.session.commit()

    assert not is_in(browser)


def test_a_page_asked_for_is_there_after_signing_in(open_as):
    browser, person = open_as(), make_account()

    assert browser.client.get("/my-account/sessions?x=1").location == "/sign-in"
    assert sign_in(browser, person).location == "/my-account/sessions?x=1"


def test_somebody_signed_in_does_not_see_the_sign_in_page(open_as):
    assert open_as(make_person()).client.get("/sign-in").location == "/"


# The second factor


def test_somebody_new_sets_up_an_app_and_keeps_recovery_codes(open_as):
    browser, person = open_as(), make_account(second_factor=False)

    assert give_password(browser, person.email).location == "/sign-in/set-up"
    page = browser.get("sign_in.set_up")
    picture = browser.client.get(page.select_one("img")["src"])
    key = page.select_one(".app-key").text.replace(" ", "")
    step = step_at(now())
    done = browser.post("sign_in.set_up", {"one_time_code": codes_at(key, [step])[step]})

    assert picture.mimetype == "image/svg+xml"
    assert b"<path" in picture.data
    assert done.location == "/my-account/recovery-codes"
    codes = browser.get("sign_in.recovery_codes").select(".app-codes code")
    assert len(codes) == 10
    assert codes[0].text in browser.download("sign_in.recovery_codes_file").text
    browser.post("sign_in.keep_recovery_codes")
    assert browser.client.get("/my-account/recovery-codes").location == "/my-account"
    assert queries.count_recovery_codes(person) == 10


def test_the_picture_is_only_for_whom_it_was_made(open_as):
    make_account(second_factor=False)

    assert open_as().client.get("/sign-in/set-up/picture.svg").status_code == 404
    assert open_as(make_person()).client.get("/sign-in/set-up/picture.svg").status_code == 404


def test_who_has_a_second_factor_cannot_set_up_another_by_password_alone(open_as):
    browser, person = open_as(), make_account()
    give_password(browser, person.email)

    assert browser.client.get("/sign-in/set-up").location == "/sign-in"
    assert browser.client.get("/sign-in/set-up/picture.svg").status_code == 404


def test_a_recovery_code_lets_in_once(open_as):
    from qa_app.sign_in.operations import factors

    person = make_account()
    factors.offer_recovery_codes(person, ["abcd-efgh-jkmn-pqrs"])
    factors.keep_recovery_codes(person, now())
    browser, again = open_as(), open_as()
    give_password(browser, person.email)
    browser.get("sign_in.recovery_code")
    browser.get("sign_in.lost_phone")
    browser.post("sign_in.recovery_code", {"recovery_code": "ABCD efgh jkmn pqrs"})
    give_password(again, person.email)
    again.post("sign_in.recovery_code", {"recovery_code": "abcd-efgh-jkmn-pqrs"}, expect=200)

    assert is_in(browser)
    assert not is_in(again)


def test_an_administrator_opens_nothing_before_they_have_a_passkey(open_as):
    person = make_account(role=Role.ADMINISTRATOR)
    browser = open_as()
    sign_in(browser, person)

    assert browser.client.get("/roles").location == "/my-account/passkeys"
    page = browser.get("sign_in.passkeys")
    assert "needs a passkey" in page.select_one("main").text


def test_sensitive_pages_ask_again_after_a_quarter_of_an_hour(open_as):
    browser, person = open_as(), make_account()
    sign_in(browser, person, code_at(now() - MINUTE / 2))
    age(browser, proved_at=16 * MINUTE)

    assert browser.post("sign_in.begin_authenticator").location == "/my-account/proof"
    assert "how you sign in" in browser.get("sign_in.prove_again").select_one("main").text
    proved = browser.post("sign_in.prove_again", {"one_time_code": code_at(now())})
    assert proved.location == "/my-account/authenticator"


# Account


def test_somebody_sees_how_and_where_they_are_signed_in(open_as):
    person = make_account()
    browser, other = open_as(person), open_as(person)

    assert "In 2 browsers" in browser.get("sign_in.my_account").select_one("main").text
    browser.get("sign_in.my_sessions")
    browser.post("sign_in.end_session", session_id=session_of(other).public_id)
    assert not is_in(other)
    assert is_in(browser)


def test_somebody_signs_out_everywhere_else(open_as):
    person = make_account()
    browser, other = open_as(person), open_as(person)
    browser.post("sign_in.end_other_sessions")

    assert not is_in(other)
    assert is_in(browser)


def test_nobody_ends_somebody_elses_session(open_as):
    browser, other = open_as(make_person()), open_as(make_person())

    browser.post("sign_in.end_session", expect=404, session_id=session_of(other).public_id)
    assert is_in(other)


def test_a_changed_password_ends_a_saved_cookie(open_as):
    person = make_account()
    browser, other = open_as(person), open_as(person)
    browser.get("sign_in.change_password")
    browser.post(
        "sign_in.change_password", {"current_password": PASSWORD, "password": OTHER_PASSWORD}
    )

    assert not is_in(other)
    assert is_in(browser)


@pytest.mark.parametrize(
    ("current", "new", "wrong"),
    [
        ("not my password", OTHER_PASSWORD, "current_password"),
        (PASSWORD, "passwordpassword", "password"),
    ],
)
def test_a_password_that_is_not_changed_says_why_beside_the_question(open_as, current, new, wrong):
    browser = open_as(make_account())
    sent = browser.post(
        "sign_in.change_password", {"current_password": current, "password": new}, expect=200
    )

    assert BeautifulSoup(sent.text, "html5lib").select_one(f"#{wrong}-error")


def test_somebody_appointed_in_two_councils_chooses_and_changes(open_as):
    north = make_council("Northshire")
    person = make_account(place=make_place(north))
    south = make_council("Southshire")
    appoint(person, Role.QA_LEAD, south)
    db.session.commit()
    browser = open_as()

    assert sign_in(browser, person).location == "/sign-in/council"
    assert browser.client.get("/my-account").location == "/sign-in/council"
    browser.get("sign_in.council")
    browser.post("sign_in.council", {"council": south.public_id})
    assert "Southshire" in browser.get("sign_in.my_account").select_one("main").text
    browser.get("sign_in.change_council")
    browser.post("sign_in.change_council", {"council": north.public_id})
    assert "Northshire" in browser.get("sign_in.my_account").select_one("main").text


# A new address


def ask_for_address(browser, email):
    browser.get("sign_in.change_email")
    browser.post("sign_in.change_email", {"email": email})


def newest_letter() -> Email:
    return db.session.scalars(select(Email).order_by(Email.id.desc())).first()


def test_somebody_changes_their_address_by_a_link_sent_to_the_new_one(open_as):
    person = make_account(email="ada@northshire.example")
    browser, stranger = open_as(person), open_as(make_account())
    ask_for_address(browser, "Ada.Okafor@Northshire.example")
    assert newest_letter().to == "ada.okafor@northshire.example"
    address = re.search(r"http://localhost(/my-account/email/\S+)", newest_letter().text)[1]

    stranger.get(address, expect=410)
    browser.get(address)
    browser.post(address)
    assert "ada.okafor@northshire.example" in browser.get("sign_in.my_account").text
    assert newest_letter().to == "ada@northshire.example"
    browser.get(address, expect=410)


def test_an_address_that_somebody_has_already_looks_like_any_other(open_as, database):
    other = make_account(email="ben@northshire.example")
    browser = open_as(make_account())
    ask_for_address(browser, other.email)

    assert database.session.scalars(select(Email)).all() == []


# Links


def link_in(database) -> str:
    letter = database.session.scalars(select(Email).order_by(Email.id.desc())).first()
    return re.search(r"http://localhost(/links/\S+)", letter.text)[1]


def test_an_administrator_invites_somebody_who_then_chooses_a_password(app, open_as, database):
    place = make_place()
    administrator = viewer_of(make_person(Role.ADMINISTRATOR, place))
    person = make_person(place=place)
    email = person.email
    newcomer = open_as()
    with app.app_context():
        invite(member_of(person.id, place.council_id), by=administrator, at=now())
        database.session.commit()
        address = link_in(database)
    newcomer.get(address)
    newcomer.get(address)
    assert newcomer.post(address, {"password": PASSWORD}).location == "/sign-in/password-chosen"
    newcomer.get("sign_in.password_chosen")
    assert give_password(newcomer, email).location == "/sign-in/set-up"
    newcomer.get(address, expect=410)


def test_an_administrator_of_another_council_finds_nobody(open_as):
    person = make_person()
    elsewhere = open_as(make_person(Role.ADMINISTRATOR, make_council("Southshire")))

    elsewhere.get("sign_in.account", expect=404, person_id=person.public_id)
    for endpoint in ("offer_new_factor", "sign_out_everywhere"):
        elsewhere.post(f"sign_in.{endpoint}", expect=404, person_id=person.public_id)


def test_a_lost_phone_is_replaced_by_administrator_and_person_together(open_as, database):
    place = make_place()
    person = make_account(place=place)
    office, browser = open_as(make_person(Role.ADMINISTRATOR, place)), open_as(person)
    browser.get("sign_in.my_account")
    office.get("sign_in.account", person_id=person.public_id)
    office.post("sign_in.offer_new_factor", person_id=person.public_id)
    assert is_in(browser)
    address = link_in(database)
    browser.get(address)
    browser.post(address)

    assert not is_in(browser)
    assert give_password(browser, person.email).location == "/sign-in/set-up"


def test_an_administrator_signs_somebody_out_everywhere(open_as):
    place = make_place()
    person = make_account(place=place)
    office, browser = open_as(make_person(Role.ADMINISTRATOR, place)), open_as(person)
    office.post("sign_in.sign_out_everywhere", person_id=person.public_id)

    assert not is_in(browser)


def test_a_forgotten_password_is_replaced_by_a_link(open_as, database):
    person, browser = make_account(), open_as()
    browser.get("sign_in.ask_for_new_password")
    sent = browser.post("sign_in.ask_for_new_password", {"email": person.email})
    browser.get(sent.location)
    browser.post(link_in(database), {"password": OTHER_PASSWORD})

    assert give_password(browser, person.email, OTHER_PASSWORD).location == "/sign-in/code"


def test_a_forgotten_password_of_nobody_looks_the_same(open_as, database):
    browser = open_as()
    sent = browser.post("sign_in.ask_for_new_password", {"email": "nobody@northshire.example"})

    assert sent.location == "/sign-in/new-password/sent"
    assert database.session.scalars(select(Email)).all() == []


# Expiry


def test_a_session_ends_after_idling_as_long_as_the_council_allows(open_as):
    person = make_person()
    browser = open_as(person)
    council_id = session_of(browser).council_id
    db.session.add(CouncilSetting(council_id=council_id, name="idle_minutes", chosen={"value": 15}))
    age(browser, last_seen_at=14 * MINUTE)
    assert is_in(browser)
    age(browser, last_seen_at=16 * MINUTE)
    assert not is_in(browser)
    assert session_of(browser).ending is Ending.IDLE


def test_a_session_in_use_ends_after_twelve_hours(open_as):
    browser = open_as(make_person())
    age(browser, created_at=12 * HOUR)

    assert not is_in(browser)


def test_using_the_service_keeps_the_session_and_asking_for_the_time_does_not(open_as):
    browser = open_as(make_person())
    age(browser, last_seen_at=30 * MINUTE)

    left = browser.client.get("/session").json
    assert 29 * 60 < left["seconds_left"] <= 30 * 60
    assert now() - session_of(browser).last_seen_at > 29 * MINUTE
    assert is_in(browser)
    assert now() - session_of(browser).last_seen_at < MINUTE


def test_staying_signed_in_keeps_the_session(open_as):
    browser = open_as(make_person())
    age(browser, last_seen_at=56 * MINUTE)

    assert browser.post("sign_in.stay", expect=200).json == {"stays": True}
    assert browser.client.get("/session").json["seconds_left"] > 59 * 60


def test_a_program_that_is_signed_out_is_told_so_in_json(open_as):
    answer = open_as().client.get("/session", headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert answer.json["saved"] is False


TYPED = {"current_password": "x", "summary": "Seen alone each visit. " * 5, "theme": "VOICE"}


def test_what_was_typed_is_kept_and_given_back_to_the_same_person(open_as):
    person = make_account()
    browser = open_as(person)
    age(browser, last_seen_at=2 * HOUR)

    assert browser.post("sign_in.end_other_sessions", TYPED, expect=303).location == "/sign-in"
    assert "what you typed is kept" in browser.get("sign_in.sign_in").text
    assert sign_in(browser, person).location == "/kept-forms"
    kept = browser.client.get("/kept-forms").location
    page = browser.get(kept)

    form = page.select_one("main form")
    assert form["action"] == "/my-account/sessions/end-others"
    assert page.select_one("textarea").text.strip() == TYPED["summary"].strip()
    assert page.select_one("input[name=theme]")["value"] == "VOICE"
    assert not page.select("[name=current_password]")


def test_kept_text_is_gone_once_it_is_saved(open_as):
    person = make_account()
    browser = open_as(person)
    age(browser, last_seen_at=2 * HOUR)
    browser.post("sign_in.end_other_sessions", TYPED, expect=303)
    sign_in(browser, person)
    page = browser.get(browser.client.get("/kept-forms").location)
    fields = page.select("main form")[0].select("[name]")
    sent = {field["name"]: field.get("value", field.text) for field in fields}
    browser.client.post("/my-account/sessions/end-others", data=sent)

    assert db.session.scalars(select(KeptForm)).all() == []


def test_somebody_else_in_the_same_browser_does_not_see_it(open_as):
    browser, other = open_as(make_account()), make_account()
    age(browser, last_seen_at=2 * HOUR)
    browser.post("sign_in.end_other_sessions", TYPED, expect=303)
    kept = db.session.scalars(select(KeptForm)).one()

    assert sign_in(browser, other).location == "/"
    browser.get("sign_in.kept_form", expect=404, form_id=kept.public_id)
    browser.post("sign_in.throw_away_kept_form", expect=404, form_id=kept.public_id)


def test_kept_text_does_not_lie_open_in_the_database(open_as):
    browser = open_as(make_account())
    age(browser, last_seen_at=2 * HOUR)
    browser.post("sign_in.end_other_sessions", TYPED, expect=303)

    assert "Seen alone" not in db.session.scalars(select(KeptForm)).one().sealed


def test_kept_text_can_be_thrown_away(open_as):
    person = make_account()
    browser = open_as(person)
    age(browser, last_seen_at=2 * HOUR)
    browser.post("sign_in.end_other_sessions", TYPED, expect=303)
    hand_session(browser, person)
    kept = db.session.scalars(select(KeptForm)).one()
    browser.post("sign_in.throw_away_kept_form", form_id=kept.public_id)

    browser.get("sign_in.kept_forms")
    assert db.session.scalars(select(KeptForm)).all() == []


def test_where_nobody_knows_whose_the_text_is_it_stands_on_the_page(open_as):
    browser = open_as()

    sent = browser.post("sign_in.end_other_sessions", TYPED, expect=401)
    assert TYPED["summary"].strip() in sent.text


def test_a_session_that_was_ended_by_somebody_else_keeps_the_text_too(open_as):
    person = make_account()
    browser = open_as(person)
    sessions.end_all(person, Ending.ENDED_BY_ADMINISTRATOR, now())
    db.session.commit()
    browser.post("sign_in.end_other_sessions", TYPED, expect=303)

    assert db.session.scalars(select(KeptForm)).one().person_id == person.id


def test_a_session_by_single_sign_on_lets_an_administrator_work(open_as):
    browser = open_as(make_person(Role.ADMINISTRATOR))
    session = session_of(browser)
    session.factor = Factor.SINGLE_SIGN_ON
    db.session.commit()

    assert browser.client.get("/roles").status_code == 200
