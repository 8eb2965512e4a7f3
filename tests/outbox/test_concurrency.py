from collections import Counter

import pytest

from tests.own_database import finish, qa_json, start

QA = ("-c", "from qa_app.cli import qa; qa()")
COUNT = 30


@pytest.mark.slow
def test_many_may_queue_and_send_and_each_email_is_queued_and_sent_once(own_url, mail_server):
    finish([start(own_url, "-m", "tests.outbox.queuer", str(COUNT)) for _ in range(2)])
    assert qa_json(own_url, "mail", "status")["waiting"] == COUNT

    settings = {"QA_SMTP_URL": mail_server.url, "QA_MAIL_FROM": "audits@northshire.example"}
    finish([start(own_url, *QA, "mail", "send", **settings) for _ in range(2)])

    sent = Counter(mail["Subject"] for mail in mail_server.mails())
    assert sent == Counter({f"Email {number}": 1 for number in range(COUNT)})
    assert qa_json(own_url, "mail", "status")["waiting"] == 0
