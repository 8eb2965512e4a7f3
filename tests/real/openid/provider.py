"""The provider's process, and a person's browser in front of it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup

PROGRAM = Path(__file__).with_name("provider.mjs")
CLIENT_ID, CLIENT_SECRET = "qa", "a secret for tests alone"


@contextmanager
def provider(redirect_uri: str) -> Iterator[str]:
    """The issuer's address while it runs; it ends when its input does, however the tests end."""
    with subprocess.Popen(
        ["node", str(PROGRAM), redirect_uri],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["issuer"]
        process.terminate()


def sign_in_there(address: str, name: str) -> str:
    """Sign in at the provider as one of its people; gives the address it leads back to."""
    with requests.Session() as browser:
        page = browser.get(address, timeout=30)
        form = BeautifulSoup(page.text, "html5lib").select_one("form")
        assert form is not None, page.text[:2000]
        typed = {"prompt": "login", "login": name, "password": "any"}
        answer = browser.post(
            urljoin(page.url, str(form["action"])), typed, allow_redirects=False, timeout=30
        )
        while answer.headers["Location"].startswith(page.url.split("/interaction")[0]):
            answer = browser.get(answer.headers["Location"], allow_redirects=False, timeout=30)
        return answer.headers["Location"]
