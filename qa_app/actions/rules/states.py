"""What can be done with an action in which state, where that leads, and who must not be the one to do it."""

from enum import StrEnum


class State(StrEnum):
    PROPOSED = "Proposed"
    OWED = "Owed"
    DONE = "Done, to be confirmed"
    CONFIRMED = "Confirmed"
    REOPENED = "Reopened"
    NO_LONGER_RIGHT = "No longer right"


class Helped(StrEnum):
    YES = "Yes"
    PARTLY = "Partly"
    NO = "No"
    TOO_EARLY = "Too early to say"


class Act(StrEnum):
    """One step of an action's history, as it is told."""

    PROPOSED = "Proposed"
    OWED = "Owed from here on"
    DONE = "Done"
    HELPED = "Said whether it helped"
    CONFIRMED = "Confirmed"
    REOPENED = "Reopened"
    SET_ASIDE = "No longer right"
    PUT_OFF = "Due date changed"
    SUPERVISION = "Day of supervision noted"
    GIVEN = "Given to another owner"
    OFFERED = "Offered to another owner"
    TAKEN_ON = "Taken on"
    LEFT = "Left with its owner"
    MOVED = "Moved with the child to another team"


OPEN = (State.OWED, State.REOPENED)
# What was asked of somebody, and still is or was done.
COUNTED = (State.OWED, State.REOPENED, State.DONE, State.CONFIRMED)

FROM: dict[Act, tuple[State, ...]] = {
    Act.OWED: (State.PROPOSED,),
    Act.DONE: OPEN,
    Act.HELPED: (State.DONE, State.CONFIRMED),
    Act.CONFIRMED: (State.DONE,),
    Act.REOPENED: (State.DONE, State.CONFIRMED, State.NO_LONGER_RIGHT),
    Act.SET_ASIDE: (State.PROPOSED, *OPEN),
    Act.PUT_OFF: OPEN,
    Act.SUPERVISION: OPEN,
    Act.GIVEN: OPEN,
    Act.OFFERED: OPEN,
    Act.TAKEN_ON: OPEN,
    Act.LEFT: OPEN,
    Act.MOVED: OPEN,
}

LEADS_TO = {
    Act.OWED: State.OWED,
    Act.DONE: State.DONE,
    Act.CONFIRMED: State.CONFIRMED,
    Act.REOPENED: State.REOPENED,
    Act.SET_ASIDE: State.NO_LONGER_RIGHT,
}

IN_WORDS = {
    State.PROPOSED: "only proposed so far",
    State.OWED: "still owed",
    State.DONE: "done, and waits to be confirmed",
    State.CONFIRMED: "confirmed as done",
    State.REOPENED: "reopened, and owed again",
    State.NO_LONGER_RIGHT: "no longer right",
}

# What nobody does with an action that they owe themselves.
NEVER_BY_THE_OWNER = {
    Act.CONFIRMED: "Somebody else confirms it: nobody confirms what they owe, or what they said was done",
    Act.PUT_OFF: "Ask your manager or the QA lead for another day: nobody puts off what they owe themselves",
    Act.SET_ASIDE: "Ask your manager or the QA lead: nobody sets aside what they owe themselves",
}


# What can be done with an action by somebody who may not read yet what it says.
WITHOUT_ITS_WORDS = (Act.GIVEN, Act.PUT_OFF)
UNREAD = (
    "What this action says is closed to you until a second opinion is given on the audit that it comes from. "
    "Ask somebody who may read it"
)


def may_follow(act: Act, state: State) -> bool:
    return state in FROM[act]


def why_not(act: Act, state: State) -> str | None:
    """None where it can be done."""
    if may_follow(act, state):
        return None
    return f"This action is {IN_WORDS[state]}, so this cannot be done with it now"


def why_not_by(act: Act, person: int, owner: int | None, said_by: int | None) -> str | None:
    """Of whoever wants to do it. `said_by` is who said that it was done."""
    owes = person == owner or (act is Act.CONFIRMED and person == said_by)
    return NEVER_BY_THE_OWNER.get(act) if owes else None


def why_not_unread(act: Act, *, words_are_open: bool) -> str | None:
    """Nobody judges or ends what they have not read."""
    return None if words_are_open or act in WITHOUT_ITS_WORDS else UNREAD


def state_after(act: Act, state: State) -> State:
    return LEADS_TO.get(act, state)


def in_history(evidence: str, helped: Helped, words: str) -> str:
    """What somebody said came of it, as the history keeps it when the action is reopened."""
    evidence = evidence if evidence.endswith((".", "!", "?", "…")) else f"{evidence}."
    return f"{evidence} Did it help? {helped.value}. {words}"
