"""Why somebody else may see other numbers on the same page."""

from qa_app.access.rules import Permission, Viewer, may, may_at


def why_fewer(viewer: Viewer) -> list[str]:
    """What is not counted for this reader, for the reasons that hold for them and no others."""
    said = []
    if not may_at(viewer, Permission.INSIGHT_READ, viewer.council_path):
        said.append("audits outside the places that you see")
    if not may_at(viewer, Permission.CHILD_RESTRICTED, viewer.council_path):
        said.append("restricted records that you are not cleared for")
    if may(viewer, Permission.AUDIT_MODERATE):
        said.append("what is closed to you, because you may be asked to read it blind")
    return said
