"""What the trail's events about places and people are called on a page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qa_app.access.rules import Duty, Role

WORDS = {
    "council:added": "Added",
    "place:added": "Added",
    "place:renamed": "Renamed",
    "place:moved": "Moved",
    "place:closed": "Closed",
    "place:reopened": "Opened again",
    "person:added": "Added to the list of people",
    "person:invited": "Invited",
    "person:edited": "Details changed",
    "person:email-corrected": "Email address corrected",
    "person:appointed": "Appointed",
    "person:appointment-ended": "Appointment ended",
    "person:appointment-moved": "Appointment moved to another place",
    "person:disabled": "Account disabled",
    "person:enabled": "Account enabled again",
    "person:leaving": "Leaving date set",
    "person:staying": "Leaving date taken away",
    "person:absence-recorded": "Absence recorded",
    "person:absence-changed": "Absence changed",
    "person:absence-removed": "Absence removed",
}


def event_in_words(name: str) -> str:
    """An event that another capability writes is named by its own words: “sign-in:signed-in”."""
    if name in WORDS:
        return WORDS[name]
    words = name.rpartition(":")[2].replace("-", " ")
    return words[:1].upper() + words[1:]


def more_in_words(facts: Mapping[str, Any], places: Mapping[str, str]) -> str:
    """The facts of an event that somebody reading a history wants, as words."""
    said = []
    if holds := facts.get("holds"):
        said.append(holds_in_words(holds))
    if place := places.get(facts.get("place", "")):
        said.append(place)
    for name, words in (("starts_on", "from"), ("ends_on", "until"), ("on", "on")):
        if day := facts.get(name):
            said.append(f"{words} {day_in_words(day)}")
    return ", ".join(said)


def holds_in_words(name: str) -> str:
    members = {one.name: one.value for kind in (Role, Duty) for one in kind}
    return members.get(name, name)


def day_in_words(day: str) -> str:
    there = date.fromisoformat(day)
    return f"{there.day} {there:%B %Y}"
