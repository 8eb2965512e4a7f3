"""A part of a template as the answers of a form, and back: what nobody changed stays as it was written."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from qa_app.audit_templates.rules.template import USUAL_GATE, USUAL_LIMIT
from qa_app.audit_templates.rules.words import (
    ALL,
    HEADER,
    WITH_OPTIONS,
    Kind,
    Overall,
    Subject,
)

Content = Mapping[str, Any]
Edited = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One answer: where it stands in the content, and what it means when nothing stands there."""

    name: str
    at: tuple[str, ...] = ()
    usual: Any = None
    one_line: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        return self.at or (self.name,)

    def read(self, part: Content) -> Any:
        """As a form gives it back when nobody touches it."""
        value: Any = part
        for name in self.path:
            value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, str):
            return " ".join(value.split()) if self.one_line else value.strip()
        return self.usual if value is None else value


Lines = Sequence[Line]


def answers_from(part: Content, lines: Lines) -> dict[str, Any]:
    return {line.name: line.read(part) for line in lines}


def with_answers(part: Content, answers: Mapping[str, Any], lines: Lines) -> Edited:
    edited = deepcopy(dict(part))
    for line in lines:
        if line.name in answers and not _alike(answers[line.name], line.read(part)):
            answer = answers[line.name]
            is_usual = answer in (None, "", []) or answer == line.usual
            _write(edited, line.path, None if is_usual else answer)
    return edited


def _alike(one: Any, other: Any) -> bool:
    """Boxes are ticked in no order."""
    if one == other:
        return True
    both = isinstance(one, list) and isinstance(other, list)
    return both and all(isinstance(each, str) for each in (*one, *other)) and set(one) == set(other)


def _write(part: Edited, path: tuple[str, ...], value: Any) -> None:
    """Nothing takes the line out, and whatever is then empty around it."""
    name, *below = path
    if below:
        inner = part.setdefault(name, {})
        _write(inner, tuple(below), value)
        if not inner:
            del part[name]
    elif value is None:
        part.pop(name, None)
    else:
        part[name] = deepcopy(value)


def _when(*path: str) -> Lines:
    return (
        Line("statuses", (*path, "statuses"), usual=[]),
        Line("youngest", (*path, "ages", "from")),
        Line("oldest", (*path, "ages", "to")),
    )


CONDITION = _when("shown_when")
DETAILS: Lines = (
    Line("name", one_line=True),
    Line("purpose"),
    Line("subject", usual=Subject.CHILD.value),
    Line("minutes"),
    Line("read_months", ("look_back", "read_months")),
    Line("judge_months", ("look_back", "judge_months")),
    *_when("suits"),
    Line("header", usual=[*HEADER]),
    Line("gate", usual=USUAL_GATE, one_line=True),
    Line("overall", usual=Overall.GRADED.value),
    Line("strengths", ("limits", "strengths"), usual=USUAL_LIMIT),
    Line("development", ("limits", "development"), usual=USUAL_LIMIT),
)
FLAGS = ("critical", "compliance", "recording")
QUESTION: Lines = (
    Line("text", one_line=True),
    Line("kind", usual=Kind.YES_PARTLY_NO.value),
    Line("concept"),
    Line("help", usual=""),
    Line("options", usual=[]),
    Line("unit", usual="", one_line=True),
    Line("low", usual="", one_line=True),
    Line("high", usual="", one_line=True),
    Line("evidence"),
    *(Line(flag, usual=False) for flag in FLAGS),
    Line("ask", usual=[]),
    Line("timescale"),
    Line("standard"),
    Line("continues"),
)
RULE: Lines = (
    Line("mode"),
    Line("sections", usual=ALL),
    Line("graded"),
    Line("at_least", usual=1),
    Line("at_most"),
    Line("characters"),
)
_SECTION: Lines = (
    Line("heading", one_line=True),
    Line("concept"),
    Line("guidance", usual=""),
    Line("good_looks_like", usual=""),
    Line("critical", usual=False),
    Line("graded", usual=True),
)


def descriptor_name(place: int) -> str:
    """The name of a form's question about the grade at this place of the scale."""
    return f"descriptor_{place}"


def section_lines(scale: Sequence[Content]) -> Lines:
    return (
        *_SECTION,
        *(
            Line(descriptor_name(at), ("descriptors", grade["grade"]), usual="")
            for at, grade in enumerate(scale, 1)
        ),
    )


def fitted(question: Content) -> Edited:
    """Without what another kind of answer brought and this one has no place for."""
    kind = Kind(question.get("kind", Kind.YES_PARTLY_NO))
    kept = dict(question)
    for name, takes in (
        ("options", kind in WITH_OPTIONS),
        ("unit", kind is Kind.NUMBER),
        ("low", kind is Kind.SCALING),
        ("high", kind is Kind.SCALING),
        ("evidence", not isinstance(question.get("evidence"), list)),
    ):
        if not takes:
            kept.pop(name, None)
    return kept


def matched(
    texts: Sequence[str], before: Iterable[tuple[str, str]], *, in_place: bool
) -> list[str | None]:
    """For each text the code that it had, or None for what is new.

    The same words are the same thing, once. In place, so are other words where words are gone.
    """
    codes = dict(before)
    left = dict(codes)
    found: list[str | None] = []
    for text in texts:
        found.append(next((code for code, words in left.items() if words == text), None))
        left.pop(found[-1] or "", None)
    for at, code in enumerate([*codes][: len(texts) if in_place else 0]):
        if texts[at] and found[at] is None and code in left:
            found[at] = code
    return found


def alike(texts: Iterable[str]) -> tuple[str, str] | None:
    """The first two that nobody could tell apart: other capitals, spaces or stops make no difference."""
    seen: dict[str, str] = {}
    for text in texts:
        plain = as_read(text)
        if plain in seen:
            return seen[plain], text
        seen[plain] = text
    return None


def as_read(text: str) -> str:
    return " ".join(text.split()).rstrip(".,;:!").casefold()
