"""The tables of one report as one: what is hidden in any of them is worked out from none of the others."""

import json
from collections import Counter
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from qa_app.foundation.statistics.suppression.tables import suppress
from qa_app.organisation.rules import Kind
from qa_app.reports.rules.breakdowns import (
    Gated,
    Lines,
    hidden_beside_sum,
    hidden_together,
    shown_lines,
    shown_sum,
)
from qa_app.reports.rules.hiding import shown_pairs, shown_parts
from qa_app.reports.rules.levels import Level
from tests.foundation.statistics.worked_cases import OWN
from tests.insight.counted_makers import GOOD, LESS, Counted
from tests.makers import make_place
from tests.reports.makers import lead_of, made_for, sheets_of
from tests.reports.outsider import Outsider

COUNCIL = Level.COUNCIL
WORKED = json.loads((OWN / "suppression_cases.json").read_text())["cases"]
TABLES = [one for one in WORKED if "counts" in one["input"]]


class Cube:
    """Audits by place, time and what was graded; each is either good or not. Some that were due were not done.

    The outsider is told more than they could know: that every audit that is done was graded in everything.
    """

    def __init__(self, seed: int, *, in_full: bool = False) -> None:
        draw = Random(seed)
        self.in_full = in_full
        self.places = [f"place {one}" for one in range(draw.randint(2, 4))]
        self.times = [f"time {one}" for one in range(draw.randint(2, 4))]
        self.graded = [f"concept {one}" for one in range(draw.randint(1, 3))]
        most = draw.choice((2, 4, 8, 20))
        self.done, self.good, self.late = Counter(), Counter(), Counter()
        for cell in product(self.places, self.times):
            self.done[cell] = draw.randint(0, most) if draw.random() < 0.8 else 0
            self.late[cell] = draw.randint(0, most) if draw.random() < 0.4 else 0
            for concept in self.graded:
                share = draw.choice((0.1, 0.5, 0.9, 1))
                self.good[concept, *cell] = sum(
                    draw.random() < share for _ in range(self.done[cell])
                )

    def cells(self, line: str = ""):
        return [cell for cell in product(self.places, self.times) if not line or line in cell]

    def done_in(self, line: str = "") -> int:
        return sum(self.done[cell] for cell in self.cells(line))

    def good_in(self, concept: str, line: str = "") -> int:
        return sum(self.good[concept, *cell] for cell in self.cells(line))

    def late_in(self, line: str = "") -> int:
        return sum(self.late[cell] for cell in self.cells(line))

    def lines(self, by: list[str], concept: str = "") -> Lines:
        if concept:
            pairs = {one: (self.good_in(concept, one), self.done_in(one)) for one in by}
            return Lines(pairs, self.in_full)
        pairs = {one: (self.done_in(one), self.done_in(one) + self.late_in(one)) for one in by}
        return Lines(pairs, self.in_full, whole_lines=True)

    def shown(self, by: list[str], lines: Lines):
        if self.in_full and by is self.times:
            return shown_pairs([*lines.pairs.values()], COUNCIL, in_full=True)
        every = [self.lines(by, concept) for concept in ("", *self.graded)]
        return shown_lines(lines, COUNCIL, hidden_together(every))

    def published_to(self, outsider: Outsider) -> None:
        for cell in self.cells():
            for concept in self.graded:
                outsider.knows_no_more({("good", concept, *cell): 1}, {("done", *cell): 1})
        for by in (self.places, self.times):
            for concept in self.graded:
                lines = self.lines(by, concept)
                for name, one in zip(by, self.shown(by, lines), strict=True):
                    outsider.reads(self.sum_of("good", concept, line=name), one.count)
                    outsider.reads(self.sum_of("done", line=name), one.of)
            for name, one in zip(by, self.shown(by, self.lines(by)), strict=True):
                outsider.reads(self.sum_of("done", line=name), one.count)
                outsider.reads(self.due(name), one.of)
        for concept in self.graded:
            (one,) = shown_pairs(
                [(self.good_in(concept), self.done_in())], COUNCIL, in_full=self.in_full
            )
            outsider.reads(self.sum_of("good", concept), one.count)
            outsider.reads(self.sum_of("done"), one.of)
        done = shown_sum(
            (self.done_in(), self.done_in() + self.late_in()), COUNCIL, in_full=self.in_full
        )
        outsider.reads(self.sum_of("done"), done.count)
        outsider.reads(self.due(), done.of)

    def sum_of(self, *what: str, line: str = ""):
        return {(*what, *cell): 1 for cell in self.cells(line)}

    def due(self, line: str = ""):
        return self.sum_of("done", line=line) | self.sum_of("late", line=line)

    def counts(self):
        """Every count that a table is made of, with what it is made up of and what of it the whole tells."""
        for line in ("", *self.places, *self.times):
            yield self.done_in(line), self.sum_of("done", line=line), self.done_in()
            yield self.late_in(line), self.sum_of("late", line=line), self.late_in()
            for concept in self.graded:
                good, done = self.good_in(concept, line), self.done_in(line)
                all_good = self.good_in(concept)
                fewest = min(all_good, self.done_in() - all_good)
                yield good, self.sum_of("good", concept, line=line), fewest
                less = Counter(self.sum_of("done", line=line))
                less.subtract(self.sum_of("good", concept, line=line))
                yield done - good, less, fewest


