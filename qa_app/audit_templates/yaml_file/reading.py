"""YAML as we take it: no aliases, tags or surprises; each value with its place; words stay words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from qa_app.audit_templates.rules.shape import Path

LARGEST, DEEPEST = 256 * 1024, 20
TABS = re.compile(r"^[^\n]*?\t", re.MULTILINE)
WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")

# libyaml reads a file of the largest size in milliseconds; the parser in Python takes seconds.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

SAID_PLAINLY = (
    ("mapping values are not allowed", "A colon stands where it cannot",
     "Put quotation marks around the text of this line, or move it to a line of its own"),
    ("could not find expected ':'", "This line has a name and no colon after it",
     "Write a colon and a space after the name, and begin longer text with >-"),
    ("did not find expected key", "This line does not begin where its neighbours do",
     "Begin it below the lines it belongs with, or put quotation marks around the text above it"),
    ("did not find expected '-' indicator", "A line of a list does not begin like the others",
     "Begin each with a hyphen below the hyphens above it"),
    ("block sequence entries are not allowed", "A list begins where it cannot",
     "Begin the list on a line of its own, further in than the name above it"),
    ("while scanning a quoted scalar", "A quotation mark is opened and not closed",
     "Close it, or write apostrophes inside double quotation marks"),
    ("cannot start any token", "This line begins with a mark that means something else",
     "Put quotation marks around the text"),
    ("did not find expected ',' or", "A bracket is opened and not closed",
     "Close it, or put quotation marks around text that begins with a bracket"),
    ("did not find the expected", "Something is opened and not closed", "Close it"),
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    line: int
    column: int


class Refused(Exception):
    """A file that is not read any further."""

    def __init__(self, place: Place, wrong: str, instead: str) -> None:
        super().__init__(wrong)
        self.place, self.wrong, self.instead = place, wrong, instead


@dataclass(frozen=True)
class Read:
    """What a file says, and where each value of it stands."""

    content: Any
    places: dict[Path, Place]

    def place_of(self, path: Path) -> Place:
        """Of what is missing, the place of what it is missing from."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))


def read(data: bytes) -> Read:
    """Raise Refused at the first thing that cannot be read."""
    if len(data) > LARGEST:
        wrong = f"The file is larger than {LARGEST // 1024} kB"
        raise Refused(Place(1, 1), wrong, f"Use a file of {LARGEST // 1024} kB or less")
    text = _decoded(data)
    if tab := TABS.search(text):
        line = text.count("\n", 0, tab.start()) + 1
        column = tab.end() - tab.start()
        raise Refused(Place(line, column), "There is a tab here", "Use spaces")
    try:
        return _Reader(text).read()
    except yaml.YAMLError as error:
        raise _in_plain_words(error, text) from None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        instead = "Save the file again as UTF-8, which every editor offers"
        raise Refused(place, "There is a letter here that is not UTF-8", instead) from None


def _in_plain_words(error: yaml.YAMLError, text: str) -> Refused:
    if isinstance(error, yaml.MarkedYAMLError):
        said = f"{error.context} {error.problem}"
        # What is never closed is noticed at the end of the file, and mended where it was opened.
        opened = "flow" in said or "quoted scalar" in said
        mark = (opened and error.context_mark) or error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        for words, wrong, instead in SAID_PLAINLY:
            if words in said:
                return Refused(place, wrong, instead)
        return Refused(place, "This line cannot be read", "Compare it with the lines around it")
    at = getattr(error, "position", 0) or 0
    line, start = text.count("\n", 0, at) + 1, text.rfind("\n", 0, at)
    wrong = "There is a mark here that cannot be seen"
    return Refused(Place(line, max(at - start, 1)), wrong, "Take it out")


class _Reader:
    """Builds the content from the parser's events, one after another."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=Loader)
        self.places: dict[Path, Place] = {}

    def read(self) -> Read:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise Refused(
                Place(1, 1), "The file is empty", "Begin with a line such as code: my-template"
            )
        content = self._value(self._next(), ())
        self._next()
        if not isinstance(end := self._next(), yaml.StreamEndEvent):
            raise Refused(_place(end), "A second document begins here", "Keep one in each file")
        return Read(content, self.places)

    def _next(self) -> yaml.Event:
        return next(self.events)

    def _value(self, event: yaml.Event, path: Path) -> Any:
        place = _place(event)
        self.places.setdefault(path, place)
        _refuse_surprises(event, place)
        if len(path) > DEEPEST:
            instead = f"Use {DEEPEST} levels or fewer"
            raise Refused(place, "There are too many levels inside each other", instead)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return _scalar(event)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name, place = self._name(event), _place(event)
            if name in found:
                first = self.places[(*path, name)].line
                wrong = f"“{name}” is here a second time; the first is on line {first}"
                raise Refused(place, wrong, "Keep one of them")
            self.places[(*path, name)] = place
            found[name] = self._value(self._next(), (*path, name))
        return found

    def _name(self, event: yaml.Event) -> str:
        place = _place(event)
        _refuse_surprises(event, place)
        if not isinstance(event, yaml.ScalarEvent):
            raise Refused(place, "A list or a group stands where a name belongs", "Write a name and a colon")  # fmt: skip
        if event.value == "<<":
            raise Refused(place, "“<<” takes lines from elsewhere", "Write the lines out here")
        return str(event.value)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _refuse_surprises(event: yaml.Event, place: Place) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise Refused(place, "A word with a star takes content from elsewhere", "Write it out here")
    if anchor := getattr(event, "anchor", None):
        raise Refused(place, f"“&{anchor}” gives a name for use elsewhere", "Take it out")
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        shown = str(tag).replace("tag:yaml.org,2002:", "!!")
        raise Refused(
            place, f"“{shown}” asks for something to be made from the text", "Take it out"
        )


def _scalar(event: yaml.Event) -> str | int | bool:
    """Only true, false and whole numbers are more than text: “no” and 1e5 stay as they are written."""
    assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 – nothing else is left
    text = str(event.value)
    if event.style:
        return text
    if text in ("true", "false"):
        return text == "true"
    return int(text) if WHOLE_NUMBER.fullmatch(text) else text
