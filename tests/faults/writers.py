"""People who save without pause, and a ledger of what they were told was saved."""

import threading
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import requests
from bs4 import BeautifulSoup

from qa_app.web.autosave import NUMBER
from qa_app.web.fields.form import RECEIPT_FIELD, new_receipt_key

PAUSE = 0.02
LONGEST_WAIT = 20


class UnexpectedAnswer(Exception):
    """The service answered something that is neither “saved” nor “I was interrupted”."""


@dataclass
class Write:
    """A form, sent until somebody says what became of it."""

    words: str
    key: str = field(default_factory=new_receipt_key)
    is_acknowledged: bool = False
    replies_lost: int = 0


@dataclass
class Desk:
    """Where a writer works: one form that is theirs alone, and how the service knows them."""

    address: str
    question: str
    also: dict[str, str]
    cookies: dict[str, str] = field(default_factory=dict)


class Writer(threading.Thread):
    """Saves one thing after another; what was interrupted is sent again under the same key."""

    def __init__(self, number: int, service: str, desk: Desk) -> None:
        super().__init__(name=f"writer {number}", daemon=True)
        self.service, self.desk = service, desk
        self.ledger: list[Write] = []
        self.finished = threading.Event()
        self.trouble: str | None = None
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.cookies.update(desk.cookies)
        self.carried = self.open_form()

    def run(self) -> None:
        try:
            for number in count(1):
                if self.finished.is_set():
                    return
                self.save(Write(f"{self.name}, text {number}"), number)
                time.sleep(PAUSE)
        except Exception as error:
            self.trouble = f"{self.name}: {error}"

    def open_form(self) -> dict[str, str]:
        """What the form carries, which stays good for as long as the session: its token, its name, its version."""
        page = self.session.get(self.service + self.desk.address, timeout=LONGEST_WAIT)
        hidden = BeautifulSoup(page.text, "html5lib").select("form[data-autosave] [type=hidden]")
        if not hidden:
            raise UnexpectedAnswer(f"{page.status_code} for {self.desk.address}")
        return {str(one["name"]): str(one["value"]) for one in hidden}

    def save(self, write: Write, number: int) -> None:
        self.ledger.append(write)
        form = {
            **self.carried,
            NUMBER: str(number),
            RECEIPT_FIELD: write.key,
            self.desk.question: write.words,
            **self.desk.also,
        }
        while not write.is_acknowledged:
            self.send(write, form)

    def send(self, write: Write, form: dict[str, Any]) -> None:
        try:
            answer = self.session.post(
                self.service + self.desk.address,
                form,
                timeout=LONGEST_WAIT,
                allow_redirects=False,
            )
        except requests.RequestException:
            write.replies_lost += 1
            time.sleep(PAUSE)
            return
        if answer.status_code in (302, 303):
            write.is_acknowledged = True
        elif answer.status_code in (500, 503):
            write.replies_lost += 1
            time.sleep(PAUSE)
        else:
            raise UnexpectedAnswer(f"{answer.status_code} to “{write.words}”: {answer.text[:500]}")
