"""Filters that are kept under a name: of which pages, and what of an address is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_NAME = 80
MOST_SAVED = 50
CAN_BE_PUT_BACK = timedelta(days=30)
VALUE = re.compile(r"[\w.:-]{1,80}")
OF_AUDITS = (
    "about",
    "period",
    "from",
    "to",
    "place",
    "places",
    "template",
    "programme",
    "status",
    "age",
    "picked",
    "auditor-kind",
)


@dataclass(frozen=True)
class Page:
    """A page of figures: its words, its endpoint and what its address may ask for."""

    words: str
    endpoint: str
    names: tuple[str, ...] = OF_AUDITS
    # A page that asks the database as often as it may leads to the list instead.
    has_list: bool = True


PAGES = {
    "overview": Page("Overview", "overview.show", ("place",), has_list=False),
    "completion": Page("Completion", "insight.completion", ("month", "service", "by")),
    "closed-completion": Page(
        "Completion of closed months", "insight.closed_completion", ("month", "service")
    ),
    "coverage": Page("Coverage", "coverage.show", ("service",)),
    "grades": Page("Grades", "grades.show", (*OF_AUDITS, "view", "past")),
    "themes": Page("Themes", "insight_themes.index"),
    "closed-grades": Page("Grades of closed months", "grades.closed"),
    "closed-themes": Page(
        "Themes of closed months", "insight_themes.closed", (*OF_AUDITS, "theme", "kind")
    ),
    "closed-voices": Page(
        "Who was heard in closed months", "insight_voices.closed", (*OF_AUDITS, "who")
    ),
    "theme": Page("A theme", "insight_themes.show", (*OF_AUDITS, "theme"), has_list=False),
    "questions": Page("Questions", "insight_questions.index", (*OF_AUDITS, "asks")),
    "compare": Page("Compare", "compare.show", (*OF_AUDITS, "with-place", "with-from", "with-to")),
    "voices": Page("Who was heard", "insight_voices.show", (*OF_AUDITS, "who")),
    "actions": Page("What came of actions", "insight_actions.show", (*OF_AUDITS, "whom")),
    "re-audits": Page("Before and after", "insight_re_audits.show"),
    "read-across": Page("Read across", "read_across.show", (*OF_AUDITS, "read")),
    "fairness": Page("Fairness", "fairness.show", ("about", "place")),
    "accuracy": Page("Accuracy", "accuracy.show", ("how", "period", "about", "service")),
}


def page_at(endpoint: str | None) -> str:
    """The name of the page that stands there; nothing for one that is no page of figures."""
    return next((name for name, one in PAGES.items() if one.endpoint == endpoint), "")


def to_keep(page: str, typed: Mapping[str, str]) -> dict[str, str]:
    """What an address may ask of the page, and nothing else that somebody wrote into it."""
    return {name: typed[name] for name in PAGES[page].names if VALUE.fullmatch(typed.get(name, ""))}


def can_be_put_back(deleted_at: datetime | None, at: datetime) -> bool:
    return deleted_at is not None and at - deleted_at < CAN_BE_PUT_BACK
