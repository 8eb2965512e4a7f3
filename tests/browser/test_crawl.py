"""Every page that a role is led to, with the demonstration's data: sound, and readable on a narrow screen."""

import os
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment
from tests.browser.demonstration import demonstration
from tests.browser.visitor import NARROW, WIDE, Visitor, visitor
from tests.real.databases import at_database
from tests.real.service import Service
from tests.real.signed_in import cookies_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IDENTIFIER = re.compile(r"/[\w-]{22}(?=/|$)")
# A template is a kind of page too, whichever of the library’s it is.
TEMPLATE = re.compile(r"(?<=/audit-templates)/[\w-]+/\d+(?=/|$)")
TO_DOWNLOAD = re.compile(r"/(download|example|picture)$|\.\w+$")
LINKS = "[...document.querySelectorAll('a[href]')].map((one) => one.href)"
MOST_PAGES = 60


@pytest.fixture(scope="module")
def demo_url(postgresql_server: str) -> str:
    return demonstration(postgresql_server, Path(os.environ["QA_TEST_RUN"]))


@pytest.fixture(scope="module")
def demo(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(demo_url, tmp_path_factory.mktemp("demonstration") / "log")
    service.start()
    yield service
    service.stop()


def cookies_of(role: Role) -> dict[str, str]:
    """Somebody of the demonstration who holds this role."""
    held = select(Appointment).where(Appointment.role == role).order_by(Appointment.id)
    return cookies_for(db.session.scalars(held.limit(1)).one().person)


def crawl(somebody: Visitor) -> tuple[int, list[str]]:
    """Follow links to each kind of page once; how many there were, and what was wrong."""
    waiting, met, wrong = deque(["/"]), {"/"}, []
    opened = 0
    while waiting and opened < MOST_PAGES:
        address = waiting.popleft()
        opened += 1
        wrong += faults_on(somebody, address)
        for link in links_on(somebody):
            kind = TEMPLATE.sub("/*", IDENTIFIER.sub("/*", link))
            if kind not in met:
                met.add(kind)
                waiting.append(link)
    return opened, wrong


def faults_on(somebody: Visitor, address: str) -> list[str]:
    wrong = []
    try:
        somebody.open(address)
    except AssertionError as fault:
        wrong.append(str(fault))
        somebody.troubles.clear()
    somebody.page.set_viewport_size(NARROW)
    wrong += [f"{address} at 320 pixels: {what}" for what in somebody.is_too_wide()]
    somebody.page.set_viewport_size(WIDE)
    return wrong


def links_on(somebody: Visitor) -> list[str]:
    found = [urlsplit(link) for link in somebody.page.evaluate(LINKS)]
    ours = [link.path for link in found if link.netloc == urlsplit(somebody.service).netloc]
    return [path for path in ours if not TO_DOWNLOAD.search(path)]


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "nobody")
def test_every_page_that_a_role_is_led_to_is_sound(role, demo, demo_url, chromium: Browser):
    with at_database(demo_url):
        cookies = cookies_of(role) if role else {}
    with visitor(chromium, demo.url, cookies) as somebody:
        opened, wrong = crawl(somebody)
    assert not wrong, "\n".join(wrong)
    assert opened >= (5 if role else 3), "the first page leads nowhere"
