"""The navigation: one table of ways, each for those who may go there."""

from dataclasses import dataclass

from qa_app.access.rules import Permission, Viewer, may


@dataclass(frozen=True)
class Entry:
    """A way in the navigation, for those who hold any of these permissions; with none named, for all."""

    words: str
    endpoint: str
    permissions: tuple[Permission, ...] = ()


NAVIGATION = (
    Entry("Home", "home.show"),
    Entry("Children", "children.index", (Permission.CHILD_READ, Permission.CHILD_COUNT)),
    Entry("Audits", "audits.mine", (Permission.AUDIT_WRITE,)),
    Entry("Completion", "insight.completion", (Permission.COMPLETION_READ,)),
    Entry("People", "people.index", (Permission.PERSON_READ,)),
    Entry("Places", "places.index", (Permission.PLACE_WRITE,)),
    Entry(
        "Access reviews",
        "access_reviews.index",
        (Permission.ACCESS_REVIEW, Permission.ACCESS_SIGN_OFF),
    ),
    Entry("Settings", "settings.index", (Permission.SETTINGS_WRITE,)),
)


def ways_for(viewer: Viewer) -> list[Entry]:
    return [
        entry
        for entry in NAVIGATION
        if not entry.permissions or any(may(viewer, one) for one in entry.permissions)
    ]
