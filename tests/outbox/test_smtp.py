"""What an email looks like, and how the server is talked to in secret."""

import email.policy
import ssl
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from hypothesis import given
from hypothesis import strategies as some

from qa_app.outbox.models import Email
from qa_app.outbox.smtp import MailServer, Refused, Unreachable, write
from tests.makers import NOON
from tests.outbox.certificates import make_certificate
from tests.outbox.makers import SENDER
from tests.real.processes import free_port

TEXT = some.text(some.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


def email_with(**what_matters: str) -> Email:
    chosen = {
        "to": "ada@northshire.example",
        "subject": "Two audits are due",
        "text": "Hello",
        "message_id": "<0123@case-file-audit>",
    }
    return Email(**{**chosen, **what_matters})


def read(mail) -> email.message.EmailMessage:
    return message_from_bytes(mail.as_bytes(), policy=email.policy.default)


def text_of(mail: email.message.EmailMessage) -> str:
    return mail.get_content().replace("\r\n", "\n")


def test_names_with_accents_arrive_as_they_were_written():
    mail = write(email_with(subject="Zoë’s month", text="Grüße\n"), "Siân’s <a@b.example>", NOON)
    sent = mail.as_bytes()
    assert sent.isascii(), "an old mail server must not spoil it"
    assert max(map(len, sent.split(b"\r\n"))) <= 78
    found = read(mail)
    assert found["Subject"] == "Zoë’s month"
    assert found["From"].addresses[0].display_name == "Siân’s"
    assert text_of(found) == "Grüße\n"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Date"].datetime == NOON


@given(subject=TEXT, text=TEXT)
def test_any_words_arrive(subject, text):
    found = read(write(email_with(subject=subject, text=text), SENDER, NOON))
    assert text_of(found).rstrip("\n") == text
    assert found.get_content_type() == "text/plain"
    assert found.keys().count("To") == 1


@pytest.mark.parametrize(
    "trick",
    [
        {"subject": "Due\r\nBcc: eve@elsewhere.example"},
        {"to": "ada@northshire.example\r\nBcc: eve@elsewhere.example"},
        {"to": "ada@northshire.example, eve@elsewhere.example"},
        {"to": ""},
    ],
)
def test_an_email_that_hides_a_second_recipient_is_refused(trick):
    with pytest.raises(Refused) as refused:
        write(email_with(**trick), SENDER, NOON)
    assert refused.value.for_good


def test_a_sender_that_is_no_address_is_no_emails_fault():
    with pytest.raises(Unreachable, match="QA_MAIL_FROM"):
        write(email_with(), "Northshire audits", NOON)


def test_an_address_of_another_kind_is_refused():
    with pytest.raises(Unreachable, match="QA_SMTP_URL"):
        MailServer("https://mail.northshire.example")


class Mailbox:
    def __init__(self) -> None:
        self.senders: list[str] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.senders.append(session.auth_data)
        return "250 Kept"


@pytest.fixture
def trusted(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server shows and what a client believes."""
    make_certificate(tmp_path / "server.pem")
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(tmp_path / "server.pem")
    believed = ssl.create_default_context(cafile=str(tmp_path / "server.pem"))
    return shown, believed


def serving(mailbox: Mailbox, shown: ssl.SSLContext, whole: bool) -> Controller:
    def who(_server, _session, _envelope, _kind, data) -> AuthResult:
        good = (data.login, data.password) == (b"ada@n", b"s:cret")
        return AuthResult(success=good, handled=good, auth_data=data.login.decode())

    class Server(Controller):
        def factory(self) -> SMTP:
            secret = {} if whole else {"tls_context": shown, "require_starttls": True}
            return SMTP(
                mailbox,
                authenticator=who,
                auth_required=not whole,
                auth_require_tls=not whole,
                **secret,
            )

    return Server(
        mailbox, hostname="127.0.0.1", port=free_port(), ssl_context=shown if whole else None
    )


@pytest.mark.parametrize("whole", [False, True], ids=["starttls", "tls from the start"])
def test_mail_travels_in_secret_and_signed_in(trusted, whole):
    shown, believed = trusted
    mailbox = Mailbox()
    controller = serving(mailbox, shown, whole)
    controller.start()
    try:
        url = f"smtp{'s' if whole else ''}://ada%40n:s%3Acret@127.0.0.1:{controller.port}"
        with MailServer(url, believed) as server:
            server.send(write(email_with(), SENDER, NOON))
        with pytest.raises(Unreachable, match="535"):
            MailServer(url.replace("cret", "x"), believed).send(write(email_with(), SENDER, NOON))
        with pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
            MailServer(url).send(write(email_with(), SENDER, NOON))
    finally:
        controller.stop()
    assert mailbox.senders == ["ada@n"]
