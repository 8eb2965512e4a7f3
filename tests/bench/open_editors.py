"""How long an autosave takes while many people type, each at a section of their own."""

import random
import threading
import time
from dataclasses import dataclass, field

from tests.faults.drill import At, serving
from tests.faults.open_page import OpenPage
from tests.faults.setting import prepare
from tests.real.service import GUNICORN, Service

EDITORS, SECONDS = 50, 60
# The script of a page saves so many seconds after the last key, and while typing goes on at the latest after so many.
SOONEST, LATEST = 4.0, 8.0
# Seconds within which nineteen saves in twenty are answered.
PROMISED = 0.150
WORDS = "The manager saw the plan standing still and set a date for the next step. "


@dataclass
class Typed:
    taken: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def type_at_once(at: At, editors: int = EDITORS, seconds: float = SECONDS) -> Typed:
    """Every save of so many seconds: how long its answer took, and what was no answer."""
    places = prepare(at.url, editors)
    service, typed = Service(at.url, at.folder / "editors.log", GUNICORN), Typed()
    with serving(service):
        pages = [OpenPage(service.url, one.desk.address, one.desk.cookies) for one in places]
        until = time.monotonic() + seconds
        people = [
            threading.Thread(target=go_on, args=(page, number, until, typed))
            for number, page in enumerate(pages)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    return typed


def go_on(page: OpenPage, number: int, until: float, typed: Typed) -> None:
    chance, text = random.Random(number), ""
    time.sleep(chance.uniform(0, LATEST))
    while time.monotonic() < until:
        text += WORDS
        began = time.perf_counter()
        answer = page.save(text)
        typed.taken.append(time.perf_counter() - began)
        if answer.status_code != 200:
            typed.faults.append(f"{answer.status_code}: {answer.text[:200]}")
        time.sleep(chance.uniform(SOONEST, LATEST))
