from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import Seal
from qa_app.organisation.queries.people import member_of
from qa_app.outbox.models import Email
from qa_app.sign_in import argon2id, queries
from qa_app.sign_in.chance import new_recovery_codes, new_secret
from qa_app.sign_in.models import SignInSession, Throttle
from qa_app.sign_in.operations import factors, links, passwords, purge, sessions
from qa_app.sign_in.operations.tries import TooManyTries
from qa_app.sign_in.rules.codes import SECONDS_A_STEP
from qa_app.sign_in.rules.links import Purpose
from qa_app.sign_in.rules.sessions import Ending, Factor
from qa_app.trail.models import Event
from tests.makers import NOON, appoint, make_council, make_person, make_place, viewer_of
from tests.sign_in.makers import OTHER_PASSWORD, PASSWORD, SECRET, code_at, make_account

pytestmark = pytest.mark.usefixtures("database", "service")

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
HERE = "192.0.2.7"


def try_password(email, password=PASSWORD, at=NOON, address=HERE):
    return passwords.check_password(email, password, address, at)


def begin(person, at=NOON, factor=Factor.CODE):
    secret = new_secret()
    return secret, sessions.begin(person, secret, at, factor=factor)


def council_of(person):
    return queries.councils_now(person, NOON)[0]


def events(database, name):
    database.session.commit()
    return list(database.session.scalars(select(Event).where(Event.name == name)))


def test_the_right_password_gives_the_person_whatever_the_case_of_the_address():
    person = make_account(email="ada@northshire.example")

    assert try_password(" Ada@Northshire.example ") is person


@pytest.mark.parametrize("email", ["ada@northshire.example", "nobody@northshire.example"])
def test_a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words(email):
    make_account(email="ada@northshire.example")

    with pytest.raises(DomainError) as refused:
        try_password(email, "not the password at all")

    assert refused.value.reasons == (passwords.NOT_RIGHT,)


@pytest.mark.parametrize("email", ["ada@northshire.example", "nobody@northshire.example"])
def test_known_and_unknown_accounts_cost_one_hash_each(email, monkeypatch):
    make_account(email="ada@northshire.example")
    hashes = []
    verify = argon2id.HASHER.verify

    class Counting:
        def verify(self, digest, password):
            hashes.append(digest.split("$")[3])
            return verify(digest, password)

    monkeypatch.setattr(argon2id, "HASHER", Counting())
    with pytest.raises(DomainError):
        try_password(email, "not the password at all")

    cost = f"m={argon2id.NOBODYS.split('m=')[1].split('$')[0]}"
    assert hashes == [cost]


def test_the_sixth_wrong_try_in_a_minute_is_refused_even_with_the_right_password():
    person = make_account()
    for n in range(5):
        with pytest.raises(DomainError):
            try_password(person.email, "not the password at all", NOON + n * SECOND)

    with pytest.raises(TooManyTries):
        try_password(person.email, PASSWORD, NOON + 6 * SECOND)
    assert try_password(person.email, PASSWORD, NOON + 65 * SECOND) is person


def test_one_accounts_wait_is_nobody_elses():
    person, colleague = make_account(), make_account()
    for n in range(5):
        with pytest.raises(DomainError):
            try_password(person.email, "not the password at all", NOON + n * SECOND)

    assert try_password(colleague.email, PASSWORD, NOON + 6 * SECOND) is colleague


def test_an_unknown_account_has_to_wait_as_a_known_one_does():
    for n in range(5):
        with pytest.raises(DomainError):
            try_password("nobody@northshire.example", "wrong wrong wrong", NOON + n * SECOND)

    with pytest.raises(TooManyTries):
        try_password("nobody@northshire.example", "wrong wrong wrong", NOON + 6 * SECOND)


def test_somebody_disabled_or_no_longer_appointed_is_refused_like_anybody(database):
    disabled, gone = make_account(), make_account()
    member_of(disabled.id, disabled.appointments[0].council_id).disabled_at = NOON
    gone.appointments[0].ends_on = (NOON - timedelta(days=1)).date()
    database.session.commit()

    for person in (disabled, gone):
        with pytest.raises(DomainError) as refused:
            try_password(person.email)
        assert refused.value.reasons == (passwords.NOT_RIGHT,)


