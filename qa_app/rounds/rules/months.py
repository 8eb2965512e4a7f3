"""Months, by their first days."""

from datetime import date, datetime


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def months_back(month: date, number: int) -> list[date]:
    """The first days of so many months, this one first."""
    return [months_on(month, -back) for back in range(number)]


def months_on(month: date, number: int) -> date:
    """The first day of the month so many months later, or earlier."""
    counted = month.year * 12 + month.month - 1 + number
    return date(counted // 12, counted % 12 + 1, 1)


def months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def month_in(typed: str) -> date | None:
    """The month that an address or a command names, like 2026-11; nothing where it names none."""
    try:
        return datetime.strptime(typed, "%Y-%m").date()  # noqa: DTZ007 – a month has no hour
    except ValueError:
        return None
