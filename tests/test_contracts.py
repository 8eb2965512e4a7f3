"""Each import contract is seen to fail: a copy of the service is broken in the way that it forbids."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINTER = Path(sys.executable).with_name("lint-imports")

BROKEN = {
    "a lower capability imports a higher one": (
        "rounds/queries/allocations.py",
        "import qa_app.audits.models",
        "capabilities",
    ),
    "neighbours import each other": (
        "jobs/models.py",
        "import qa_app.outbox.models",
        "capabilities",
    ),
    "a folder has no place in the layers": (
        "somewhere/__init__.py",
        "",
        "capabilities",
    ),
    "a rule imports a model": (
        "audits/rules.py",
        "import qa_app.audits.models",
        "inside",
    ),
    "an operation imports a route": (
        "audits/operations.py",
        "import qa_app.audits.routes",
        "inside",
    ),
    "a rule imports the database": (
        "audits/rules.py",
        "import sqlalchemy",
        "rules-are-pure",
    ),
    "a rule imports the database at one remove": (
        "audits/rules.py",
        "import qa_app.organisation.queries",
        "rules-are-pure",
    ),
    "an operation imports the web": (
        "audits/operations.py",
        "import flask",
        "no-web-below-routes",
    ),
    "a capability imports another's routes": (
        "reports/queries.py",
        "import qa_app.audits.routes",
        "front-doors",
    ),
    "an audit writes a spreadsheet": (
        "audits/queries.py",
        "import xlsxwriter",
        "spreadsheets",
    ),
}


@pytest.fixture
def lint(tmp_path: Path) -> Callable[[str], str]:
    """Checks one contract in a copy of the service; gives what was said, empty when it is kept."""
    shutil.copytree(ROOT / "qa_app", tmp_path / "qa_app", ignore=shutil.ignore_patterns("static"))
    shutil.copy(ROOT / "setup.cfg", tmp_path)

    def check(contract: str) -> str:
        command = [LINTER, "--no-cache", "--contract", contract]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    return check


def break_it(module: Path, line: str) -> None:
    """Add a line to a module, which may have grown into a folder."""
    folder = module.with_suffix("")
    file = folder / "__init__.py" if folder.is_dir() else module
    file.parent.mkdir(exist_ok=True)
    with file.open("a") as opened:
        opened.write(f"\n{line}\n")


@pytest.mark.parametrize(("file", "line", "contract"), BROKEN.values(), ids=BROKEN.keys())
def test_a_contract_fails_when(file, line, contract, lint, tmp_path):
    assert not lint(contract), "it is kept before"
    break_it(tmp_path / "qa_app" / file, line)
    said = lint(contract)
    assert "BROKEN" in said or "exhaustive" in said.lower(), said
