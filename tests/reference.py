"""The pages of docs/reference, written from the code: `python -m tests.reference` (or `make reference`)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

from qa_app.access.rules import GRANTS, Permission, Reach
from qa_app.cli import qa

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "qa_app"
FOLDER = ROOT / "docs" / "reference"
EVENT = re.compile(r"[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*")
MARKS = {
    Reach.PLACE: "place",
    Reach.OWN: "own",
    Reach.ALLOCATED: "allocated",
    Reach.NAMED: "named",
    None: "",
}
WRITTEN = "<!-- Written by “make reference” from the code. -->\n\n"


def pages() -> dict[str, str]:
    """What each file of the folder holds."""
    return {
        "commands.md": WRITTEN + commands(),
        "events.md": WRITTEN + events(),
        "roles.md": WRITTEN + roles(),
    }


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
            if isinstance(word, str) and EVENT.fullmatch(word):
                found.setdefault(word, set()).add(folder)
    return found


def main() -> None:
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
