"""How many audits were done of those given out, and which open records nobody has looked at."""

from collections.abc import Mapping, Sequence

from qa_app.insight.queries.completion import list_given
from qa_app.insight.queries.places import names_at
from qa_app.insight.rules.completion import Given, count_of
from qa_app.insight.rules.coverage import looked_by
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.together import (
    done_by_place,
    done_by_time,
    lines_of,
    named,
    periods_of,
    place_in,
    places_hidden,
    times_hidden,
)
from qa_app.reports.rules.breakdowns import shown_lines, shown_sum
from qa_app.reports.rules.hiding import Shown, share_shown, shown_pairs, shown_parts
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers

DONE_OF = [*numbers("Done", "Due"), Column("Share done", Kind.SHARE)]
# Inside the service alone: what stands beside what is due.
BESIDE = ("Paused", "Exempt", "Withdrawn", "Overdue", "Sent in the last days", "Put off")


def list_completion(ask: Ask) -> list[Given]:
    return list_given(ask.viewer, ask.months, below=ask.filters.below)


def completion(ask: Ask, given: Sequence[Given]) -> Table:
    """By month and by place. It asks by months and place alone, as its page does."""
    times, places = done_by_time(ask, given), done_by_place(ask, given)
    by_path = names_at(places.keys())
    names = {path: by_path.get(path, ask.place(path)) for path in places}
    order = sorted(places, key=lambda path: (names[path], path))
    said = {named(one): one.words for one in periods_of(ask)}
    rows = [
        *_rows("Months", times, said, ask, times_hidden(ask), in_full=ask.is_in_full),
    ]
    if not ask.wholes_only:
        by_name = {path: places[path] for path in order}
        rows += _rows("Places", by_name, names, ask, places_hidden(ask))
    beside = [] if ask.level.leaves else numbers(*BESIDE)
    return Table(
        "Completion",
        "completion",
        "Audits done of those due, by month of their round and by place as it was then. Paused and exempt ones are not due. "
        "Only the filters for months and place apply.",
        [Column("By"), Column("Month or place", width=30), *DONE_OF, *beside],
        rows,
        keys=2,
    )


def _rows(
    by: str,
    groups: Mapping[str, Sequence[Given]],
    names: Mapping[str, str],
    ask: Ask,
    together: frozenset[str],
    *,
    in_full: bool = False,
) -> list[Row]:
    lines = lines_of(ask, groups)
    if in_full:
        shown = shown_pairs([*lines.pairs.values()], ask.level, in_full=True)
    else:
        shown = shown_lines(lines, ask.level, together)
    return [
        (by, names[key], one.count, one.of, one.share, *_beside(ask, those))
        for (key, those), one in zip(groups.items(), shown, strict=True)
    ]


def _beside(ask: Ask, given: Sequence[Given]) -> list[int]:
    if ask.level.leaves:
        return []
    one = count_of(given, ask.at)
    return [one.paused, one.exempt, one.withdrawn, one.overdue, one.at_the_end, one.put_off]


def done_of_due(ask: Ask, given: Sequence[Given]) -> Shown:
    """Of all: hidden wholly where one of the two is, as its months and places are."""
    one = count_of(given, ask.at)
    return shown_sum((one.done, one.due), ask.level, in_full=ask.is_in_full)


def coverage(ask: Ask) -> Table:
    """Open records of today, by team, or by service for those who may not open them."""
    by = looked_by(ask.open_records, lambda one: place_in(ask, one.path), ask.today)
    names = {**names_at(by.keys())}
    order = [] if ask.wholes_only else sorted(by, key=lambda path: (names.get(path, ""), path))
    # Within a year, longer ago and never make up the open records: none of the three may be worked out.
    parts = [
        (one.within_a_year, one.records - one.within_a_year - one.never, one.never)
        for one in (by[path] for path in order)
    ]
    rows: list[Row] = []
    shown = shown_parts(parts, ask.level, in_full=ask.is_in_full)
    for path, ((within, longer, never), records) in zip(order, shown, strict=True):
        share = share_shown(within, records) if isinstance(longer, int) else None
        last = None if ask.level.leaves else by[path].last
        rows.append((names.get(path, ask.place(path)), records, within, share, longer, never, last))
    return Table(
        "Coverage",
        "coverage",
        "Open records on the list in force today, and how many were audited in the last 12 months. Only the filter for place applies.",
        [
            Column("Place", width=30),
            *numbers("Open records", "Audited in 12 months"),
            Column("Share audited", Kind.SHARE),
            *numbers("Audited longer ago", "Never audited"),
            Column("Last audit", Kind.DAY),
        ],
        rows,
    )
