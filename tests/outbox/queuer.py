"""A process that queues the same emails as others do: `python -m tests.outbox.queuer COUNT`."""

import sys
import time

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.outbox.operations import queue
from qa_app.settings import Settings

settings = Settings.from_environment()
seal.use(*settings.secret_keys)
db.connect(settings.database_url)
for number in range(int(sys.argv[1])):
    queue(
        to="ada@northshire.example",
        subject=f"Email {number}",
        text="Hello",
        council_id=None,
        once=f"key {number}",
        at=now(),
    )
    db.session.commit()
    time.sleep(0.005)
