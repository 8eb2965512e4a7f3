"""What somebody may do, by what they hold and where they hold it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qa_app.access.rules.grants import GRANTS
from qa_app.access.rules.words import Duty, Permission, Reach, Role


@dataclass(frozen=True)
class Post:
    """A role or a duty, held at a place."""

    holds: Role | Duty
    path: str
    # What the place is called; it decides nothing.
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class Viewer:
    """Somebody who is signed in, at the one council they are working in."""

    person_id: int
    public_id: str
    name: str
    council_id: int
    council_path: str
    posts: tuple[Post, ...] = ()
    council: str = field(default="", compare=False)

    @property
    def roles(self) -> tuple[Role | Duty, ...]:
        return tuple(dict.fromkeys(post.holds for post in self.posts))


def may(viewer: Viewer, permission: Permission) -> bool:
    """May they do this at all, somewhere?"""
    return any(permission in GRANTS[post.holds] for post in viewer.posts)


def may_any(viewer: Viewer, permissions: Iterable[Permission], *, council_wide: bool) -> bool:
    """Any of these, somewhere; or at the council itself, for what holds for all of it."""
    if council_wide:
        return any(may_at(viewer, one, viewer.council_path) for one in permissions)
    return any(may(viewer, one) for one in permissions)


def reaches(viewer: Viewer, permission: Permission) -> set[Reach]:
    return {
        GRANTS[post.holds][permission] for post in viewer.posts if permission in GRANTS[post.holds]
    }


def places_where(viewer: Viewer, permission: Permission) -> list[str]:
    """The paths at and below which they may do it; the shortest that say the same."""
    paths = sorted(
        {post.path for post in viewer.posts if GRANTS[post.holds].get(permission) is Reach.PLACE}
    )
    widest: list[str] = []
    for path in paths:
        if not any(path.startswith(wider) for wider in widest):
            widest.append(path)
    return widest


def may_at(viewer: Viewer, permission: Permission, path: str) -> bool:
    """May they do this at this place, by being appointed there or above?"""
    return any(path.startswith(place) for place in places_where(viewer, permission))


def path_after(path: str) -> str:
    """The first path that is neither this place nor below it."""
    return path[:-1] + chr(ord("/") + 1)
