"""What is wrong with a template that its shape alone does not show."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_app.audit_templates.rules.expanding import Known, is_described_by, problems_of_use
from qa_app.audit_templates.rules.format import SHARED_SECTION, TEMPLATE
from qa_app.audit_templates.rules.question_checks import (
    Placed,
    answers_of,
    problems_of_question,
    problems_of_when,
    repeated,
)
from qa_app.audit_templates.rules.rule_checks import problems_of_rules
from qa_app.audit_templates.rules.shape import Path, Problem, problems_in

Content = Mapping[str, Any]

# The addresses of the editor have these words where others have the id of a section or a question.
KEPT_FOR_ADDRESSES = {"section": {"new", "from-library"}, "question": {"new"}}


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
        *problems_of_when(content.get("suits", {}), ("suits",), known),
        *_problems_of_sections(content, known),
        *problems_of_rules(content, known),
    ]


def stops_short(content: Any, known: Known) -> bool:
    """Whether something is wrong behind which more may be hidden."""
    return bool(problems_in(content, TEMPLATE) or [*problems_of_use(content, known.shared)])


def problems_of_shared_section(content: Any, known: Known) -> Sequence[Problem]:
    if shape := problems_in(content, SHARED_SECTION):
        return shape
    placed = [Placed(("questions", at), one) for at, one in enumerate(content.get("questions", ()))]
    return [
        *_kept_for_addresses([(("id",), content["id"])], "section"),
        *_kept_for_addresses(
            [((*one.path, "id"), one.content["id"]) for one in placed], "question"
        ),
        *problems_of_when(content.get("shown_when", {}), ("shown_when",), known),
        *repeated([(one.path, one.content["id"]) for one in placed], "question"),
        *(problem for one in placed for problem in problems_of_question(one, known)),
        *_problems_of_conditions(placed, known, alone=False),
    ]


def problems_of_scale(scale: Sequence[Content]) -> Iterator[Problem]:
    yield from repeated(
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


def _problems_of_sections(content: Content, known: Known) -> Iterator[Problem]:
    placed: list[Placed] = []
    ids: list[tuple[Path, str]] = []
    for at, section in enumerate(content["sections"]):
        path: Path = ("sections", at)
        yield from problems_of_when(section.get("shown_when", {}), (*path, "shown_when"), known)
        whole = known.shared[section["use"], section["version"]] if "use" in section else section
        ids.append(((*path, "use" if "use" in section else "id"), whole["id"]))
        if "use" in section:
            yield from _problems_of_shared(whole, path, content["scale"])
        else:
            yield from _problems_of_descriptors(section, path, content["scale"])
        placed += _questions_of(section, whole, path)
        yield from _earlier_answers(section.get("shown_when", {}), (*path, "shown_when"), placed)
    yield from _kept_for_addresses(ids, "section")
    yield from repeated(ids, "section")
    yield from repeated([(one.path, one.content["id"]) for one in placed], "question")
    written = [one for one in placed if one.path[-1] != "use"]
    yield from _kept_for_addresses([((*one.path, "id"), one.content["id"]) for one in written], "question")  # fmt: skip
    for one in written:
        yield from problems_of_question(one, known)
    yield from _problems_of_conditions(placed, known, alone=True)


def _kept_for_addresses(ids: Sequence[tuple[Path, str]], what: str) -> Iterator[Problem]:
    for path, one in ids:
        if one in KEPT_FOR_ADDRESSES[what]:
            wrong = f"No {what} can have the id {one}, which the editor needs for its addresses"
            yield Problem(path, wrong, "Give it another id")


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


def _problems_of_shared(whole: Content, path: Path, scale: Sequence[Content]) -> Iterator[Problem]:
    """One for all its grades: it is mended as a whole, by writing it out."""
    if not is_described_by(whole, scale):
        yield Problem(
            (*path, "descriptors"),
            f"The shared section {whole['id']} describes other grades than the scale has",
            "Write it out in this file, or use the grades that it describes",
        )


def _problems_of_descriptors(
    section: Content, path: Path, scale: Sequence[Content]
) -> Iterator[Problem]:
    grades = {one["grade"] for one in scale}
    described = {one["grade"] for one in scale if one.get("descriptor")}
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
    elif missing := [one["grade"] for one in scale if one["grade"] not in own.keys() | described]:
        yield Problem(
            (*path, "descriptors"),
            f"“{section['heading']}” does not say what {' and '.join(missing)} looks like",
            "Write a descriptor for each grade, here or in the scale",
        )


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
