"""What is wrong with a rule of a template."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_app.audit_templates.rules.expanding import Known
from qa_app.audit_templates.rules.shape import Problem
from qa_app.audit_templates.rules.words import (
    ALL,
    Mode,
    Overall,
    RuleKind,
)

Content = Mapping[str, Any]

PRESSES_OR_NOT = (RuleKind.OWN_GRADE_FIRST, RuleKind.MODERATE_BLIND)
NEEDED_BY_RULE = {
    RuleKind.LIMIT_OVERALL: ("graded", "at_most"),
    RuleKind.LIMIT_SECTION: ("at_most",),
    RuleKind.EVIDENCE_FIRST: ("characters",),
}
TAKEN_BY_RULE = {
    RuleKind.LIMIT_OVERALL: ("sections", "graded", "at_least", "at_most"),
    RuleKind.LIMIT_SECTION: ("at_most",),
    RuleKind.EVIDENCE_FIRST: ("characters",),
}


def problems_of_rules(content: Content, known: Known) -> Iterator[Problem]:
    whole = [
        known.shared[one["use"], one["version"]] if "use" in one else one
        for one in content["sections"]
    ]
    graded = {one["id"]: one for one in whole if one.get("graded", True)}
    grades = [one["grade"] for one in content["scale"]]
    for at, rule in enumerate(content.get("rules", ())):
        found = (
            *_lines_of_rule(rule),
            *_grades_of_rule(rule, grades),
            *_sections_of_rule(rule, graded),
            *_number_of_sections(rule, graded),
            *_rule_and_template(rule, content),
        )
        for problem in found:
            yield Problem(("rules", at, *problem.path), problem.wrong, problem.instead)


def _lines_of_rule(rule: Content) -> Iterator[Problem]:
    kind = RuleKind(rule["rule"])
    for name in NEEDED_BY_RULE.get(kind, ()):
        if name not in rule:
            yield Problem((), f"A {kind.value} rule has no “{name}”", f"Add a line “{name}:”")
    for name in rule:
        if name not in ("rule", "mode", *TAKEN_BY_RULE.get(kind, ())):
            yield Problem((name,), f"A {kind.value} rule has a “{name}”", "Take the line out")
    if kind in PRESSES_OR_NOT and rule["mode"] == Mode.WARN:
        yield Problem(("mode",), f"{kind.value} asks for no reason", "Let it be off or enforce")


def _grades_of_rule(rule: Content, grades: Sequence[str]) -> Iterator[Problem]:
    for name in ("graded", "at_most"):
        if name in rule and rule[name] not in grades:
            yield Problem((name,), f"{rule[name]} is no grade of the scale", f"Choose from {', '.join(grades)}")  # fmt: skip
    if rule.get("at_most") == grades[0]:
        yield Problem(("at_most",), "The rule leaves every grade", "Name a lower grade")


def _sections_of_rule(rule: Content, graded: Mapping[str, Content]) -> Iterator[Problem]:
    sections = rule.get("sections")
    if isinstance(sections, list):
        for at, section in enumerate(sections):
            if section not in graded:
                yield Problem(("sections", at), f"{section} is no graded section", f"Choose from {', '.join(graded)}")  # fmt: skip
    elif sections == "critical" and not any(one.get("critical") for one in graded.values()):
        yield Problem(("sections",), "No graded section is critical", "Mark one as critical, or name sections")  # fmt: skip


def _number_of_sections(rule: Content, graded: Mapping[str, Content]) -> Iterator[Problem]:
    """A rule that asks for more sections than count would never say anything."""
    sections = rule.get("sections", ALL)
    if isinstance(sections, list):
        counted = len({*sections} & graded.keys())
    else:
        counted = sum(sections == ALL or one.get("critical", False) for one in graded.values())
    if 0 < counted < rule.get("at_least", 1):
        wrong = f"The rule asks for {rule['at_least']} sections and only {counted} can count"
        yield Problem(("at_least",), wrong, f"Ask for {counted} or fewer, or let more sections count")  # fmt: skip


def _rule_and_template(rule: Content, content: Content) -> Iterator[Problem]:
    about_overall = rule["rule"] in (RuleKind.LIMIT_OVERALL, RuleKind.HIGHEST_NEEDS)
    if about_overall and content.get("overall", Overall.GRADED) != Overall.GRADED:
        yield Problem(("rule",), "The rule is about an overall grade and there is none", "Take it out, or let overall be graded")  # fmt: skip
