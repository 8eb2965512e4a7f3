"""A question, and when a question or a section is shown."""

from typing import Any

from qa_app.audit_templates.forms.parts import Choices, Content, PartForm, with_written
from qa_app.audit_templates.rules.format import ASKED, OLDEST
from qa_app.audit_templates.rules.history import code_from, new_id
from qa_app.audit_templates.rules.lines import CONDITION, FLAGS, QUESTION, alike, fitted, matched
from qa_app.audit_templates.rules.template import question_from
from qa_app.audit_templates.rules.words import CONCEPTS, KINDS, WITH_OPTIONS, Kind
from qa_app.web.fields import Form, button, checkboxes, number, radios, select, text_area
from qa_app.web.fields import text as one_line

FLAG_WORDS = {
    "critical": "A “no” matters at once",
    "compliance": "It is about a time limit, which is counted apart from quality",
    "recording": "It is about the record rather than the work",
}
SAME, ELSE = "same", "else"
EVIDENCE = {
    "usual": "As is usual for its kind of answer",
    "always": "Whatever the answer",
    "never": "For no answer",
    "some": "For the answers ticked below",
}
TEXT_HINT = "One idea, in under 30 words."


class AddQuestionForm(Form):
    text = text_area(
        "What is asked?", rows=2, max_length=240, hint=TEXT_HINT, missing="Enter the question"
    )
    kind = radios("How is it answered?", KINDS.items(), missing="Select how it is answered")
    options = text_area(
        "What may be chosen?",
        rows=4,
        optional=True,
        hint="One on each line. Only for answers that are chosen of a list.",
    )
    save = button("Add the question")

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if valid and (wrong := wrong_with(self.options.data, self.kind.data)):
            self.refuse(wrong, about="options")
            return False
        return valid

    @property
    def question(self) -> dict[str, Any]:
        asked: dict[str, Any] = {"text": " ".join(self.text.data.split())}
        if self.kind.data != Kind.YES_PARTLY_NO:
            asked["kind"] = self.kind.data
        if self.kind.data in WITH_OPTIONS and (options := options_from(self.options.data, [])):
            asked["options"] = options
        return asked


class QuestionForm(PartForm):
    lines = QUESTION

    text = text_area(
        "What is asked?", rows=2, max_length=240, hint=TEXT_HINT, missing="Enter the question"
    )
    same = radios(
        "Does it still ask the same?",
        [
            (SAME, "Yes, in other words: figures run on from before"),
            (ELSE, "No, it asks something else: figures begin again"),
        ],
        hint="This question is in use. What it asks or how it is answered is now another.",
    )
    kind = radios("How is it answered?", KINDS.items(), missing="Select how it is answered")
    options = text_area(
        "What may be chosen?",
        rows=5,
        hint="One on each line. A line whose words you change stays the same choice.",
    )
    unit = one_line("What is counted?", max_length=40, hint="Such as working days.", optional=True)
    low = one_line("What 0 means", max_length=60, optional=True)
    high = one_line("What 10 means", max_length=60, optional=True)
    help = text_area("Help", rows=3, max_length=600, optional=True)
    concept = select(
        "What is it about?",
        CONCEPTS.items(),
        first="What its section is about",
        optional=True,
    )
    evidence = radios(
        "When is the auditor asked where they saw it?",
        EVIDENCE.items(),
        missing="Select when the auditor is asked where they saw it",
    )
    evidence_answers = checkboxes("For which answers?", optional=True)
    flags = checkboxes("Which of these are true of it?", FLAG_WORDS.items(), optional=True)
    ask = checkboxes("Who else is asked?", ASKED.items(), optional=True)
    timescale = select("Which time limit does it test?", first="None", optional=True)
    standard = select("Which practice standard does it test?", first="None", optional=True)
    continues = select(
        "Which older question does it reword?",
        first="None",
        optional=True,
        hint="Figures run on from the older question.",
    )
    save = button("Save question")

    def begin_with(self, part: Content) -> dict[str, Any]:
        begin = super().begin_with(part)
        written = part.get("evidence")
        some = isinstance(written, list)
        return begin | {
            "options": words_of(part.get("options", [])),
            "evidence": "some" if some else written or "usual",
            "evidence_answers": written if some else [],
            "flags": [flag for flag in FLAGS if part.get(flag)],
        }

    def offer(self, choices: Choices) -> None:
        part, kind = self.part, Kind(self.part.get("kind", Kind.YES_PARTLY_NO))
        written = part.get("evidence")
        named = written if isinstance(written, list) else []
        self.evidence_answers.options = with_written(
            [*question_from(part, "").answers.items()], named
        )
        self.timescale.options = with_written(choices.timescales, _given(part, "timescale"))
        self.standard.options = with_written(choices.standards, _given(part, "standard"))
        self.continues.options = with_written(choices.questions, _given(part, "continues"))
        for name, shown in (
            ("options", kind in WITH_OPTIONS),
            ("unit", kind is Kind.NUMBER),
            ("low", kind is Kind.SCALING),
            ("high", kind is Kind.SCALING),
            ("evidence_answers", bool(self.evidence_answers.options)),
            ("continues", bool(self.continues.options)),
        ):
            if not shown:
                del self[name]

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if self.evidence.data == "some" and not self._some_answers:
            self.refuse("Select the answers, or another choice", about="evidence")
            return False
        if valid and self._new_options and (wrong := wrong_with(self._new_options, self.kind.data)):
            self.refuse(wrong, about="options")
            return False
        return valid

    @property
    def _new_options(self) -> str:
        """What somebody typed now; nothing where it was left as it stood."""
        typed = self.options.data if "options" in self else ""
        return "" if typed == words_of(self.part.get("options", [])) else typed

    @property
    def _some_answers(self) -> list[str]:
        return self.evidence_answers.data or [] if "evidence_answers" in self else []

    @property
    def answers(self) -> dict[str, Any]:
        answers = super().answers | {flag: flag in (self.flags.data or []) for flag in FLAGS}
        if "options" in self:
            answers["options"] = options_from(self.options.data, self.part.get("options", []))
        evidence = {"usual": None, "some": self._some_answers}
        answers["evidence"] = evidence.get(self.evidence.data, self.evidence.data)
        answers["standard"] = int(self.standard.data) if self.standard.data else None
        return answers

    @property
    def changed(self) -> dict[str, Any]:
        changed = super().changed
        is_other_kind = self.kind.data != self.part.get("kind", Kind.YES_PARTLY_NO)
        return fitted(changed) if is_other_kind else changed


