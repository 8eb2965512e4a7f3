"""Strengths and areas for development."""

from typing import Any

from qa_app.audits.rules import FindingKind
from qa_app.audits.rules.findings import MOST_THEMES
from qa_app.web.fields import Form, button, checkboxes, hidden, select, text_area

Groups = list[tuple[str, list[tuple[str, str]]]]

ASKS = {
    FindingKind.STRENGTH: "What was done well, and what did it change?",
    FindingKind.DEVELOPMENT: "What has to be different, and for what?",
}


class FindingForm(Form):
    text = text_area(
        "",
        hint="One thing. Say what you saw. Do not name the child or their family.",
        missing="Enter what you found",
        max_length=1500,
        rows=4,
    )
    theme_1 = select("Theme", missing="Select a theme", first="Select a theme")
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

    @property
    def theme_fields(self) -> list[Any]:
        return [self[f"theme_{number}"] for number in range(1, MOST_THEMES + 1)]

    @property
    def themes(self) -> list[str]:
        return [*dict.fromkeys(field.data for field in self.theme_fields if field.data)]

    @property
    def is_good_practice(self) -> bool:
        return "good_practice" in self and bool(self.good_practice.data)


class RemoveForm(Form):
    remove = button("Remove it", warning=True)
