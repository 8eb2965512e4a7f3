from datetime import UTC, date, datetime, timedelta

import pytest

from qa_app.web import words


def test_a_moment_is_told_in_london():
    assert words.date_time(datetime(2026, 3, 31, 23, 30, tzinfo=UTC)) == "1 April 2026 at 12:30am"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 audits"), (1, "1 audit"), (1200, "1,200 audits")]
)
def test_one_is_not_many(number, said):
    assert words.plural(number, "audit") == said


def test_some_words_have_a_plural_of_their_own():
    assert words.plural(2, "child", "children") == "2 children"


@pytest.mark.parametrize(
    ("number", "of", "said"), [(7, 10, "7 of 10 (70%)"), (0, 0, "0 of 0"), (1, 3, "1 of 3")]
)
def test_a_share_comes_with_its_numbers(number, of, said):
    assert words.n_of(number, of) == said


@pytest.mark.parametrize(
    ("away", "said"),
    [(-9, "9 days ago"), (-1, "yesterday"), (0, "today"), (1, "tomorrow"), (12, "in 12 days")],
)
def test_a_day_is_told_by_its_distance(monkeypatch, away, said):
    monkeypatch.setattr(words, "today", lambda: date(2026, 11, 20))
    assert words.in_days(date(2026, 11, 20) + timedelta(days=away)) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 23), "in 1 working day"),
        (date(2026, 11, 25), "in 3 working days"),
        (date(2026, 11, 22), "in 0 working days"),
        (date(2026, 11, 17), "3 days ago"),
        (date(2027, 11, 20), "in 365 days"),
    ],
)
def test_a_due_date_is_told_in_days_to_work(monkeypatch, day, said):
    monkeypatch.setattr(words, "today", lambda: date(2026, 11, 20))
    assert words.in_working_days(day) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (90, "in 1 hour"),
        (40, "in 40 minutes"),
        (0, "now"),
        (-1, "1 minute ago"),
        (-130, "2 hours ago"),
        (48 * 60, "in 48 hours"),
        (6 * 24 * 60, "in 4 working days"),
        (-6 * 24 * 60, "6 days ago"),
    ],
)
def test_a_deadline_with_an_hour_is_said_in_hours_when_it_is_near(monkeypatch, minutes, said):
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
    monkeypatch.setattr(words, "now", lambda: noon)
    monkeypatch.setattr(words, "today", lambda: noon.date())
    assert words.in_hours(noon + timedelta(minutes=minutes)) == said
