"""A rule of a template."""

from typing import Any

from qa_app.audit_templates.forms.parts import Choices, Content, PartForm, with_written
from qa_app.audit_templates.rules.lines import RULE
from qa_app.audit_templates.rules.rule_checks import PRESSES_OR_NOT, TAKEN_BY_RULE
from qa_app.audit_templates.rules.words import ALL, CRITICAL, MODES, Mode, RuleKind
from qa_app.web.fields import button, checkboxes, number, radios, select

NAMED = "named"
MOST_SECTIONS = 50
WHICH = {ALL: "Every graded section", CRITICAL: "The critical sections", NAMED: "These sections"}


class RuleForm(PartForm):
    lines = RULE

    mode = radios("How hard does it press?", MODES.items(), missing="Select how hard it presses")
    sections = radios("Which sections count?", WHICH.items(), missing="Select which sections count")
    named = checkboxes("Which ones, if you chose “These sections”?", optional=True)
    graded = select(
        "At or below which grade does a section count?",
        missing="Select at or below which grade a section counts",
    )
    at_least = number(
        "How many such sections does it take?",
        at_least=1,
        at_most=MOST_SECTIONS,
        missing="Enter how many sections it takes",
    )
    at_most = select(
        "What is the highest grade that is left?", missing="Select the highest grade that is left"
    )
    characters = number(
        "How much evidence is enough?",
        suffix="characters",
        at_least=1,
        at_most=2000,
        missing="Enter how many characters are enough",
    )
    save = button("Save rule")

    def begin_with(self, part: Content) -> dict[str, Any]:
        begin = super().begin_with(part)
        named = isinstance(begin["sections"], list)
        return begin | {
            "sections": NAMED if named else begin["sections"],
            "named": begin["sections"] if named else [],
        }

    def offer(self, choices: Choices) -> None:
        kind = RuleKind(self.part["rule"])
        if kind in PRESSES_OR_NOT:
            self.mode.options = [(one, words) for one, words in MODES.items() if one != Mode.WARN]
        written = self.part.get("sections")
        named = written if isinstance(written, list) else []
        self.named.options = with_written(
            choices.sections,
            named,
            lambda code: f"A section that is no longer graded or here ({code})",
        )
        for name in ("graded", "at_most"):
            given = [self.part[name]] if name in self.part else []
            self[name].options = with_written(
                choices.grades,
                given,
                lambda code: f"{choices.grades_gone.get(code, code)}, which is no longer there",
            )
        taken = TAKEN_BY_RULE.get(kind, ())
        for name in ("sections", "named", "graded", "at_least", "at_most", "characters"):
            line = "sections" if name == "named" else name
            if line not in taken and line not in self.part:
                del self[name]

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if "sections" in self and self.sections.data == NAMED and not self.named.data:
            self.refuse("Select the sections that count", about="named")
            return False
        if valid and self._asks_for_too_many:
            self.refuse("Enter as many sections as count, or fewer", about="at_least")
            return False
        return valid

    @property
    def _asks_for_too_many(self) -> bool:
        if "sections" not in self or "at_least" not in self:
            return False
        counted = {NAMED: len(self.named.data or ()), ALL: len(self.choices.sections)}
        return (self.at_least.data or 1) > counted.get(self.sections.data or "", MOST_SECTIONS)

    @property
    def answers(self) -> dict[str, Any]:
        answers = super().answers
        if answers.get("sections") == NAMED:
            answers["sections"] = self.named.data
        return answers