def test_a_refused_try_stays_in_the_trail_though_the_request_fails(database):
    person = make_account()
    with pytest.raises(DomainError):
        try_password(person.email, "not the password at all")
    database.session.rollback()

    (event,) = events(database, "sign-in:refused")
    assert (event.by_id, event.facts) == (person.id, {"step": "password"})


def test_a_hundred_characters_are_not_their_first_seventy_two():
    long = "".join(chr(97 + n % 26) + str(n) for n in range(50))[:100]

    assert not argon2id.is_right(long[:72], argon2id.hashed(long))
    assert argon2id.is_right(long, argon2id.hashed(long))


def test_a_password_can_be_typed_in_either_of_the_keyboards_ways():
    assert argon2id.is_right("caf\u00e9 au lait matin", argon2id.hashed("cafe\u0301 au lait matin"))


def test_an_endless_password_never_reaches_the_hash(monkeypatch):
    seen = []

    class Counting:
        def verify(self, digest, password):
            seen.append(len(password))
            return False

    monkeypatch.setattr(argon2id, "HASHER", Counting())

    assert not argon2id.is_right("x" * 1_000_000, None)
    assert seen == [0]


def test_an_easy_password_is_refused_with_what_to_do(database):
    person = make_account()

    with pytest.raises(DomainError, match="harder to guess"):
        passwords.choose_password(person, "Northshire2026!!", NOON)


def test_changing_the_password_ends_every_other_session_and_tells_the_person(database):
    person = make_account()
    _, mine = begin(person)
    other, _ = begin(person)

    passwords.change_password(mine, PASSWORD, OTHER_PASSWORD, HERE, NOON)
    database.session.commit()

    database.session.expire_all()
    assert queries.find_session(other).ending is Ending.CREDENTIALS_CHANGED
    assert mine.ended_at is None
    assert try_password(person.email, OTHER_PASSWORD) is person
    (email,) = database.session.scalars(select(Email).where(Email.to == person.email))
    assert "Your password was changed" in email.text


# Second factor


def test_a_code_of_the_app_counts_once():
    person = make_account()

    assert factors.check_code(person, code_at(NOON), NOON) is Factor.CODE
    with pytest.raises(DomainError):
        factors.check_code(person, code_at(NOON), NOON + SECOND)


def test_of_two_requests_with_one_code_only_the_first_gets_in():
    """Both have found the code right; the row then lets one of them pass."""
    person = make_account()

    assert factors.spend_step(person, 7)
    assert not factors.spend_step(person, 7)


def test_a_secret_sealed_with_another_key_says_what_to_do(monkeypatch):
    person, other = make_account(), Seal()
    other.use("another key of the installation, 0123456789")
    monkeypatch.setattr(factors, "seal", other)

    with pytest.raises(DomainError, match="administrator"):
        factors.check_code(person, code_at(NOON), NOON)


def test_the_code_of_half_a_minute_ago_counts_and_an_older_one_does_not():
    person = make_account()
    step = SECONDS_A_STEP * SECOND

    with pytest.raises(DomainError):
        factors.check_code(person, code_at(NOON - 2 * step), NOON)
    assert factors.check_code(person, code_at(NOON - step), NOON) is Factor.CODE


def test_guessing_codes_leads_to_a_wait_even_for_the_right_one():
    person = make_account()
    for n in range(5):
        with pytest.raises(DomainError):
            factors.check_code(person, "000000", NOON + n * SECOND)

    with pytest.raises(TooManyTries):
        factors.check_code(person, code_at(NOON), NOON + 6 * SECOND)


def test_an_app_is_in_use_only_once_a_code_shows_that_it_has_the_secret():
    person = make_account(second_factor=False)
    factors.offer_secret(person, SECRET)

    with pytest.raises(DomainError):
        factors.prove_secret(person, "000000", NOON)
    assert not queries.has_second_factor(person)
    factors.prove_secret(person, code_at(NOON), NOON)
    assert queries.has_authenticator(person)


