"""No email says anything about a child: each is made of our own words and a few named fields."""

import ast
from pathlib import Path
from string import Formatter

import pytest

import qa_app
from qa_app.outbox.rules import FIELDS

PACKAGE = Path(qa_app.__file__).parent
SENDING = ("queue(", "Reminder(")


def senders() -> list[Path]:
    return [
        file
        for file in sorted(PACKAGE.rglob("*.py"))
        if any(call in (text := file.read_text()) for call in SENDING) and "qa_app.outbox" in text
    ]


def letters() -> list[Path]:
    """Where a capability keeps the lines of which its emails are put together."""
    return [*sorted(PACKAGE.rglob("rules/*letters.py")), PACKAGE / "outbox" / "rules.py"]


def faults_in(source: str) -> list[str]:
    """Every subject and text that is handed on to be queued is a constant, or one that is formatted with known fields."""
    tree = ast.parse(source)
    faults = []
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        given = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
            if isinstance(call.func, ast.Name) and f"{call.func.id}(" in SENDING:
                for keyword in call.keywords:
                    if keyword.arg in ("subject", "text"):
                        faults += faults_of(keyword.value, given)
    return faults + unknown_fields(tree)


def faults_of(value: ast.expr, given: dict[str, ast.expr]) -> list[str]:
    match value:
        case ast.Constant() | ast.Attribute():
            return []
        case ast.Name(id=name) if name.isupper():
            return []
        case ast.Name(id=name) if name in given:
            return faults_of(given[name], given)
        case ast.IfExp(body=body, orelse=orelse):
            return faults_of(body, given) + faults_of(orelse, given)
        case ast.Call(func=ast.Attribute(attr="format", value=words), keywords=fields, args=[]):
            names = {field.arg or "**" for field in fields}
            return faults_of(words, given) + [f"field {name}" for name in sorted(names - FIELDS)]
    return [f"line {value.lineno}: {ast.unparse(value)}"]


def unknown_fields(tree: ast.Module) -> list[str]:
    """The fields that a module's own templates name."""
    words = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    texts = [node.value for node in words if isinstance(node, ast.Constant)]
    named = {
        field for text in texts if isinstance(text, str) for _, field, *_ in Formatter().parse(text)
    }
    return [f"field {name}" for name in sorted((named - {None}) - FIELDS)]


@pytest.mark.parametrize("file", senders(), ids=lambda file: "/".join(file.parts[-3:]))
def test_emails_are_made_of_known_fields(file):
    assert faults_in(file.read_text()) == []


def test_the_lines_of_which_emails_are_made_name_known_fields_alone():
    assert letters()
    assert [
        fault for file in letters() for fault in unknown_fields(ast.parse(file.read_text()))
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        'f"Read the audit of {child.reference}"',
        '"Read the audit of " + reference',
        'WORDS.format(reference="A1")',
        "WORDS.format(**about)",
        "written(child)",
    ],
)
def test_an_email_made_of_anything_else_would_be_found(text):
    source = f'WORDS = "Hello"\ndef tell(child):\n    text = {text}\n    queue(text=text)\n'
    assert faults_in(source)


def test_a_reminder_made_of_anything_else_would_be_found():
    assert faults_in("def tell(child):\n    Reminder(text=written(child))\n")


def test_a_template_with_another_field_would_be_found():
    assert faults_in('WORDS = "The audit of {reference}"') == ["field reference"]
