"""The shape of a template, and the digest that keeps a published one as it is."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Grade:
    code: str
    words: str
    counts_as_good: bool


@dataclass(frozen=True)
class Section:
    id: str
    concept: str
    heading: str
    guidance: str
    descriptors: Mapping[str, str]


@dataclass(frozen=True)
class Template:
    code: str
    name: str
    number: int
    purpose: str
    look_back: str
    minutes: int
    scale: tuple[Grade, ...]
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section | None:
        return next((one for one in self.sections if one.id == section_id), None)

    def grade(self, code: str | None) -> Grade | None:
        return next((one for one in self.scale if one.code == code), None)


def template_from(content: Mapping[str, Any]) -> Template:
    return Template(
        code=content["code"],
        name=content["name"],
        number=content["version"],
        purpose=content["purpose"],
        look_back=content["look_back"],
        minutes=content["minutes"],
        scale=tuple(
            Grade(one["grade"], one["words"], one["counts_as_good"]) for one in content["scale"]
        ),
        sections=tuple(
            Section(one["id"], one["concept"], one["heading"], one["guidance"], one["descriptors"])
            for one in content["sections"]
        ),
    )


def digest_of(content: Mapping[str, Any]) -> str:
    """The same for the same content, however its file was laid out."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
