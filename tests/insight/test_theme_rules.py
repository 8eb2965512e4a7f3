"""Themes over time: shares among audits that asked, states, order, words, and what followed an action."""

from collections import Counter
from datetime import date

import pytest

from qa_app.audit_templates.rules.asking import Theme
from qa_app.audit_templates.rules.template import Section, Template
from qa_app.audits.rules import FindingKind
from qa_app.foundation.statistics.changes import compare
from qa_app.foundation.statistics.months import Month
from qa_app.insight.rules.series import Series, Settling
from qa_app.insight.rules.theme_acts import deeds_in, followed
from qa_app.insight.rules.theme_mixes import unlike_in
from qa_app.insight.rules.theme_words import (
    false_flags_in_words,
    said_first,
    said_of_state,
    share_in_table,
)
from qa_app.insight.rules.themes import (
    Alike,
    Asking,
    Audits,
    Found,
    Line,
    Tally,
    in_order,
    line_of,
    tallies_of,
    teams_of,
)
from qa_app.rounds.rules.months import months_on

STRENGTH, DEVELOPMENT = FindingKind.STRENGTH, FindingKind.DEVELOPMENT
FIRST = date(2024, 12, 1)
SHOWN = [months_on(FIRST, at) for at in range(24)]
LATER = months_on(FIRST, 24)
PLAN = Theme("PLN1", "Plans", "Planning", "", frozenset({"PLAN"}))
RISK = Theme("RSK1", "Risk", "Risk", "", frozenset({"RISK"}))
ASKING = Asking(
    {
        1: Template("a", "A", 1, "", 30, (), (Section("s", "PLAN", "Plan", "", {}),)),
        2: Template("b", "B", 1, "", 30, (), (Section("s", "RISK", "Risk", "", {}),)),
    },
    [PLAN, RISK],
)


def line(before, recent, kind=DEVELOPMENT, theme=PLAN, of=10):
    """Of so many each month: found so often in each of twelve months, and in each of the last six."""
    return line_through(
        [*[Month(0, 0)] * 6, *[Month(before, of)] * 12, *[Month(recent, of)] * 6], kind, theme
    )


def line_through(months, kind=DEVELOPMENT, theme=PLAN):
    return Line(theme, kind, Series(SHOWN, months), compare(months), SHOWN[0])


def test_a_theme_is_counted_among_the_audits_that_asked_about_it():
    plan, risk, month = Alike(1), Alike(2), SHOWN[0]
    tallies = tallies_of(
        [Audits(month, plan, 7), Audits(month, risk, 5)],
        [
            Found(month, plan, DEVELOPMENT, "PLN1", 3),
            Found(month, risk, DEVELOPMENT, "PLN1", 2),
            Found(month, plan, STRENGTH, "PLN1", 1),
            Found(month, plan, STRENGTH, "GONE", 1),
        ],
        ASKING,
    )
    tally = tallies["PLN1"]
    assert tally.asked == {month: 7} and tallies["RSK1"].asked == {month: 5}
    assert tally.found[DEVELOPMENT] == {month: 3} and tally.found[STRENGTH] == {month: 1}
    assert tally.unasked == {(DEVELOPMENT, month): 2}, "found unasked is in no share"


def test_months_that_wait_are_provisional_and_audits_with_a_reason_make_no_trend():
    tally = Tally(Counter({SHOWN[-1]: 30}), {DEVELOPMENT: Counter({SHOWN[-1]: 9})})
    two = {SHOWN[-1]: 2}
    waits = line_of(PLAN, DEVELOPMENT, tally, SHOWN, Settling(LATER, two, two))
    assert waits.series.months[-1] == Month(9, 30, waiting=2)
    assert waits.compared.recent.of == 0
    tally.asked = Counter(dict.fromkeys(SHOWN, 30))
    chosen = line_of(PLAN, DEVELOPMENT, tally, SHOWN, Settling(LATER), is_trend=False)
    assert not chosen.is_compared and chosen.asked == 24 * 30
    assert chosen.state.value == "Not compared"
    assert said_of_state(chosen).startswith("Not compared, because these audits were chosen for")
    assert line_of(PLAN, DEVELOPMENT, tally, SHOWN, Settling(LATER)).is_compared


def test_a_page_counts_the_months_it_shows_and_compares_those_before_them_too():
    tally = Tally(
        Counter(dict.fromkeys(SHOWN, 10)), {DEVELOPMENT: Counter(dict.fromkeys(SHOWN, 4))}
    )
    tally.unasked = Counter({(DEVELOPMENT, SHOWN[0]): 3, (DEVELOPMENT, SHOWN[-1]): 1})
    found = line_of(PLAN, DEVELOPMENT, tally, SHOWN, Settling(LATER), first=SHOWN[-2])
    assert found.is_compared
    assert (found.found, found.asked, found.unasked) == (8, 20, 1)


@pytest.mark.parametrize(
    ("before", "recent", "kind", "state"),
    [
        (1, 4, DEVELOPMENT, "Emerging"),
        (3, 6, DEVELOPMENT, "Worsening"),
        (6, 2, DEVELOPMENT, "Improving"),
        (5, 5, DEVELOPMENT, "Persistent"),
        (1, 1, DEVELOPMENT, "No clear change"),
        (3, 6, STRENGTH, "Seen more often"),
        (6, 2, STRENGTH, "Seen less often"),
        (5, 5, STRENGTH, "Often a strength"),
    ],
)
def test_each_state_has_its_words(before, recent, kind, state):
    assert line(before, recent, kind).state.value == state


