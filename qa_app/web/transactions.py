"""One transaction a request: kept when the answer is good, undone when it is not.

A page that is read ends its transaction and then runs the writers of what reading leaves behind (who
looked), in a short transaction of their own, before the page leaves. If they fail, so does the page.

Slow work before anything is written (a file that is read) is done while_only_reading, so that nobody
waits for it.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from flask import Flask, Response, abort, current_app, g
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from qa_app.foundation.database import db
from qa_app.foundation.engines import only_reading
from qa_app.web.searches import is_reading

Result = TypeVar("Result")


def begin() -> None:
    if is_reading():
        g.reading = only_reading()
        g.reading.__enter__()


def while_only_reading(work: Callable[[], Result]) -> Result:
    """Let go of the write lock, do the work, then begin the request's transaction anew.

    Call it before the view writes: what was written is undone, and only what stands before a view is
    done again.
    """
    db.session.rollback()
    with only_reading():
        try:
            done = work()
        finally:
            db.session.rollback()
    for begin_again in current_app.extensions["before_writing"]:
        if (answer := begin_again()) is not None:
            abort(current_app.make_response(answer))
    return done


def finish(response: Response) -> Response:
    """Runs after all else, so that nothing is changed once the outcome is known."""
    if response.status_code >= 400:
        undo()
        return response
    try:
        if is_reading():
            undo()
            for write in (
                () if g.get("leaves_no_trace") else current_app.extensions["after_reading"]
            ):
                write()
        else:
            for complete in current_app.extensions["before_commit"]:
                complete(response)
            keep()
    except SQLAlchemyError as error:
        undo()
        return current_app.make_response(current_app.handle_user_exception(error))
    return response


def keep() -> None:
    """Commit. If it fails because the database went away, nobody knows whether the work was kept."""
    try:
        db.session.commit()
    except DBAPIError as error:
        g.outcome_unknown = error.connection_invalidated
        raise


def undo() -> None:
    end_reading()
    db.session.rollback()


def end_reading() -> None:
    if reading := g.pop("reading", None):
        reading.__exit__(None, None, None)


def close(_error: BaseException | None = None) -> None:
    end_reading()
    db.session.remove()


def attach(app: Flask, after_reading: Iterable[Callable[[], object]]) -> None:
    app.extensions["after_reading"] = tuple(after_reading)
    app.extensions["before_commit"] = []
    app.extensions["before_writing"] = []
    app.before_request(begin)
    app.after_request(finish)
    app.teardown_request(close)
