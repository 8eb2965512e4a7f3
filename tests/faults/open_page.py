"""A section that somebody has open: it knows what its page carries, and saves as the script of the page does."""

import requests
from bs4 import BeautifulSoup

from qa_app.web.autosave import HEADER, KEY, NUMBER, VERSION, WHOSE

CARRIED = ("csrf_token", VERSION, KEY, WHOSE)
LONGEST_WAIT = 30


class OpenPage:
    def __init__(self, service: str, address: str, cookies: dict[str, str]) -> None:
        self.address = service + address
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.cookies.update(cookies)
        # A server closes a connection that is idle, perhaps as the next save is on its way; browsers ask again.
        self.session.headers["Connection"] = "close"
        self.number = 0
        self.carried: dict[str, str] = {}
        self.open()

    def open(self) -> None:
        """Load it, as for the first time."""
        page = self.session.get(self.address, timeout=LONGEST_WAIT)
        page.raise_for_status()
        fields = BeautifulSoup(page.text, "html.parser").select("input[name]")
        values = {str(one["name"]): str(one.get("value", "")) for one in fields}
        self.carried = {name: values[name] for name in CARRIED}
        self.number = 0

    def save(self, words: str) -> requests.Response:
        """Raise a RequestException where no answer comes."""
        self.number += 1
        form = self.carried | {NUMBER: str(self.number), "evidence": words, "note": ""}
        headers = {"Accept": "application/json", HEADER: "1"}
        return self.session.post(
            self.address, form, headers=headers, timeout=LONGEST_WAIT, allow_redirects=False
        )
