"""A council and its administrator’s browser."""

from collections.abc import Callable

import pytest

from qa_app.foundation.database import Database
from tests.organisation.makers import Council, make_whole_council
from tests.page_client import Browser


@pytest.fixture
def council(database: Database) -> Council:
    return make_whole_council()


@pytest.fixture
def admin(council: Council, open_as: Callable[..., Browser]) -> Browser:
    return open_as(council.administrator)
