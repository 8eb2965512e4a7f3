"""Audits that are submitted twice at the same moment: by a double click, and from two open pages."""

import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import requests
from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.actions.models import ActionChange
from qa_app.actions.rules import Act, ForWhom, Wish
from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.audits.operations import bringing_in
from qa_app.audits.operations.bringing_in import WrittenAudit, WrittenFinding
from qa_app.audits.operations.people import TookPart
from qa_app.audits.queries import picture_of
from qa_app.audits.rules import HANDED_IN, FindingKind, Safe
from qa_app.foundation import schema
from qa_app.foundation.database import db
from qa_app.outbox.models import Email
from qa_app.trail.models import Event
from qa_app.web.fields.form import RECEIPT_FIELD, new_receipt_key
from tests.audits.makers import auditor, fill
from tests.children.makers import make_child
from tests.faults.drill import serving, trail_faults
from tests.faults.open_page import OpenPage
from tests.makers import NOON, make_audit, make_person, make_place
from tests.real.databases import at_database
from tests.real.service import GUNICORN, Service
from tests.real.signed_in import cookies_for

DONE_OR_REFUSED = (302, 303, 409)
LONGEST_WAIT = 30
LOWEST = "inadequate"


@dataclass
class Doubles:
    """How often each thing happened, of so many audits sent twice each."""

    audits: int
    submitted: int = 0
    events: int = 0
    owed: int = 0
    emails: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        each = (self.submitted, self.events, self.owed, self.emails)
        return set(each) == {self.audits} and not self.faults


@dataclass(frozen=True)
class Prepared:
    ids: list[str]
    section: str
    cookies: dict[str, str]


def submit_twice(url: str, folder: Path, many: int) -> Doubles:
    prepared = prepare_complete(url, many)
    service = Service(url, folder / "double.log", GUNICORN)
    told = Doubles(many)
    with serving(service):
        address = f"/audits/{prepared.ids[0]}/sections/{prepared.section}"
        page = OpenPage(service.url, address, prepared.cookies)
        for number, audit_id in enumerate(prepared.ids):
            # Half by one form that is sent twice, half from two pages.
            keys = [new_receipt_key()] * 2 if number % 2 else [new_receipt_key(), new_receipt_key()]
            at_once(f"{service.url}/audits/{audit_id}/check-answers", page, keys, told)
    tell_heads_twice(service, told)
    count_all(url, told)
    told.faults += trail_faults(service)
    return told


def tell_heads_twice(service: Service, told: Doubles) -> None:
    """The timer that brings what is lowest to heads of service, started twice at the same moment."""
    command = [sys.executable, "-c", "from qa_app.cli import qa; qa()", "voices", "release"]
    started = [
        subprocess.Popen(
            command,
            cwd=service.log.parent,
            env=service.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(2)
    ]
    for one in started:
        said, _ = one.communicate()
        if one.returncode:
            told.faults.append(said)


def at_once(address: str, page: OpenPage, keys: list[str], told: Doubles) -> None:
    ready = threading.Barrier(len(keys))

    def send(key: str) -> None:
        form = {"csrf_token": page.carried["csrf_token"], RECEIPT_FIELD: key, "safe": Safe.YES.name}
        ready.wait()
        answer = requests.post(
            address,
            form,
            cookies=page.session.cookies,
            timeout=LONGEST_WAIT,
            allow_redirects=False,
        )
        if answer.status_code not in DONE_OR_REFUSED:
            told.faults.append(f"{answer.status_code}: {answer.text[:300]}")

    senders = [threading.Thread(target=send, args=(key,)) for key in keys]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()


def prepare_complete(url: str, many: int) -> Prepared:
    """One audit filled in as its form asks, and the others like it; each asks for something for its child."""
    with at_database(url):
        schema.upgrade(db.engine)
        place = make_place()
        make_person(Role.HEAD_OF_SERVICE, place)
        # Of the lowest grade, so that there is an email to be sent twice: the head of service hears of each.
        first = fill(make_audit(place=place), LOWEST)
        reader = first.allocation.auditor
        picture = picture_of(first)
        written = WrittenAudit(
            picture.sections,
            picture.whole,
            [WrittenFinding(kind, kind.value, ("VOI1",)) for kind in FindingKind],
            {part: TookPart(took) for part, took in picture.parts.items()},
            Safe.YES,
        )
        audits = [
            make_audit(place=place, auditor=reader, reference=make_child(place).child.reference)
            for _ in range(many)
        ]
        wish = Wish(ForWhom.CHILD, "Look at every record.", "No record has a gap.")
        for audit in audits:
            bringing_in.bring_in(audit, written, auditor(audit), NOON)
            operations.propose_action(audit, wish, auditor(audit), NOON)
        section = first.template.sections[0].id
        return Prepared([one.public_id for one in audits], section, cookies_for(reader))


def count_all(url: str, told: Doubles) -> None:
    with at_database(url):
        submitted = select(func.count()).where(Audit.status.in_(HANDED_IN))
        told.submitted = db.session.scalar(submitted) or 0
        happened = select(Event.about_id).where(Event.name == "audit:submitted")
        events = Counter(db.session.scalars(happened))
        told.events = sum(events.values())
        owed = Counter(
            db.session.scalars(select(ActionChange.action_id).where(ActionChange.act == Act.OWED))
        )
        told.owed = sum(owed.values())
        told.emails = db.session.scalar(select(func.count()).select_from(Email)) or 0
        told.faults += [
            f"{one} was submitted {times} times" for one, times in events.items() if times > 1
        ]
