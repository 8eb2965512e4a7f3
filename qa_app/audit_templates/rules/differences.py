"""What changed from one version to the next, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qa_app.audit_templates.rules.words import CONCEPTS, KINDS, MODES, OVERALLS, RULES

Content = Mapping[str, Any]


class What(StrEnum):
    ADDED = "Added"
    REWORDED = "Reworded"
    RETIRED = "Retired"
    MOVED = "Moved"
    CHANGED = "Changed"


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise; `before` and `after` where their words say more than `words`."""

    what: What
    words: str
    section: str = ""
    before: str = ""
    after: str = ""
    comparable: bool = True

    def __str__(self) -> str:
        within = f" in “{self.section}”" if self.section else ""
        text = f"{self.what}{within}: {self.words}"
        if self.before or self.after:
            text += f"\n    before: {self.before or 'nothing'}\n    now: {self.after or 'nothing'}"
        if not self.comparable:
            text += "\n    Figures do not run on from before."
        return text


OF_TEMPLATE = {
    "name": "The name",
    "purpose": "The purpose",
    "minutes": "How many minutes it takes",
    "gate": "The question about safety",
}
OF_SECTION = {
    "heading": "The heading",
    "guidance": "The guidance",
    "good_looks_like": "What good looks like",
}
FLAGS = {
    "compliance": "about time limits",
    "critical": "critical",
    "recording": "about recording",
}


def differences(old: Content, new: Content) -> list[Change]:
    """Of two versions with their shared sections written out."""
    return [
        *_texts(old, new, OF_TEMPLATE, ""),
        *_frame(old, new),
        *_scale(old, new),
        *_rules(old, new),
        *_sections(old, new),
        *_questions(old, new),
    ]


def as_text(changes: Sequence[Change]) -> str:
    return "\n".join(str(change) for change in changes) or "Nothing changed."


def _texts(old: Content, new: Content, names: Mapping[str, str], section: str) -> Iterator[Change]:
    for name, words in names.items():
        if old.get(name) != new.get(name):
            yield Change(
                What.CHANGED, words, section, str(old.get(name, "")), str(new.get(name, ""))
            )


def _frame(old: Content, new: Content) -> Iterator[Change]:
    for name, words in (
        ("look_back", "How far back to read and to judge"),
        ("suits", "Which children it suits"),
        ("header", "What stands at the head of the audit"),
        ("limits", "How many strengths and areas for development"),
        ("subject", "What is audited"),
    ):
        if old.get(name) != new.get(name):
            yield Change(What.CHANGED, words)
    before, after = (one.get("overall", "graded") for one in (old, new))
    if before != after:
        yield Change(What.CHANGED, "How the audit ends", "", OVERALLS[before], OVERALLS[after])


def _scale(old: Content, new: Content) -> Iterator[Change]:
    before, after = (
        [(one["grade"], one["counts_as_good"]) for one in each["scale"]] for each in (old, new)
    )
    words = [", ".join(one["words"] for one in each["scale"]) for each in (old, new)]
    if before != after:
        yield Change(What.CHANGED, "The scale", "", words[0], words[1], comparable=False)
    elif words[0] != words[1]:
        yield Change(What.CHANGED, "The words of the scale", "", words[0], words[1])


def _rules(old: Content, new: Content) -> Iterator[Change]:
    before, after = ([_rule(one) for one in each.get("rules", ())] for each in (old, new))
    for rule in after:
        if rule not in before:
            yield Change(What.ADDED, f"the rule “{rule}”")
    for rule in before:
        if rule not in after:
            yield Change(What.RETIRED, f"the rule “{rule}”")


def _rule(rule: Content) -> str:
    values = [f"{value}" for name, value in rule.items() if name not in ("rule", "mode")]
    details = f" ({', '.join(values)})" if values else ""
    return f"{RULES[rule['rule']]}{details}: {MODES[rule['mode']].lower()}"


def _by_id(things: Sequence[Content]) -> dict[str, Content]:
    return {one["id"]: one for one in things}


def _sections(old: Content, new: Content) -> Iterator[Change]:
    before, after = _by_id(old["sections"]), _by_id(new["sections"])
    for one, section in after.items():
        if one not in before:
            yield Change(What.ADDED, f"the section “{section['heading']}”")
    for one, section in before.items():
        if one not in after:
            yield Change(What.RETIRED, f"the section “{section['heading']}”")
    for one in _moved([*before], [*after]):
        yield Change(What.MOVED, f"the section “{after[one]['heading']}”")
    for one in after.keys() & before.keys():
        yield from _section(before[one], after[one])


