"""qa figures: grades of all councils of an installation together."""

import click

from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.foundation.clock import today
from qa_app.foundation.database import only_reading
from qa_app.foundation.statistics.wording import is_enough, share_of
from qa_app.insight.queries.all_councils import Everywhere, count_councils, count_everywhere
from qa_app.insight.rules.filters import Period
from qa_app.rounds.rules import first_of_month, months_back
from qa_app.web.words import plural

MOST_MONTHS = 60


@qa.command("figures")
@click.option(
    "--months",
    type=click.IntRange(1, MOST_MONTHS),
    default=12,
    show_default=True,
    help="How many months, this one among them.",
)
@as_json
def figures(months: int, as_json: bool) -> None:
    """Grades of all councils of this installation together, by month: no place, no person, no child."""
    connect()
    this_month = first_of_month(today())
    with only_reading():
        councils = count_councils()
        found = count_everywhere(Period(months_back(this_month, months)[-1], this_month))
    answer = {"councils": councils, "months": [_figures_of(one) for one in found]}
    sentences = [
        f"{plural(councils, 'council')} on this installation. Whole audits that count, by month:"
    ]
    sentences += [_sentence_of(one) for one in found]
    if not found:
        sentences = [
            f"{plural(councils, 'council')} on this installation, and no audit counts yet."
        ]
    tell(answer, sentences, as_json=as_json)


def _sentence_of(one: Everywhere) -> str:
    where = f"in {plural(one.councils, 'council')}"
    if not is_enough(one.share.of):
        return f"{one.month:%B %Y}: fewer than 5 were graded, {where}."
    return f"{one.month:%B %Y}: {share_of(one.share.good, one.share.of, ' were good or better')}, {where}."


def _figures_of(one: Everywhere) -> dict[str, object]:
    """Nothing is said of fewer than five, nor of one council alone that has so few."""
    told = {"month": f"{one.month:%Y-%m}", "councils": one.councils}
    if is_enough(one.share.of):
        told |= {"graded": one.share.of, "good_or_better": one.share.good}
    return told
