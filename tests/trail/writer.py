"""A process that writes events one transaction each: `python -m tests.trail.writer COUNCIL COUNT`."""

import sys
import time

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.settings import Settings
from qa_app.trail.operations import record

council_id, count = int(sys.argv[1]), int(sys.argv[2])
db.connect(Settings.from_environment().database_url)
for number in range(count):
    record("place:added", None, council_id=council_id, at=now(), count=number)
    db.session.commit()
    sys.stdout.write(f"{number + 1}\n")  # acknowledged
    sys.stdout.flush()
    time.sleep(0.005)  # as people do; SQLite's waiting writers take no turns
