"""What the documentation lists is what there is."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from qa_app.settings import Settings
from tests import reference

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ALL = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#]+)(#[^)]*)?\)")
NOT_FROM_THE_ENVIRONMENT = {"testing"}


def test_every_setting_has_its_line():
    listed = set(re.findall(r"^\| `QA_([A-Z_]+)`", (DOCS / "settings.md").read_text(), re.M))
    wanted = {field.name for field in fields(Settings)} - NOT_FROM_THE_ENVIRONMENT
    assert listed == {name.upper() for name in wanted}


@pytest.mark.parametrize(
    "name", ["commands.md", "events.md", "roles.md", "templates.md", reference.SCHEMA]
)
def test_what_is_written_from_the_code_is_that_of_the_code(name):
    written = reference.file_of(name).read_text(encoding="utf-8")
    assert written == reference.pages()[name], "run “make reference”"


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_in_the_documentation_leads_somewhere(page):
    for target, _ in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_decision_is_in_the_index():
    index = (DOCS / "architecture.md").read_text(encoding="utf-8")
    for page in sorted((DOCS / "decisions").glob("*.md")):
        assert f"(decisions/{page.name})" in index
        text = page.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert part in text, f"{page.name} has no {part}"
