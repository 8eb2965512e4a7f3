"""What a council chooses about what follows an audit, added to the table of its settings."""

from qa_app.organisation.rules.settings import Asks, Setting, between, declare

GROUP = "After an audit"
RECORD_AFTER, RECORD_AFTER_DAYS = "record_text_after", 5
SECOND_AFTER, SECOND_AFTER_WEEKS = "second_audit_after", 8
SECOND_SHARE, SECOND_SHARE_OF_HUNDRED = "second_audit_share", 5


def said_of_days(number: int) -> list[str]:
    return [f"{number} working day{'' if number == 1 else 's'} after it can be copied"]


def said_of_weeks(number: int) -> list[str]:
    return [f"{number} week{'' if number == 1 else 's'} after the first audit"]


def said_of_share(number: int) -> list[str]:
    if number == 0:
        return ["None but those with an inadequate grade"]
    return [f"{number} in a hundred of the others"]


declare(
    Setting(
        RECORD_AFTER,
        "Working days within which an audit is put onto the child’s record",
        "Then the practitioner’s manager is reminded, once a week. Switching reminders off holds these back as well.",
        RECORD_AFTER_DAYS,
        Asks.NUMBER,
        between(1, 60, "working days"),
        GROUP,
        said=said_of_days,
    ),
    Setting(
        SECOND_AFTER,
        "Weeks after which a record is audited a second time",
        "Where the first audit was inadequate, and for a share of the others.",
        SECOND_AFTER_WEEKS,
        Asks.NUMBER,
        between(2, 52, "weeks"),
        GROUP,
        said=said_of_weeks,
    ),
    Setting(
        SECOND_SHARE,
        "Of a hundred other audits, how many are done a second time",
        "They are chosen by chance, so that what is learned holds for good practice too.",
        SECOND_SHARE_OF_HUNDRED,
        Asks.NUMBER,
        between(0, 100, "audits of a hundred"),
        GROUP,
        said=said_of_share,
    ),
)
