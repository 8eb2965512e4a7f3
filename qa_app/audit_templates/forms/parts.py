"""A form about one part of a template, which leaves as it was whatever nobody changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.lines import Lines, answers_from, with_answers
from qa_app.organisation.forms.versions import VersionedForm, in_words
from qa_app.web.fields import button

Content = Mapping[str, Any]
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Choices:
    """What the answers of a form may name: codes, each with its words."""

    statuses: Pairs = ()
    timescales: Pairs = ()
    standards: Pairs = ()
    grades: Pairs = ()
    sections: Pairs = ()
    questions: Pairs = ()
    scale: Sequence[Content] = field(default_factory=list)
    grades_gone: Mapping[str, str] = field(default_factory=dict)


class PartForm(VersionedForm):
    """Its version is what the part said when the page was opened, so that other parts are nobody's concern."""

    lines: Lines = ()

    def __init__(self, part: Content, choices: Choices, *args: Any, **kwargs: Any) -> None:
        self.part, self.choices = part, choices
        super().__init__(*args, version=digest_of(part), **self.begin_with(part), **kwargs)
        self.offer(choices)

    def begin_with(self, part: Content) -> dict[str, Any]:
        return answers_from(part, self.lines)

    def offer(self, choices: Choices) -> None:
        """Set what may be chosen, and take out what is not asked here."""

    @property
    def answers(self) -> dict[str, Any]:
        return {line.name: self[line.name].data for line in self.lines if line.name in self}

    @property
    def changed(self) -> dict[str, Any]:
        return with_answers(self.part, self.answers, self.lines)

    def is_late(self) -> bool:
        """Whether somebody else has changed this part since the page was opened."""
        fresh = type(self)(self.part, self.choices, formdata=None)
        begun = fresh.begin_with(self.part)
        saved = {name: in_words(fresh[name]) for name in begun if name in fresh}
        return self.is_overtaken(digest_of(self.part), saved)


class SeenForm(VersionedForm):
    """About something that the person has seen, and of which the form holds no text."""

    overtaken = (
        "Somebody else changed this while your page was open. "
        "Look at it again before you go on: it now says something else"
    )


class RemoveForm(SeenForm):
    confirm = button("Remove it", warning=True)


class DiscardForm(SeenForm):
    confirm = button("Discard the draft", warning=True)


class PublishForm(SeenForm):
    confirm = button("Publish it")


def with_written(
    options: Pairs, written: Sequence[str], gone: Callable[[str], str] = str
) -> list[tuple[str, str]]:
    """What may be chosen, and whatever is chosen already though it no longer may be."""
    known = {code for code, _ in options}
    return [*options, *((one, gone(one)) for one in written if one not in known)]
