"""What leaves the service gives nobody away, however its cells are set against each other."""

from hypothesis import given
from hypothesis import strategies as some

from qa_app.reports.rules.hiding import shown_pairs, shown_table, shown_whole
from qa_app.reports.rules.levels import Level

LINES = some.lists(
    some.tuples(some.integers(0, 30), some.integers(0, 30)).map(lambda two: (two[0], sum(two))),
    min_size=1,
    max_size=6,
)


def is_small(count):
    return 1 <= count <= 5


@given(LINES, some.booleans())
def test_no_line_shows_two_numbers_that_give_a_small_third(lines, apart):
    for (count, of), one in zip(lines, shown_pairs(lines, Level.COUNCIL, apart=apart), strict=True):
        if one.is_plain:
            assert (one.count, one.of) == (count, of)
            assert not any(map(is_small, (count, of - count, of)))
        for shown in (one.count, one.of):
            assert shown == "c" or not is_small(shown)
        assert one.share == "c" or one.is_plain


@given(some.lists(some.integers(0, 30), min_size=1, max_size=6))
def test_the_parts_of_a_whole_never_leave_one_to_be_worked_out(counts):
    parts, whole = shown_whole(counts, Level.COUNCIL)
    hidden = [count for count, one in zip(counts, parts, strict=True) if one == "c"]
    assert all(not is_small(one) for one in parts if one != "c")
    if whole != "c" and hidden:
        assert len(hidden) > 1
        assert sum(hidden) > 5


@given(some.lists(some.lists(some.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=4))
def test_a_table_shows_no_small_count(table):
    for row in shown_table(table, Level.COUNCIL):
        assert all(one == "c" or not is_small(one) for one in row)


@given(LINES)
def test_the_public_sees_no_count_that_is_not_rounded(lines):
    for (count, of), one in zip(lines, shown_pairs(lines, Level.PUBLIC), strict=True):
        for true, shown in ((count, one.count), (of, one.of)):
            assert shown == "*" or (shown % 5 == 0 and abs(shown - true) <= 2)
            assert (shown == "*") == (1 <= true <= 7)


def test_inside_the_service_everything_stands_as_it_is():
    (one,) = shown_pairs([(1, 8)], Level.INTERNAL)
    assert (one.count, one.of, one.share) == (1, 8, 0.12)
    assert shown_whole([1, 2], Level.INTERNAL) == ([1, 2], 3)


def test_no_percentage_of_fewer_than_five():
    assert shown_pairs([(1, 4)], Level.INTERNAL)[0].share is None


def test_figures_of_a_whole_council_are_shown_in_full():
    (one,) = shown_pairs([(2, 300)], Level.COUNCIL, in_full=True)
    assert (one.count, one.of) == (2, 300)