def test_what_has_moved_comes_first_in_both_lists():
    developments = [line(1, 1), line(5, 5), line(6, 2), line(3, 6), line(1, 4)]
    states = [one.state.value for one in in_order(developments)]
    assert states == ["Emerging", "Worsening", "Improving", "Persistent", "No clear change"]
    strengths = [line(1, 1, STRENGTH), line(5, 5, STRENGTH), line(3, 6, STRENGTH)]
    states = [one.state.value for one in in_order(strengths)]
    assert states == ["Seen more often", "Often a strength", "No clear change"]
    assert in_order([line_through([Month(0, 0)] * 24)]) == []


def test_a_state_is_said_with_both_counts_and_their_months():
    assert said_of_state(line(1, 4)) == (
        "Emerging. It was an area for development in 24 of 60 (40%) from June to November 2026; "
        "before that, 12 of 120 (10%) from June 2025 to May 2026."
    )
    newly = said_of_state(line(0, 2))
    assert newly.endswith("Nobody had found it in the months before.")
    few = said_of_state(line(0, 1, of=2))
    assert few.startswith("Not enough audits yet. It takes six settled months and 20 audits")
    young = [*[Month(0, 0)] * 16, *[Month(5, 10)] * 8]
    assert "no comparison with the months before yet" in said_of_state(line_through(young))
    months = [*[Month(0, 0)] * 16, *[Month(1, 10)] * 8]
    assert said_of_state(line_through(months)).startswith("No comparison yet. It takes 20 audits")


def test_shares_have_no_percentage_under_five_and_say_small_number_under_ten():
    assert [share_in_table(3, 4), share_in_table(7, 8), share_in_table(7, 10)] == [
        "3 of 4",
        "7 of 8 (88%, small number)",
        "7 of 10 (70%)",
    ]
    assert share_in_table(0, 0) == "No audits"


def test_the_first_sentence_names_what_moved_with_its_counts_and_else_what_is_found_most():
    assert said_first([line(1, 4, theme=RISK), line(5, 5)]) == (
        "Risk is emerging: 24 of 60 (40%) from June to November 2026; before that, 12 of 120 (10%) "
        "from June 2025 to May 2026. No clear change in the other one that is compared."
    )
    assert "other 2 that are compared" in said_first([line(1, 4), line(5, 5), line(5, 5)])
    assert "1 more has moved: see the list." in said_first([line(1, 4)] * 4)
    assert said_first([line(5, 5)]) == (
        "The only one that can be compared has not clearly changed. Found most often: Plans, in "
        "30 of 60 (50%) from June to November 2026."
    )
    assert said_first([line(5, 5)] * 2).startswith("None of the 2 that can be compared")
    assert "can be compared with the months before yet" in said_first([line(1, 1, of=1)])


def test_how_many_chance_alone_would_mark_is_said():
    assert false_flags_in_words([line(1, 1, of=1)]) == ""
    many = false_flags_in_words([line(1, 1)] * 20)
    assert "20 themes are compared" in many and "mark between 1 and 2 of them" in many
    assert "mark fewer than one" in false_flags_in_words([line(1, 1)])


def test_what_followed_an_action_waits_for_six_settled_months_after_it():
    series = line(6, 2).series
    done = [date(2026, 5, 9), date(2026, 5, 30), date(2026, 6, 3), None, date(2020, 1, 1)]
    deeds = deeds_in(done, series, SHOWN[0])
    assert [one.at for one in deeds_in(done, series, SHOWN[18])] == [18]
    assert [(one.month, one.number) for one in deeds] == [(SHOWN[17], 2), (SHOWN[18], 1)]
    assert deeds[0].words == "2 actions done in May 2026"
    assert deeds[0].followed == (
        "Less often: 12 of 60 (20%) from June to November 2026; "
        "before that, 72 of 120 (60%) from June 2025 to May 2026"
    )
    assert deeds[1].followed == "Too early to say: the six months after it end with December 2026"
    waiting = Series(SHOWN, [*series.months[:-1], Month(2, 10, waiting=1)])
    assert followed(17, waiting).endswith("end with November 2026, which is not settled")
    assert "too few audits to compare" in followed(17, line(1, 0, of=1).series)


def test_periods_with_other_audits_in_them_are_said_to_be_unlike():
    there = line(1, 4)
    counts = Counter({(month, 1): 10 for month in SHOWN[6:18]})
    assert unlike_in(there, Counter(), str, str) is None
    alike = counts + Counter({(month, 1): 10 for month in SHOWN[18:]})
    assert unlike_in(there, alike, str, str) is None
    moved = counts + Counter({(month, 2): 10 for month in SHOWN[18:]})
    found = unlike_in(there, moved, lambda one: f"t{one}", lambda code: f"“{code}”")
    assert found.kind == "t1"
    assert "“t1” was 0 of 60 (0%) of them in the last six months, and 120 of 120 (100%)" in (
        found.sentence
    )


def test_teams_stand_in_the_order_of_the_alphabet():
    tally = Tally(Counter({"n/b/": 4, "n/a/": 9}), {DEVELOPMENT: Counter({"n/b/": 4})})
    tally.found.setdefault(STRENGTH, Counter())
    teams = teams_of(tally, {"n/a/": "West", "n/b/": "East"}, "Moved")
    assert [(one.name, one.asked, one.development) for one in teams] == [
        ("East", 4, 4),
        ("West", 9, 0),
    ]
