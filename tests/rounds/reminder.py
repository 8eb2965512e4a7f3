"""A process that reminds as a timer does: `python -m tests.rounds.reminder set-up`, then without a word."""

import sys
import time
from datetime import UTC, datetime, timedelta

from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.organisation.queries.places import list_councils
from qa_app.rounds.operations.reminding import remind
from qa_app.settings import Settings
from tests.makers import make_allocation, make_council, make_person, make_place
from tests.rounds.councils import MONTH

AUDITORS, RUNS = 25, 3
DUE_DAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


def set_up() -> None:
    council = make_council()
    for number in range(AUDITORS):
        place = make_place(council, f"Team {number}")
        auditor = make_person(place=place)
        for reference in (f"1{number:03}", f"2{number:03}"):
            make_allocation(auditor, place, reference, day=MONTH)
    db.session.commit()


def run() -> None:
    for number in range(RUNS):
        for council in list_councils():
            remind(council, "https://audits.northshire.example", DUE_DAY + timedelta(hours=number))
            db.session.commit()
        time.sleep(0.01)


if __name__ == "__main__":
    settings = Settings.from_environment()
    seal.use(*settings.secret_keys)
    db.connect(settings.database_url)
    set_up() if "set-up" in sys.argv else run()
