"""A folder of its own for the reports of each test, and a council to set schedules up in."""

import pytest

from tests.reports.conftest import folder
from tests.schedules.makers import Here, make_here

__all__ = ["folder"]


@pytest.fixture
def here(database) -> Here:
    return make_here()
