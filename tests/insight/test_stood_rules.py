"""A figure as it stood, the same today, and all that makes the difference."""

from datetime import date

from hypothesis import given as for_any
from hypothesis import strategies as st

from qa_app.audits.rules import FindingKind, WhyNot
from qa_app.audits.rules import Part as Who
from qa_app.insight.rules.proportions import Proportion
from qa_app.insight.rules.stood import (
    DONE,
    FOUND,
    NO_REASON,
    Kept,
    Part,
    Themes,
    about_alone,
    kept_of,
    part_done,
    part_heard,
    part_why_not,
    stood_of,
    themes_kept,
    voices_as_kept,
    voices_kept,
)

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
HERE = frozenset(["A"])
NO, YES = Part(HERE), Part(HERE, HERE)


def test_a_figure_says_how_it_stood_how_it_is_and_why():
    kept = [Kept(YES, YES)] * 4 + [Kept(NO, YES), Kept(YES, NO), Kept(YES), Kept(now=NO), Kept()]
    found = stood_of(kept)["A"]
    assert (found.then, found.now) == (Proportion(6, 7), Proportion(5, 7))
    assert found.changes(FOUND) == [
        "1 counted since",
        "1 found since",
        "1 no longer found",
        "1 no longer counted",
    ]


def test_where_nothing_changed_it_says_so():
    found = stood_of([Kept(YES, YES), Kept(NO, NO)])["A"]
    assert found.is_as_it_was and found.in_words(DONE) == "Nothing"


PARTS = st.builds(
    lambda of, counts: Part(frozenset(of), frozenset(of) & frozenset(counts)),
    st.sets(st.sampled_from("ABC")),
    st.sets(st.sampled_from("ABC")),
)


@for_any(st.lists(st.builds(Kept, PARTS, PARTS), max_size=30))
def test_what_changed_leads_from_what_stood_to_what_holds_today(kept):
    for one in stood_of(kept).values():
        assert one.then.of + one.added - one.gone == one.now.of
        assert one.then.count <= one.then.of and one.now.count <= one.now.of
        assert one.is_as_it_was <= (one.then == one.now)
        assert one.more + one.fewer <= min(one.then.of, one.now.of)


@for_any(st.dictionaries(st.integers(0, 9), PARTS), st.dictionaries(st.integers(0, 9), PARTS))
def test_each_is_set_beside_itself_once(then, now):
    kept = kept_of(then, now)
    assert len(kept) == len(then.keys() | now.keys())
    assert stood_of(kept_of(then, then)) == {
        of: one for of, one in stood_of(kept_of(then, then)).items() if one.is_as_it_was
    }


def test_of_completion_counts_what_is_due():
    assert part_done(["done", "put_off"], MARCH) == Part(frozenset([MARCH]), frozenset([MARCH]))
    assert part_done(["to_do", "overdue"], MARCH) == Part(frozenset([MARCH]))
    for left_out in ("paused", "exempt", "withdrawn"):
        assert part_done([left_out], MARCH) == Part()


def test_of_one_theme_alone_an_audit_has_a_part_in_its_month():
    part = Part(frozenset(["VOI1", "PLA2"]), frozenset(["PLA2"]))
    assert about_alone(part, "PLA2", APRIL) == Part(frozenset([APRIL]), frozenset([APRIL]))
    assert about_alone(part, "VOI1", APRIL) == Part(frozenset([APRIL]))
    assert about_alone(part, "CIC4", APRIL) == Part()


def test_themes_and_voices_are_kept_as_they_are_read():
    themes = Themes(
        frozenset(["A", "B"]), {FindingKind.STRENGTH: HERE, FindingKind.DEVELOPMENT: frozenset()}
    )
    assert themes_kept(themes.as_kept) == themes
    voices = {Who.CHILD: (False, "TOO_YOUNG"), Who.PRACTITIONER: (True, None)}
    assert voices_kept(voices_as_kept(voices)) == voices


def test_whoever_is_not_asked_about_is_neither_heard_nor_unheard():
    voices = {Who.CHILD: (True, None), Who.FAMILY: (False, None)}
    assert part_heard(voices, Who.CHILD, MARCH) == Part(frozenset([MARCH]), frozenset([MARCH]))
    assert part_heard(voices, Who.FAMILY, MARCH) == Part(frozenset([MARCH]))
    assert part_heard(voices, Who.PRACTITIONER, MARCH) == Part()


def test_a_reason_is_counted_among_all_who_were_not_heard():
    name = [*WhyNot.__members__][0]
    said = part_why_not({Who.CHILD: (False, name)}, Who.CHILD)
    assert said.counts == {name} and said.of == {*WhyNot.__members__, NO_REASON}
    assert part_why_not({Who.CHILD: (False, None)}, Who.CHILD).counts == {NO_REASON}
    for voices in ({}, {Who.CHILD: (True, None)}):
        assert part_why_not(voices, Who.CHILD) == Part()
