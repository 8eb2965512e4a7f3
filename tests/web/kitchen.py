"""A small service that has one of everything the shell offers, and can be made to fail in every way."""

import sys
import time
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, abort, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, FileSystemLoader
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, text, update
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import TooManyRequests
from werkzeug.serving import WSGIRequestHandler, make_server

from qa_app import web
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.web import autosave, errors, fields
from qa_app.web.fields import Form
from qa_app.web.models import FormReceipt, OpenForm
from qa_app.web.searches import searched_by
from qa_app.web.sheets import sheet_of
from qa_app.web.shell import Link, Shell
from qa_app.web.transactions import while_only_reading

HOST = "localhost"
LOREM = "The plan was reviewed with the family and the school."
# Kept apart from the service's own tables, which the migrations must describe.
NOTE = Table(
    "kitchen_note", MetaData(), Column("id", Integer, primary_key=True), Column("words", String)
)
DRAFT = Table(
    "kitchen_draft",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("words", String, nullable=False),
    Column("more", String, nullable=False),
    Column("version", Integer, nullable=False),
)


class Kind(StrEnum):
    STRENGTH = "Strength"
    DEVELOPMENT = "Area for development"


class Status(StrEnum):
    DRAFT = "Draft"
    SUBMITTED = "Submitted"
    SIGNED_OFF = "Signed off"


class KitchenForm(Form):
    name = fields.text(
        "What is the team called?", missing="Enter the team’s name", hint="As its members say it."
    )
    email = fields.email("Work email address", missing="Enter your work email address")
    password = fields.password("Password", missing="Enter your password")
    code = fields.code("Code from your app", missing="Enter the code")
    files = fields.number("How many files?", at_least=1, at_most=40, suffix="files", optional=True)
    summary = fields.text_area(
        "Describe what you found",
        hint="Do not name the child or their family.",
        missing="Describe what you found",
        max_length=400,
    )
    kind = fields.radios(
        "What did you find?",
        Kind,
        missing="Select what you found",
        hints={Kind.STRENGTH: "Something to keep and to share."},
    )
    themes = fields.checkboxes(
        "Which themes is it about?",
        [("voice", "The child’s voice"), ("plan", "Plans")],
        missing="Select at least one theme",
    )
    auditor = fields.select(
        "Who will read it?", [("1", "Ada Thornley"), ("2", "Bo Ng")], missing="Select a person"
    )
    place = fields.select(
        "Where?",
        [("3", "East team"), ("4", "West team")],
        search=True,
        hint="Begin to type.",
        missing="Select a place",
    )
    visited = fields.date(
        "When was the visit?",
        called="The date of the visit",
        hint="For example, 27 3 2026",
        missing="Enter the date of the visit",
    )
    document = fields.file("The list", accept=".csv,.xlsx", missing="Choose a file")
    step = fields.hidden(default="1")
    save = fields.button("Save finding")
    later = fields.button("Save and come back later", secondary=True)


class NoteForm(Form):
    words = fields.text_area("Words", missing="Enter some words")
    save = fields.button("Save note")


class DraftForm(Form):
    words = fields.text_area("What did you find?", hint="Do not name the child or their family.")
    more = fields.text("In one word", max_length=20, optional=True)
    version = fields.hidden()
    save = fields.button("Save section")


class Fault(Exception):
    """A bug."""


FAULTS = {
    "refused": DomainError("Only a draft can be changed", "Two findings have no theme"),
    "missing": NoResultFound(),
    "changed": StaleDataError(),
    "database": OperationalError("insert", {}, Exception("database is locked")),
    "bug": Fault("a bug"),
    "wait": TooManyRequests(retry_after=60),
}


def shell() -> Shell:
    return Shell(
        council="Northshire Council",
        person="Amina Khan",
        role="Team manager",
        place="Safeguarding East, team 3",
        navigation=tuple(
            Link(words, f"/{words.lower()}", words == "Audits")
            for words in ("Home", "Audits", "Actions", "Concerns", "Insight", "People")
        ),
        notices=("No impact assessment is recorded yet, so no real child may be in this service.",),
        phase="Pilot",
    )


def make_kitchen() -> Flask:
    app = Flask("kitchen", static_folder=None)
    app.secret_key = "a key for tests alone, 0123456789 abcdefghij"
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.after_reading = []
    web.attach(
        app,
        secure=False,
        host=HOST,
        surroundings=shell,
        after_reading=[lambda: [write() for write in app.after_reading]],
    )
    app.before_request(ask_who_it_is)
    web.attach_after_gate(app, who=who)
    pages = FileSystemLoader(Path(__file__).parent / "pages")
    app.jinja_env.loader = ChoiceLoader([pages, app.jinja_env.loader])
    app.add_url_rule("/", view_func=lambda: "")
    app.add_url_rule("/everything", view_func=everything, methods=["GET", "POST"])
    app.add_url_rule("/notes", view_func=notes, methods=["GET", "POST"])
    app.add_url_rule("/draft", view_func=draft, methods=["GET", "POST"])
    app.add_url_rule("/control", view_func=control)
    app.add_url_rule("/slow-notes", view_func=slow_notes, methods=["POST"])
    app.add_url_rule("/break/<kind>", view_func=break_it, methods=["GET", "POST"])
    app.add_url_rule("/list", view_func=show_list, methods=["GET", "POST"])
    app.add_url_rule("/record", view_func=record)
    return app


