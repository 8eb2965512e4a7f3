"""What the council chooses for itself."""

from itertools import groupby
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.organisation import operations, queries
from qa_app.organisation.forms.settings import form_for
from qa_app.organisation.queries.settings import find_setting
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.rules.settings import SETTINGS, Asks, Setting, in_words, typed_form

settings = Blueprint("settings", __name__, url_prefix="/settings")


@settings.get("")
@requires(Permission.SETTINGS_WRITE, council_wide=True)
def index() -> ResponseReturnValue:
    entries = sorted(SETTINGS.values(), key=lambda setting: setting.group)
    return render_template(
        "organisation/settings.html",
        groups=[
            (group, [(one, in_words(one, chosen(one)), address(one)) for one in of_group])
            for group, of_group in groupby(entries, key=lambda setting: setting.group)
        ],
    )


@settings.route("/<name>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_WRITE, council_wide=True)
def change(name: str) -> ResponseReturnValue:
    setting = SETTINGS.get(name.replace("-", "_")) or abort(404)
    row = find_setting(viewer(), setting.name)
    version = row.version if row else 0
    form = form_for(setting, chosen(setting), version)
    if (
        form.validate_on_submit()
        and not form.is_overtaken(version, {"chosen": in_a_box(setting)})
        and form.attempt(
            lambda: operations.change_setting(setting.name, form.value, by=viewer(), at=now()),
        )
    ):
        flash("Saved")
        return redirect(url_for(".index"))
    return shown("organisation/setting.html", form, setting=setting)


def chosen(setting: Setting) -> Any:
    return queries.setting(viewer().council_id, setting.name)


def in_a_box(setting: Setting) -> str:
    """As the form says it when two people have changed it."""
    if setting.asks is Asks.YES_OR_NO:
        return in_words(setting, chosen(setting))[0]
    return str(typed_form(setting, chosen(setting)))


def address(setting: Setting) -> str:
    return url_for(".change", name=setting.name.replace("_", "-"))
