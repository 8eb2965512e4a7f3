"""Which themes a finding has."""

from collections.abc import Iterable

from qa_app.audits.rules.findings import MOST_THEMES
from qa_app.organisation.forms.versions import VersionedForm
from qa_app.web.fields import button, select

THEMES = [f"theme_{number}" for number in range(1, MOST_THEMES + 1)]


class ThemesForm(VersionedForm):
    theme_1 = select("Theme", first="Select a theme", missing="Select a theme")
    theme_2 = select("Second theme", optional=True, first="None")
    theme_3 = select("Third theme", optional=True, first="None")
    save = button("Save and mark as checked")

    @classmethod
    def begun(
        cls, chosen: Iterable[str], offered: list[tuple[str, str]], version: str
    ) -> "ThemesForm":
        form: ThemesForm = cls(data={"version": version, **by_question(chosen)})
        for name in THEMES:
            form[name].options = offered
        return form

    @property
    def themes(self) -> list[str]:
        return [self[name].data for name in THEMES if self[name].data]


def by_question(chosen: Iterable[str]) -> dict[str, str]:
    return dict(zip(THEMES, chosen, strict=False))
