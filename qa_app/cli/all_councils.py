"""qa figures: grades of all councils of an installation together."""

from collections.abc import Sequence

import click

from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.foundation.clock import today
from qa_app.foundation.engines import only_reading
from qa_app.foundation.statistics.wording import is_enough, share_of
from qa_app.insight.queries.all_councils import Everywhere, count_councils, count_everywhere
from qa_app.insight.rules.filters import Period, code_in_address
from qa_app.insight.rules.grades import NONE, WHOLE, About, Share
from qa_app.rounds.rules import first_of_month, months_back
from qa_app.web.words import plural

MOST_MONTHS = 60
ABOUT = {"whole": WHOLE.concept, **{code_in_address(code): code for code in CONCEPTS}}


@qa.command("figures")
@click.option(
    "--months",
    type=click.IntRange(1, MOST_MONTHS),
    default=12,
    show_default=True,
    help="How many months, this one among them.",
)
@click.option("--about", type=click.Choice([*ABOUT]), help="Month by month, of what was graded.")
@as_json
def figures(months: int, about: str | None, as_json: bool) -> None:
    """Grades of all councils of this installation together: no place, no person, no child."""
    connect()
    this_month = first_of_month(today())
    with only_reading():
        councils = count_councils()
        found = count_everywhere(Period(months_back(this_month, months)[-1], this_month))
    kept = [one for one in found if about is None or one.concept == ABOUT[about]]
    there = dict.fromkeys(one.concept for one in kept)
    lines = [
        _line(About(concept).words, [one for one in kept if one.concept == concept])
        for concept in there
    ]
    if about is not None:
        lines = [_line(f"{one.month:%B %Y}", [one]) for one in kept]
    on_it = f"{plural(councils, 'council')} on this installation"
    first = f"{on_it}. Good or better in {plural(months, 'month')}"
    sentences = [f"{first}:" if about is None else f"{first}, {About(ABOUT[about]).words.lower()}:"]
    sentences += [f"{name}: {said}" for name, said, _ in lines]
    if not lines:
        sentences = [f"{on_it}, and no audit counts in these months."]
    answer = {"councils": councils, "lines": [{"name": name, **told} for name, _, told in lines]}
    tell(answer, sentences, as_json=as_json)


def _line(name: str, months: Sequence[Everywhere]) -> tuple[str, str, dict[str, int]]:
    """Nothing is said of fewer than five."""
    share: Share = sum((one.share for one in months), NONE)
    councils = len(frozenset().union(*(one.councils for one in months)))
    where = f"in {plural(councils, 'council')}"
    if not is_enough(share.of):
        return name, f"fewer than 5 were graded, {where}.", {"councils": councils}
    told = {"councils": councils, "graded": share.of, "good_or_better": share.good}
    return name, f"{share_of(share.good, share.of)}, {where}.", told
