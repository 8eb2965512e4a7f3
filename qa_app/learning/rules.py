"""When the themes of a finding are checked, and how far that has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_app.audits.rules.findings import MOST_THEMES
from qa_app.foundation.statistics.wording import share_of

# At once, from one page: more than a person has read is no check.
MOST_AT_ONCE = 25


@dataclass(frozen=True)
class Progress:
    """Of the findings that the filters leave."""

    checked: int
    of: int

    @property
    def sentence(self) -> str:
        if not self.of:
            return "There is no finding here to check."
        return f"{share_of(self.checked, self.of)} findings are checked."


def why_not_themes(themes: Sequence[str], known: Sequence[str]) -> str:
    """Nothing where these can be its themes."""
    if not themes:
        return "Select at least one theme"
    if len({*themes}) > MOST_THEMES:
        return f"Choose {MOST_THEMES} themes or fewer"
    return "" if {*themes} <= {*known} else "Select themes from the list"


def is_changed(own: Sequence[str], checked: Sequence[str]) -> bool:
    """Whether somebody who checked it sees other themes in it than its auditor."""
    return {*own} != {*checked}
