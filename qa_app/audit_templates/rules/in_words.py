"""What each part of a template says, in the words in which its page says it."""

from collections.abc import Callable, Mapping
from typing import Any

from qa_app.audit_templates.rules.reading import (
    ASKED,
    Beside,
    condition_in_words,
    each,
    either,
    suits_in_words,
)
from qa_app.audit_templates.rules.rule_words import PRESSES, rule_in_words
from qa_app.audit_templates.rules.template import Condition, Question, Rule, Template
from qa_app.audit_templates.rules.words import CONCEPTS, HEADER, KINDS, OVERALLS, SUBJECTS

Content = Mapping[str, Any]
OfTemplate = Callable[[Template, Beside], str]
OfQuestion = Callable[[Question, Beside], str]

NOT_SAID = "Not said"
ALWAYS = "Always"

# The details of a template, in the order of their page.
DETAILS: Mapping[str, OfTemplate] = {
    "The name": lambda one, beside: one.name,
    "The purpose": lambda one, beside: one.purpose.strip(),
    "What is audited": lambda one, beside: SUBJECTS[one.subject],
    "How long it takes": lambda one, beside: f"About {one.minutes} minutes",
    "How far back to look": lambda one, beside: one.look_back or NOT_SAID,
    "Which children it suits": suits_in_words,
    "What stands at the head of the audit": lambda one, beside: ", ".join(
        HEADER[name] for name in one.header
    ),
    "The question about safety": lambda one, beside: one.gate.strip(),
    "How the audit ends": lambda one, beside: OVERALLS[one.overall],
    "The most strengths": lambda one, beside: _up_to(one.strengths),
    "The most areas for development": lambda one, beside: _up_to(one.development),
}

# The settings of a question; {} stands for its words. By the first an answer is read: figures do
# not run on from before when one of them changes.
CHOSEN, COUNTED = "What may be chosen for {}", "What is counted for {}"
LOW, HIGH = "What 0 means for {}", "What 10 means for {}"
READ_BY = (CHOSEN, COUNTED, LOW, HIGH)
SETTINGS: Mapping[str, OfQuestion] = {
    CHOSEN: lambda one, beside: ", ".join((one.options or {}).values()),
    COUNTED: lambda one, beside: one.unit,
    LOW: lambda one, beside: one.low,
    HIGH: lambda one, beside: one.high,
    "The help of {}": lambda one, beside: one.help.strip(),
    "When {} asks where it was seen": lambda one, beside: evidence_in_words(one),
    "Who else is asked {}": lambda one, beside: (
        ". ".join(ASKED[who] for who in one.ask) or "Nobody else"
    ),
    "The time limit that {} tests": lambda one, beside: _named(beside.limits, one.timescale),
    "The practice standard that {} tests": lambda one, beside: _named(
        beside.standards, one.standard
    ),
}


def _up_to(most: int) -> str:
    return f"Up to {most}" if most else "None"


def _named(names: Mapping[Any, str], code: Any) -> str:
    return names.get(code, str(code)) if code else "None"


def evidence_in_words(question: Question) -> str:
    if question.evidence is None:
        return "Whatever the answer"
    words = [says for code, says in question.answers.items() if code in question.evidence]
    return f"When the answer is {either(words)}" if words else "For no answer"


def shown_in_words(condition: Condition | None, template: Template, beside: Beside) -> str:
    return condition_in_words(condition, template, beside) or ALWAYS


def concept_in_words(question: Content) -> str:
    """As its author wrote it, not as its section lends it one."""
    own = question.get("concept")
    return CONCEPTS[own] if own else "What its section is about"


def kind_in_words(question: Question) -> str:
    return KINDS[question.kind]


def whole_rule_in_words(rule: Rule, template: Template) -> str:
    return f"{rule_in_words(rule, template)}. {PRESSES[rule.mode]}"


def scale_in_words(template: Template) -> str:
    good = each([one.words for one in template.scale if one.counts_as_good])
    others = each([one.words for one in template.scale if not one.counts_as_good])
    return f"Good: {good}. Not good: {others}"