def test_the_code_that_proved_the_app_does_not_also_sign_in():
    person = make_account(second_factor=False)
    factors.offer_secret(person, SECRET)
    factors.prove_secret(person, code_at(NOON), NOON)

    with pytest.raises(DomainError):
        factors.check_code(person, code_at(NOON), NOON)


def test_ten_recovery_codes_work_once_each():
    person, codes = make_account(), new_recovery_codes()
    factors.offer_recovery_codes(person, codes)
    factors.keep_recovery_codes(person, NOON)

    assert len(set(codes)) == queries.count_recovery_codes(person) == 10
    assert factors.check_recovery_code(person, codes[3].upper(), NOON) is Factor.RECOVERY_CODE
    with pytest.raises(DomainError):
        factors.check_recovery_code(person, codes[3], NOON + SECOND)
    assert queries.count_recovery_codes(person) == 9


def test_recovery_codes_are_not_shown_once_they_are_kept():
    person = make_account()
    factors.offer_recovery_codes(person, new_recovery_codes())
    assert len(queries.offered_codes(person)) == 10

    factors.keep_recovery_codes(person, NOON)
    assert queries.offered_codes(person) == []


def test_nobody_uses_somebody_elses_recovery_code():
    person, other, codes = make_account(), make_account(), new_recovery_codes()
    factors.offer_recovery_codes(person, codes)
    factors.keep_recovery_codes(person, NOON)

    with pytest.raises(DomainError):
        factors.check_recovery_code(other, codes[0], NOON)


def test_a_reset_second_factor_ends_sessions_and_tells_the_person(database):
    person = make_account()
    secret, _ = begin(person)

    factors.reset_second_factor(person, by=None, at=NOON)
    database.session.commit()

    database.session.expire_all()
    assert not queries.has_second_factor(person)
    assert queries.find_session(secret).ended_at == NOON
    assert events(database, "sign-in:second-factor-reset")


def test_the_secret_does_not_lie_open_in_the_database():
    person = make_account()

    assert SECRET not in queries.secret_of(person).sealed


# Sessions


def test_the_database_does_not_hold_what_the_browser_holds():
    secret, session = begin(make_account())

    assert len(secret) >= 43
    assert secret not in (session.digest, session.public_id)
    assert queries.find_session(secret) is session


def test_a_session_of_one_appointed_in_one_council_works_there_at_once():
    _, session = begin(make_account())

    assert session.council_id is not None


def test_somebody_appointed_in_two_councils_chooses_one_of_theirs():
    person = make_account(place=make_place())
    second, foreign = make_council("Southshire"), make_council("Eastshire")
    appoint(person, person.appointments[0].holds, second)
    _, session = begin(person)

    assert session.council is None
    with pytest.raises(DomainError):
        sessions.choose_council(session, foreign, NOON)
    sessions.choose_council(session, second, NOON)
    assert session.council is second


def test_a_request_in_flight_does_not_revive_a_session_that_was_ended():
    """The request has read the session, then somebody ends it, then the request notes its use."""
    for _ in range(20):
        _, session = begin(make_account())
        assert sessions.end(session, Ending.ENDED_BY_ADMINISTRATOR, NOON)

        assert not sessions.stay(session, NOON + MINUTE)
        assert not sessions.prove_again(session, Factor.CODE, NOON + MINUTE)


def test_ending_a_session_twice_keeps_the_first_reason(database):
    secret, session = begin(make_account())
    sessions.end(session, Ending.SIGNED_OUT, NOON)

    assert not sessions.end(session, Ending.IDLE, NOON + HOUR)
    database.session.expire_all()
    assert queries.find_session(secret).ending is Ending.SIGNED_OUT


def test_my_sessions_are_mine_alone_and_those_still_alive():
    person = make_account()
    begin(person, at=NOON - 2 * HOUR)
    _, alive = begin(person)
    begin(make_account())

    assert queries.list_sessions(person, NOON) == [alive]


# Links


def test_an_invitation_lets_somebody_choose_their_first_password(database):
    person, secret = make_person(), new_secret()
    links.send_invitation(person, council_of(person), secret, "http://localhost", NOON)

    assert links.choose_by_link(secret, PASSWORD, NOON + HOUR) is person
    assert try_password(person.email, at=NOON + HOUR) is person


