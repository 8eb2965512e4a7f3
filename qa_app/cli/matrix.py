"""qa matrix: who may do what, as the service works by it now."""

from qa_app.access.rules import GRANTS, Duty, Permission, Reach, Role
from qa_app.cli.main import as_json, qa, tell

MARKS = {Reach.PLACE: "place", Reach.OWN: "own", Reach.ALLOCATED: "alloc", Reach.NAMED: "named"}
NOTHING = "·"


@qa.command("matrix")
@as_json
def matrix(as_json: bool) -> None:
    """Print the roles and what each may do, from the table that every page is checked against."""
    answer = {
        holds.value: {permission.value: reach.value for permission, reach in grants.items()}
        for holds, grants in GRANTS.items()
    }
    tell({"roles": answer}, lines(), as_json=as_json)


def lines() -> list[str]:
    """Permissions down, roles across, by number; the key stands below."""
    holders: list[Role | Duty] = list(GRANTS)
    width = max(len(permission) for permission in Permission)
    numbers = " ".join(f"{number:>5}" for number, _ in enumerate(holders, 1))
    rows = [f"{'':{width}} {numbers}"]
    for permission in Permission:
        marks = " ".join(f"{mark(holds, permission):>5}" for holds in holders)
        rows.append(f"{permission.value:{width}} {marks}")
    rows.append("")
    rows += [f"{number:>3} {holds.value}" for number, holds in enumerate(holders, 1)]
    rows += ["", *(f"{short}: {reach.value.lower()}" for reach, short in MARKS.items())]
    return rows


def mark(holds: Role | Duty, permission: Permission) -> str:
    reach = GRANTS[holds].get(permission)
    return MARKS[reach] if reach else NOTHING
