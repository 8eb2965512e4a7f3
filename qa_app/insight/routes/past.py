"""The switch that draws imported audits of past years beside the others, apart from all that is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import request

from qa_app.access.gate import viewer
from qa_app.insight.queries.grades import Asking
from qa_app.insight.queries.past import has_past, shares_of_past
from qa_app.insight.routes.filtering import choice
from qa_app.insight.rules.filters import Choice
from qa_app.insight.rules.grades import NONE, Share
from qa_app.insight.rules.past import NONE_HERE, NOT_FOR_THESE, SENTENCE, can_be_narrowed
from qa_app.web.charts.p_chart import Apart

NAME, APART, NOT_SHOWN = "past", "apart", "not-shown"
OPTIONS = [(NOT_SHOWN, "Not shown"), (APART, "Drawn apart, and compared with nothing")]


@dataclass(frozen=True)
class Past:
    """What was chosen, and what there is to draw; `why_not` says why nothing is."""

    is_offered: bool = False
    is_chosen: bool = False
    shares: Mapping[date, Share] = field(default_factory=dict)
    why_not: str = ""

    def apart(self, months: list[date]) -> Apart | None:
        """Nothing where nothing was chosen, so that the chart is as it always was."""
        if not self.shares:
            return None
        each = [self.shares.get(month, NONE) for month in months]
        return Apart("Imported", "Past", SENTENCE, [(one.good, one.of) for one in each])


def past_choice() -> Choice | None:
    """Offered where there is something to draw; whoever has chosen it may always take it back."""
    if request.args.get(NAME) != APART and not has_past(viewer()):
        return None
    return choice(NAME, "Audits of past years", OPTIONS, usual=NOT_SHOWN)


def past_of(asking: Asking, switch: Choice | None) -> Past:
    if switch is None or not switch.is_set:
        return Past(is_offered=switch is not None)
    if not can_be_narrowed(asking.filters, asking.about):
        return Past(True, True, why_not=NOT_FOR_THESE)
    shares = shares_of_past(asking)
    return Past(True, True, shares, "" if shares else NONE_HERE)
