"""The examples of the guide ask for what there is, and read all of it."""

import re
from pathlib import Path

import pytest

from qa_app.api.rules.openapi import described
from qa_app.api.rules.published import RESOURCES
from qa_app.api.rules.tokens import Reads
from tests.api.makers import a_program
from tests.insight.counted_makers import Counted

GUIDE = (Path(__file__).parents[2] / "docs/guides/api.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL))
ADDRESS = re.compile(r"/api/v1/[a-z]+(?:\?[\w=&-]+)?")


@pytest.mark.parametrize("language", ["http", "m", "r"])
@pytest.mark.parametrize("reads", [Reads.COUNTS, Reads.IN_FULL])
def test_what_an_example_asks_for_is_answered(app, database, language, reads):
    made = Counted()
    made.read(8, back=3)
    program = a_program(app, made.council, reads)
    found = ADDRESS.findall(EXAMPLES[language])
    assert found
    for address in found:
        assert program.ask(address).json["rows"]


@pytest.mark.parametrize("language", ["m", "r"])
def test_an_example_reads_keys_that_are_there_and_every_page(app, database, language):
    example = EXAMPLES[language]
    made = Counted()
    made.read(8, back=3)
    program = a_program(app, made.council, Reads.IN_FULL)
    read = {*re.findall(r"(?:\[|\$`?)(\w+)(?:\]|`?)", example)} & {"next", "version", "rows"}
    assert read == {"next", "version", "rows"}
    # As the example does it, with so few rows on a page that there are several.
    address = ADDRESS.search(example)[0].replace("per_page=1000", "per_page=2")
    pages = [program.ask(address).json]
    while pages[-1]["next"] is not None:
        pages.append(program.ask(pages[-1]["next"]).json)
    assert len({one["version"] for one in pages}) == 1
    assert sum(len(one["rows"]) for one in pages) == pages[0]["total"]


def test_the_guide_names_what_there_is():
    for name in RESOURCES:
        assert f"`{name}`" in GUIDE
    limit = described()["components"]["parameters"]["per_page"]["schema"]
    assert f"{limit['default']} rows" in GUIDE and f"{limit['maximum']:,}" in GUIDE


def test_no_example_holds_a_secret():
    assert not re.search(r"cfa_\w", GUIDE)
