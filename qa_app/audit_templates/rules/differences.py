"""What changed from one version to the next, in words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from qa_app.audit_templates.rules.changes import Change, Version, What, moved, shown_otherwise
from qa_app.audit_templates.rules.in_words import DETAILS, scale_in_words, whole_rule_in_words
from qa_app.audit_templates.rules.question_changes import changed_questions
from qa_app.audit_templates.rules.reading import Beside
from qa_app.audit_templates.rules.scales import is_one_line
from qa_app.audit_templates.rules.template import Section, Template, template_from
from qa_app.audit_templates.rules.words import CONCEPTS, RULES, RuleKind

Content = Mapping[str, Any]

OF_SECTION = {
    "heading": "The heading",
    "guidance": "The guidance",
    "good_looks_like": "What good looks like",
}


def differences(old: Content, new: Content, beside: Beside | None = None) -> list[Change]:
    """Of two versions with their shared sections written out."""
    names = beside or Beside()
    was, now = (Version(one, template_from(one), names) for one in (old, new))
    return [
        *_details(was, now),
        *_scale(was, now),
        *_rules(was.template, now.template),
        *_sections(was, now),
        *changed_questions(was, now),
    ]


def as_text(changes: Sequence[Change]) -> str:
    return "\n".join(str(change) for change in changes) or "Nothing changed."


def _details(was: Version, now: Version) -> Iterator[Change]:
    for words, says in DETAILS.items():
        before, after = (says(one.template, one.beside) for one in (was, now))
        if before != after:
            yield Change(What.CHANGED, words, "", before, after)


def _scale(was: Version, now: Version) -> Iterator[Change]:
    before, after = scale_in_words(was.template), scale_in_words(now.template)
    if not is_one_line(was.template.scale, now.template.scale):
        yield Change(What.CHANGED, "The scale", "", before, after, comparable=False)
    elif before != after:
        yield Change(What.CHANGED, "The words of the scale", "", before, after)
    for grade in now.template.scale:
        looked, looks = was.general(grade.code), now.general(grade.code)
        if looked != looks:
            words = f"What {grade.words} looks like where a section does not say"
            yield Change(What.CHANGED, words, "", looked, looks)


def _rules(was: Template, now: Template) -> Iterator[Change]:
    """Rules of one kind are set side by side in their order."""
    for kind in RuleKind:
        gone = [one for one in was.rules if one.kind is kind and one not in now.rules]
        come = [one for one in now.rules if one.kind is kind and one not in was.rules]
        for before, after in zip_longest(gone, come):
            said = whole_rule_in_words(before, was) if before else ""
            says = whole_rule_in_words(after, now) if after else ""
            if not before:
                yield Change(What.ADDED, f"the rule “{says}”")
            elif not after:
                yield Change(What.RETIRED, f"the rule “{said}”")
            else:
                yield Change(What.CHANGED, f"The rule “{RULES[kind]}”", "", said, says)


def _by_id(things: Sequence[Content]) -> dict[str, Content]:
    return {one["id"]: one for one in things}


def _sections(was: Version, now: Version) -> Iterator[Change]:
    before, after = _by_id(was.content["sections"]), _by_id(now.content["sections"])
    for one, section in after.items():
        if one not in before:
            yield Change(What.ADDED, f"the section “{section['heading']}”")
    for one, section in before.items():
        if one not in after:
            yield Change(What.RETIRED, f"the section “{section['heading']}”")
    for one in moved([*before], [*after]):
        yield Change(What.MOVED, f"the section “{after[one]['heading']}”")
    for one in after:
        if one in before:
            yield from _section(before[one], after[one], was, now)


def _section(old: Content, new: Content, was: Version, now: Version) -> Iterator[Change]:
    heading = new["heading"]
    for name, words in OF_SECTION.items():
        before, after = (str(one.get(name, "")).strip() for one in (old, new))
        if before != after:
            yield Change(What.CHANGED, words, heading, before, after)
    if old["concept"] != new["concept"]:
        names = CONCEPTS[old["concept"]], CONCEPTS[new["concept"]]
        yield Change(What.CHANGED, "The concept", heading, *names, comparable=False)
    if old.get("graded", True) != new.get("graded", True):
        graded = "It is graded" if new.get("graded", True) else "It is no longer graded"
        yield Change(What.CHANGED, graded, heading, comparable=False)
    if old.get("critical", False) != new.get("critical", False):
        critical = "It is critical" if new.get("critical") else "It is no longer critical"
        yield Change(What.CHANGED, critical, heading)
    yield from shown_otherwise(
        "When the section is shown", heading, _read(old, was), _read(new, now), was, now
    )
    yield from _descriptors(old, new, was, now)


def _read(section: Content, version: Version) -> Section:
    return next(one for one in version.template.sections if one.id == section["id"])


def _descriptors(old: Content, new: Content, was: Version, now: Version) -> Iterator[Change]:
    """What goes or comes with the scale is said of the scale, and not again of each section."""
    before, after = old.get("descriptors", {}), new.get("descriptors", {})
    for grade in now.template.scale:
        looked, looks = before.get(grade.code, ""), after.get(grade.code, "")
        general = was.general(grade.code), now.general(grade.code)
        if looked != looks and (looked, looks) != general:
            words = f"What {grade.words} looks like"
            yield Change(What.CHANGED, words, new["heading"], looked, looks)
