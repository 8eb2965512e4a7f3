"""What the editor does to a template: each takes the content and gives a new one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from qa_app.audit_templates.rules.agreement import meaning
from qa_app.audit_templates.rules.expanding import Known, expanded
from qa_app.audit_templates.rules.history import new_id
from qa_app.foundation.errors import DomainError

Content = Mapping[str, Any]
Edited = dict[str, Any]


def _copy(content: Content) -> Edited:
    return deepcopy(dict(content))


def section_id(section: Content) -> str:
    return str(section.get("use") or section["id"])


def section_at(content: Content, wanted: str) -> int:
    """Raise DomainError where somebody else has taken it out meanwhile."""
    for at, section in enumerate(content["sections"]):
        if section_id(section) == wanted:
            return at
    raise DomainError("This section is no longer part of the template")


def questions_of(section: Content) -> str:
    """The line with the questions that this template asks itself, which a shared section has as well."""
    return "also" if "use" in section else "questions"


def question_at(section: Content, wanted: str) -> int:
    for at, question in enumerate(section.get(questions_of(section), ())):
        if question["id"] == wanted:
            return at
    raise DomainError("This question is no longer part of the section")


def with_section(content: Content, section: Content) -> Edited:
    """At the end; it can be moved up."""
    edited = _copy(content)
    edited["sections"].append(dict(section))
    return edited


def with_section_in_place(content: Content, wanted: str, section: Content) -> Edited:
    """Under a new id, whatever rule counts it goes on counting it."""
    edited = _copy(content)
    edited["sections"][section_at(content, wanted)] = deepcopy(dict(section))
    for rule in edited.get("rules", ()):
        if isinstance(named := rule.get("sections"), list):
            rule["sections"] = [section_id(section) if one == wanted else one for one in named]
    return edited


def without_section(content: Content, wanted: str) -> Edited:
    edited = _copy(content)
    del edited["sections"][section_at(content, wanted)]
    return edited


def moved(things: Sequence[Any], at: int, by: int) -> list[Any]:
    """One place up or down; the first cannot go up, nor the last down."""
    there = [*things]
    to = min(max(at + by, 0), len(there) - 1)
    there.insert(to, there.pop(at))
    return there


def with_section_moved(content: Content, wanted: str, by: int) -> Edited:
    edited = _copy(content)
    edited["sections"] = moved(edited["sections"], section_at(content, wanted), by)
    return edited


def detached(content: Content, wanted: str, known: Known) -> Edited:
    """A shared section written out, so that it can be edited for this template alone.

    Its questions keep their ids: they ask the same, and figures run on.
    """
    edited = _copy(content)
    at = section_at(content, wanted)
    if "use" in edited["sections"][at]:
        alone = {**edited, "sections": [edited["sections"][at]]}
        written = expanded(alone, known)["sections"][0]
        shared = known.shared[content["sections"][at]["use"], content["sections"][at]["version"]]
        own = shared.get("descriptors", {})
        edited["sections"][at] = described(written, own, content.get("scale", known.scale))
    return edited


def described(section: Content, own: Mapping[str, str], scale: Sequence[Content]) -> Edited:
    """With what it says itself of the grades of this scale."""
    edited = _copy(section)
    grades = {one["grade"] for one in scale}
    if kept := {grade: words for grade, words in own.items() if grade in grades}:
        edited["descriptors"] = kept
    else:
        edited.pop("descriptors", None)
    return edited


def with_question(content: Content, wanted: str, question: Content) -> Edited:
    """At the end of its section: of a shared one, among the questions of this template alone."""
    edited = _copy(content)
    section = edited["sections"][section_at(content, wanted)]
    section.setdefault(questions_of(section), []).append(dict(question))
    return edited


def with_question_in_place(
    content: Content, wanted: str, question_id: str, question: Content
) -> Edited:
    """Under a new id, whatever waits for its answers goes on waiting for them."""
    edited = _copy(content)
    section = edited["sections"][section_at(content, wanted)]
    section[questions_of(section)][question_at(section, question_id)] = deepcopy(dict(question))
    for condition in conditions_in(edited):
        for awaited in condition.get("answers", ()):
            if awaited["question"] == question_id:
                awaited["question"] = question["id"]
    return edited


def without_question(content: Content, wanted: str, question_id: str) -> Edited:
    edited = _copy(content)
    section = edited["sections"][section_at(content, wanted)]
    questions = section[questions_of(section)]
    del questions[question_at(section, question_id)]
    if "use" in section and not questions:
        del section["also"]
    return edited


def with_question_moved(content: Content, wanted: str, question_id: str, by: int) -> Edited:
    edited = _copy(content)
    section = edited["sections"][section_at(content, wanted)]
    name = questions_of(section)
    section[name] = moved(section[name], question_at(section, question_id), by)
    return edited


def conditions_in(content: Content) -> Iterator[Edited]:
    """Of its sections and of the questions that it asks itself."""
    for section in content["sections"]:
        for thing in (section, *section.get(questions_of(section), ())):
            if "shown_when" in thing:
                yield thing["shown_when"]


def waiting_for(content: Content, question_id: str) -> list[str]:
    """What is shown only after an answer to this question, in its own words."""
    return [
        thing.get("text") or thing.get("heading") or section_id(thing)
        for section in content["sections"]
        for thing in (section, *section.get(questions_of(section), ()))
        for awaited in thing.get("shown_when", {}).get("answers", ())
        if awaited["question"] == question_id
    ]


def with_awaited(part: Content, question_id: str, answers: Sequence[str]) -> Edited:
    """Shown after these answers to an earlier question; without any, whatever was answered."""
    edited = _copy(part)
    condition = edited.setdefault("shown_when", {})
    waits = condition.get("answers", [])
    at = next((at for at, one in enumerate(waits) if one["question"] == question_id), len(waits))
    new = [{"question": question_id, "is": [*answers]}] if answers else []
    if not (at < len(waits) and set(waits[at]["is"]) == set(answers)):
        condition["answers"] = [*waits[:at], *new, *waits[at + 1 :]]
    if not condition.get("answers"):
        condition.pop("answers", None)
    if not condition:
        del edited["shown_when"]
    return edited


def with_scale(content: Content, scale: Sequence[Content]) -> Edited:
    """What sections of its own said of a grade that is gone goes with it."""
    edited = _copy(content) | {"scale": deepcopy([*scale])}
    edited["sections"] = [
        described(one, one.get("descriptors", {}), scale) for one in edited["sections"]
    ]
    return edited


def with_rule(content: Content, rule: Content) -> Edited:
    edited = _copy(content)
    edited.setdefault("rules", []).append(dict(rule))
    return edited


def rule_at(content: Content, at: int) -> Edited:
    rules = content.get("rules", [])
    if not 0 <= at < len(rules):
        raise DomainError("This rule is no longer part of the template")
    return dict(rules[at])


def with_rule_in_place(content: Content, at: int, rule: Content | None) -> Edited:
    """Without a rule, it is taken out."""
    rule_at(content, at)
    edited = _copy(content)
    edited["rules"][at : at + 1] = [dict(rule)] if rule else []
    if not edited["rules"]:
        del edited["rules"]
    return edited


def reworded(
    question: Content, changed: Content, taken: Collection[str], *, runs_on: bool
) -> Edited:
    """The changed question under an id of its own; figures run on where it still asks the same."""
    anew = dict(changed) | {"id": new_id(question["id"], taken)}
    anew.pop("continues", None)
    return anew | ({"continues": question["id"]} if runs_on else {})


def returned_to(
    question: Content, asked: Mapping[str, Content], here: Collection[str]
) -> str | None:
    """The id under which it was asked before in these very words, when it was given a new one meanwhile.

    It is one that this question came from, and that no other question of the template has.
    """
    own = question["id"]
    if own in asked:
        return None
    first = [question["continues"]] if "continues" in question else []
    came_from = [*first, *(one for one in asked if own.startswith(f"{one}-"))]
    meant = {one: meaning(asked[one]) for one in came_from if one in asked and one not in here}
    return next((one for one, before in meant.items() if before == meaning(question)), None)
