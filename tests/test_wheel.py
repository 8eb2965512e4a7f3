"""What is installed from a wheel, away from the repository, is the whole service."""

import zipfile
from pathlib import Path

import pytest

from tests.wheel import ROOT, demonstration, install
from tests.wheel import wheel as built


@pytest.fixture
def wheel() -> Path:
    return built()


@pytest.fixture
def qa(tmp_path):
    return install(tmp_path)


def inside(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


@pytest.mark.slow
def test_every_file_of_the_service_is_in_the_wheel(wheel):
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "qa_app").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not ours - inside(wheel), "add the kind of file to [options.package_data] in setup.cfg"


@pytest.mark.slow
def test_migrations_and_audit_templates_are_in_the_wheel(wheel):
    moved = {"migrations": "migrations", "audit_templates": "audit_templates/library"}
    for beside, within in moved.items():
        names = {file.name for file in (ROOT / beside).glob("*.*")}
        assert {f"qa_app/{within}/{name}" for name in names} <= inside(wheel)


@pytest.mark.slow
def test_an_installed_wheel_makes_a_database_and_a_council(qa):
    qa("database", "upgrade")
    qa("council", "add", "Northshire")
    assert '"northshire"' in qa("council", "list", "--json")


@pytest.mark.slow
def test_an_installed_wheel_makes_the_demonstration():
    """The tests of the demonstration itself look at the same."""
    _, said = demonstration()
    assert "Team manager" in {one["role"] for one in said["accounts"]}
