"""The council's tree, its people, their appointments, and what the council has chosen."""

from qa_app.organisation.models.councils import (
    AccessReview,
    AccessReviewLine,
    CouncilSetting,
    JobTitleRole,
    StaffImport,
)
from qa_app.organisation.models.people import (
    Absence,
    Appointment,
    Membership,
    Person,
    PractitionerAlias,
    as_known_here,
    name_of,
)
from qa_app.organisation.models.places import Place, PlaceChange

__all__ = [
    "Absence",
    "AccessReview",
    "AccessReviewLine",
    "Appointment",
    "CouncilSetting",
    "JobTitleRole",
    "Membership",
    "Person",
    "Place",
    "PlaceChange",
    "PractitionerAlias",
    "StaffImport",
    "as_known_here",
    "name_of",
]
