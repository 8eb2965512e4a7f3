"""Paths of the tree, as figures are counted by them."""

from collections.abc import Iterable


def path_above(path: str) -> str:
    """“northshire/safeguarding/” of “northshire/safeguarding/east/”."""
    return path[: path[:-1].rfind("/") + 1]


def service_of(path: str) -> str:
    """“northshire/safeguarding/” of all that is below it; the council’s own path where it is that."""
    return "".join(f"{part}/" for part in path.split("/")[:2] if part)


def has_below(path: str, paths: Iterable[str]) -> bool:
    """Whether one of these places lies inside another: its own figure is not that of all inside it."""
    return any(one != path and one.startswith(path) for one in paths)
