"""What can be scheduled: what is made without a person, for people who each may open it."""

from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.release_calendar import MONTH, QUARTER
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.rhythm import Every

K = ReportKind

SCHEDULED = (K.WORKBOOK, K.SERVICE, K.SCRUTINY, K.BOARD, K.ANNUAL, K.LEARNING, K.REQUEST, K.MEMBER)
# Why each of the others takes somebody every time.
WHY_NOT = {
    K.AUDITS: "tells of children under their references: it takes a reason and a fresh sign-in each time",
    K.PACK: "takes a fresh sign-in and, before it is fetched, a note of whom it is given to",
    K.TEAM: "holds what its manager says of the month",
    K.ROUND: "is given out once somebody has written it and another approved it",
}


def kind_coded(code: str) -> ReportKind | None:
    return next((one for one in SCHEDULED if one.code == code), None)


def usual_rhythm(kind: ReportKind) -> Every:
    if kind is K.BOARD:
        return Every.WEEKS
    months = kind.about.months
    return Every.MONTH if months == MONTH else Every.QUARTER if months == QUARTER else Every.YEAR


def usual_covers(kind: ReportKind) -> Covers:
    months = kind.about.months
    if months == MONTH:
        return Covers.MONTH
    if months == QUARTER:
        return Covers.QUARTER
    return Covers.YEAR if kind.about.always_leaves else Covers.TWELVE
