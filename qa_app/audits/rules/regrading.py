"""A grade that the auditor changed after having read what the practitioner makes of the same section."""

from collections.abc import Iterable, Mapping
from typing import Any

# What the trail calls it when an auditor reads the practitioner's own grades, with the ids of the sections.
OWN_GRADES_READ = "reflection:own-grades-read"


def is_regraded(before: str | None, after: str | None) -> bool:
    """The first grade of a section is no change; one that was taken back is."""
    return before is not None and before != after


def had_read(looks: Iterable[Mapping[str, Any]], section: str) -> bool:
    """Whether the practitioner's own grade of this section was on a page that they read."""
    return any(section in one.get("sections", ()) for one in looks)
