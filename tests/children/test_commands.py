import json

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from qa_app.children.models import CaseList, ChildOnList
from qa_app.cli import qa
from qa_app.foundation.database import db
from tests.children.files import HERE, truth
from tests.children.makers import CLEAN, MESSY, make_tree
from tests.conftest import KEY
from tests.makers import make_council

AS_AT = ("--as-at", "2026-10-05")


@pytest.fixture
def run(database, database_url, monkeypatch):
    """Run `qa import children` on the test's database, where the staff of the files work."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    make_tree()
    db.session.commit()

    def run(*words: str) -> Result:
        return CliRunner().invoke(qa, ["import", "children", *words])

    return run


def held() -> int:
    return db.session.scalar(select(func.count()).select_from(ChildOnList)) or 0


def test_the_messy_workbook_is_imported_with_the_counts_of_the_truth(run):
    found = run(str(HERE / MESSY), *AS_AT, "--json")

    answer = json.loads(found.stdout)
    assert found.exit_code == 0
    assert answer["changed"]
    assert held() == answer["children"] == truth()["children"]
    assert answer["open_plans"] == truth()["open_cp_plans"]


def test_a_second_run_changes_nothing_and_says_so(run):
    run(str(HERE / CLEAN), *AS_AT)

    again = run(str(HERE / CLEAN), *AS_AT)

    assert again.exit_code == 0
    assert "Nothing was changed" in again.output
    assert len(db.session.scalars(select(CaseList)).all()) == 1


def test_a_dry_run_says_what_it_would_do_and_keeps_nothing(run):
    found = run(str(HERE / CLEAN), *AS_AT, "--dry-run")

    assert "400 children on 5 October 2026" in found.output
    assert held() == 0


def test_a_list_that_shares_no_child_with_the_last_needs_a_word(run, tmp_path):
    run(str(HERE / CLEAN), *AS_AT)
    before = held()
    (tmp_path / "other.csv").write_text("Child ID,Case Status\n999999999,CIN\n")
    other = (str(tmp_path / "other.csv"), "--as-at", "2026-10-12")

    refused = run(*other)
    assert refused.exit_code == 1
    assert "0 of the 400 children of the last list are on this one" in refused.output
    assert "add --right-list" in refused.output
    assert held() == before
    assert run(*other, "--right-list").exit_code == 0
    assert held() == before + 1


def test_columns_may_be_said_in_a_file(run, tmp_path):
    (tmp_path / "list.csv").write_text("Kid,Kind\n12,CIN\n")
    (tmp_path / "map.json").write_text('{"report": {"reference": "Kid", "status": "Kind"}}')

    found = run(str(tmp_path / "list.csv"), *AS_AT, "--mapping", str(tmp_path / "map.json"))

    assert found.exit_code == 0
    assert held() == 1


def test_a_column_with_names_of_children_is_refused(run, tmp_path):
    (tmp_path / "map.json").write_text('{"report": {"team": "Child Name"}}')

    found = run(str(HERE / CLEAN), *AS_AT, "--mapping", str(tmp_path / "map.json"))

    assert found.exit_code == 1
    assert "never read" in found.output
    assert held() == 0


def test_a_file_that_cannot_be_read_is_wrong_and_a_missing_day_is_a_wrong_call(run, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7")

    assert run(str(tmp_path / "a.csv"), *AS_AT).exit_code == 1
    assert run(str(HERE / CLEAN)).exit_code == 2


def test_with_several_councils_one_must_be_named(run):
    make_council("Southshire")
    db.session.commit()

    unnamed = run(str(HERE / CLEAN), *AS_AT)
    named = run(str(HERE / CLEAN), *AS_AT, "--council", "southshire")

    assert unnamed.exit_code == 2
    assert "southshire" in unnamed.output
    assert named.exit_code == 0
