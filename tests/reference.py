"""The pages of docs/reference, written from the code: `python -m tests.reference` (or `make reference`)."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from qa_app.access.rules import GRANTS, Permission, Reach
from qa_app.audit_templates.rules.format import (
    CONDITION,
    GRADE,
    INCLUDED_SECTION,
    OWN_SECTION,
    QUESTION,
    RULE,
    TEMPLATE,
)
from qa_app.audit_templates.rules.list_format import FORMS
from qa_app.audit_templates.rules.words import (
    CONCEPTS,
    HEADER,
    KINDS,
    MODES,
    OVERALLS,
    RULES,
    SUBJECTS,
)
from qa_app.cli import qa

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "qa_app"
FOLDER = ROOT / "docs" / "reference"
# A letter or two before the colon name an element of XML.
EVENT = re.compile(r"[a-z]{3,}(-[a-z]+)*:[a-z]+(-[a-z]+)*")
# Names of slots, keys and the like, which have the form of an event's name and are none.
NOT_EVENTS = {"children:teams", "about:blank"}
MARKS = {
    Reach.PLACE: "place",
    Reach.OWN: "own",
    Reach.ALLOCATED: "allocated",
    Reach.NAMED: "named",
    None: "",
}
LIBRARY, SCHEMA = ROOT / "audit_templates", "template.schema.json"
WRITTEN = "<!-- Written by “make reference” from the code. -->\n\n"


def pages() -> dict[str, str]:
    """What each file of the folder holds."""
    return {
        "commands.md": WRITTEN + commands(),
        "events.md": WRITTEN + events(),
        "roles.md": WRITTEN + roles(),
        "templates.md": WRITTEN + templates(),
        SCHEMA: json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
    }


def schema() -> dict[str, Any]:
    """For editors: which lines a file may have, and what each means. One for every kind of file."""
    of_kind = {kind: shape.schema() for kind, shape in FORMS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Audit templates, and the lists beside them",
        "$defs": of_kind,
        "if": {"required": ["code"]},
        "then": {"$ref": "#/$defs/template"},
        "else": {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in of_kind if kind != "template"]},
    }


def templates() -> str:
    """Every line that a file may have, from the shapes that check it."""
    lines = [
        "# The lines of a template's file",
        "",
        "[Writing a template](../guides/templates.md) has an example. A line in bold must be there.",
    ]
    for heading, shape in (
        ("A template", TEMPLATE),
        ("A section", OWN_SECTION),
        ("A section that is shared", INCLUDED_SECTION),
        ("A question", QUESTION),
        ("A condition", CONDITION),
        ("A grade of the scale", GRADE),
        ("A rule", RULE),
    ):
        lines += ["", f"## {heading}", "", "| Line | What it says |", "|---|---|"]
        lines += [
            f"| {f'**{name}**' if key.needed else name} | {sentence(key.about)} |"
            for name, key in shape.keys.items()
        ]
    for heading, words in (
        ("Kinds of question", KINDS),
        ("What each rule does", RULES),
        ("How hard a rule presses", MODES),
        ("Concepts", CONCEPTS),
        ("What may stand at the head of an audit", HEADER),
        ("What is audited", SUBJECTS),
        ("How an audit ends", OVERALLS),
    ):
        lines += ["", f"## {heading}", "", "| Word | What it means |", "|---|---|"]
        lines += [f"| `{word}` | {sentence(says)} |" for word, says in words.items()]
    return "\n".join(lines) + "\n"


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def file_of(name: str) -> Path:
    return LIBRARY / name if name == SCHEMA else FOLDER / name


def commands() -> str:
    lines = [
        "# Commands",
        "",
        "Each ends with 0 when well, 1 when what it checked is wrong, and 2 when it was called wrongly. "
        "Those that report something take `--json`.",
        "",
        "| Command | What it does |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {in_short(command)} |" for name, command in commands_of(qa, "qa")]
    return "\n".join(lines) + "\n"


def commands_of(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for word, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands_of(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


def in_short(command: click.Command) -> str:
    return " ".join((command.help or "").split("\n\n")[0].split())


def roles() -> str:
    """Roles across would be too wide for paper: one table each."""
    lines = [
        "# Who may do what",
        "",
        "The table that the service works by, and that every page is tested against. *Place* is where somebody is appointed, and below it; "
        "*own* are the records they work with; *allocated* is what was given to them.",
    ]
    for holds, grants in GRANTS.items():
        lines += ["", f"## {holds.value}", "", "| May | How far |", "|---|---|"]
        lines += [f"| {one.value} | {MARKS[grants[one]]} |" for one in Permission if one in grants]
    return "\n".join(lines) + "\n"


def events() -> str:
    lines = [
        "# Events",
        "",
        "What the record of who did what may hold. An event carries ids, codes and counts, never text about a person.",
        "",
        "| Event | Written by |",
        "|---|---|",
    ]
    lines += [
        f"| `{name}` | {', '.join(sorted(where))} |" for name, where in sorted(named().items())
    ]
    return "\n".join(lines) + "\n"


def named() -> dict[str, set[str]]:
    """Every word in the code that is written as the name of an event, and the capabilities that write it."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        folder = path.relative_to(PACKAGE).parts[0]
        if "rules" in path.parts or path.stem == "rules":
            continue  # there events are put into words, not written
        for node in ast.walk(ast.parse(path.read_text())):
            word = node.value if isinstance(node, ast.Constant) else None
            if isinstance(word, str) and EVENT.fullmatch(word) and word not in NOT_EVENTS:
                found.setdefault(word, set()).add(folder)
    return found


def main() -> None:
    for name, text in pages().items():
        file_of(name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
