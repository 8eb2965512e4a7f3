"""Whom a council rings, added to the table of its settings, and what a page says while they are empty."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa_app.concerns.rules.states import About
from qa_app.organisation.rules.settings import Setting, at_most, declare, why_not_phone

GROUP = "Safeguarding"
DAY, NIGHT = "safeguarding_day_phone", "safeguarding_night_phone"
OFFICER_NAME, OFFICER_PHONE = "designated_officer_name", "designated_officer_phone"
OFFICER_EMAIL = "designated_officer_email"
ADULT_PHONE, ADULT_EMAIL = "adult_safeguarding_phone", "adult_safeguarding_email"
AN_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,60}")

# As long as a council has entered nothing; and the names of all that it may enter.
CHOSEN_NOTHING: Mapping[str, str] = dict.fromkeys(
    (DAY, NIGHT, OFFICER_NAME, OFFICER_PHONE, OFFICER_EMAIL, ADULT_PHONE, ADULT_EMAIL), ""
)

# The numbers that a page of a concern shows; without any of them it cannot say whom to ring.
NEEDED = (DAY, NIGHT, OFFICER_PHONE, ADULT_PHONE)
IN_WORDS = {
    DAY: "the safeguarding number by day",
    NIGHT: "the safeguarding number out of hours",
    OFFICER_PHONE: "the designated officer’s number",
    ADULT_PHONE: "the adult safeguarding number",
}


@dataclass(frozen=True)
class Line:
    """One telephone, and what to do while the council has not entered its number."""

    whom: str
    number: str
    otherwise: str


def lines_of(chosen: Mapping[str, Any], about: About | None = None) -> list[Line]:
    """Whom to ring, of a concern about this; of any, while nobody has said what it is about."""
    lines = []
    if about in (None, About.CHILD):
        lines += [
            Line("By day", chosen[DAY], "Ring the child’s team manager."),
            Line(
                "In the evening, at night and at weekends",
                chosen[NIGHT],
                "Ring the council’s main number and ask for the emergency duty team.",
            ),
        ]
    if about in (None, About.COLLEAGUE):
        officer = chosen[OFFICER_NAME]
        lines.append(
            Line(
                "About somebody who works with children: the designated officer"
                + (f", {officer}" if officer else ""),
                chosen[OFFICER_PHONE],
                "Ring the council’s main number and ask for the designated officer (LADO).",
            )
        )
    if about in (None, About.ADULT):
        lines.append(
            Line(
                "About somebody over 18: adult safeguarding",
                chosen[ADULT_PHONE],
                "Ring the council’s main number and ask for adult safeguarding.",
            )
        )
    return lines


def missing_numbers(chosen: Mapping[str, Any]) -> list[str]:
    return [IN_WORDS[name] for name in NEEDED if not chosen.get(name)]


def why_not_address(address: str) -> str | None:
    if address and not AN_ADDRESS.fullmatch(address):
        return "Enter an email address in the correct format, like name@example.gov.uk"
    return None


declare(
    Setting(
        OFFICER_NAME,
        "Designated officer",
        "Who takes concerns about people who work with children: their name or the name of the team.",
        "",
        check=at_most(100),
        group=GROUP,
    ),
    Setting(
        OFFICER_PHONE,
        "The designated officer’s number",
        "Shown to whoever raises a concern about somebody who works with children.",
        "",
        check=why_not_phone,
        group=GROUP,
    ),
    Setting(
        OFFICER_EMAIL,
        "The designated officer’s email address",
        "Such a concern goes to this address alone. If it is that of an account here, they can open it.",
        "",
        check=why_not_address,
        group=GROUP,
        when_empty="Nobody is told by email",
    ),
    Setting(
        ADULT_PHONE,
        "Adult safeguarding number",
        "Shown to whoever raises a concern about somebody over 18.",
        "",
        check=why_not_phone,
        group=GROUP,
    ),
    Setting(
        ADULT_EMAIL,
        "Adult safeguarding email address",
        "Told that there is a concern about somebody over 18, and nothing of whom.",
        "",
        check=why_not_address,
        group=GROUP,
        when_empty="Nobody is told by email",
    ),
)
