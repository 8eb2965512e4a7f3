from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.outbox import operations, queries
from qa_app.outbox.models import Email
from qa_app.outbox.rules import CLAIMED_FOR, MOST_ATTEMPTS, WAITS
from qa_app.outbox.smtp import MailServer, Unreachable, write
from tests.conftest import KEY
from tests.makers import NOON, make_council, make_person, viewer_of
from tests.outbox.makers import SENDER, make_email


@pytest.fixture
def other_key():
    """The seal is the process's own: it is given back as it was."""
    yield "another key for tests alone, 9876543210 zyxwvutsrq"
    seal.use(KEY)


def send_all(mail_server, at: datetime = NOON, url: str = "") -> list[Email]:
    with MailServer(url or mail_server.url) as server:
        return list(iter(lambda: operations.send_next(server, SENDER, lambda: at), None))


def test_an_email_is_sent_once(database, mail_server):
    email = make_email()
    assert send_all(mail_server) == [email]
    assert send_all(mail_server) == []
    (mail,) = mail_server.mails()
    assert (mail["To"], mail["Subject"]) == ("ada@northshire.example", "Two audits are due")
    assert mail["Message-ID"] == email.message_id
    assert email.sent_at == NOON


def test_what_was_sent_is_kept_without_its_text(database, mail_server):
    email = make_email(text="https://audit.example/links/secret")
    send_all(mail_server)
    assert "links/secret" in mail_server.mails()[0].get_content()
    assert email.text == ""


def test_the_database_cannot_read_an_email_that_waits(database):
    """Nor can a backup of it, which holds what the database holds."""
    email = make_email(text="https://audit.example/links/secret")
    written = database.session.execute(text("SELECT * FROM email")).one()
    assert "links" not in str(written)
    assert email.text == "https://audit.example/links/secret"


def test_an_email_of_another_key_waits_until_its_key_is_there(database, mail_server, other_key):
    email = make_email()
    seal.use(other_key)
    send_all(mail_server)
    assert mail_server.mails() == [] and "QA_PREVIOUS_SECRET_KEY" in email.trouble
    seal.use(other_key, KEY)
    send_all(mail_server, at=NOON + WAITS[0])
    assert len(mail_server.mails()) == 1


def test_the_same_key_queues_one_email(database):
    assert make_email(once="round 1").id == make_email(once="round 1", text="Other").id


def test_an_email_that_is_put_off_waits_longer_each_time_under_one_name(database, mail_server):
    email, at = make_email(), NOON
    mail_server.answer("451 Try again later")
    for wait in WAITS:
        send_all(mail_server, at)
        assert email.next_try_at == at + wait
        at = email.next_try_at
    mail_server.answer("250 Kept")
    send_all(mail_server, at)
    assert [mail["Message-ID"] for mail in mail_server.mails()] == [email.message_id]
    assert email.trouble is None


def test_an_email_is_given_up_after_the_last_attempt_with_its_reason(database, mail_server):
    email, at = make_email(), NOON
    mail_server.answer("451 The mailbox is full")
    while email.next_try_at:
        at = email.next_try_at
        send_all(mail_server, at)
    assert (email.attempts, email.given_up_at) == (MOST_ATTEMPTS, at)
    assert email.trouble == "The mail server answered 451 The mailbox is full"


def test_an_email_refused_for_good_is_not_tried_again(database, mail_server):
    email = make_email()
    mail_server.answer("550 No such mailbox")
    send_all(mail_server)
    assert (email.given_up_at, email.next_try_at, email.attempts) == (NOON, None, 1)
    assert email.trouble == "The mail server answered 550 No such mailbox"


def test_one_refusal_holds_up_no_other(database, mail_server):
    broken, good = make_email(to="nobody at all"), make_email()
    send_all(mail_server)
    assert broken.given_up_at and good.sent_at


def test_a_server_that_is_away_is_no_emails_fault(database, mail_server):
    email = make_email()
    with pytest.raises(Unreachable, match="cannot be reached"):
        send_all(mail_server, url="smtp://127.0.0.1:9")
    assert (email.attempts, email.next_try_at, email.trouble) == (0, NOON, None)


def test_a_password_is_never_sent_in_the_clear(database, mail_server):
    make_email()
    with pytest.raises(Unreachable):
        send_all(mail_server, url=mail_server.url.replace("//", "//ada:secret@"))
    assert mail_server.mails() == []


def test_after_a_crash_the_same_email_goes_out_under_the_same_name(database, mail_server):
    email = make_email()
    claimed = operations.claim(NOON)
    db.session.commit()
    with MailServer(mail_server.url) as server:
        server.send(write(claimed, SENDER, NOON))  # and here the process dies
    assert send_all(mail_server, NOON + timedelta(minutes=1)) == [], "the claim still stands"
    send_all(mail_server, NOON + CLAIMED_FOR)
    names = [mail["Message-ID"] for mail in mail_server.mails()]
    assert names == [email.message_id] * 2


def test_an_email_that_kills_its_sender_is_given_up(database):
    email, at = make_email(), NOON
    for _ in range(MOST_ATTEMPTS):
        assert operations.claim(at) == email
        at += CLAIMED_FOR
    operations.give_up_stuck(at)
    db.session.refresh(email)
    assert email.given_up_at == at and operations.claim(at) is None


def test_trying_again_takes_up_what_the_council_gave_up(database, mail_server):
    here, there = make_council("Northshire"), make_council("Southshire")
    ours, theirs = make_email(council_id=here.id), make_email(council_id=there.id)
    mail_server.answer("550 No such mailbox")
    send_all(mail_server)
    assert operations.try_again(viewer_of(make_person(Role.ADMINISTRATOR, here)), NOON) == 1
    mail_server.answer("250 Kept")
    assert send_all(mail_server) == [ours]
    assert theirs.given_up_at


def test_old_mail_is_forgotten_and_waiting_mail_is_not(database, mail_server):
    make_email()
    send_all(mail_server)
    waiting = make_email()
    operations.purge(NOON + timedelta(days=89))
    assert queries.standing().sent == 1
    operations.purge(NOON + timedelta(days=91))
    found = queries.standing()
    assert (found.sent, found.waiting, found.oldest) == (0, 1, waiting.queued_at)
