from datetime import date, timedelta

from qa_app.audits.rules import FindingKind
from qa_app.supervision.rules.growing import (
    AuditTold,
    Found,
    NoteTold,
    OverTime,
    as_text,
    themes_over_time,
)
from qa_app.supervision.rules.opening import Waits, to_come, waits_for
from qa_app.supervision.rules.talking import Line, talked, talked_by, why_not_talked
from qa_app.supervision.rules.thanking import (
    NO_STRENGTH,
    NOBODY,
    NOT_RELEASED,
    thanks_in_words,
    why_not_thank,
)

DAY = date(2026, 10, 1)
WEEKS = timedelta(weeks=1)
STRENGTH, DEVELOPMENT = FindingKind.STRENGTH, FindingKind.DEVELOPMENT


def test_an_audit_counts_once_its_four_weeks_are_over():
    lines = [Line("n/east/", DAY, None)]
    assert talked(lines, DAY + 4 * WEEKS).of == 0
    over = talked(lines, DAY + 4 * WEEKS + timedelta(days=1))
    assert (over.of, over.in_time, over.later, over.not_yet) == (1, 0, 0, 1)
    assert over.in_figures == "0 of 1"


def test_talking_early_enough_counts_in_the_share_and_later_counts_apart():
    lines = [
        Line("n/east/", DAY, DAY + 4 * WEEKS),
        Line("n/east/", DAY, DAY + 4 * WEEKS + timedelta(days=1)),
        Line("n/west/", DAY + 9 * WEEKS, DAY + 9 * WEEKS),
    ]
    figure = talked(lines, DAY + 10 * WEEKS)
    assert (figure.of, figure.in_time, figure.later) == (2, 1, 1)
    assert talked_by(lines, lambda one: one.place_then, DAY + 10 * WEEKS)["n/west/"].of == 0


def test_five_of_five_have_a_percentage_and_none_are_none_yet():
    lines = [Line("n/", DAY, DAY)] * 5
    assert talked(lines, DAY + 9 * WEEKS).in_figures == "5 of 5 (100%)"
    assert talked([], DAY).in_figures == "None yet"


def test_nothing_is_talked_through_before_its_release_or_in_time_to_come():
    assert not why_not_talked(DAY, DAY, DAY)
    assert "today or in the past" in why_not_talked(DAY + WEEKS, DAY, DAY)
    assert "1 October 2026 or later" in why_not_talked(DAY - WEEKS, DAY, DAY)


def test_whoever_cannot_be_thanked_is_said_why():
    known = {"is_released": True, "has_strength": True, "is_somebody": True, "is_own": False}
    assert not why_not_thank(**known)
    assert why_not_thank(**known | {"is_released": False}) == NOT_RELEASED
    assert why_not_thank(**known | {"has_strength": False}) == NO_STRENGTH
    assert why_not_thank(**known | {"is_somebody": False}) == NOBODY
    assert "own work" in why_not_thank(**known | {"is_own": True})


def test_themes_are_counted_lately_and_before():
    found = [
        Found(DAY, STRENGTH, "VOI1"),
        Found(DAY - 60 * WEEKS, STRENGTH, "VOI1"),
        Found(DAY, DEVELOPMENT, "PLA1"),
        Found(DAY - 60 * WEEKS, DEVELOPMENT, "VOI1"),
    ]
    assert themes_over_time(found, DAY - 52 * WEEKS) == [
        OverTime("VOI1", strengths_before=1, strengths_lately=1, development_before=1),
        OverTime("PLA1", development_lately=1),
    ]


def test_the_file_of_somebodys_growth_holds_their_notes_first():
    text = as_text(
        "Pia",
        [NoteTold(DAY, "I ask about the father earlier.")],
        [AuditTold(DAY, "Planning", ["Clear dates."], ["Ask the family."])],
        [("Ada", DAY)],
        DAY,
    )
    assert text.splitlines() == [
        "My growth: Pia",
        "Downloaded on 1 October 2026",
        "",
        "My notes",
        "",
        "1 October 2026",
        "I ask about the father earlier.",
        "",
        "Audits of my work",
        "",
        "Planning, released on 1 October 2026",
        "Strength: Clear dates.",
        "Area for development: Ask the family.",
        "",
        "Thanks",
        "Ada, 1 October 2026",
    ]
    assert as_text("Pia", [], [], [], DAY).count("None.") == 2


def test_thanks_are_counted_with_their_period():
    assert thanks_in_words([], DAY) == ""
    assert thanks_in_words([DAY], DAY) == "You have been thanked once, on 1 October 2026."
    days = [DAY, DAY - timedelta(days=60), DAY - timedelta(days=61)]
    assert thanks_in_words(days, DAY) == (
        "You have been thanked 3 times since 1 August 2026, 2 of them in the last 60 days."
    )
    assert "none of them" in thanks_in_words(days, DAY + timedelta(days=90))


def test_an_audit_that_cannot_be_read_yet_says_what_it_waits_for():
    def waits(submitted=True, released=True, own=False, reopened=False):
        return waits_for(
            is_submitted=submitted, is_released=released, grades_first=own, is_reopened=reopened
        )

    assert waits() is None
    # A draft is no audit that was opened again.
    assert waits(submitted=False, released=False, reopened=True) is Waits.SUBMITTED
    assert waits(released=False) is Waits.RELEASED
    assert waits(own=True) is Waits.OWN_GRADES
    assert waits(own=True, reopened=True) is Waits.AGREED_AGAIN


def test_what_is_to_come_is_counted_and_what_can_be_done_comes_first():
    said = to_come([Waits.SUBMITTED, Waits.OWN_GRADES, Waits.SUBMITTED, None]).sentences
    assert said[0].startswith("1 audit is released to you and opens once")
    assert said[1] == "2 audits are still being read by their auditors."
    assert to_come([None]).sentences == []
