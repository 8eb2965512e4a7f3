"""Rules of the whole application, which no capability can see from inside."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, request
from jinja2 import nodes

from qa_app.access.gate import Opens, open_to_everyone, who_may_open
from qa_app.foundation.clock import now
from qa_app.foundation.database import Model, db
from qa_app.organisation.models import Person
from qa_app.outbox.operations import queue
from tests.reading import refuse_changes

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "qa_app"
NOT_CAPABILITIES = {"foundation", "web", "cli"}
EIGHT = {"routes", "forms", "operations", "queries", "models", "rules", "pages"}
# What a capability adapts to the outside, and what it offers to the layers above it.
ADAPTERS = {
    "access": {"gate"},
    "audit_templates": {"library", "paper", "questions", "yaml_file"},
    "backup": {"emptied", "sealed", "tables"},
    "home": {"shell", "table_files"},
    "outbox": {"smtp"},
    "reports": {"document", "folder", "pdf", "pulse", "slides", "worker", "workbook"},
    "rounds": {"icalendar"},
    "sign_in": {
        "argon2id",
        "calling_out",
        "chance",
        "common_words",
        "discovery",
        "one_time_code",
        "openid",
        "qr_code",
        "session_cookie",
        "web_authn",
    },
    "trail": {"anchor_file"},
    "children": {"names_page"},
    "voices": {"icalendar"},
    "uploads": {"columns_page", "import_pages", "questions", "safety", "spreadsheet"},
}
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "service"}
CONVERTER = re.compile(r"<[^>]*>")
KEBAB = re.compile(r"(/|[a-z0-9]+([-.][a-z0-9]+)*)*")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def pages() -> list[str]:
    """The names under which pages and their parts are addressed."""
    found = []
    for path in sorted(PACKAGE.glob("*/pages/**/*.html")):
        capability, _, rest = path.relative_to(PACKAGE).as_posix().partition("/pages/")
        found.append(rest if capability == "web" else f"{capability}/{rest}")
    components = (PACKAGE / "web" / "components").glob("*.html")
    return [*found, *(f"components/{path.name}" for path in sorted(components))]


def trees_of(app: Flask) -> Iterator[tuple[str, nodes.Template]]:
    loader = app.jinja_env.loader
    assert loader is not None
    for name in pages():
        source, _, _ = loader.get_source(app.jinja_env, name)
        yield name, app.jinja_env.parse(source, name)


def test_every_page_says_who_may_open_it(app):
    shut = [name for name in app.view_functions if who_may_open(name, app) is Opens.TO_NOBODY]
    assert not shut, "add @requires(...), @open_to_signed_in or @open_to_everyone"


def test_every_page_compiles(app):
    for name in pages():
        app.jinja_env.get_template(name)


def test_a_page_that_does_not_compile_would_be_found(app, tmp_path):
    with pytest.raises(Exception, match="endblock"):
        app.jinja_env.from_string("{% block page %}")


def test_people_are_shown_under_the_name_that_the_council_gave_them():
    """A person’s own name may be another council’s; a row has its `…_here` for the name to show."""
    to_people = {
        to.key
        for mapper in Model.registry.mappers
        for to in mapper.relationships
        if to.mapper.class_ is Person
    }
    own_name = re.compile(rf"\b\w+\.({'|'.join(sorted(to_people))})\.name\b")
    shown = [*PACKAGE.rglob("pages/**/*.html"), *PACKAGE.rglob("routes*/**/*.py")]
    shown += PACKAGE.rglob("routes.py")
    assert "auditor" in to_people
    assert not [path for path in shown if own_name.search(path.read_text())]


def test_every_package_says_what_it_is():
    silent = [
        path.parent.relative_to(ROOT)
        for path in PACKAGE.rglob("__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent


def test_addresses_are_small_letters_and_hyphens(app):
    addresses = {CONVERTER.sub("x", rule.rule) for rule in app.url_map.iter_rules()}
    assert not {address for address in addresses if not KEBAB.fullmatch(address)}


def test_every_record_is_addressed_by_its_public_id(app):
    for rule in app.url_map.iter_rules():
        numbers = [name for name, kind in rule._converters.items() if "Integer" in repr(kind)]
        # The number of a template's version is part of its name.
        assert set(numbers) <= {"number", "version"}, f"{rule.rule} shows how many there are"


def test_inside_a_capability_files_have_the_eight_names_or_that_of_an_adapter():
    strange = []
    for folder in sorted(PACKAGE.iterdir()):
        if not folder.is_dir() or folder.name in {*NOT_CAPABILITIES, "__pycache__"}:
            continue
        names = {path.stem for path in folder.iterdir()} - {"__init__", "__pycache__"}
        allowed = EIGHT | ADAPTERS.get(folder.name, set())
        strange += [f"{folder.name}/{name}" for name in sorted(names - allowed)]
    assert not strange, "give it one of the eight names, or name the adapter in this test"


def test_no_module_has_a_name_that_says_nothing():
    parts = {part for path in modules() for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not parts & BANNED


def test_every_address_that_code_asks_for_exists(app):
    missing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in endpoints_named_in(path)
        if not exists(app, path, name)
    ]
    assert not missing


def endpoints_named_in(path: Path) -> Iterator[str]:
    """The words given to url_for."""
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            said = call.args[0] if call.args else None
            if call.func.id == "url_for" and isinstance(said, ast.Constant):
                yield said.value


def exists(app: Flask, path: Path, name: str) -> bool:
    """A leading dot stands for the blueprint of the views around it."""
    if not name.startswith("."):
        return name in app.view_functions
    folder = ".".join(path.relative_to(ROOT).parent.parts)
    near = {
        endpoint.partition(".")[0]
        for endpoint, view in app.view_functions.items()
        if view.__module__.startswith(folder)
    }
    return any(f"{blueprint}{name}" in app.view_functions for blueprint in near)


def test_every_address_that_a_page_asks_for_exists(app):
    missing = []
    for name, tree in trees_of(app):
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "url_for":
                said = call.args[0]
                assert isinstance(said, nodes.Const), f"{name} names its addresses in words"
                if not is_there(app, said.value):
                    missing.append(f"{name}: {said.value}")
    assert not missing


ONLY_IN_THE_DEMO = {"demo.accounts"}


def is_there(app: Flask, endpoint: str) -> bool:
    """In a page a leading dot stands for the blueprint of whichever view draws it."""
    if endpoint.startswith("."):
        return any(name.endswith(endpoint) for name in app.view_functions)
    return endpoint in {*app.view_functions, *ONLY_IN_THE_DEMO}


def test_no_clock_is_read_but_the_one():
    """Time comes from foundation.clock, and below routes and commands it is passed in."""
    reads = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\(")
    clock = PACKAGE / "foundation" / "clock.py"
    assert not [path for path in modules() if path != clock and reads.search(path.read_text())]


def test_nothing_below_routes_asks_for_the_moment():
    asking = re.compile(r"import .*\b(now|today)\b")
    below = ("operations", "queries", "models", "rules")
    found = []
    for path in modules():
        inside = path.relative_to(PACKAGE)
        parts = {part.removesuffix(".py") for part in inside.parts[1:]}
        if parts & set(below) and inside.parts[0] not in NOT_CAPABILITIES:
            lines = path.read_text().splitlines()
            if any("clock" in line and asking.search(line) for line in lines):
                found.append(inside.as_posix())
    # The trail notes the moment of an act when nobody says another; that is its work.
    assert set(found) <= {"trail/operations.py"}


def test_reading_a_page_must_not_change_anything(app):
    """The watch over every test is seen to bite."""
    with app.test_request_context("/roles"):
        assert request.endpoint == "access.roles"
        with pytest.raises(AssertionError, match="reading /roles changed"):
            queue(to="a@b.example", subject="x", text="x", council_id=None, once="x", at=now())
            refuse_changes(db.session())
        db.session.rollback()


def test_a_view_without_a_mark_is_shut(app):
    def unmarked() -> str:
        return "open"

    app.view_functions["unmarked"] = unmarked
    try:
        assert who_may_open("unmarked", app) is Opens.TO_NOBODY
        assert who_may_open("unmarked", app) is not open_to_everyone
    finally:
        del app.view_functions["unmarked"]


def test_what_is_shut_is_read_only_where_it_is_decided_about():
    """One condition keeps shut audits from every query; nobody else goes round it, or past it by the table."""
    goes_round = re.compile(r"\bshut_ones_too\b")
    # A lock of PostgreSQL's is asked for by SELECT as well, and reads no row.
    past_it = re.compile(r"select\([^)]*__table__|\btext\(\s*f?[\"'](?i:select (?!pg_advisory))")
    deciding = {PACKAGE / "foundation" / "shutting.py", *(PACKAGE / "wrong_child").rglob("*.py")}
    # A backup holds every row, and nobody reads it.
    copying = {*(PACKAGE / "backup").rglob("*.py")}
    others = [path for path in modules() if path not in deciding]
    days_alone = [path for path in others if "days_of_shut_ones" in path.read_text()]
    assert days_alone == [PACKAGE / "voices" / "queries" / "asked_before.py"]
    assert not [path for path in others if goes_round.search(path.read_text())]
    assert not [path for path in others if path not in copying and past_it.search(path.read_text())]
