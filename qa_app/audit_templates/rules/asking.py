"""Which themes an audit asks about: so that a theme is counted among the audits that could have found it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qa_app.audit_templates.rules.conditions import Facts, holds
from qa_app.audit_templates.rules.template import Condition, Template, condition_from


@dataclass(frozen=True)
class Theme:
    """A theme of the list, with the concepts that ask about it and the children it can be about."""

    code: str
    name: str
    group: str
    definition: str
    concepts: frozenset[str]
    children: Condition | None = None


def themes_from(content: Mapping[str, Any]) -> list[Theme]:
    """Of a list that has been checked, in its order."""
    return [
        Theme(
            one["code"],
            one["name"],
            group["name"],
            one["definition"],
            frozenset(one["concepts"]),
            condition_from(one.get("children")),
        )
        for group in content["groups"]
        for one in group["themes"]
    ]


def concepts_asked(template: Template, facts: Facts, shown: Collection[str] = ()) -> frozenset[str]:
    """Of the sections and questions that such a child’s audit shows.

    What hangs on an answer is asked in sections that were `shown`, by their ids. Of questions that hang on one
    nobody knows it, so that they alone make no section ask about something.
    """
    return frozenset(_concepts(template, facts, shown))


def _concepts(template: Template, facts: Facts, shown: Collection[str]) -> Iterator[str]:
    for section in template.sections:
        if not holds(_but_for_answers(section.shown_when), facts, {}):
            continue
        if hangs_on_answers(section.shown_when) and section.id not in shown:
            continue
        yield section.concept
        for question in section.questions:
            if holds(question.shown_when, facts, {}):
                yield question.concept


def _but_for_answers(condition: Condition | None) -> Condition | None:
    return replace(condition, answers=()) if condition else None


def hangs_on_answers(condition: Condition | None) -> bool:
    return condition is not None and bool(condition.answers)


def sections_on_answers(template: Template) -> list[str]:
    """Those of which only the audit itself knows whether they were shown."""
    return [one.id for one in template.sections if hangs_on_answers(one.shown_when)]


def ages_that_matter(templates: Iterable[Template], themes: Iterable[Theme]) -> list[int]:
    """The ages at which something begins or ends to be asked, in order."""
    conditions = [theme.children for theme in themes]
    for template in templates:
        for section in template.sections:
            conditions += [section.shown_when, *(one.shown_when for one in section.questions)]
    ages = [one.ages for one in conditions if one and one.ages]
    firsts = {one.first for one in ages if one.first is not None}
    return sorted(firsts | {one.last + 1 for one in ages if one.last is not None})


def is_asked(theme: Theme, concepts: Collection[str], facts: Facts) -> bool:
    return bool(theme.concepts.intersection(concepts)) and holds(theme.children, facts, {})
