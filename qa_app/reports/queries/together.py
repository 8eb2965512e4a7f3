"""Places and times that no table of a report shows, because one of them has to hide them.

What is hidden is decided for the whole report at once, whichever of its tables are written: a program reads one after
the other.
"""

from collections.abc import Mapping, Sequence

from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.insight.queries.completion import list_given
from qa_app.insight.queries.grades import gather, shares_by_concept
from qa_app.insight.rules.completion import Given, count_of
from qa_app.insight.rules.filters import Period
from qa_app.insight.rules.grade_tables import part_of, quarters_of
from qa_app.insight.rules.grades import NONE, WHOLE, About, Share
from qa_app.insight.rules.months import written
from qa_app.insight.rules.places import service_of
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.breakdowns import Lines, hidden_together
from qa_app.reports.rules.hiding import Pair
from qa_app.reports.rules.levels import Level

NOTHING: frozenset[str] = frozenset()


def place_in(ask: Ask, path: str) -> str:
    """Teams for those who may open the audits; parts of what is asked for to others; services to the public."""
    if ask.level is Level.PUBLIC:
        return service_of(path)
    return part_of(path, ask.tops) if ask.level.leaves else path


def periods_of(ask: Ask) -> list[Period]:
    """Months, or quarters where months would tell too much."""
    if ask.by_quarter:
        return quarters_of(ask.months)
    return [Period(one, one) for one in ask.months]


def named(period: Period) -> str:
    """A time as the other tables of a report know it."""
    return written(period.first)


def places_hidden(ask: Ask) -> frozenset[str]:
    """By path. Sums may be shown in full; what they are broken down into by place never is."""
    if ask.level is not Level.COUNCIL:
        return NOTHING
    return ask.once("places hidden", lambda: _places_hidden(ask))


def times_hidden(ask: Ask) -> frozenset[str]:
    """By their first months. Nothing where months are shown in full."""
    if ask.level is not Level.COUNCIL or ask.is_in_full:
        return NOTHING
    return ask.once("times hidden", lambda: _times_hidden(ask))


def graded_by_place(ask: Ask, about: About) -> dict[str, Pair]:
    def find() -> dict[str, Pair]:
        found: dict[str, Share] = {}
        for path, share in gather(ask.grades(about)).by_place.items():
            part = place_in(ask, path)
            found[part] = found.get(part, NONE) + share
        return {path: (share.good, share.of) for path, share in found.items()}

    return ask.once(f"graded by place: {about.concept}", find)


def done_by_place(ask: Ask, given: Sequence[Given]) -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = {}
    for one in given:
        found.setdefault(place_in(ask, one.place_then), []).append(one)
    return found


def done_by_time(ask: Ask, given: Sequence[Given]) -> dict[str, list[Given]]:
    return {
        named(period): [one for one in given if period.first <= one.month <= period.last]
        for period in periods_of(ask)
    }


def lines_of(ask: Ask, groups: Mapping[str, Sequence[Given]]) -> Lines:
    """Done of due: a line is shown wholly or not at all, for those that are done are graded on other sheets."""
    counted = {name: count_of(those, ask.at) for name, those in groups.items()}
    pairs = {name: (one.done, one.due) for name, one in counted.items()}
    return Lines(pairs, ask.is_in_full, whole_lines=True)


def _given(ask: Ask) -> list[Given]:
    return ask.once("given", lambda: list_given(ask.viewer, ask.months, below=ask.filters.below))


def _shares(ask: Ask) -> dict[About, dict[str, Pair]]:
    """By what was graded, and by time; all concepts at once."""
    shares = shares_by_concept(ask.grades(), with_whole=True)
    there = {concept for concept, _ in shares}
    found: dict[About, dict[str, Pair]] = {}
    for about in [About(one) for one in (WHOLE.concept, *CONCEPTS) if one in there]:
        found[about] = {}
        for period in periods_of(ask):
            months = [one for (of, month), one in shares.items() if of == about.concept and period.first <= month <= period.last]  # fmt: skip
            share = sum(months, NONE)
            found[about][named(period)] = (share.good, share.of)
    return found


def _places_hidden(ask: Ask) -> frozenset[str]:
    graded = (Lines(graded_by_place(ask, about), ask.is_in_full) for about in _shares(ask))
    return hidden_together([*graded, lines_of(ask, done_by_place(ask, _given(ask)))])


def _times_hidden(ask: Ask) -> frozenset[str]:
    graded = (Lines(pairs) for pairs in _shares(ask).values())
    return hidden_together([*graded, lines_of(ask, done_by_time(ask, _given(ask)))])
