"""A scale in the council's own words, on a template whose sections other templates share."""

import pytest

from qa_app.audit_templates import library
from qa_app.audit_templates.forms.scale import ELSE, LEFT, OWN
from qa_app.audit_templates.rules.editing import detached
from qa_app.audit_templates.rules.scales import unfit_sections, with_own_sections
from tests.audit_templates.editor import change, written
from tests.audit_templates.makers import SCALE, a_template

SHARED = [{"use": one, "version": 1} for one in ("decisions", "supervision")]
THREE = {"words_1": "Strong", "words_2": "Secure", "words_3": "Weak", "good": "2"}
THREE |= {"words_4": "", "looks_4": ""}
GENERAL = {f"looks_{place}": f"Work of grade {place}." for place in (1, 2, 3)}
LIMIT = {
    "rule": "limit-overall",
    "mode": "warn",
    "graded": "inadequate",
    "at_most": "requires-improvement",
}


@pytest.fixture
def shared(begin):
    """A draft of shared sections alone, under the usual scale."""
    usual = [*library.known().scale]
    where = begin(*SHARED, scale=usual, rules=[LIMIT])
    return where


def problems(lead, where) -> list[str]:
    page = lead.get("audit_templates.draft", **where)
    return [one.text.strip() for one in page.select("#problems + ul li")]


def test_a_scale_that_shared_sections_do_not_fit_asks_what_should_become_of_them(lead, shared):
    before = written()
    answer = change(lead, "draft_scale", THREE | {"same": ELSE}, 200, **shared)
    assert "2 shared sections describe other grades" in answer.text
    assert "Decisions at the points that matter" in answer.text
    assert "Say what should happen to the sections" in answer.text
    assert written() == before


def test_fewer_grades_in_other_words_are_asked_about(lead, shared):
    answer = change(lead, "draft_scale", THREE | {"shared": OWN}, 200, **shared)
    assert "Are these the same grades in other words?" in answer.text


def test_with_general_words_for_each_grade_only_the_rule_is_left_to_mend(lead, shared):
    change(lead, "draft_scale", THREE | GENERAL | {"same": ELSE, "shared": OWN}, **shared)
    page = lead.get("audit_templates.draft", **shared)
    [left] = page.select("#problems + ul li")
    assert left.a["href"].endswith("/rules/1#graded")
    assert "“Inadequate” and “Requires improvement to be good”" in left.text
    assert "1 thing to mend" in page.text
    assert [one["id"] for one in written()["sections"]] == ["decisions", "supervision"]


def test_without_general_words_each_section_asks_for_its_own_once(lead, shared):
    change(lead, "draft_scale", THREE | {"same": ELSE, "shared": OWN, **no_words()}, **shared)
    page = lead.get("audit_templates.draft", **shared)
    about = [one for one in page.select("#problems + ul li") if "Nothing says" in one.text]
    assert len(about) == 2
    assert "“Strong”, “Secure” and “Weak”" in about[0].text
    section = lead.get(about[0].a["href"].partition("#")[0])
    assert section.select_one(f"#{about[0].a['href'].partition('#')[2]}")


def no_words() -> dict[str, str]:
    return {f"looks_{place}": "" for place in range(1, 6)}


def test_sections_left_as_they_are_can_all_be_written_out_later(lead, shared):
    change(lead, "draft_scale", THREE | GENERAL | {"same": ELSE, "shared": LEFT}, **shared)
    assert written()["sections"] == SHARED
    page = lead.get("audit_templates.draft", **shared)
    links = [one.a["href"] for one in page.select("#problems + ul li")]
    assert links[0].endswith("/sections/decisions/detach")
    assert len(links) == 3, "one for each section, and one for the rule"
    lead.post("audit_templates.fit_sections", **shared)
    assert "2 sections are now this template’s own" in lead.get("audit_templates.draft", **shared).text  # fmt: skip
    assert len(problems(lead, shared)) == 1


def test_a_rule_about_a_grade_that_is_gone_says_which(lead, shared):
    change(lead, "draft_scale", THREE | GENERAL | {"same": ELSE, "shared": OWN}, **shared)
    page = lead.get("audit_templates.draft_rules", **shared)
    assert "graded Inadequate, which the scale no longer has, or lower" in page.text
    options = lead.get("audit_templates.draft_rule", number=1, **shared).select("#graded option")
    assert "Inadequate, which is no longer there" in [one.text.strip() for one in options]


def test_grades_said_to_be_the_same_keep_what_sections_say_of_them(lead, shared):
    change(lead, "draft_scale", THREE | {"same": "same", "shared": OWN}, **shared)
    said = written()["sections"][0]["descriptors"]
    assert [*said] == ["outstanding", "good", "requires-improvement"]


def test_a_scale_whose_words_alone_change_asks_nothing(lead, shared):
    change(lead, "draft_scale", {"words_1": "Excellent"}, **shared)
    assert written()["sections"] == SHARED


def test_only_sections_that_describe_other_grades_are_written_out():
    known = library.known()
    own = a_template(*SHARED)
    assert [*unfit_sections(own, known.scale, known)] == []
    assert [*unfit_sections(own, SCALE, known)] == ["decisions", "supervision"]
    assert not any("use" in one for one in with_own_sections(own, SCALE, known)["sections"])


def test_a_section_written_out_later_says_nothing_of_grades_that_are_gone():
    content = a_template(SHARED[0], scale=SCALE)
    assert "descriptors" not in detached(content, "decisions", library.known())["sections"][0]
