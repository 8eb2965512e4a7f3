"""The files of this folder, and the truth beside them."""

import csv
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CODES = {
    "cin": "CHILD_IN_NEED",
    "ass": "ASSESSMENT",
    "cp": "CHILD_PROTECTION",
    "cla": "CARE",
    "cl": "CARE_LEAVER",
    "care leaver": "CARE_LEAVER",
    "closed": "CLOSED",
}


def content_of(name: str) -> bytes:
    return (HERE / name).read_bytes()


def truth() -> dict[str, Any]:
    return json.loads(content_of("synthetic_annex_a_expected.json"))


def true_children() -> dict[str, dict[str, str]]:
    return {str(child["id"]): child for child in truth()["children_detail"]}


def staff() -> list[dict[str, str]]:
    with (HERE / "staff_tree.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
