"""The mail server keeps what it accepts, and refuses when it is told to."""

import smtplib
from email.message import EmailMessage

import pytest


def send(server):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "qa@northshire.example", "ada@b.example", "Due"
    mail.set_content("Two audits are due.")
    with smtplib.SMTP("127.0.0.1", server.port, timeout=10) as link:
        link.send_message(mail)


def test_a_mail_can_be_read_with_whom_it_was_for(mail_server):
    send(mail_server)
    (mail,) = mail_server.mails()
    assert (mail["Subject"], mail["X-RcptTo"]) == ("Due", "ada@b.example")
    assert "Two audits" in mail.get_content()


def test_a_refused_mail_is_not_kept(mail_server):
    mail_server.answer("451 Try again later")
    with pytest.raises(smtplib.SMTPDataError, match="451"):
        send(mail_server)
    assert mail_server.mails() == []