@settings(max_examples=40, deadline=None)
@given(some.integers(0, 10**9))
def test_no_small_count_is_worked_out_from_all_cells_of_a_report_together(seed):
    cube, outsider = Cube(seed), Outsider()
    cube.published_to(outsider)
    for count, made_of, _ in cube.counts():
        if 1 <= count <= 5:
            low, high = outsider.range_of(made_of)
            assert high - low >= 5 - 1e-6, (count, made_of, low, high)


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 10**9))
def test_places_add_nothing_to_sums_that_are_shown_in_full(seed):
    """A place with few is known no better than the sums of a large council tell by themselves."""
    cube, outsider = Cube(seed, in_full=True), Outsider()
    cube.published_to(outsider)
    there = {str(cube.sum_of("done", line=one)) for one in cube.places}
    for count, made_of, _ in cube.counts():
        if 1 <= count <= 5 and str(made_of) in there and cube.done_in() > 5:
            low, high = outsider.range_of(made_of)
            assert high - low >= 5 - 1e-6, (count, made_of, low, high)


def test_each_table_by_itself_gave_a_count_away():
    """Two things graded in the very same audits: the first hides west and east, the second west and north."""
    first = suppress([[2, 1], [9, 9], [20, 20]]).shown
    second = suppress([[2, 1], [20, 0], [7, 33]]).shown
    assert first != second
    lines = [
        Lines({"west": (2, 3), "east": (9, 18), "north": (20, 40)}),
        Lines({"west": (2, 3), "east": (18, 18), "north": (7, 40)}),
    ]
    together = hidden_together(lines)
    for one in lines:
        hidden = {
            name
            for name, cells in zip(one.pairs, shown_lines(one, COUNCIL, together), strict=True)
            if cells.of == "c"
        }
        assert hidden == together


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["id"])
def test_worked_cases_stay_hidden_beside_sums_that_are_known(case):
    """The sums stand in another table, whatever this one hides."""
    table = case["input"]["counts"]
    columns = range(len(table[0]) + 1)
    safe = suppress(table, case["input"].get("threshold", 5), feet=columns)
    outsider = Outsider()
    for i, row in enumerate(safe.counts):
        for j, count in enumerate(row):
            rows = range(len(table)) if i == len(table) else [i]
            parts = {(k, m): 1 for k in rows for m in (range(len(table[0])) if j == len(table[0]) else [j])}  # fmt: skip
            outsider.reads(parts, "c" if (i, j) in safe.hidden else count)
    if safe.is_safe:
        for i, j in safe.primary:
            parts = {(i, m): 1 for m in (range(len(table[0])) if j == len(table[0]) else [j])}
            low, high = outsider.range_of(parts)
            assert high - low >= safe.threshold - 1e-6


def test_what_is_done_and_due_is_shown_wholly_or_not_at_all():
    """Who is done is graded on another sheet, so that due alone would tell who is not."""
    one = shown_sum((38, 40), COUNCIL)
    assert (one.count, one.of) == ("c", "c")
    assert shown_sum((38, 40), COUNCIL, in_full=True).count == 38
    assert shown_sum((38, 40), Level.INTERNAL).of == 40


def test_of_nothing_nothing_is_hidden():
    assert shown_lines(Lines({}), COUNCIL) == []
    (one,) = shown_lines(Lines({"east": (0, 0)}), COUNCIL)
    assert (one.count, one.of) == (0, 0)


def test_the_numbers_of_templates_hide_behind_each_other():
    assert hidden_beside_sum({"A": 26, "B": 4}) == {"A", "B"}
    assert hidden_beside_sum({"A": 26, "B": 4, "C": 9}) == {"B", "C"}
    assert hidden_beside_sum({"A": 26, "B": 9}) == frozenset()


def test_a_question_that_hangs_on_a_hidden_answer_tells_nothing():
    answers = Gated()
    answers.note("q1", ["yes", "no"], ["c", "c"])
    answers.note("q2", ["yes", "no"], [20, 8])
    assert not answers.opens([("q1", frozenset({"yes"}))])
    assert answers.opens([("q2", frozenset({"no"}))])


@given(some.lists(some.lists(some.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_coverage_by_place_adds_nothing_to_the_summary(table):
    shown = shown_parts(table, COUNCIL)
    outsider = Outsider()
    for i, (cells, whole) in enumerate(shown):
        for j, cell in enumerate(cells):
            outsider.reads({(i, j): 1}, cell)
        outsider.reads({(i, j): 1 for j in range(3)}, whole)
    first, every = sum(row[0] for row in table), sum(map(sum, table))
    (one,) = shown_pairs([(first, every)], COUNCIL)
    outsider.reads({(i, 0): 1 for i in range(len(table))}, one.count)
    outsider.reads({(i, j): 1 for i in range(len(table)) for j in range(3)}, one.of)
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            if 1 <= count <= 5:
                low, high = outsider.range_of({(i, j): 1})
                assert high - low >= 5 - 1e-6


def test_a_place_that_one_sheet_hides_is_hidden_on_all(folder):
    """Visits were graded in the same audits as the whole, and so few in one service that it hides in both."""
    made = Counted()
    services = [make_place(made.council, name, Kind.SERVICE) for name in ("Few", "Middle", "Many")]
    for place, good, less in zip(services, (2, 9, 20), (1, 9, 20), strict=True):
        made.read(good, GOOD, place=place, sections=[("VISIT", GOOD)])
        made.read(less, LESS, place=place, sections=[("VISIT", GOOD)])
    sheets = sheets_of(made_for(lead_of(made), folder, COUNCIL))
    hidden = {
        (one["What was graded"], one["Place"])
        for one in sheets["Grades by place"]
        if one["Graded"] == "c"
    }
    subjects, places = {what for what, _ in hidden}, {place for _, place in hidden}
    assert len(subjects) == 2
    assert {"Few"} < places
    assert hidden == {(what, place) for what in subjects for place in places}
    done = {one["Month or place"]: one["Due"] for one in sheets["Completion"]}
    assert all(done[place] == "c" for place in places)
