"""Which themes an audit asks about, for a child like that one."""

import pytest

from qa_app.audit_templates import library
from qa_app.audit_templates.rules import template_from
from qa_app.audit_templates.rules.asking import (
    Theme,
    ages_that_matter,
    concepts_asked,
    is_asked,
    sections_on_answers,
)
from qa_app.audit_templates.rules.conditions import Facts
from qa_app.audit_templates.rules.template import (
    Ages,
    Condition,
    Question,
    Section,
    Template,
)
from qa_app.audit_templates.rules.words import Kind

CARE, LEAVER = Facts(frozenset({"CARE"}), 7), Facts(frozenset({"CARE_LEAVER"}), 19)
ON_YES = Condition(answers=(("gate", frozenset({"yes"})),))


def question(name, concept, shown_when=None):
    return Question(name, name, Kind.YES_NO, concept, shown_when=shown_when)


def template(*sections):
    return Template("t", "T", 1, "", 30, (), sections)


def section(name, concept, *questions, shown_when=None):
    return Section(name, concept, name, "", {}, shown_when=shown_when, questions=questions)


def theme(*concepts, children=None):
    return Theme("VOI1", "Seen", "Voice", "", frozenset(concepts), children)


def test_sections_and_their_questions_ask():
    asks = template(section("a", "ASSESS", question("q", "FATHERS")))
    assert concepts_asked(asks, CARE) == {"ASSESS", "FATHERS"}
    assert is_asked(theme("FATHERS", "FAMILY"), {"ASSESS", "FATHERS"}, CARE)
    assert not is_asked(theme("VISIT"), {"ASSESS", "FATHERS"}, CARE)


def test_what_is_not_shown_for_the_child_is_not_asked():
    for_leavers = Condition(statuses=frozenset({"CARE_LEAVER"}))
    asks = template(
        section("a", "TRANSITION", shown_when=for_leavers),
        section("b", "PLAN", question("q", "EDUCATION", Condition(ages=Ages(3, 17)))),
    )
    assert concepts_asked(asks, CARE) == {"PLAN", "EDUCATION"}
    assert concepts_asked(asks, LEAVER) == {"PLAN", "TRANSITION"}


def test_a_section_that_hangs_on_an_answer_asks_where_it_was_shown():
    asks = template(section("a", "PLAN"), section("b", "THRESHOLD", shown_when=ON_YES))
    assert sections_on_answers(asks) == ["b"]
    assert concepts_asked(asks, CARE) == {"PLAN"}
    assert concepts_asked(asks, CARE, ["b"]) == {"PLAN", "THRESHOLD"}
    # A reading that was left behind does not ask of a child for whom the section is not.
    both = Condition(frozenset({"CARE"}), None, ON_YES.answers)
    assert concepts_asked(template(section("b", "RISK", shown_when=both)), LEAVER, ["b"]) == set()


def test_a_question_that_hangs_on_an_answer_asks_of_nothing_by_itself():
    asks = template(section("a", "PLAN", question("q", "RISK", ON_YES)))
    assert concepts_asked(asks, CARE) == {"PLAN"}


def test_a_theme_of_some_children_is_asked_of_those_alone():
    of_leavers = theme("PLAN", children=Condition(frozenset({"CARE_LEAVER"}), Ages(15, None)))
    assert is_asked(of_leavers, {"PLAN"}, LEAVER)
    assert not is_asked(of_leavers, {"PLAN"}, CARE)
    assert is_asked(of_leavers, {"PLAN"}, Facts()), "what nobody knows leaves nobody out"


def test_ages_matter_where_something_begins_or_ends_to_be_asked():
    asks = template(section("a", "PLAN", shown_when=Condition(ages=Ages(3, 17))))
    assert ages_that_matter([asks], [theme("PLAN", children=Condition(ages=Ages(15)))]) == [
        3,
        15,
        18,
    ]
    assert ages_that_matter([template(section("a", "PLAN"))], [theme("PLAN")]) == []


@pytest.mark.parametrize("age", [-1, 0, 2, 7, 14, 15, 17, 18, 24])
def test_the_youngest_of_the_ages_that_ask_alike_asks_as_each_of_them(age):
    """So that the database may group by it."""
    themes = library.list_of_themes()
    for code, number in library.templates():
        asks = template_from(library.read_whole(code, number))
        ages = ages_that_matter([asks], themes)
        youngest = max((one for one in ages if one <= age), default=min(ages, default=0) - 1)
        for status in ("CARE", "CHILD_IN_NEED", "CARE_LEAVER"):
            exactly = Facts(frozenset({status}), age)
            grouped = Facts(frozenset({status}), youngest)
            concepts = concepts_asked(asks, exactly)
            assert concepts == concepts_asked(asks, grouped), code
            for one in themes:
                assert is_asked(one, concepts, exactly) == is_asked(one, concepts, grouped)


def test_each_theme_of_the_list_is_asked_about_by_some_template():
    facts = [Facts(frozenset({one}), 17) for one in ("CARE", "CHILD_IN_NEED", "CARE_LEAVER")]
    asked = set()
    for code, number in library.templates():
        asks = template_from(library.read_whole(code, number))
        shown = sections_on_answers(asks)
        for fact in facts:
            concepts = concepts_asked(asks, fact, shown)
            asked |= {one.code for one in library.list_of_themes() if is_asked(one, concepts, fact)}
    assert asked == {one.code for one in library.list_of_themes()}
    assert len(asked) == 42
