"""Change the tree, who works where, and what the council has chosen."""

from qa_app.organisation.operations.absences import (
    change_absence,
    record_absence,
    remove_absence,
)
from qa_app.organisation.operations.appointments import appoint, end_appointment
from qa_app.organisation.operations.invitations import invite, invite_person, send_invitations_by
from qa_app.organisation.operations.people import (
    add_person,
    correct_email,
    disable,
    edit_member,
    enable,
    note_seen,
    set_leaving,
)
from qa_app.organisation.operations.places import (
    add_council,
    add_place,
    close_place,
    move_place,
    rename_place,
    reopen_place,
)
from qa_app.organisation.operations.reviews import (
    decide,
    keep_all,
    keep_many,
    open_review,
    sign_off_review,
)
from qa_app.organisation.operations.settings import change_setting

__all__ = [
    "add_council",
    "add_person",
    "add_place",
    "appoint",
    "change_absence",
    "change_setting",
    "close_place",
    "correct_email",
    "decide",
    "disable",
    "edit_member",
    "enable",
    "end_appointment",
    "invite",
    "invite_person",
    "keep_all",
    "keep_many",
    "move_place",
    "note_seen",
    "open_review",
    "record_absence",
    "remove_absence",
    "rename_place",
    "reopen_place",
    "send_invitations_by",
    "set_leaving",
    "sign_off_review",
]
