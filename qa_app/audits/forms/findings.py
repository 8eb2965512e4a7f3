"""Strengths and areas for development."""

from functools import cache
from typing import Any

from qa_app.audit_templates import library
from qa_app.audit_templates.rules.suggesting import Phrases, Suggestion, phrases_of, suggest
from qa_app.audits.rules import FindingKind
from qa_app.audits.rules.findings import MOST_THEMES
from qa_app.web.fields import Form, button, checkboxes, hidden, select, text_area

Groups = list[tuple[str, list[tuple[str, str]]]]

ASKS = {
    FindingKind.STRENGTH: "What was done well, and what did it change?",
    FindingKind.DEVELOPMENT: "What has to be different, and for what?",
}


@cache
def phrases() -> Phrases:
    groups = library.themes()["groups"]
    return phrases_of((one["code"], one["synonyms"]) for group in groups for one in group["themes"])


def suggested_by(text: str) -> list[Suggestion]:
    return suggest(text, phrases())


class FindingForm(Form):
    text = text_area(
        "",
        hint="One thing. Say what you saw. Do not name the child or their family.",
        missing="Enter what you found",
        max_length=1500,
        rows=4,
    )
    suggest = button("Suggest themes from these words", secondary=True)
    suggested = checkboxes(
        "Your words may be about", [], hint="Tick what fits. Nothing is chosen for you."
    )
    theme_1 = select("Theme", first="Select a theme")
    theme_2 = select("Second theme", optional=True, first="None")
    theme_3 = select("Third theme", optional=True, first="None")
    good_practice = checkboxes(
        "Could others learn from this?",
        [("yes", "Yes, suggest it as good practice")],
        optional=True,
    )
    version = hidden()
    save = button("Save")

    def __init__(self, kind: FindingKind, groups: Groups, **values: Any) -> None:
        super().__init__(**values)
        self.text.label.text = ASKS[kind]
        self.groups = groups
        offered = [one for _, themes in groups for one in themes]
        for field in self.theme_fields:
            field.options = offered
        if kind is not FindingKind.STRENGTH:
            del self.good_practice
        self.offer_suggestions()

    def offer_suggestions(self) -> None:
        """What the words of the text suggest, and what was ticked of earlier suggestions."""
        names = {code: name for _, themes in self.groups for code, name in themes}
        found = {one.code: one.because for one in suggested_by(self.text.data or "")}
        ticked = [code for code in self.suggested.data or () if code in names]
        offered = [*dict.fromkeys([*ticked, *found])]
        self.suggested.options = [(code, names[code]) for code in offered]
        self.suggested.hints = {
            code: "because you wrote about " + ", ".join(f"“{one}”" for one in found[code])
            for code in offered
            if code in found
        }

    @property
    def theme_fields(self) -> list[Any]:
        return [self[f"theme_{number}"] for number in range(1, MOST_THEMES + 1)]

    @property
    def themes(self) -> list[str]:
        chosen = [field.data for field in self.theme_fields if field.data]
        return [*dict.fromkeys([*(self.suggested.data or ()), *chosen])]

    def validate(self, *args: Any, **words: Any) -> bool:
        is_well = bool(super().validate(*args, **words))
        if not self.themes:
            self.theme_1.errors = ["Select a theme"]
        elif len(self.themes) > MOST_THEMES:
            self.suggested.errors = [f"Choose {MOST_THEMES} themes or fewer"]
        return is_well and 0 < len(self.themes) <= MOST_THEMES

    @property
    def is_good_practice(self) -> bool:
        return "good_practice" in self and bool(self.good_practice.data)


class RemoveForm(Form):
    remove = button("Remove it", warning=True)
