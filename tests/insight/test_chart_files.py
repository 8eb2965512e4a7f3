"""Every chart of every page of figures can be had as PNG, as SVG and as its figures."""

import pytest

from qa_app.access.rules import Role
from tests.insight.counted_makers import LESS, Counted
from tests.insight.theme_makers import find
from tests.makers import make_person

PAGES = {
    "grades.show": {"about": ""},
    "insight_themes.show": {"theme": "sys1"},
    "insight_voices.show": {},
    "insight_actions.show": {},
    "compare.show": {},
}


@pytest.mark.parametrize("page", PAGES)
def test_each_chart_comes_in_three_files(open_as, page):
    made = Counted()
    for back in range(14):
        for audit in made.read(5, back=back):
            find(audit, "SYS1")
        made.read(2, LESS, back=back)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    opened = browser.get(page, **PAGES[page])
    for figure in opened.select("figure.app-figure"):
        files = {
            link.contents[0]: link["href"]
            for link in figure.select("a[href*='download'], a[href*='picture']")
        }
        assert [*files] == [
            "Download the chart as PNG",
            "Download the chart as SVG",
            "Download the figures as CSV",
        ]
        begins = [browser.download(address).data[:5] for address in files.values()]
        assert begins[0].startswith(b"\x89PNG") and begins[1] == b"<?xml"
        assert begins[2].startswith(b"\xef\xbb\xbf")
