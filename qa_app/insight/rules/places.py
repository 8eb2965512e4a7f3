"""Paths of the tree, as figures are counted by them."""


def path_above(path: str) -> str:
    """“northshire/safeguarding/” of “northshire/safeguarding/east/”."""
    return path[: path[:-1].rfind("/") + 1]


def service_of(path: str) -> str:
    """“northshire/safeguarding/” of all that is below it; the council’s own path where it is that."""
    return "".join(f"{part}/" for part in path.split("/")[:2] if part)
