"""The page on which somebody says which heading holds what. Each import gives it an address of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms.fields.core import UnboundField

from qa_app.foundation.clock import now
from qa_app.uploads import operations
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import columns_chosen
from qa_app.uploads.rules.columns import missing_column
from qa_app.uploads.rules.headers import Column, plain
from qa_app.uploads.rules.sheets import Layout
from qa_app.web.fields import Form, button, select


class ColumnsForm(Form):
    """One question a column; the headings of the file are the answers."""

    layout: Layout
    save = button("Save the columns")

    @property
    def chosen(self) -> dict[str, str]:
        return {column.name: self[column.name].data or "" for column in self.layout.columns}


def columns_form(layout: Layout, headings: Sequence[str], chosen: Mapping[str, str]) -> ColumnsForm:
    offered = [heading for heading in dict.fromkeys(headings) if layout.may_read(heading)]
    questions = {column.name: _question(column, offered) for column in layout.columns}
    by_words = {plain(heading): heading for heading in offered}
    started = {
        name: by_words.get(plain(heading), "") for name, heading in chosen.items() if heading
    }
    kind = type("ColumnsOfOneLayoutForm", (ColumnsForm,), {**questions, "layout": layout})
    return kind(data=started)


def _question(column: Column, headings: Sequence[str]) -> UnboundField:
    options = [(heading, heading) for heading in headings]
    needed = missing_column(column) if column.required else None
    return select(column.title, options, first="Do not read", missing=needed)


def ask_for_columns(
    upload: Upload,
    layout: Layout,
    choose: Callable[[dict[str, str]], None],
    *,
    crumbs: list[tuple[str, str]],
    then: str,
) -> ResponseReturnValue:
    """Have somebody say which heading holds what; the file is then uploaded again at `then`."""
    headings, chosen = asked_about(upload, layout)
    form = columns_form(layout, headings, chosen)
    if form.validate_on_submit() and form.attempt(lambda: choose(form.chosen)):
        operations.leave(upload, at=now())
        flash("Columns saved. Upload the file again to read it with them")
        return redirect(then)
    return render_template("uploads/columns.html", form=form, layout=layout, crumbs=crumbs)


def asked_about(upload: Upload, layout: Layout) -> tuple[list[str], dict[str, Any]]:
    """The headings of the file, and what each thing is read from until somebody says otherwise."""
    contents = operations.contents_of(upload, now())
    for sheet in contents["sheets"]:
        if sheet["code"] == layout.code:
            return sheet["headings"], sheet["mapping"]
    headings = [heading for table in contents["headings"] for heading in table["headings"]]
    chosen = columns_chosen(upload.council_id, upload.kind, [layout])
    return headings, chosen.get(layout.code, {})
