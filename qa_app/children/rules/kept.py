"""A record as a preview keeps it for an hour, and back."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from qa_app.children.rules.records import OpenRecord
from qa_app.uploads.rules.kept import with_days

DATES = ("status_since", "plan_start", "last_seen", "last_review")
KNOWN = {field.name for field in fields(OpenRecord)}


def from_kept(kept: Mapping[str, Any]) -> OpenRecord:
    known = {name: value for name, value in kept.items() if name in KNOWN}
    return OpenRecord(**with_days(known, DATES))


def without_characteristics(record: OpenRecord) -> OpenRecord:
    """For a council that does not sample across groups, and so has no need of them."""
    return replace(record, gender="", ethnic_group="", disability=None)