def test_a_link_works_once():
    person, secret = make_account(), new_secret()
    links.make_link(person, Purpose.RESET, secret, None, NOON)
    links.choose_by_link(secret, OTHER_PASSWORD, NOON)

    with pytest.raises(DomainError):
        links.choose_by_link(secret, PASSWORD, NOON + SECOND)


def test_a_link_that_fails_on_an_easy_password_still_works_after():
    person, secret = make_account(), new_secret()
    links.make_link(person, Purpose.RESET, secret, None, NOON)

    with pytest.raises(DomainError):
        links.choose_by_link(secret, "passwordpassword", NOON)
    assert links.choose_by_link(secret, OTHER_PASSWORD, NOON) is person


def test_a_newer_link_replaces_the_older():
    person, older, newer = make_account(), new_secret(), new_secret()
    links.make_link(person, Purpose.RESET, older, None, NOON)
    links.make_link(person, Purpose.RESET, newer, None, NOON + SECOND)

    assert links.find_working_link(older, NOON + MINUTE) is None
    assert links.find_working_link(newer, NOON + MINUTE) is not None


def test_a_reset_ends_every_session(database):
    person, secret = make_account(), new_secret()
    old, _ = begin(person)
    links.make_link(person, Purpose.RESET, secret, None, NOON)
    links.choose_by_link(secret, OTHER_PASSWORD, NOON)
    database.session.commit()

    database.session.expire_all()
    assert queries.find_session(old).ended_at == NOON


def test_a_reset_for_an_unknown_address_sends_nothing_and_says_nothing(database):
    links.ask_for_reset("nobody@northshire.example", new_secret(), "http://x", HERE, NOON)

    assert database.session.scalars(select(Email)).all() == []


def test_no_more_than_five_resets_a_day_are_sent_to_one_account(database):
    person = make_account()
    for n in range(9):
        links.ask_for_reset(person.email, new_secret(), "http://x", HERE, NOON + n * MINUTE)

    assert len(database.session.scalars(select(Email)).all()) == 5


def test_somebody_who_has_a_password_is_told_where_to_sign_in_instead(database):
    person = make_account()
    links.send_invitation(person, council_of(person), new_secret(), "http://localhost", NOON)

    (email,) = database.session.scalars(select(Email))
    assert "/links/" not in email.text


def test_an_administrator_alone_takes_no_second_factor_away():
    person, administrator, secret = make_account(), viewer_of(make_account()), new_secret()
    links.offer_new_factor(person, secret, "http://x", administrator, NOON)

    assert queries.has_second_factor(person)
    links.begin_again_by_link(secret, NOON + HOUR)
    assert not queries.has_second_factor(person)


def test_a_link_for_a_new_factor_sets_no_password():
    person, secret = make_account(), new_secret()
    links.make_link(person, Purpose.NEW_FACTOR, secret, None, NOON)

    with pytest.raises(DomainError):
        links.choose_by_link(secret, OTHER_PASSWORD, NOON)


# Tidying


def test_old_rows_are_removed_and_a_second_run_finds_nothing(database):
    person = make_account()
    begin(person, at=NOON - timedelta(days=40))
    links.make_link(person, Purpose.RESET, new_secret(), None, NOON - timedelta(days=40))
    with pytest.raises(DomainError):
        try_password(person.email, "wrong wrong wrong", NOON - timedelta(days=3))
    begin(person)

    removed = purge.purge(NOON)

    assert removed["sessions"] == removed["links"] == 1
    assert removed["waits"] == 2
    assert set(purge.purge(NOON).values()) == {0}
    assert len(database.session.scalars(select(SignInSession)).all()) == 1
    assert database.session.scalars(select(Throttle)).all() == []


def test_no_event_of_signing_in_names_anybody(database):
    person = make_account(name="Ada Thornley", email="ada@northshire.example")
    try_password(person.email)
    begin(person)
    factors.reset_second_factor(person, by=None, at=NOON)
    database.session.commit()

    facts = str([event.facts for event in database.session.scalars(select(Event))])
    assert "Ada" not in facts
    assert "ada@" not in facts
