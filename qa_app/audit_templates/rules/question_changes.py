"""What changed of the questions of a template, and of the settings of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qa_app.audit_templates.rules.changes import Change, Version, What, moved, shown_otherwise
from qa_app.audit_templates.rules.in_words import (
    CHOSEN,
    READ_BY,
    SETTINGS,
    concept_in_words,
    kind_in_words,
)
from qa_app.audit_templates.rules.template import Question, question_from

Content = Mapping[str, Any]

FLAGS = {
    "compliance": "about time limits",
    "critical": "critical",
    "recording": "about recording",
}


@dataclass(frozen=True)
class Placed:
    """A question in its section, in one of the two versions."""

    section: Content
    content: Content
    version: Version

    @property
    def question(self) -> Question:
        return question_from(self.content, self.section["concept"])


def _all_questions(version: Version) -> dict[str, Placed]:
    return {
        question["id"]: Placed(section, question, version)
        for section in version.content["sections"]
        for question in section.get("questions", ())
    }


def changed_questions(was: Version, now: Version) -> Iterator[Change]:
    before, after = _all_questions(was), _all_questions(now)
    continued = {one.content.get("continues") for one in after.values()}
    for one, placed in after.items():
        older = placed.content.get("continues")
        heading, text = placed.section["heading"], placed.content["text"]
        if one in before:
            yield from _question(before[one], placed, runs_on=False)
        elif older in before:
            yield from _continued(before[older], placed)
        else:
            yield Change(What.ADDED, text, heading, comparable=False)
    for one, placed in before.items():
        if one not in after and one not in continued:
            yield Change(What.RETIRED, placed.content["text"], placed.section["heading"])
    for section in now.content["sections"]:
        ids = [one["id"] for one in section.get("questions", ())]
        old_ids = [one for one in before if before[one].section["id"] == section["id"]]
        for one in moved(old_ids, ids):
            yield Change(What.MOVED, after[one].content["text"], section["heading"])


def _continued(before: Placed, after: Placed) -> Iterator[Change]:
    """A question under an id of its own, on which the figures of an older one run on."""
    one, older = after.content["id"], before.content["id"]
    texts = before.content["text"], after.content["text"]
    heading = after.section["heading"]
    if texts[0] != texts[1]:
        words = f"question {one}, which continues {older}"
        yield Change(What.REWORDED, words, heading, *texts)
    else:
        yield Change(What.CHANGED, f"“{texts[1]}” is now question {one}, which continues {older}", heading)  # fmt: skip
    yield from _settings(before, after, runs_on=True)


def _question(before: Placed, after: Placed, *, runs_on: bool) -> Iterator[Change]:
    heading, text = after.section["heading"], after.content["text"]
    if before.section["id"] != after.section["id"]:
        yield Change(What.MOVED, text, heading, before.section["heading"], heading)
    if before.content["text"] != text:
        words = f"question {after.content['id']}"
        was = before.content["text"]
        yield Change(What.REWORDED, words, heading, was, text, comparable=False)
    yield from _settings(before, after, runs_on=runs_on)


def _chosen_alike(was: Question, now: Question, words: str) -> bool:
    """Whether the same may be chosen, in whatever order."""
    return words == CHOSEN and (was.options or {}) == (now.options or {})


def _settings(before: Placed, after: Placed, *, runs_on: bool) -> Iterator[Change]:
    was, now, heading = before.question, after.question, after.section["heading"]
    quoted = f"“{now.text}”"
    kinds = kind_in_words(was), kind_in_words(now)
    if kinds[0] != kinds[1]:
        yield Change(What.CHANGED, f"How {quoted} is answered", heading, *kinds, runs_on)
    for words, says in SETTINGS.items():
        said = says(was, before.version.beside), says(now, after.version.beside)
        if said[0] != said[1]:
            same = runs_on or words not in READ_BY or _chosen_alike(was, now, words)
            yield Change(What.CHANGED, words.format(quoted), heading, *said, same)
    about = concept_in_words(before.content), concept_in_words(after.content)
    if about[0] != about[1]:
        yield Change(What.CHANGED, f"What {quoted} is about", heading, *about)
    for flag, words in FLAGS.items():
        if getattr(was, flag) != getattr(now, flag):
            is_now = "is" if getattr(now, flag) else "is no longer"
            yield Change(What.CHANGED, f"{quoted} {is_now} {words}", heading)
    yield from shown_otherwise(
        f"When {quoted} is shown", heading, was, now, before.version, after.version
    )
