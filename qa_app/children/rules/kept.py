"""A record as a preview keeps it for an hour: plain text and numbers, and back."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from qa_app.children.rules.records import OpenRecord
from qa_app.uploads.rules.problems import Problem, Weight

DATES = ("status_since", "plan_start", "last_seen", "last_review")
KNOWN = {field.name for field in fields(OpenRecord)}


def as_kept(record: OpenRecord) -> dict[str, Any]:
    """Only what says something; the rest is as it is made."""
    kept = {name: value for name, value in asdict(record).items() if value not in (None, "")}
    return {name: value.isoformat() if name in DATES else value for name, value in kept.items()}


def from_kept(kept: Mapping[str, Any]) -> OpenRecord:
    known: dict[str, Any] = {name: value for name, value in kept.items() if name in KNOWN}
    known.update({name: date.fromisoformat(known[name]) for name in DATES if name in known})
    return OpenRecord(**known)


def without_characteristics(record: OpenRecord) -> OpenRecord:
    """For a council that does not sample across groups, and so has no need of them."""
    return replace(record, gender="", ethnic_group="", disability=None)


def problem_as_kept(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "weight": problem.weight.name}


def problem_from_kept(kept: Mapping[str, Any]) -> Problem:
    return Problem(**{**kept, "weight": Weight[kept["weight"]]})
