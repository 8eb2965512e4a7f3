"""The questions of every import."""

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms.fields.core import UnboundField

from qa_app.web.fields import Form, button, file
from qa_app.web.words import plural

ACCEPT = ".xlsx,.xls,.ods,.csv,.txt"
LONGEST_NAME = 120


def table_file(label: str, **words: Any) -> UnboundField:
    return file(label, accept=ACCEPT, **words)


def name_of(chosen: FileStorage) -> str:
    """Without the folders it came from."""
    return (chosen.filename or "").replace("\\", "/").rsplit("/", 1)[-1][
        :LONGEST_NAME
    ] or "The file"


def given(chosen: FileStorage) -> tuple[str, bytes]:
    return name_of(chosen), chosen.stream.read()


def import_form(number: int, one: str, many: str | None = None, **questions: UnboundField) -> Form:
    """The button that says how much is imported, after what else is asked."""
    save = button(f"Import {plural(number, one, many)}")
    form: Form = type("ImportForm", (Form,), {**questions, "save": save})()
    return form


class UndoForm(Form):
    undo = button("Undo the import", warning=True)
