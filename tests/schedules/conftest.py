"""A folder of its own for the reports of each test, and how often pages ask."""

from tests.organisation.conftest import count_queries
from tests.reports.conftest import folder

__all__ = ["count_queries", "folder"]
