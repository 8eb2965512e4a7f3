"""The wheel, built and installed once for a whole test run, and the demonstration that it makes."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.own_database import KEY
from tests.real.processes import locked

ROOT = Path(__file__).parents[1]
BUILD = 'from setuptools import build_meta; build_meta.build_wheel("dist")'
BESIDE = ("setup.cfg", "setup.py", "pyproject.toml", "README.md")


def once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder of this run; whoever asks first fills it, and the others wait for that alone."""
    folder = Path(os.environ["QA_TEST_RUN"]) / name
    folder.mkdir(exist_ok=True)
    with locked(folder):
        if not (folder / "made").exists():
            make(folder)
            (folder / "made").touch()
    return folder


def wheel() -> Path:
    return next((once("wheel", build) / "dist").glob("*.whl"))


def build(copy: Path) -> None:
    """From a copy of what is here."""
    for name in ("qa_app", "migrations", "audit_templates"):
        unwanted = shutil.ignore_patterns("__pycache__", "installed")
        shutil.copytree(ROOT / name, copy / name, ignore=unwanted)
    for name in BESIDE:
        shutil.copy(ROOT / name, copy)
    subprocess.run([sys.executable, "-c", BUILD], cwd=copy, check=True, capture_output=True)


def install(home: Path) -> Callable[..., str]:
    """The installed command, in a folder that holds nothing else."""
    environment = home / "environment"
    venv.create(environment, symlinks=True)
    site = next((environment / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel()) as packed:
        packed.extractall(site)
    # The libraries are those of this run; our own package is not, for a .pth inside theirs is not read.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    surroundings = {"PATH": os.environ["PATH"], "QA_SECRET_KEY": KEY}

    def call(*words: str) -> str:
        command = [environment / "bin" / "python", "-c", "from qa_app.cli import qa; qa()", *words]
        done = subprocess.run(command, cwd=home, env=surroundings, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return call


def demonstration() -> tuple[str, dict[str, Any]]:
    """The address of a database with the demonstration in it, and what the installed command said."""
    folder = once("demonstration-file", make_demonstration)
    said = json.loads((folder / "said.json").read_text())
    return f"sqlite:///{folder / 'instance' / 'qa.db'}", said


def make_demonstration(home: Path) -> None:
    qa = install(home)
    qa("database", "upgrade")
    (home / "said.json").write_text(qa("demo", "--json"))
