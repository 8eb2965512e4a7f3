"""The pages of reports, and three things that are brought to them: filters, a folder, somebody who makes them."""

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from flask import Blueprint, Flask, Response, after_this_request, current_app

from qa_app.insight.rules.filters import Choice, Filters
from qa_app.reports.folder import Folder
from qa_app.reports.worker import Worker

reports = Blueprint("reports", __name__, url_prefix="/reports")
# Ways of their own in the navigation, for others than those who ask for reports.
quotes = Blueprint("quotes", __name__, url_prefix="/reports/quotes")
round_reports = Blueprint("round_reports", __name__, url_prefix="/rounds")
team_months = Blueprint("team_months", __name__, url_prefix="/reports/team-months")

FILTERS, FOLDER, WAKE = "filters of reports", "folder of reports", "who makes reports"


class Asked(Protocol):
    """What an address asks for, as the pages of figures read it."""

    @property
    def filters(self) -> Filters: ...

    @property
    def choices(self) -> Sequence[Choice]: ...

    @property
    def address(self) -> dict[str, str]: ...

    @property
    def chips(self) -> list[tuple[str, str]]: ...

    @property
    def of_months_and_place(self) -> "Asked": ...


def read_filters_by(app: Flask, read: Callable[..., Asked]) -> None:
    """The form of filters is that of the pages of figures, whose routes nobody else imports."""
    app.extensions[FILTERS] = read


def keep_files_in(app: Flask, path: str) -> None:
    app.extensions[FOLDER] = Folder(path)


def make_in_this_process(app: Flask) -> None:
    """In a thread, once somebody has asked; where nobody does, a timer makes them."""
    app.extensions[WAKE] = Worker(app.extensions[FOLDER]).wake


def asked_in_address() -> Asked:
    return cast(Asked, current_app.extensions[FILTERS]())


def folder() -> Folder:
    return cast(Folder, current_app.extensions[FOLDER])


def is_made_at_once() -> bool:
    return WAKE in current_app.extensions


def wake_afterwards() -> None:
    """When the answer has left, and what was asked for is saved."""
    wake: Callable[[], None] | None = current_app.extensions.get(WAKE)
    if wake is None:
        return

    def then(response: Response) -> Response:
        response.call_on_close(wake)
        return response

    after_this_request(then)