# What the next autosaves meet, as a test has asked for it.
meets = {"wait": 0.0, "status": 0, "partly": 0}


def who() -> int | None:
    return request.headers.get("X-Person", type=int) or request.cookies.get("person", type=int)


def ask_who_it_is() -> ResponseReturnValue | None:
    """As the gate does for a page that only somebody who is signed in may open."""
    if request.path == "/draft" and who() is None:
        if errors.wants_json():
            return jsonify(status=401, error="You are signed out"), 401
        return "Sign in", 401
    return None


def control() -> ResponseReturnValue:
    meets.update(
        wait=request.args.get("wait", 0.0, float),
        status=request.args.get("status", 0, int),
        partly=request.args.get("partly", 0, int),
    )
    return ""


def draft() -> ResponseReturnValue:
    kept = db.session.execute(select(DRAFT)).one()
    form = DraftForm(data={"words": kept.words, "more": kept.more, "version": str(kept.version)})
    if autosave.is_autosave():
        time.sleep(meets["wait"])
        if meets["status"]:
            return "", int(meets["status"])
        if not form.validate() and not meets["partly"]:
            return autosave.answer_problems(form)
        return autosave.answer_autosave(lambda version: keep_draft(form, version))
    if form.validate_on_submit():
        try:
            autosave.save_in_order(lambda version: keep_draft(form, version))
        except StaleDataError:
            form.version.data = str(kept.version)
            form.refuse("Somebody else has changed this part")
            return render_template("draft.html", form=form, theirs=kept.words)
        return redirect("/draft")
    return render_template("draft.html", form=form, theirs="")


def keep_draft(form: DraftForm, version: int) -> autosave.Saved:
    more = "" if form.more.errors else form.more.data or ""
    values = {"words": form.words.data, "more": more, "version": version + 1}
    changed = db.session.execute(update(DRAFT).where(DRAFT.c.version == version).values(values))
    if changed.rowcount != 1:
        raise StaleDataError
    noticed = ["This may be a date of birth."] if "born" in form.words.data else []
    problems = autosave.problems_of(form)
    return autosave.Saved(version + 1, notices={"words": noticed}, problems=problems)


def slow_notes() -> ResponseReturnValue:
    def is_open() -> bool:
        return db.session().in_transaction()

    words = f"open while reading: {while_only_reading(is_open)}"
    db.session.execute(insert(NOTE).values(words=words))
    return redirect("/notes")


def everything() -> ResponseReturnValue:
    form = KitchenForm(data={"visited": date(2026, 11, 3), "kind": Kind.STRENGTH})
    if form.validate_on_submit():
        flash("Finding saved")
        return redirect("/everything")
    return render_template("everything.html", form=form)


def notes() -> ResponseReturnValue:
    form = NoteForm()
    if form.validate_on_submit():
        made = db.session.execute(insert(NOTE).values(words=form.words.data))
        return redirect(f"/notes?made={made.inserted_primary_key[0]}")
    return render_template("note.html", form=form)


def break_it(kind: str) -> ResponseReturnValue:
    if request.method == "POST":
        db.session.execute(insert(NOTE).values(words="half of the work"))
    if kind == "statement":
        db.session.execute(text("SELECT nothing FROM nowhere"))
    if kind in FAULTS:
        raise FAULTS[kind]
    abort(int(kind))


@searched_by("child")
def show_list() -> ResponseReturnValue:
    sheet = sheet_of(230, sorts=("due", "child", "team"))
    due = date(2026, 11, 27)
    rows = [
        SimpleNamespace(
            child=f"NS{100 + number}",
            team="Safeguarding East, team 3",
            due=due,
            status=list(Status)[number % 3],
            grade=["Outstanding", "Good", "Requires improvement to be good", "Inadequate"][
                number % 4
            ],
        )
        for number in range(sheet.offset, sheet.offset + 8)
    ]
    return render_template("list.html", sheet=sheet, rows=rows)


def record() -> ResponseReturnValue:
    flash("Finding saved")
    flash("This audit is due in 3 working days", "notice")
    happened = [
        SimpleNamespace(
            what=what, who="Bo Ng", at=datetime(2026, 11, day, 14, 30, tzinfo=UTC), words=words
        )
        for day, what, words in ((18, "Submitted", "Ready to be moderated."), (12, "Begun", ""))
    ]
    return render_template("record.html", happened=happened, status=Status.SUBMITTED)


class Quiet(WSGIRequestHandler):
    def log(self, *_: object, **__: object) -> None:
        """A test's output is for what went wrong."""


def make_draft() -> None:
    """An empty one, unless the service was killed and starts again."""
    DRAFT.create(db.session.connection(), checkfirst=True)
    if db.session.execute(select(DRAFT)).first() is None:
        db.session.execute(insert(DRAFT).values(words="", more="", version=1))
    db.session.commit()


def serve(folder: str, port: int = 0) -> None:
    """At a free port unless one is given, which is printed; in a process of its own, because it has its own database."""
    db.connect(f"sqlite:///{folder}/kitchen.db")
    FormReceipt.metadata.create_all(db.engine, [FormReceipt.__table__, OpenForm.__table__])
    NOTE.create(db.engine, checkfirst=True)
    make_draft()
    server = make_server(HOST, port, make_kitchen(), threaded=True, request_handler=Quiet)
    sys.stdout.write(f"http://{HOST}:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve(sys.argv[1], *map(int, sys.argv[2:]))
