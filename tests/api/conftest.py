"""A folder of its own for the reports of each test."""

from pathlib import Path

import pytest

from qa_app.foundation.database import Database
from qa_app.reports.folder import Folder


@pytest.fixture
def folder(tmp_path: Path, database: Database) -> Folder:
    return Folder(tmp_path / "reports")
