"""The states of an audit and of its sections, and the words to choose from."""

from enum import StrEnum


class Status(StrEnum):
    DRAFT = "Draft"
    # It waits for a second opinion.
    SUBMITTED = "Submitted"
    # Nobody looks at its grades any more.
    AGREED = "Agreed"
    SIGNED_OFF = "Signed off"
    WITHDRAWN = "Withdrawn"


NEXT: dict[Status, set[Status]] = {
    # What nobody reads a second time is agreed by being submitted.
    Status.DRAFT: {Status.SUBMITTED, Status.AGREED, Status.WITHDRAWN},
    # A moderator may send it back for more.
    Status.SUBMITTED: {Status.DRAFT, Status.AGREED, Status.WITHDRAWN},
    # Its auditor or a manager may still ask for a second opinion.
    Status.AGREED: {Status.SUBMITTED, Status.SIGNED_OFF, Status.WITHDRAWN},
    # Only where nobody has put their name to it: the programme signs it off at once.
    Status.SIGNED_OFF: {Status.WITHDRAWN},
    Status.WITHDRAWN: set(),
}

# What its auditor has handed in, however far it has come since: figures count it, and its words stand.
HANDED_IN = (Status.SUBMITTED, Status.AGREED, Status.SIGNED_OFF)


def may_move(current: Status, to: Status) -> bool:
    return to in NEXT[current]


def why_not_withdraw(current: Status, *, signed_by_somebody: bool) -> str:
    if current is Status.SIGNED_OFF and signed_by_somebody:
        return "This audit has been signed off, so it can no longer be withdrawn"
    return "" if may_move(current, Status.WITHDRAWN) else "This audit has been withdrawn already"


class SectionState(StrEnum):
    """How far a section has come."""

    NOT_BEGUN = "Not begun"
    BEGUN = "Begun"
    ANSWERED = "Answered"
    GRADED = "Graded"


class Source(StrEnum):
    """Where the auditor knows it from: practice and recording are told apart by this."""

    SEEN = "I saw it on the record"
    TOLD = "The practitioner told me"
    NOT_FOUND = "I did not find it"


class FindingKind(StrEnum):
    STRENGTH = "Strength"
    DEVELOPMENT = "Area for development"


class Safe(StrEnum):
    """What is said to the question about safety, before anything is read and before it is handed in."""

    YES = "Yes"
    NO = "No, or I am not sure"


class Part(StrEnum):
    """Who may take part in an audit."""

    PRACTITIONER = "The practitioner"
    MANAGER = "The practitioner’s manager"
    CHILD = "The child or young person"
    FAMILY = "A parent, carer or other family member"
    REVIEWING_OFFICER = "The reviewing officer or conference chair"
    PARTNER = "A partner, such as a school or health service"


# What they were asked and what they said is recorded on pages of its own.
HEARD = (Part.CHILD, Part.FAMILY)


class WhyNot(StrEnum):
    """Why somebody did not take part."""

    DECLINED = "They did not want to"
    NOT_REACHED = "They could not be reached"
    AWAY = "They were away or have left"
    NOT_SAFE = "It was not safe to ask"
    NOT_RIGHT_NOW = "It would not have been right to ask at this time"
    LEGAL = "Because of a court case or an investigation"
    TOO_YOUNG = "The child is too young to be asked"
    NO_TIME = "There was no time to ask"
    NOT_INVOLVED = "They are not involved with this child"
    ASKED_LATELY = "The family was asked in the last six months"
    NOT_CHECKED = "Nobody had said that it was safe to ask"
