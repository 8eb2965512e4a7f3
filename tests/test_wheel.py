"""What is installed from a wheel, away from the repository, is the whole service."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILD = 'from setuptools import build_meta; build_meta.build_wheel("dist")'


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from a copy of what is here."""
    copy = tmp_path_factory.mktemp("build")
    for name in ("qa_app", "migrations", "audit_templates"):
        unwanted = shutil.ignore_patterns("__pycache__", "installed")
        shutil.copytree(ROOT / name, copy / name, ignore=unwanted)
    for name in ("setup.cfg", "setup.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)
    subprocess.run([sys.executable, "-c", BUILD], cwd=copy, check=True, capture_output=True)
    return next((copy / "dist").glob("*.whl"))


@pytest.fixture
def qa(wheel: Path, tmp_path: Path) -> Callable[..., str]:
    """The installed command, in a folder that holds nothing else."""
    home = tmp_path / "environment"
    venv.create(home, symlinks=True)
    site = next((home / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    # The libraries are those of this run; our own package is not, for a .pth inside theirs is not read.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    surroundings = {
        "PATH": os.environ["PATH"],
        "QA_SECRET_KEY": "a key for tests alone, 0123456789 abcdefghij",
    }

    def call(*words: str) -> str:
        command = [home / "bin" / "python", "-c", "from qa_app.cli import qa; qa()", *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=surroundings, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return call


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
def test_an_installed_wheel_makes_the_demonstration(qa):
    qa("database", "upgrade")
    assert "Team manager" in qa("demo")
