"""The states of an audit and of its sections, and the words to choose from."""

from enum import StrEnum


class Status(StrEnum):
    DRAFT = "Draft"
    SUBMITTED = "Submitted"
    WITHDRAWN = "Withdrawn"


NEXT = {
    Status.DRAFT: {Status.SUBMITTED, Status.WITHDRAWN},
    Status.SUBMITTED: {Status.WITHDRAWN},
    Status.WITHDRAWN: set(),
}


def may_move(current: Status, to: Status) -> bool:
    return to in NEXT[current]


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
