"""What is wrong with the lists beside the templates: standards, time limits and themes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_app.audit_templates.rules.shape import Path, Problem

Content = Mapping[str, Any]


def problems_of_standards(content: Content) -> Sequence[Problem]:
    numbers = [one["number"] for one in content["standards"]]
    return [*_repeated(("standards",), "number", numbers)]


def problems_of_timescales(content: Content) -> Sequence[Problem]:
    codes = [one["code"] for one in content["timescales"]]
    return [
        *_repeated(("timescales",), "code", codes),
        *(
            Problem(
                ("timescales", at),
                "Only one of “most” and “unit” is there",
                "Give both, or neither",
            )
            for at, one in enumerate(content["timescales"])
            if ("most" in one) != ("unit" in one)
        ),
    ]


def problems_of_themes(content: Content) -> Sequence[Problem]:
    groups = content["groups"]
    problems = [*_repeated(("groups",), "code", [group["code"] for group in groups])]
    seen: set[str] = set()
    for at, group in enumerate(groups):
        for index, theme in enumerate(group["themes"]):
            path = ("groups", at, "themes", index, "code")
            if theme["code"] in seen:
                problems.append(_twice(path, theme["code"]))
            elif not theme["code"].startswith(group["code"]):
                wrong = f"{theme['code']} stands in the group {group['code']}"
                problems.append(Problem(path, wrong, f"Begin its code with {group['code']}"))
            seen.add(theme["code"])
    return problems


def _repeated(path: Path, name: str, values: Sequence[object]) -> Iterator[Problem]:
    for at, value in enumerate(values):
        if value in values[:at]:
            yield _twice((*path, at, name), value)


def _twice(path: Path, value: object) -> Problem:
    return Problem(path, f"{value} is here a second time", "Give this one a code of its own")
