from typing import Any

from qa_app.access.rules import Role
from qa_app.organisation.rules.job_titles import IMPORTABLE
from qa_app.uploads.questions import table_file
from qa_app.web.fields import Form, button, checkboxes, hidden, select

NO_PART = "NONE"
ROLES = [(role.name, role.value) for role in IMPORTABLE] + [(NO_PART, "No part in audits")]


class StaffFileForm(Form):
    staff_file = table_file(
        "Staff list",
        hint="A spreadsheet or CSV with one row a person.",
        missing="Choose a file",
    )
    whole = checkboxes(
        "Is it the whole list?",
        [("yes", "Yes: whoever came by an earlier list and is not in this one has left")],
        hint="Leave it empty for a part of the council.",
        optional=True,
    )
    upload = button("Upload and check")

    @property
    def is_whole(self) -> bool:
        return "yes" in self.whole.data


class ConfirmImportForm(Form):
    plan = hidden()
    save = button("Import this list")


class RolesForm(Form):
    """One question for each job title of the list."""

    titles: dict[str, str]
    save = button("Save roles")

    @property
    def roles(self) -> dict[str, Role | None]:
        chosen = {title: self[name].data for name, title in self.titles.items()}
        return {
            title: None if name == NO_PART else Role[name] for title, name in chosen.items() if name
        }


def roles_form(titles: list[str], roles: dict[str, Role | None]) -> RolesForm:
    named = {f"title_{number}": title for number, title in enumerate(titles, 1)}
    questions: dict[str, Any] = {
        name: select(title, ROLES, first="No role yet") for name, title in named.items()
    }
    kind = type("RolesOfTitlesForm", (RolesForm,), {**questions, "titles": named})
    known = {name: title for name, title in named.items() if title in roles}
    now = {name: role.name if (role := roles[title]) else NO_PART for name, title in known.items()}
    return kind(**now)
