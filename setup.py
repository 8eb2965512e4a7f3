"""Everything is in setup.cfg but this: migrations and audit templates go inside a package that is built.

A checkout has them beside qa_app, where people look for them.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

INSIDE = {
    "migrations": "qa_app/migrations",
    "audit_templates": "qa_app/audit_templates/library",
}


class BuildWithFolders(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for beside, inside in INSIDE.items():
            target = Path(self.build_lib, inside)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(beside, target, ignore=shutil.ignore_patterns("__pycache__"))


setup(cmdclass={"build_py": BuildWithFolders})
