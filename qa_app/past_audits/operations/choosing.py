"""Say what headings and words of old workbooks mean, once for all that follow."""

from collections.abc import Mapping
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person, Place
from qa_app.past_audits.queries.imports import (
    AUDITORS_CHOSEN,
    COLUMNS_CHOSEN,
    GRADES_CHOSEN,
    TEAMS_CHOSEN,
    chosen_columns,
    chosen_grades,
)
from qa_app.past_audits.rules.columns import may_read, meanings, why_not
from qa_app.past_audits.rules.grades import NO_GRADE, Grade
from qa_app.trail.operations import record
from qa_app.uploads.operations import remember_choices
from qa_app.uploads.queries import chosen_for
from qa_app.uploads.rules.headers import plain


def choose_columns(chosen: Mapping[str, str], by: Viewer, at: datetime) -> None:
    """By the words of each heading, what it is; an empty meaning says that it is not read."""
    known = {value for value, _ in meanings()} | {""}
    allowed = {
        words: meaning for words, meaning in chosen.items() if may_read(words) and meaning in known
    }
    if faults := why_not(allowed):
        raise DomainError(*faults)
    remembered = chosen_columns(by.council_id)
    remembered |= {plain(words): meaning for words, meaning in allowed.items()}
    remember_choices(by.council_id, COLUMNS_CHOSEN, remembered)
    record("past-audits:columns-chosen", by, at=at, columns=len(allowed))


def choose_grades(meant: Mapping[str, str], by: Viewer, at: datetime) -> None:
    """By the word, the name of a grade, or that it is none."""
    allowed = {*Grade.__members__, NO_GRADE}
    answers = {key: code for key, code in meant.items() if code in allowed}
    remembered = {**chosen_grades(by.council_id), **answers}
    remember_choices(by.council_id, GRADES_CHOSEN, remembered)
    if answers:
        record("past-audits:grades-chosen", by, at=at, words=len(answers))


def choose_names(
    auditors: Mapping[str, Person], teams: Mapping[str, Place], by: Viewer, at: datetime
) -> None:
    """For old workbooks alone: a team of three years ago, or an auditor of some name, may be another one on today's list."""
    for kind, meant in ((AUDITORS_CHOSEN, auditors), (TEAMS_CHOSEN, teams)):
        if meant:
            said = {written: one.public_id for written, one in meant.items()}
            remember_choices(by.council_id, kind, {**chosen_for(by.council_id, kind), **said})
    if auditors or teams:
        names = len(auditors) + len(teams)
        record("past-audits:names-chosen", by, at=at, names=names)
