"""Everything a council may choose for itself: one table, to which later capabilities add their own."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

LEAST_CONTRAST = 4.5
SHORTEST_IDLE, USUAL_IDLE, LONGEST_IDLE = 15, 60, 120
HELP_CONTACT = "help_contact"
DAY_FORMATS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")

Check = Callable[[Any], str | None]


class Asks(StrEnum):
    """How a setting is asked for, and what its value is."""

    TEXT = "One line"
    NUMBER = "Whole number"
    LINES = "One on each line"
    DAYS = "One day on each line"
    YES_OR_NO = "Yes or no"


@dataclass(frozen=True)
class Setting:
    """`check` takes the value and says what to do about it, or None when it will do.

    `said` gives the lines in which a value is read, where they are not the lines that are typed.
    """

    name: str
    label: str
    hint: str
    default: Any
    asks: Asks = Asks.TEXT
    check: Check = lambda value: None
    group: str = "The council"
    said: Callable[[Any], list[str]] | None = None
    when_empty: str = "Not given"


SETTINGS: dict[str, Setting] = {}


def declare(*settings: Setting) -> None:
    """Add settings to the table; the rules of any capability may."""
    SETTINGS.update({setting.name: setting for setting in settings})


def contrast_with_white(colour: str) -> float:
    """As WCAG counts it, from 1 (white itself) to 21 (black)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)


def why_not_colour(colour: str) -> str | None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return "Enter a colour as # and six numbers or letters from a to f, like #1d4f6e"
    if (contrast := contrast_with_white(colour)) < LEAST_CONTRAST:
        return (
            f"White words could not be read on this colour: its contrast is {contrast:.1f} and "
            f"must be {LEAST_CONTRAST} or more. Choose a darker one."
        )
    return None


def needed(message: str) -> Check:
    return lambda value: None if value else message


def at_most(most: int) -> Check:
    return lambda value: f"Use {most:,} characters or fewer" if len(value) > most else None


def between(least: int, most: int, words: str) -> Check:
    def check(value: int | None) -> str | None:
        fits = value is not None and least <= value <= most
        return None if fits else f"Enter {words} between {least:,} and {most:,}"

    return check


def why_not_phone(number: str) -> str | None:
    if number and not re.fullmatch(r"[0-9+() ]{5,25}", number):
        return "Enter a phone number, like 01632 960 001"
    return None


def why_not_domains(domains: list[str]) -> str | None:
    for domain in domains:
        if not re.fullmatch(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,63}", domain):
            return f"Enter the part after the @, like northshire.gov.uk. This will not do: {domain}"
    return None


def day_in(text: str) -> date | None:
    """A day as people write it, day first."""
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 – a day has no zone
        except ValueError:
            continue
    return None


def why_not_days(days: list[str]) -> str | None:
    for day in days:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            return f"Enter each day like 25 May 2027. This is not a real date: {day}"
    return None


def value_of(setting: Setting, typed: Any) -> Any:
    """What was typed, as it is kept: lines trimmed and once each, days as the calendar writes them."""
    if setting.asks not in (Asks.LINES, Asks.DAYS):
        return typed
    lines = list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
    if setting.asks is Asks.LINES:
        return lines
    days = [(day_in(line), line) for line in lines]
    return sorted({day.isoformat() if day else line for day, line in days})


def typed_form(setting: Setting, value: Any) -> Any:
    """A value as its box shows it."""
    if setting.asks is Asks.LINES:
        return "\n".join(value)
    if setting.asks is Asks.DAYS:
        days = [date.fromisoformat(day) for day in value]
        return "\n".join(f"{day.day} {day:%B %Y}" for day in days)
    return value


def in_words(setting: Setting, value: Any) -> list[str]:
    """A value as a person reads it, line by line."""
    said = setting.said(value) if setting.said else str(typed_form(setting, value)).splitlines()
    return said or [setting.when_empty]


def may_be_invited(email: str, domains: list[str]) -> bool:
    """Any address when the council has named no domain."""
    return not domains or email.rpartition("@")[2].lower() in domains


declare(
    Setting(
        "header_name",
        "Name in the header",
        "What people see at the top of every page. Leave it empty for the council’s own name.",
        "",
        check=at_most(60),
        when_empty="The council’s own name",
    ),
    Setting(
        "header_colour",
        "Colour of the header",
        "As # and six numbers or letters, like #1d4f6e. White words must be readable on it.",
        "#1d4f6e",
        check=why_not_colour,
    ),
    Setting(
        "own_word",
        "What you call yourselves",
        "Used in sentences: “the council”, “the trust”, “Northshire Children First”.",
        "the council",
        check=lambda value: needed("Enter what you call yourselves")(value) or at_most(60)(value),
    ),
    Setting(
        HELP_CONTACT,
        "Whom people ask for help",
        "Ends a sentence that begins with “contact”: a team with its phone number or email address. "
        "It stands on the pages for help, privacy and accessibility.",
        "",
        check=at_most(200),
    ),
    Setting(
        "idle_minutes",
        "Minutes before an unused session ends",
        f"Between {SHORTEST_IDLE} and {LONGEST_IDLE}. People are warned before it ends.",
        USUAL_IDLE,
        Asks.NUMBER,
        between(SHORTEST_IDLE, LONGEST_IDLE, "minutes"),
        "Signing in",
        said=lambda minutes: [f"{minutes} minutes"],
    ),
    Setting(
        "email_domains",
        "Email domains that may be invited",
        "One on each line, like northshire.gov.uk. Leave it empty to allow any.",
        [],
        Asks.LINES,
        why_not_domains,
        "Signing in",
        when_empty="Any",
    ),
    Setting(
        "safeguarding_day_phone",
        "Safeguarding number by day",
        "Shown to an auditor who finds a child at risk.",
        "",
        check=why_not_phone,
        group="Safeguarding",
    ),
    Setting(
        "safeguarding_night_phone",
        "Safeguarding number out of hours",
        "Shown with the number by day.",
        "",
        check=why_not_phone,
        group="Safeguarding",
    ),
    Setting(
        "days_off",
        "Extra days off",
        "Days on which nothing falls due, beside weekends and England’s bank holidays. "
        "One on each line, like 24 December 2026.",
        [],
        Asks.DAYS,
        why_not_days,
        "Time",
        when_empty="None",
    ),
)
