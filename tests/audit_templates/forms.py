"""Forms as a browser sends them back, with whatever they hold."""

from typing import Any

from bs4 import BeautifulSoup


def filled_in(page: BeautifulSoup, button: str = "save") -> dict[str, Any]:
    """Every answer of the form with this button, as it stands on the page."""
    form = page.select_one(f"button[name={button}]").find_parent("form")
    sent: dict[str, Any] = {}
    for box in form.select("input[name], textarea, select"):
        if box.name == "input" and box.get("type") in ("radio", "checkbox"):
            if box.has_attr("checked"):
                sent.setdefault(box["name"], []).append(box["value"])
        elif box.name == "select":
            chosen = box.select_one("option[selected]")
            sent[box["name"]] = chosen["value"] if chosen else ""
        elif box.name == "textarea":
            # A browser leaves out a first new line, and sends two characters for each other one.
            sent[box["name"]] = box.text.removeprefix("\n").replace("\n", "\r\n")
        elif box.get("type") != "file":
            sent[box["name"]] = box.get("value", "").replace("\n", "")
    del sent["csrf_token"]
    return sent
