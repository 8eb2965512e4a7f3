"""One record of a dip sample in a row of a page, and which of them are handed in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from qa_app.audit_templates.questions import Given, asked_in, show_again
from qa_app.audit_templates.rules.reading import Beside
from qa_app.audits.forms.sections import DIFFERENCE, NO_NAMES, as_given, as_written
from qa_app.audits.rules import Safe
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.sampling import graded_section, merged
from qa_app.audits.rules.written import WrittenSection
from qa_app.web.fields import Form, button, checkboxes, hidden, radios, text_area

# Without scripts all rows are one form: the names of each begin with its key. A script takes that off again.
_OF_A_ROW = re.compile(r"r-([\w-]+)\.(.+)")
_IS_TYPED = re.compile(r"[aes]-.+|safe|evidence|difference|grade")


def rows_in(sent: MultiDict[str, str]) -> dict[str, MultiDict[str, str]]:
    """What came of each record, by its public id, under the names that a row has by itself."""
    found: dict[str, MultiDict[str, str]] = {}
    for name, text in sent.items(multi=True):
        if named := _OF_A_ROW.fullmatch(name):
            found.setdefault(named[1], MultiDict()).add(named[2], text)
    return found


def says_something(sent: MultiDict[str, str]) -> bool:
    """A record that is not begun, and of which every box came empty, was not touched."""
    is_begun = sent.get("version", "0") != "0"
    own = (text for name, text in sent.items(multi=True) if _IS_TYPED.fullmatch(name))
    return is_begun or any(text.strip() for text in own)


class RowForm(Form):
    """Every question that applies to the record, and its one grade where there is one."""

    version = hidden()
    safe = radios("", Safe, optional=True, inline=True)
    evidence = text_area("What did you see on the record?", max_length=20_000, rows=2)
    difference = text_area(DIFFERENCE, max_length=1000, rows=1)
    grade = radios("Which grade does this support?")
    save = button("Save", secondary=True)

    # Why nothing of this record was saved, where the others of its page were.
    not_saved = ""

    def __init__(
        self,
        picture: Picture,
        beside: Beside,
        key: str,
        version: int,
        sent: MultiDict[str, str] | None = None,
    ):
        self.picture, self.before = picture, merged(picture)
        there = self.before
        about = {"difference": there.difference, "evidence": there.evidence, "grade": there.grade}
        about["safe"] = picture.safe.name if picture.safe else None
        super().__init__(formdata=sent, data={"version": str(version), **about})
        given = {question: as_given(one) for question, one in there.answers.items()}
        self.asked = [
            one
            for section, _ in picture.shown.values()
            for one in asked_in(
                section, picture.template, picture.facts, picture.answers, given, beside
            )
        ]
        for one in self.asked:
            one.key, one.since, one.until = f"{key}-", picture.since, picture.until
        self.keep_apart(f"{key}-")

    def keep_apart(self, key: str) -> None:
        """Its boxes have ids of their own; a record without a grade has no boxes but its questions."""
        gate, graded = self.picture.template.gate, graded_section(self.picture)
        self.safe.label.text, self.safe.id = gate, f"{key}safe"
        if not gate:
            del self.safe
        if graded is None:
            del self.evidence, self.difference, self.grade
            return
        self.grade.options = [(one.code, one.words) for one in self.picture.template.scale]
        self.evidence.hint = NO_NAMES
        for field in (self.evidence, self.difference, self.grade):
            field.id = f"{key}{field.name}"

    @property
    def said_safe(self) -> Safe | None:
        """None where it is not asked, or not answered yet."""
        if "safe" not in self or self.safe.errors:
            return None
        return Safe[self.safe.data] if self.safe.data else None

    def take(self, sent: MultiDict[str, str]) -> None:
        """Whatever of it can be read; what the row has no box for stays as it is."""
        for one in self.asked:
            before = one.given
            one.read(sent, self.picture.template)
            said = sent.get(one.evidence_name)
            evidence = before.evidence if said is None else one.given.evidence
            one.given = Given(one.given.value, before.source, evidence)
        show_again(self.asked)

    @property
    def written(self) -> WrittenSection:
        answers = {one.question.id: as_written(one.given) for one in self.asked}
        written = replace(self.before, answers={**self.before.answers, **answers})
        if "grade" not in self:
            return written
        return replace(
            written,
            evidence=self.kept("evidence") or "",
            difference=self.kept("difference") or "",
            grade=self.kept("grade"),
        )

    def kept(self, name: str) -> str | None:
        """What was entered, or what is kept of before where that cannot be taken."""
        said = getattr(self.before, name) if self[name].errors else self[name].data
        return said or None

    @property
    def problems(self) -> Iterator[tuple[str, str]]:
        if self.not_saved and self.asked:
            yield self.asked[0].first_box, self.not_saved
        for one in self.asked:
            if one.problem:
                yield one.first_box, one.problem
            if one.evidence_problem:
                yield one.evidence_id, one.evidence_problem
        for field in self:
            if field.errors and field.name != "csrf_token":
                yield getattr(field, "first_wrong", field.id), str(field.errors[0])

    @property
    def errors_for_summary(self) -> list[dict[str, str]]:
        return [{"text": words, "href": f"#{place}"} for place, words in self.problems]


class SubmitSampleForm(Form):
    records = checkboxes("Which do you submit?", missing="Select the records to submit")
    submit = button("Submit")

    def offer(self, records: Sequence[tuple[str, str]]) -> None:
        self.records.options = list(records)