def _given(part: Content, name: str) -> list[str]:
    return [str(part[name])] if name in part else []


def words_of(options: list[dict[str, Any]]) -> str:
    return "\n".join(one["words"].strip() for one in options).strip()


def wrong_with(options: str, kind: str) -> str | None:
    """What must be mended before these lines can be choices of a question."""
    lines = [line for line in options.split("\n") if line.strip()]
    if lines and kind not in WITH_OPTIONS:
        return "Take the choices out, or let it be answered with one or more of a list"
    if two := alike(lines):
        first, second = (one.strip() for one in two)
        return f"“{first}” and “{second}” read alike. Word one of them differently, or take it out"
    return None


def options_from(text: str, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Untouched text is the options as they were; otherwise a line is an option."""
    if text == words_of(before):
        return before
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    known = [(one["option"], " ".join(one["words"].split())) for one in before]
    codes = matched(lines, known, in_place=len(lines) == len(known))
    taken = {one["option"] for one in before}
    options = []
    for words, had in zip(lines, codes, strict=True):
        code = had or new_id(code_from(words, "choice"), taken)
        taken.add(code)
        options.append({"option": code, "words": words})
    return options


class ConditionForm(PartForm):
    lines = CONDITION

    statuses = checkboxes("For which statuses?", hint="Tick none if any will do.", optional=True)
    youngest = number(
        "Youngest age", hint="-1 is not yet born.", at_least=-1, at_most=OLDEST, optional=True
    )
    oldest = number("Oldest age", at_least=-1, at_most=OLDEST, optional=True)
    awaited = select(
        "After an answer to which earlier question?",
        first="None, or those named above",
        search=True,
        optional=True,
        hint="The next page asks for the answers.",
    )
    save = button("Save")

    def offer(self, choices: Choices) -> None:
        written = self.part.get("shown_when", {}).get("statuses", ())
        self.statuses.options = with_written(choices.statuses, written)
        self.awaited.options = choices.questions
        if not choices.questions:
            del self.awaited


class AwaitedForm(PartForm):
    """The answers after which it is shown."""

    wanted = checkboxes("After which answers is it shown?", optional=True)
    save = button("Save")

    def begin_with(self, part: Content) -> dict[str, Any]:
        return {"wanted": part["wanted"]}

    def offer(self, choices: Choices) -> None:
        self.wanted.options = with_written(choices.questions, self.part["wanted"])
