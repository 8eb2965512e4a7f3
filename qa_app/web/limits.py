"""What a request may be: how large, how many fields, and in characters that can be read."""

import json
from urllib.parse import parse_qsl

from flask import Flask, Response, abort, request
from werkzeug.exceptions import MethodNotAllowed, RequestEntityTooLarge

LARGEST_UPLOAD = 20 * 1024 * 1024
LARGEST_FORM = 1024 * 1024
MOST_FIELDS = 2000
MOST_READ_AWAY = 64 * 1024 * 1024
PIECE = 64 * 1024


class UnreadableText(Exception):
    """The request holds bytes that are not text."""


def check() -> None:
    if isinstance(request.routing_exception, MethodNotAllowed):
        # Nobody reads what is sent to an address by a method that it does not have.
        raise request.routing_exception
    try:
        refuse_nul(request.path)
        readable_pairs(request.query_string)
        if request.mimetype == "application/x-www-form-urlencoded":
            check_form()
        elif request.mimetype == "multipart/form-data":
            check_parts()
        elif request.is_json:
            check_json()
    except (UnicodeError, UnreadableText):
        abort(400)


def check_form() -> None:
    # A browser's ordinary form is read whole into memory, so it may not be as large as a file.
    request.max_content_length = LARGEST_FORM
    raw = request.get_data(cache=True)
    if raw.count(b"&") >= MOST_FIELDS:
        raise RequestEntityTooLarge
    readable_pairs(raw)


def check_parts() -> None:
    for name, value in request.form.items(multi=True):
        refuse_nul(name + value)
    for name, file in request.files.items(multi=True):
        refuse_nul(name + (file.filename or ""))


def check_json() -> None:
    request.max_content_length = LARGEST_FORM
    raw = request.get_data(cache=True)
    try:
        refuse_nul(json.dumps(json.loads(raw), ensure_ascii=False))
    except (ValueError, RecursionError):
        raise UnreadableText from None
    if b"\\u0000" in raw:
        raise UnreadableText


def readable_pairs(raw: bytes) -> None:
    pairs = parse_qsl(raw.decode("utf-8"), keep_blank_values=True, errors="strict")
    for name, value in pairs:
        refuse_nul(name + value)


def refuse_nul(text: str) -> None:
    """PostgreSQL keeps no NUL, and the sign for an unreadable byte means that there was one."""
    text.encode("utf-8")
    if "\x00" in text or "\ufffd" in text:
        raise UnreadableText


def read_rest_away(response: Response) -> Response:
    """A proxy that is still sending when we answer and close takes that for a crash, and says 502."""
    if response.status_code >= 400 and request.environ.get("wsgi.input_terminated"):
        rest, read = request.environ["wsgi.input"], 0
        while read < MOST_READ_AWAY and (piece := rest.read(PIECE)):
            read += len(piece)
    return response


def attach(app: Flask) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
    )
    app.before_request(check)
    app.after_request(read_rest_away)
