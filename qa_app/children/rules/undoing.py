"""Which import can be undone, and what else to do."""


def why_not_undo(*, undone: bool, used_for: str | None, in_force: bool) -> str:
    """Nothing when it can be."""
    if undone:
        return "This list was undone before"
    if used_for:
        return (
            f"This list cannot be undone: {used_for} used it. "
            "Import a list of the same day or a later one, which then takes its place"
        )
    if not in_force:
        return "Only the list in force can be undone, because later ones build on the others"
    return ""
