"""Somebody at a browser. Whatever page they open is looked at, so that no journey has to say it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
# What axe can tell apart: each kind of element in its place, with or without words, and the headings.
SHAPE = r"""() => {
  const kind = (one) => [one.tagName, one.getAttribute("class"),
    ...[...one.attributes].map((had) =>
      ["role", "type"].includes(had.name) ? `${had.name}=${had.value}` : had.name).sort(),
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) ? "words" : ""].join(" ");
  const all = [...document.querySelectorAll("*")];
  const kinds = new Set(all.map((one) => `${one.parentElement ? kind(one.parentElement) : ""} > ${kind(one)}`));
  const headings = all.filter((one) => /^H[1-6]$/.test(one.tagName)).map((one) => one.tagName);
  const order = headings.filter((name, at) => name !== headings[at - 1]);
  const address = location.pathname.replace(/\/[\w-]{22}(?=\/|$)/g, "/*");
  return [`${address} at ${innerWidth}`, order.join(" "), [...kinds]];
}"""
WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
TOO_WIDE = r"""() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 3).map((one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120))"""
FOCUSED = r"""() => { const one = document.activeElement;
  return one === document.body ? "" : (one.innerText || one.name || one.id).replace(/\s+/g, " ").trim(); }"""


class Sound:
    """What axe found no fault in: the next page of known elements, at a known address, has none either."""

    def __init__(self) -> None:
        self.addresses: set[str] = set()
        self.orders: set[str] = set()
        self.kinds: set[str] = set()

    def has(self, address: str, order: str, kinds: list[str]) -> bool:
        return address in self.addresses and order in self.orders and self.kinds.issuperset(kinds)

    def add(self, address: str, order: str, kinds: list[str]) -> None:
        self.addresses.add(address)
        self.orders.add(order)
        self.kinds.update(kinds)


SOUND = Sound()


class Visitor:
    """A page of the browser, and what went wrong on it so far."""

    def __init__(self, page: Page, service: str, *, has_scripts: bool) -> None:
        self.page, self.service, self.has_scripts = page, service, has_scripts
        self.troubles: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("response", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser also writes of each answer that is not 200; a journey may mean to see those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    def _see(self, answer: Response) -> None:
        failed = answer.status >= 500
        ours = urlsplit(answer.url).path.startswith("/static/")
        if failed or (ours and answer.status >= 400):
            self.troubles.append(f"{answer.status} for {answer.url}")

    def open(self, address: str) -> Page:
        """Go to an address of the service, and look at the page."""
        self.page.goto(self.service + address)
        return self.look()

    def press(self, name: str) -> Page:
        """Press the button or follow the link of this name, and look at the page that follows."""
        control = self.page.get_by_role("button", name=name, exact=True)
        if not control.count():
            control = self.page.get_by_role("link", name=name, exact=True)
        return self.follow(control.first)

    def follow(self, control: Locator) -> Page:
        """Press what leads to another page; whoever goes on sooner presses on the page that is left."""
        with self.page.expect_navigation():
            control.click()
        return self.look()

    def press_key(self, key: str) -> Page:
        """Press a key that leads to another page, and look at that page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self.look()

    def look(self) -> Page:
        """The page is well made: nothing blocked, nothing failed, and no fault that axe can find."""
        assert not self.troubles, f"{self.page.url}: {self.troubles}"
        if self.has_scripts and not SOUND.has(*(shape := self.page.evaluate(SHAPE))):
            found = Axe().run(self.page, options=AXE).response["violations"]
            assert not found, f"{self.page.url}: {[fault(one) for one in found]}"
            SOUND.add(*shape)
        return self.page

    def is_too_wide(self) -> list[str]:
        """What makes the page scroll sideways, if it does."""
        if not self.page.evaluate(SIDEWAYS):
            return []
        return list(self.page.evaluate(TOO_WIDE)) or ["the page scrolls sideways"]

    def tab_to(self, name: str, presses: int = 80) -> None:
        """Reach a control by the Tab key alone."""
        for _ in range(presses):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED) == name:
                return
        raise AssertionError(f"“{name}” cannot be reached by the keyboard on {self.page.url}")


def fault(violation: dict[str, Any]) -> str:
    first = violation["nodes"][0]
    return f"{violation['id']}: {violation['help']} – {first['html'][:200]}"


@contextmanager
def visitor(
    browser: Browser,
    service: str,
    cookies: dict[str, str],
    *,
    scripts: bool = True,
    narrow: bool = False,
) -> Iterator[Visitor]:
    context = browser.new_context(
        java_script_enabled=scripts, viewport=NARROW if narrow else WIDE, locale="en-GB"
    )
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": n, "value": v, "url": service} for n, v in cookies.items()])
    if scripts:
        context.add_init_script(WATCH_POLICY)
    try:
        yield Visitor(context.new_page(), service, has_scripts=scripts)
    finally:
        context.close()
