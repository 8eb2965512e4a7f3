"""What the rules of a template do, in words."""

from collections.abc import Iterator

from qa_app.audit_templates.rules.reading import each, either
from qa_app.audit_templates.rules.template import Rule, Template
from qa_app.audit_templates.rules.words import CRITICAL, RULES, Mode, RuleKind


def rules_in_words(template: Template) -> Iterator[tuple[str, str]]:
    """What each rule does, and how hard it presses; those that are off are left out."""
    for rule in template.rules:
        if rule.mode is not Mode.OFF:
            yield rule_in_words(rule, template), PRESSES[rule.mode]


PRESSES = {Mode.OFF: "Off", Mode.WARN: "A reason is asked for", Mode.ENFORCE: "Always"}


def rule_in_words(rule: Rule, template: Template) -> str:
    def word(code: str | None) -> str:
        grade = template.grade(code)
        return grade.words if grade else ""

    if rule.kind is RuleKind.LIMIT_OVERALL:
        which = _which(rule, template)
        number = "" if rule.at_least == 1 else f"{rule.at_least} or more of "
        return (
            f"When {number}{which} {'is' if rule.at_least == 1 else 'are'} graded "
            f"{word(rule.graded)} or lower, the overall grade is {word(rule.at_most)} or lower"
        )
    if rule.kind is RuleKind.LIMIT_SECTION:
        return f"When a critical question is answered no, its section is graded {word(rule.at_most)} or lower"  # fmt: skip
    if rule.kind is RuleKind.EVIDENCE_FIRST:
        return f"A section is graded after at least {rule.characters} characters of evidence"
    return RULES[rule.kind]


def _which(rule: Rule, template: Template) -> str:
    one = rule.at_least == 1
    if isinstance(rule.sections, tuple):
        headings = [section.heading for section in template.sections if section.id in rule.sections]
        named = [f"“{heading}”" for heading in headings]
        return either(named) if one else each(named)
    if rule.sections == CRITICAL:
        return "a critical section" if one else "the critical sections"
    return "a section" if one else "the sections"