def _section(old: Content, new: Content) -> Iterator[Change]:
    heading = new["heading"]
    yield from _texts(old, new, OF_SECTION, heading)
    if old["concept"] != new["concept"]:
        names = CONCEPTS[old["concept"]], CONCEPTS[new["concept"]]
        yield Change(What.CHANGED, "The concept", heading, *names, comparable=False)
    if old.get("graded", True) != new.get("graded", True):
        now = "It is graded" if new.get("graded", True) else "It is no longer graded"
        yield Change(What.CHANGED, now, heading, comparable=False)
    if old.get("critical", False) != new.get("critical", False):
        now = "It is critical" if new.get("critical") else "It is no longer critical"
        yield Change(What.CHANGED, now, heading)
    if old.get("shown_when") != new.get("shown_when"):
        yield Change(What.CHANGED, "When the section is shown", heading)
    before, after = old.get("descriptors", {}), new.get("descriptors", {})
    for grade in {**before, **after}:
        if before.get(grade) != after.get(grade):
            words = f"The descriptor of {grade}"
            yield Change(What.CHANGED, words, heading, before.get(grade, ""), after.get(grade, ""))


def _moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Those that stand elsewhere among the ones that are in both."""
    old = [one for one in before if one in after]
    new = [one for one in after if one in before]
    return [one for at, one in enumerate(new) if old[at] != one]


def _all_questions(content: Content) -> dict[str, tuple[Content, Content]]:
    return {
        question["id"]: (section, question)
        for section in content["sections"]
        for question in section.get("questions", ())
    }


def _questions(old: Content, new: Content) -> Iterator[Change]:
    before, after = _all_questions(old), _all_questions(new)
    continued = {question.get("continues") for _, question in after.values()}
    for one, (section, question) in after.items():
        older = question.get("continues")
        if one in before:
            yield from _question(*before[one], section, question)
        elif older in before:
            was = before[older][1]["text"]
            words = f"question {one}, which continues {older}"
            yield Change(What.REWORDED, words, section["heading"], was, question["text"])
        else:
            yield Change(What.ADDED, question["text"], section["heading"], comparable=False)
    for one, (section, question) in before.items():
        if one not in after and one not in continued:
            yield Change(What.RETIRED, question["text"], section["heading"])
    for section in new["sections"]:
        ids = [one["id"] for one in section.get("questions", ())]
        old_ids = [one for one in before if before[one][0]["id"] == section["id"]]
        for one in _moved(old_ids, ids):
            yield Change(What.MOVED, after[one][1]["text"], section["heading"])


def _question(was_in: Content, was: Content, section: Content, now: Content) -> Iterator[Change]:
    heading, text = section["heading"], now["text"]
    if was_in["id"] != section["id"]:
        yield Change(What.MOVED, text, heading, was_in["heading"], heading)
    if was["text"] != text:
        yield Change(
            What.REWORDED, f"question {now['id']}", heading, was["text"], text, comparable=False
        )
    before, after = (one.get("kind", "yes-partly-no") for one in (was, now))
    if before != after:
        answered = KINDS[before], KINDS[after]
        yield Change(
            What.CHANGED, f"How “{text}” is answered", heading, *answered, comparable=False
        )
    if was.get("options") != now.get("options"):
        yield Change(What.CHANGED, f"What may be chosen for “{text}”", heading)
    if was.get("help") != now.get("help"):
        helped = was.get("help", ""), now.get("help", "")
        yield Change(What.CHANGED, f"The help of “{text}”", heading, *helped)
    if was.get("shown_when") != now.get("shown_when"):
        yield Change(What.CHANGED, f"When “{text}” is shown", heading)
    for flag, words in FLAGS.items():
        if was.get(flag, False) != now.get(flag, False):
            is_now = "is" if now.get(flag) else "is no longer"
            yield Change(What.CHANGED, f"“{text}” {is_now} {words}", heading)
    rest = ("evidence", "ask", "timescale", "standard", "concept", "unit", "low", "high")
    if any(was.get(name) != now.get(name) for name in rest):
        yield Change(What.CHANGED, f"The settings of “{text}”", heading)
