"""The workbook of this folder, and the truth beside it."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MESSY = "legacy_audits_messy.xlsx"


def content_of(name: str = MESSY) -> bytes:
    return (HERE / name).read_bytes()


def truth() -> dict[str, Any]:
    return json.loads(content_of("legacy_audits_expected.json"))
