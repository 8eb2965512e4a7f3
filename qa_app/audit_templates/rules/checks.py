"""What is wrong with a template that its shape alone does not show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_app.audit_templates.rules.expanding import Known, problems_of_use
from qa_app.audit_templates.rules.format import SHARED_SECTION, TEMPLATE
from qa_app.audit_templates.rules.shape import Path, Problem, problems_in
from qa_app.audit_templates.rules.words import (
    ANSWERS,
    MOST_WORDS,
    WITH_OPTIONS,
    Kind,
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


@dataclass(frozen=True)
class Placed:
    """A question and the place that is to be named when it is wrong."""

    path: Path
    content: Content


def problems_of_template(content: Any, known: Known) -> Sequence[Problem]:
    """In the order of the file. What the shape refuses is not looked at any further."""
    if shape := problems_in(content, TEMPLATE):
        return shape
    if use := [*problems_of_use(content, known.shared)]:
        return use
    content = {**content, "scale": content.get("scale", known.scale)}
    return [
        *problems_of_scale(content["scale"]),
        *_problems_of_look_back(content.get("look_back")),
        *_problems_of_when(content.get("suits", {}), ("suits",), known),
        *_problems_of_sections(content, known),
        *_problems_of_rules(content, known),
    ]


def problems_of_shared_section(content: Any, known: Known) -> Sequence[Problem]:
    if shape := problems_in(content, SHARED_SECTION):
        return shape
    placed = [Placed(("questions", at), one) for at, one in enumerate(content.get("questions", ()))]
    return [
        *_problems_of_when(content.get("shown_when", {}), ("shown_when",), known),
        *_repeated([(one.path, one.content["id"]) for one in placed], "question"),
        *(problem for one in placed for problem in _problems_of_question(one, known)),
        *_problems_of_conditions(placed, known, alone=False),
    ]


def problems_of_scale(scale: Sequence[Content]) -> Iterator[Problem]:
    yield from _repeated(
        [(("scale", at, "grade"), one["grade"]) for at, one in enumerate(scale)], "grade"
    )
    for at in range(1, len(scale)):
        if scale[at]["counts_as_good"] and not scale[at - 1]["counts_as_good"]:
            yield Problem(
                ("scale", at, "counts_as_good"),
                f"{scale[at]['words']} counts as good and the grade above it does not",
                "Put the highest grade first",
            )
    if all(one["counts_as_good"] for one in scale) or not scale[0]["counts_as_good"]:
        yield Problem(
            ("scale",),
            "The scale does not divide good from not good",
            "Let counts_as_good be true for the first grades and false for the last",
        )


def _problems_of_look_back(back: Content | None) -> Iterator[Problem]:
    if back and back["judge_months"] > back["read_months"]:
        yield Problem(
            ("look_back", "judge_months"),
            f"{back['judge_months']} months are judged and {back['read_months']} are read",
            "Judge as many months as are read, or fewer",
        )


def _problems_of_when(when: Content, path: Path, known: Known) -> Iterator[Problem]:
    """Statuses and ages, wherever they say for whom something is."""
    for at, status in enumerate(when.get("statuses", ())):
        if known.statuses and status not in known.statuses:
            yield Problem(
                (*path, "statuses", at),
                f"There is no status {status}",
                f"Choose from {', '.join(sorted(known.statuses))}",
            )
    ages = when.get("ages", {})
    if "from" in ages and "to" in ages and ages["from"] > ages["to"]:
        wrong = f"The ages go from {ages['from']} to {ages['to']}"
        yield Problem((*path, "ages"), wrong, "Put the younger age first")


def _problems_of_sections(content: Content, known: Known) -> Iterator[Problem]:
    grades = {one["grade"] for one in content["scale"]}
    described = {one["grade"] for one in content["scale"] if one.get("descriptor")}
    placed: list[Placed] = []
    ids: list[tuple[Path, str]] = []
    for at, section in enumerate(content["sections"]):
        path: Path = ("sections", at)
        yield from _problems_of_when(section.get("shown_when", {}), (*path, "shown_when"), known)
        whole = known.shared[section["use"], section["version"]] if "use" in section else section
        ids.append(((*path, "use" if "use" in section else "id"), whole["id"]))
        yield from _problems_of_descriptors(whole, path, grades, described)
        placed += _questions_of(section, whole, path)
        yield from _earlier_answers(section.get("shown_when", {}), (*path, "shown_when"), placed)
    yield from _repeated(ids, "section")
    yield from _repeated([(one.path, one.content["id"]) for one in placed], "question")
    for one in placed:
        if one.path[-1] != "use":
            yield from _problems_of_question(one, known)
    yield from _problems_of_conditions(placed, known, alone=True)


def _questions_of(section: Content, whole: Content, path: Path) -> list[Placed]:
    if "use" not in section:
        return [
            Placed((*path, "questions", at), one)
            for at, one in enumerate(section.get("questions", ()))
        ]
    only = section.get("only")
    return [
        *(
            Placed((*path, "use"), one)
            for one in whole.get("questions", ())
            if only is None or one["id"] in only
        ),
        *(Placed((*path, "also", at), one) for at, one in enumerate(section.get("also", ()))),
    ]


def _problems_of_descriptors(
    section: Content, path: Path, grades: set[str], described: set[str]
) -> Iterator[Problem]:
    own = section.get("descriptors", {})
    for grade in own:
        if grade not in grades:
            where = (*path, "descriptors", grade)
            yield Problem(where, f"{grade} is no grade of the scale", f"Choose from {', '.join(sorted(grades))}")  # fmt: skip
    if not section.get("graded", True):
        if own:
            yield Problem(
                (*path, "descriptors"),
                "This section is not graded and says what its grades look like",
                "Take the descriptors out, or take out graded: false",
            )
    elif missing := sorted(grades - own.keys() - described):
        yield Problem(
            (*path, "descriptors"),
            f"“{section['heading']}” does not say what {' and '.join(missing)} looks like",
            "Write a descriptor for each grade, here or in the scale",
        )


def _repeated(ids: Sequence[tuple[Path, str]], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, one in ids:
        if one in seen:
            wrong = f"Two have the {what} id {one}" if what != "grade" else f"Two grades are {one}"
            yield Problem(path, wrong, "Give this one an id of its own")
        seen.add(one)


def answers_of(question: Content) -> list[str]:
    kind = Kind(question.get("kind", Kind.YES_PARTLY_NO))
    if kind in WITH_OPTIONS:
        return [one["option"] for one in question.get("options", ())]
    return [*ANSWERS.get(kind, ())]


def _problems_of_question(placed: Placed, known: Known) -> Iterator[Problem]:
    question, path = placed.content, placed.path
    kind = Kind(question.get("kind", Kind.YES_PARTLY_NO))
    for check in (_wording, _fitting_kind, _references):
        for problem in check(question, kind, known):
            yield Problem((*path, *problem.path), problem.wrong, problem.instead)
    yield from _problems_of_when(question.get("shown_when", {}), (*path, "shown_when"), known)


def _wording(question: Content, kind: Kind, known: Known) -> Iterator[Problem]:
    text = question["text"]
    if (words := len(text.split())) > MOST_WORDS:
        yield Problem(("text",), f"The question is {words} words long", f"Use {MOST_WORDS} words or fewer; put the rest in help")  # fmt: skip
    if text.count("?") > 1:
        yield Problem(("text",), "The question asks more than one thing", "Write one question for each idea")  # fmt: skip
    if not text.rstrip().endswith(("?", ".")):
        yield Problem(("text",), "The question has no end", "End it with a question mark or a full stop")  # fmt: skip


def _fitting_kind(question: Content, kind: Kind, known: Known) -> Iterator[Problem]:
    if kind in WITH_OPTIONS and "options" not in question:
        yield Problem((), f"A {kind.value} question has nothing to choose from", "Add options")
    if kind not in WITH_OPTIONS and "options" in question:
        yield Problem(("options",), f"A {kind.value} question has options", "Take them out, or let its kind be pick-one")  # fmt: skip
    yield from _repeated(
        [(("options", at), one["option"]) for at, one in enumerate(question.get("options", ()))],
        "option",
    )
    if "unit" in question and kind is not Kind.NUMBER:
        yield Problem(("unit",), f"A {kind.value} question has a unit", "Keep units for numbers")
    for end in ("low", "high"):
        if end in question and kind is not Kind.SCALING:
            yield Problem((end,), f"A {kind.value} question has a “{end}”", "Keep it for scaling")
    answers = answers_of(question)
    if question.get("critical") and "no" not in answers:
        yield Problem(("critical",), "A critical question cannot be answered with no", "Use yes-partly-no or yes-no")  # fmt: skip
    evidence = question.get("evidence")
    for at, answer in enumerate(evidence if isinstance(evidence, list) else ()):
        if answer not in answers:
            yield Problem(("evidence", at), f"{answer} is no answer to this question", f"Choose from {', '.join(answers) or 'always or never'}")  # fmt: skip


def _references(question: Content, kind: Kind, known: Known) -> Iterator[Problem]:
    if question.get("continues") == question["id"]:
        yield Problem(("continues",), "The question continues itself", "Name the older question")
    timescale = question.get("timescale")
    if timescale and known.timescales and timescale not in known.timescales:
        yield Problem(("timescale",), f"There is no time limit {timescale}", f"Choose from {', '.join(sorted(known.timescales))}")  # fmt: skip
    standard = question.get("standard")
    if standard and known.standards and standard not in known.standards:
        yield Problem(("standard",), f"There is no practice standard {standard}", f"Choose from {', '.join(map(str, sorted(known.standards)))}")  # fmt: skip


def _problems_of_conditions(
    placed: Sequence[Placed], known: Known, *, alone: bool
) -> Iterator[Problem]:
    """Answers that conditions wait for; in a shared section they may come from the template around it."""
    for at, one in enumerate(placed):
        when, path = one.content.get("shown_when"), (*one.path, "shown_when")
        if when is None:
            continue
        if not when:
            yield Problem(path, "The condition says nothing", "Add statuses, ages or answers")
        if one.path[-1] == "use":
            path = one.path
        ids = {other.content["id"] for other in placed}
        for problem in _earlier_answers(when, path, placed[:at]):
            if alone or any(wanted["question"] in ids for wanted in when.get("answers", ())):
                yield problem


def _earlier_answers(when: Content, path: Path, earlier: Sequence[Placed]) -> Iterator[Problem]:
    there = {one.content["id"]: one.content for one in earlier}
    for at, wanted in enumerate(when.get("answers", ())):
        where = path if path[-1] == "use" else (*path, "answers", at)
        asked = there.get(wanted["question"])
        if asked is None:
            yield Problem(where, f"No earlier question has the id {wanted['question']}", "Name a question that is asked before this one")  # fmt: skip
            continue
        answers = answers_of(asked)
        for answer in wanted["is"]:
            if answer not in answers:
                yield Problem(where, f"{answer} is no answer to {wanted['question']}", f"Choose from {', '.join(answers) or 'a question with answers to choose from'}")  # fmt: skip


def _problems_of_rules(content: Content, known: Known) -> Iterator[Problem]:
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


def _rule_and_template(rule: Content, content: Content) -> Iterator[Problem]:
    about_overall = rule["rule"] in (RuleKind.LIMIT_OVERALL, RuleKind.HIGHEST_NEEDS)
    if about_overall and content.get("overall", Overall.GRADED) != Overall.GRADED:
        yield Problem(("rule",), "The rule is about an overall grade and there is none", "Take it out, or let overall be graded")  # fmt: skip
