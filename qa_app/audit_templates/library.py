"""The YAML files that come with the service."""

from pathlib import Path
from typing import Any

import yaml

PACKAGE = Path(__file__).parents[1]


def folder() -> Path:
    """Beside the package in a checkout, inside it when installed."""
    beside = PACKAGE.parent / "audit_templates"
    return beside if beside.exists() else Path(__file__).parent / "library"


def read(code: str, number: int) -> dict[str, Any]:
    path = folder() / f"{code}.v{number}.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
