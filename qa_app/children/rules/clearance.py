"""Who sees a restricted record and who does not, in words, out of the table of who may do what."""

from collections.abc import Iterable

from qa_app.access.rules import GRANTS, Duty, Permission, Reach, Role


def cleared_at(place: str) -> str:
    """Goes on after “only”."""
    return (
        f"people who are {_one_of(_holders(Permission.CHILD_RESTRICTED))} for {place} or above it"
    )


def kept_out_at(place: str) -> str:
    """Those who see a record unless it is restricted."""
    cleared = {*_holders(Permission.CHILD_RESTRICTED)}
    by_place = [one for one in _holders(Permission.CHILD_READ) if one not in cleared]
    by_name = [one for one in _holders(Permission.CHILD_READ, Reach.OWN) if one not in cleared]
    return (
        f"people who are {_one_of(by_place)} for {place} or above it, "
        f"and the {_one_of(by_name)} whom the record names"
    )


def _holders(permission: Permission, reach: Reach = Reach.PLACE) -> list[Role | Duty]:
    return [holds for holds, granted in GRANTS.items() if granted.get(permission) is reach]


def _one_of(roles: Iterable[Role | Duty]) -> str:
    *others, last = [in_a_sentence(role.value) for role in roles]
    return f"{', '.join(others)} or {last}" if others else last


def in_a_sentence(title: str) -> str:
    """With a small letter in front, but “QA lead” stays as it is."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def steps_in_words(lifted: Iterable[bool]) -> list[str]:
    """What each step of a restriction was, the first one first."""
    words, is_restricted = [], False
    for one in lifted:
        if one:
            words.append("Restriction lifted")
        else:
            words.append("Restriction changed" if is_restricted else "Record restricted")
        is_restricted = not one
    return words
