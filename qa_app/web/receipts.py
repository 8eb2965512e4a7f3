"""A form sent twice acts once: the second time it gets the answer of the first."""

import hashlib
from collections.abc import Callable

from flask import Flask, Response, abort, current_app, g, redirect, request
from flask.typing import ResponseReturnValue

from qa_app.foundation.clock import now
from qa_app.web import operations
from qa_app.web.fields.form import RECEIPT_FIELD

LONGEST_KEY = 64
NOT_PART_OF_THE_WORK = ("csrf_token", RECEIPT_FIELD)


def answer_again() -> ResponseReturnValue | None:
    """Before the view runs: answer from the receipt, if there is one."""
    keys = request.form.getlist(RECEIPT_FIELD) if request.method == "POST" else []
    if not keys or request.endpoint is None:
        return None
    if len(keys) > 1 or not 0 < len(keys[0]) <= LONGEST_KEY:
        abort(400)
    person_id, digest = current_app.extensions["who"](), digest_of_body()
    earlier = operations.claim(
        keys[0], person_id=person_id, endpoint=request.endpoint, digest=digest, at=now()
    )
    if earlier is None:
        g.receipt_key = keys[0]
        return None
    said = (person_id, request.endpoint, digest)
    if (earlier.person_id, earlier.endpoint, earlier.digest) != said or not earlier.location:
        g.sent_before = earlier.location if earlier.person_id == person_id else None
        abort(409, "This form was sent before with other words in it.")
    return redirect(earlier.location, 303)


def keep(response: Response) -> None:
    """Only an answer that leads on is kept: a page that is shown again has done nothing yet."""
    key = g.pop("receipt_key", None)
    if key and response.location:
        operations.keep_answer(key, response.location)
    elif key:
        operations.give_up(key)


def digest_of_body() -> str:
    """Equal for the same words and files, however the browser wraps them."""
    content = hashlib.sha256()
    for name, value in sorted(request.form.items(multi=True)):
        if name not in NOT_PART_OF_THE_WORK:
            content.update(f"{len(name)}:{name}{len(value)}:{value}".encode())
    for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0]):
        content.update(f"{name}:{file.filename}".encode())
        file.stream.seek(0)
        content.update(hashlib.file_digest(file.stream, "sha256").digest())  # type: ignore[arg-type]
        file.stream.seek(0)
    return content.hexdigest()


def attach(app: Flask, who: Callable[[], int | None]) -> None:
    """Call this after the gate, so that a receipt opens no door."""
    app.extensions["who"] = who
    app.before_request(answer_again)
    app.extensions["before_writing"].append(answer_again)
    app.extensions["before_commit"].append(keep)
