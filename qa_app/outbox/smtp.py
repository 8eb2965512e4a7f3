"""Talk to the council's mail server, and tell its fault from an email's."""

import smtplib
import ssl
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from types import TracebackType
from urllib.parse import parse_qs, unquote, urlsplit

from qa_app.outbox.models import Email

PATIENCE_SECONDS = 60
LONGEST_TROUBLE = 200
# It wants us to sign in first, or differently: no email is to blame.
SIGN_IN_CODES = (530, 534, 535, 538)


class Unreachable(Exception):
    """The server cannot be reached or does not let us in. Every email would fail in the same way."""


class Refused(Exception):
    """The server did not take this email."""

    def __init__(self, trouble: str, *, for_good: bool) -> None:
        super().__init__(trouble[:LONGEST_TROUBLE])
        self.for_good = for_good


class MailServer:
    """One conversation with the server; taken up again when it breaks off."""

    def __init__(self, url: str, trust: ssl.SSLContext | None = None) -> None:
        self.parts = urlsplit(url)
        if self.parts.scheme not in ("smtp", "smtps") or not self.parts.hostname:
            raise Unreachable("Set QA_SMTP_URL to smtp://host or smtps://host, with its port.")
        self.trust = trust or ssl.create_default_context()
        self.link: smtplib.SMTP | None = None

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _t: TracebackType | None,
    ) -> None:
        self.hang_up()

    def send(self, mail: EmailMessage) -> None:
        link = self.link = self.link or self._connect()
        try:
            link.send_message(mail)
        except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
            raise Refused(
                f"The mail server cannot write this address: {error}", for_good=True
            ) from None
        except smtplib.SMTPSenderRefused as error:
            self.hang_up()
            raise Unreachable(
                f"The mail server does not take QA_MAIL_FROM: {_said(error)}"
            ) from None
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise self._refused(smtplib.SMTPResponseException(code, said)) from None
        except smtplib.SMTPResponseException as error:
            raise self._refused(error) from None
        except (OSError, smtplib.SMTPException):
            self.hang_up()
            raise Refused("The mail server broke off", for_good=False) from None

    def hang_up(self) -> None:
        link, self.link = self.link, None
        if link is not None:
            try:
                link.quit()
            except (OSError, smtplib.SMTPException):
                link.close()

    def _refused(self, error: smtplib.SMTPResponseException) -> Exception:
        if error.smtp_code == 421:  # it says goodbye
            self.hang_up()
        if error.smtp_code in SIGN_IN_CODES:
            return Unreachable(f"The mail server asks us to sign in: {_said(error)}")
        return Refused(f"The mail server answered {_said(error)}", for_good=error.smtp_code >= 500)

    def _connect(self) -> smtplib.SMTP:
        try:
            return self._set_up(self._reach())
        except smtplib.SMTPResponseException as error:
            raise Unreachable(f"The mail server answered {_said(error)}") from None
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(f"The mail server cannot be reached: {error}") from None

    def _reach(self) -> smtplib.SMTP:
        host = self.parts.hostname or ""
        if self.parts.scheme == "smtps":
            return smtplib.SMTP_SSL(
                host, self.parts.port or 465, timeout=PATIENCE_SECONDS, context=self.trust
            )
        return smtplib.SMTP(host, self.parts.port or 25, timeout=PATIENCE_SECONDS)

    def _set_up(self, link: smtplib.SMTP) -> smtplib.SMTP:
        try:
            link.ehlo()
            if self.parts.scheme == "smtp" and (self._must_be_secret or link.has_extn("starttls")):
                link.starttls(context=self.trust)
                link.ehlo()
            if self.parts.username:
                link.login(unquote(self.parts.username), unquote(self.parts.password or ""))
        except BaseException:
            link.close()
            raise
        return link

    @property
    def _must_be_secret(self) -> bool:
        """A password never travels in the clear, whatever the server offers."""
        asked = parse_qs(self.parts.query).get("starttls", [""])
        return bool(self.parts.username) or asked == ["required"]


def write(email: Email, sender: str, at: datetime) -> EmailMessage:
    """Plain text, with a name that stays the same however often it is sent."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _as_address(sender)
    try:
        mail["To"] = Address(addr_spec=email.to)
        mail["Subject"] = email.subject
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = email.message_id
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(email.text, cte="quoted-printable")
    except (ValueError, IndexError) as error:
        raise Refused(f"This email cannot be written: {error}", for_good=True) from None
    return mail


def _as_address(sender: str) -> Address:
    name, address = parseaddr(sender)
    try:
        return Address(display_name=name, addr_spec=address)
    except (ValueError, IndexError):
        raise Unreachable("Set QA_MAIL_FROM to the address that emails come from.") from None


def _said(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{error.smtp_code} {' '.join(words.split())}"
