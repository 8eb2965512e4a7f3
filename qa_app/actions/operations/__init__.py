"""What happens to actions; the rest of the service calls these names."""

from qa_app.actions.operations.deciding import (
    confirm,
    mark_done,
    put_off,
    reopen,
    say_helped,
    set_aside,
    talk_about,
)
from qa_app.actions.operations.giving import change_many, give, leave_with_owner, take_on
from qa_app.actions.operations.proposing import (
    change_proposal,
    open_others,
    owe_for_child,
    propose,
    remove_proposal,
    withdraw_of,
)

__all__ = [
    "change_many",
    "change_proposal",
    "confirm",
    "give",
    "leave_with_owner",
    "mark_done",
    "open_others",
    "owe_for_child",
    "propose",
    "put_off",
    "remove_proposal",
    "reopen",
    "say_helped",
    "set_aside",
    "take_on",
    "talk_about",
    "withdraw_of",
]
