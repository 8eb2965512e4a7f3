"""Pictures of the running demonstration, for the README and for looking at every page as each role.

`python -m tests.pictures docs/images http://127.0.0.1:5000` takes the README's; with --all also those of
every way in the menu, as each role, at the width of a phone and of a desk.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.real import chromium

PHONE, DESK = 320, 1280
ADDRESSES = "all => all.map(one => one.href)"
FOR_THE_README = "QA lead"
HEIGHT = 800
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Account = dict[str, Any]


def accounts() -> tuple[str, list[Account]]:
    """The password and the accounts with their codes of this moment."""
    command = [str(Path(sys.executable).with_name("qa")), "demo", "--json"]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return said["password"], said["accounts"]


def account_of(role: str) -> tuple[str, Account]:
    password, listed = accounts()
    return password, next(one for one in listed if one["role"] == role)


def sign_in(page: Page, address: str, role: str) -> None:
    """Email address, password, then the code of this moment, as somebody with an app on their phone."""
    page.goto(f"{address}/sign-in")
    password, account = account_of(role)
    page.locator("#email").fill(account["email"])
    go_on(page)
    page.locator("#password").fill(password)
    go_on(page)
    if account["seconds_left"] < 5:
        time.sleep(account["seconds_left"] + 1)
    page.locator("[autocomplete=one-time-code]").fill(account_of(role)[1]["code"])
    go_on(page)
    if page.get_by_role("radio").count():
        page.get_by_role("radio").first.check()
        go_on(page)


def go_on(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def shoot(page: Page, file: Path, *, whole: bool = True) -> None:
    page.screenshot(path=file, full_page=whole)


def shoot_role(browser: Browser, address: str, folder: Path, role: str) -> None:
    """The first page and each way in its menu, at both widths; says what runs off the screen."""
    page = browser.new_page(viewport={"width": DESK, "height": HEIGHT})
    sign_in(page, address, role)
    for way in ways_on(page):
        name = way.removeprefix(address).strip("/").replace("/", "-") or "home"
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.goto(way)
            shoot(page, folder / f"{role.lower().replace(' ', '-')}.{name}.{width}.png")
            over = page.evaluate("document.documentElement.scrollWidth") - width
            if over > 0:
                print(f"{role} {name}: {over} pixels wider than {width}")  # noqa: T201
    page.close()


def ways_on(page: Page) -> list[str]:
    """Each part of the menu, and inside it each way."""
    found = []
    for part in page.locator("nav[aria-label=Menu] a").evaluate_all(ADDRESSES):
        page.goto(part)
        found += page.locator(".app-ways a").evaluate_all(ADDRESSES) or [part]
    return found


def main() -> None:
    folder, address = Path(sys.argv[1]), sys.argv[2].rstrip("/")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=OPTIONS)
        if "--all" in sys.argv:
            for account in accounts()[1]:
                shoot_role(browser, address, folder, account["role"])
        else:
            page = browser.new_page(viewport={"width": DESK, "height": HEIGHT})
            sign_in(page, address, FOR_THE_README)
            shoot(page, folder / "home.png", whole=False)
        browser.close()


if __name__ == "__main__":
    main()
