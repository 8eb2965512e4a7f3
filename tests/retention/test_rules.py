from datetime import date, timedelta

from qa_app.retention.rules import Readiness, as_kept, as_read, why_not, why_not_between
from tests.makers import NOON, TODAY


def test_the_notice_names_what_is_missing():
    assert Readiness().notice == (
        "Do not bring in real children’s records until the impact assessment is done and "
        "the retention rules are agreed."
    )
    assert Readiness(impact_assessment_on=TODAY).missing == ["the retention rules are agreed"]


def test_with_both_days_there_is_no_notice():
    assert Readiness(TODAY, TODAY).notice == ""


def test_a_day_to_come_is_refused():
    assert why_not(Readiness(TODAY, TODAY), TODAY) == []
    late = Readiness(TODAY + timedelta(days=1), TODAY)
    assert why_not(late, TODAY) == ["The day of the impact assessment must be today or in the past"]


def test_what_is_kept_reads_the_same():
    for readiness in (Readiness(), Readiness(date(2026, 2, 28)), Readiness(TODAY, TODAY)):
        assert as_read(as_kept(readiness)) == readiness


def test_a_report_covers_a_quarter_at_most_and_ends_after_it_begins():
    assert why_not_between(NOON, NOON + timedelta(days=92)) == ""
    assert why_not_between(NOON, NOON - timedelta(minutes=1)).startswith("The second moment")
    assert why_not_between(NOON, NOON + timedelta(days=93)) == "Ask for 92 days or fewer"
