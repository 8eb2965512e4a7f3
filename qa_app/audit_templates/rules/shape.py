"""What each line of a file may hold, declared once: it checks a file and describes it to editors."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

Path = tuple[str | int, ...]

CODE = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# Nor may marks that turn the direction of writing, or that no Word form can hold.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_KINDS = {str: "text", bool: "true or false", int: "a whole number", list: "a list", dict: "lines of its own"}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and what would be right."""

    path: Path
    wrong: str
    instead: str


class Shape(Protocol):
    def problems(self, value: Any, path: Path) -> Iterator[Problem]: ...

    def schema(self) -> dict[str, Any]: ...


def name_of(path: Path) -> str:
    """The nearest name: “heading” for sections, 2, heading."""
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")


def _unlike(value: Any, wanted: str, path: Path, instead: str) -> Problem:
    found = next((words for kind, words in _KINDS.items() if type(value) is kind), "something else")
    verb = "belong" if wanted == _KINDS[dict] else "belongs"
    name = name_of(path)
    subject = f"“{name}”" if any(isinstance(part, str) for part in path) else name[:1].upper() + name[1:]  # fmt: skip
    return Problem(path, f"{subject} is {found} where {wanted} {verb}", instead)


@dataclass(frozen=True)
class Text:
    longest: int = 400
    pattern: str = ""
    like: str = ""

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        name = name_of(path)
        if not isinstance(value, str):
            yield _unlike(
                value, "text", path, f"Write {name} as text; put “ ” marks around numbers"
            )
        elif not value.strip():
            yield Problem(path, f"“{name}” is empty", f"Write the {name}, or leave the line out")
        elif _CONTROL.search(value):
            yield Problem(path, f"“{name}” has a mark that cannot be seen", "Type that line again")
        elif len(value) > self.longest:
            wrong = f"“{name}” is {len(value):,} characters long"
            yield Problem(path, wrong, f"Use {self.longest:,} characters or fewer")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            yield Problem(path, f"“{value[:60]}” cannot be the {name}", f"Write it {self.like}")

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": self.longest}
        return schema | ({"pattern": f"^{self.pattern}$"} if self.pattern else {})


@dataclass(frozen=True)
class Whole:
    least: int
    most: int

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        instead = f"Write a whole number from {self.least:,} to {self.most:,}"
        if type(value) is not int:
            yield _unlike(value, "a whole number", path, instead)
        elif not self.least <= value <= self.most:
            yield Problem(path, f"“{name_of(path)}” is {value:,}", instead)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class TrueOrFalse:
    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        if type(value) is not bool:
            yield _unlike(value, "true or false", path, "Write true or false")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class OneOf:
    """A word of a list, each with what it means."""

    words: Mapping[str, str]

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, str) or value not in self.words:
            yield Problem(path, f"“{value}” cannot be the {name_of(path)}", self.instead(value))

    def instead(self, value: Any) -> str:
        if near := get_close_matches(str(value), self.words, 1, 0.6):
            return f"Did you mean {near[0]}?"
        return f"Write one of: {', '.join(self.words)}"

    def schema(self) -> dict[str, Any]:
        choices = [{"const": word, "description": says} for word, says in self.words.items()]
        return {"oneOf": choices} if choices else {"type": "string"}


@dataclass(frozen=True)
class Either:
    """One of two shapes, told apart by their kind."""

    first: Shape
    second: Shape
    is_first: type

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        shape = self.first if isinstance(value, self.is_first) else self.second
        yield from shape.problems(value, path)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.first.schema(), self.second.schema()]}


@dataclass(frozen=True)
class ListOf:
    of: Shape
    least: int = 1
    most: int = 100
    one: str = "line"

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        name = name_of(path)
        if not isinstance(value, list):
            yield _unlike(value, "a list", path, "Begin each line of the list with a hyphen")
            return
        if not self.least <= len(value) <= self.most:
            wrong = f"“{name}” has {len(value)} in it"
            yield Problem(path, wrong, f"Give it from {self.least} to {self.most}")
        for index, item in enumerate(value):
            yield from self.of.problems(item, (*path, index))

    def schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": self.of.schema(),
            "minItems": self.least,
            "maxItems": self.most,
        }


@dataclass(frozen=True)
class Key:
    shape: Shape
    about: str
    needed: bool = False


@dataclass(frozen=True)
class Lines:
    """A set of named lines, each with its own shape."""

    called: str
    keys: Mapping[str, Key]

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, dict):
            instead = f"Write the lines of {self.called}, such as {self._example()}"
            yield _unlike(value, "lines of its own", path, instead)
            return
        for name in value:
            if name not in self.keys:
                wrong = f"“{name}” is no line of {self.called}"
                yield Problem((*path, name), wrong, self._instead(name))
        for name, key in self.keys.items():
            if name in value:
                yield from key.shape.problems(value[name], (*path, name))
            elif key.needed:
                wrong = f"{self.called[:1].upper()}{self.called[1:]} has no “{name}”"
                yield Problem(path, wrong, f"Add a line that says {key.about}")

    def _example(self) -> str:
        return ", ".join(f"“{name}:”" for name in list(self.keys)[:3])

    def _instead(self, name: Any) -> str:
        near = get_close_matches(str(name), self.keys, 1, 0.6)
        return f"Did you mean {near[0]}?" if near else f"Write one of: {', '.join(self.keys)}"

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [name for name, key in self.keys.items() if key.needed],
            "properties": {
                name: {"description": key.about} | key.shape.schema()
                for name, key in self.keys.items()
            },
        }


def problems_in(value: Any, shape: Shape) -> Sequence[Problem]:
    return [*shape.problems(value, ())]
