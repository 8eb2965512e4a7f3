"""The navigation: one table of ways, each for those who may go there."""

from dataclasses import dataclass

from qa_app.access.rules import Permission, Viewer, may


@dataclass(frozen=True)
class Entry:
    """A way in the navigation, for those who hold any of these permissions; with none named, for all."""

    words: str
    endpoint: str
    permissions: tuple[Permission, ...] = ()


P = Permission

NAVIGATION = (
    Entry("Home", "home.show"),
    Entry("Audits", "audits.mine", (P.AUDIT_WRITE,)),
    Entry("Children", "children.index", (P.CHILD_READ, P.CHILD_COUNT)),
    Entry("Rounds", "rounds.index", (P.ROUND_READ,)),
    Entry("Completion", "insight.completion", (P.COMPLETION_READ,)),
    Entry("Templates", "audit_templates.index", (P.TEMPLATE_READ,)),
    Entry("People", "people.index", (P.PERSON_READ,)),
    Entry("Places", "places.index", (P.PLACE_READ,)),
    Entry("Access reviews", "access_reviews.index", (P.ACCESS_REVIEW, P.ACCESS_SIGN_OFF)),
    Entry("Who did what", "trail.index", (P.TRAIL_READ, P.TRAIL_ACCOUNTS)),
    Entry("Settings", "settings.index", (P.SETTINGS_WRITE,)),
    Entry("Search", "home.search", (P.PLACE_READ,)),
)


def ways_for(viewer: Viewer) -> list[Entry]:
    return [
        entry
        for entry in NAVIGATION
        if not entry.permissions or any(may(viewer, one) for one in entry.permissions)
    ]
