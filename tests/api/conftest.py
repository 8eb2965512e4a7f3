"""A folder of its own for the reports of each test."""

from pathlib import Path

import pytest

from qa_app.foundation.database import Database
from qa_app.reports.folder import Folder
from tests.organisation.conftest import count_queries


@pytest.fixture
def folder(tmp_path: Path, database: Database) -> Folder:
    return Folder(tmp_path / "reports")


__all__ = ["count_queries", "folder"]
