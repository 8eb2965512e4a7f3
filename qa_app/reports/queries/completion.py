"""How many audits were done of those given out, and which open records nobody has looked at."""

from collections.abc import Sequence
from datetime import date

from qa_app.insight.queries.completion import list_given
from qa_app.insight.queries.places import names_at
from qa_app.insight.rules.completion import Counted, Given, count_of
from qa_app.insight.rules.coverage import looked_by
from qa_app.insight.rules.filters import Period
from qa_app.insight.rules.grade_tables import part_of, quarters_of
from qa_app.insight.rules.places import service_of
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.hiding import share_shown, shown_pairs, shown_parts
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers

DONE_OF = [*numbers("Done", "Due"), Column("Share done", Kind.SHARE)]
# Inside the service alone: what stands beside what is due.
BESIDE = ("Paused", "Exempt", "Withdrawn", "Overdue", "Sent in the last days", "Put off")


def list_completion(ask: Ask) -> list[Given]:
    return list_given(ask.viewer, ask.months, below=ask.filters.below)


def completion(ask: Ask, given: Sequence[Given]) -> Table:
    """By month and by place. It asks by months and place alone, as its page does."""
    by_time = [(_time(one), _in(given, one)) for one in periods_of(ask)]
    places: dict[str, list[Given]] = {}
    for each in given:
        places.setdefault(place_in(ask, each.place_then), []).append(each)
    names = names_at(places.keys())
    by_place = sorted(
        (names.get(path, ask.place(path)), those) for path, those in places.items()
    )  # fmt: skip
    rows = [
        *_rows("Months", by_time, ask, in_full=ask.is_in_full),
        *_rows("Places", by_place, ask),
    ]
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
    by: str, groups: Sequence[tuple[str, Sequence[Given]]], ask: Ask, *, in_full: bool = False
) -> list[Row]:
    counted = [(name, count_of(those, ask.at)) for name, those in groups]
    pairs = [(one.done, one.due) for _, one in counted]
    shown = shown_pairs(pairs, ask.level, in_full=in_full)
    return [
        (by, name, one.count, one.of, one.share, *([] if ask.level.leaves else _beside(figures)))
        for (name, figures), one in zip(counted, shown, strict=True)
    ]


def _beside(one: Counted) -> list[int]:
    return [one.paused, one.exempt, one.withdrawn, one.overdue, one.at_the_end, one.put_off]


def coverage(ask: Ask) -> Table:
    """Open records of today, by team, or by service for those who may not open them."""
    by = looked_by(ask.open_records, lambda one: place_in(ask, one.path), ask.today)
    names = {**names_at(by.keys())}
    order = sorted(by, key=lambda path: (names.get(path, ""), path))
    # Within a year, longer ago and never make up the open records: none of the three may be worked out.
    parts = [
        (one.within_a_year, one.records - one.within_a_year - one.never, one.never)
        for one in (by[path] for path in order)
    ]
    rows: list[Row] = []
    for path, ((within, longer, never), records) in zip(
        order, shown_parts(parts, ask.level), strict=True
    ):
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


def _time(period: Period) -> str:
    return period.words


def _in(given: Sequence[Given], period: Period) -> list[Given]:
    return [one for one in given if _within(one.month, period)]


def _within(month: date, period: Period) -> bool:
    return period.first <= month <= period.last
