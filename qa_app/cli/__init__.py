"""The command line: one module a command, each found by being here."""

import importlib
import pkgutil

from qa_app.cli.main import qa

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["qa"]
