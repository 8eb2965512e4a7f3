"""Templates of any kind that the format allows, as somebody might write them by hand."""

from typing import Any

from hypothesis import strategies as st

from qa_app.audit_templates.rules.editing import section_id
from qa_app.audit_templates.rules.format import ASKED
from qa_app.audit_templates.rules.rule_checks import NEEDED_BY_RULE, PRESSES_OR_NOT, TAKEN_BY_RULE
from qa_app.audit_templates.rules.words import (
    ANSWERS,
    CONCEPTS,
    HEADER,
    KINDS,
    MODES,
    OVERALLS,
    RULES,
    SUBJECTS,
    WITH_OPTIONS,
    Mode,
)

Content = dict[str, Any]
AWKWARD = ["no", "1e5", "true", "007", "- a", "a: b", "#1", "“x”", "it's", "  spaced  ", "a\n\nb", "é\n", "%", "~", "0.5", "{a", "=1"]  # fmt: skip
LETTERS = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp"), include_characters="\n"), max_size=30
)
texts = st.one_of(st.sampled_from(AWKWARD), LETTERS.filter(lambda text: bool(text.strip())))
codes = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)
ages = st.fixed_dictionaries({}, optional={"from": st.integers(-1, 25), "to": st.integers(-1, 25)})
statuses = st.lists(st.sampled_from(["CARE", "CLOSED", "CHILD_IN_NEED"]), min_size=1, unique=True)
awaited = st.fixed_dictionaries(
    {"question": codes, "is": st.lists(codes, min_size=1, max_size=3, unique=True)}
)
conditions = st.fixed_dictionaries(
    {},
    optional={
        "statuses": statuses,
        "ages": ages.filter(bool),
        "answers": st.lists(awaited, min_size=1, max_size=2, unique_by=lambda one: one["question"]),
    },
).filter(bool)


@st.composite
def questions(draw: st.DrawFn) -> Content:
    kind = draw(st.sampled_from([*KINDS]))
    optional: Content = {
        "kind": st.just(str(kind)),
        "concept": st.sampled_from([*CONCEPTS]),
        "help": texts,
        "evidence": evidence_of(kind),
        "compliance": st.booleans(),
        "critical": st.booleans(),
        "recording": st.booleans(),
        "ask": st.lists(st.sampled_from([*ASKED]), min_size=1, unique=True),
        "timescale": codes,
        "standard": st.integers(1, 99),
        "shown_when": conditions,
        "continues": codes,
    }
    optional |= {"number": {"unit": texts}, "scaling": {"low": texts, "high": texts}}.get(kind, {})
    needed: Content = {"id": codes, "text": texts}
    if kind in WITH_OPTIONS:
        option = st.fixed_dictionaries({"option": codes, "words": texts})
        needed["kind"] = optional.pop("kind")
        needed["options"] = st.lists(option, min_size=2, max_size=4, unique_by=lambda one: one["option"])  # fmt: skip
    return draw(st.fixed_dictionaries(needed, optional=optional))


def evidence_of(kind: str) -> st.SearchStrategy[Any]:
    named = [*ANSWERS.get(kind, ())]  # type: ignore[call-overload]
    always = st.sampled_from(["always", "never"])
    return always | st.lists(st.sampled_from(named), min_size=1, unique=True) if named else always


def sections(grades: list[str]) -> st.SearchStrategy[Content]:
    own = st.fixed_dictionaries(
        {"id": codes, "heading": texts, "concept": st.sampled_from([*CONCEPTS])},
        optional={
            "guidance": texts,
            "good_looks_like": texts,
            "critical": st.booleans(),
            "graded": st.booleans(),
            "shown_when": conditions,
            "descriptors": st.dictionaries(st.sampled_from(grades), texts, min_size=1),
            "questions": st.lists(questions(), max_size=3, unique_by=lambda one: one["id"]),
        },
    )
    shared = st.fixed_dictionaries(
        {"use": st.just("decisions"), "version": st.just(1)},
        optional={
            "only": st.lists(st.sampled_from(["mo1-1", "mo1-2"]), min_size=1, unique=True),
            "also": st.lists(questions(), min_size=1, max_size=2, unique_by=lambda one: one["id"]),
            "shown_when": conditions,
        },
    )
    return own | shared


@st.composite
def rules(draw: st.DrawFn, grades: list[str]) -> Content:
    kind = draw(st.sampled_from([*RULES]))
    which = st.sampled_from(["all", "critical"]) | st.lists(codes, min_size=1, unique=True)
    lines = {
        "sections": which,
        "graded": st.sampled_from(grades),
        "at_least": st.integers(1, 50),
        "at_most": st.sampled_from(grades),
        "characters": st.integers(1, 2000),
    }
    modes = [one for one in MODES if one != Mode.WARN or kind not in PRESSES_OR_NOT]
    needed: Content = {"rule": st.just(str(kind)), "mode": st.sampled_from([*map(str, modes)])}
    needed |= {name: lines[name] for name in NEEDED_BY_RULE.get(kind, ())}
    optional = {name: lines[name] for name in TAKEN_BY_RULE.get(kind, ()) if name not in needed}
    return draw(st.fixed_dictionaries(needed, optional=optional))


@st.composite
def templates(draw: st.DrawFn) -> Content:
    grades = draw(st.lists(codes, min_size=3, max_size=5, unique=True))
    scale = [grade(code, at, draw(texts)) for at, code in enumerate(grades)]
    needed = {
        "code": st.just("generated"),
        "name": texts,
        "version": st.just(1),
        "purpose": texts,
        "minutes": st.integers(1, 1000),
        "scale": st.just(scale),
        "sections": st.lists(sections(grades), min_size=1, max_size=3, unique_by=section_id),
    }
    optional = {
        "subject": st.sampled_from([*map(str, SUBJECTS)]),
        "look_back": st.fixed_dictionaries(
            {"read_months": st.integers(1, 60), "judge_months": st.integers(1, 60)}
        ),
        "suits": st.fixed_dictionaries({}, optional={"statuses": statuses, "ages": ages.filter(bool)}).filter(bool),
        "header": st.lists(st.sampled_from([*HEADER]), min_size=1, unique=True),
        "gate": texts,
        "overall": st.sampled_from([*map(str, OVERALLS)]),
        "limits": st.fixed_dictionaries({}, optional={"strengths": st.integers(0, 10), "development": st.integers(0, 10)}),
        "rules": st.lists(rules(grades), min_size=1, max_size=2),
    }  # fmt: skip
    return draw(st.fixed_dictionaries(needed, optional=optional))


def grade(code: str, at: int, words: str) -> Content:
    """Words of its own for each grade, as a page asks for them."""
    own = f"{words.strip()[:40]} {at}"
    return {"grade": code, "words": own, "counts_as_good": at == 0}
