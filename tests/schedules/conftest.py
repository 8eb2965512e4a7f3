"""A folder of its own for the reports of each test."""

from tests.reports.conftest import folder

__all__ = ["folder"]
