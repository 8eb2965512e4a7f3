"""The navigation: one table of ways, each for those who may go there."""

from dataclasses import dataclass

from qa_app.access.rules import Permission, Viewer, may_any


@dataclass(frozen=True)
class Entry:
    """A way in the navigation, for those who hold any of these permissions; with none named, for all.

    What is marked as holding for the whole council is offered to those alone who hold it there.
    """

    words: str
    endpoint: str
    permissions: tuple[Permission, ...] = ()
    council_wide: bool = False


P = Permission

NAVIGATION = (
    Entry("Home", "home.show"),
    Entry("Audits", "audits.mine", (P.AUDIT_WRITE,)),
    Entry("Sections", "given_sections.index", (P.SECTION_ANSWER,)),
    Entry("Actions", "actions.index", (P.ACTION_READ, P.ACTION_COUNT)),
    Entry("Children", "children.index", (P.CHILD_READ, P.CHILD_COUNT)),
    Entry("Concerns", "concerns.index", (P.CONCERN_READ,)),
    Entry("Wrong child", "wrong_child.index", (P.AUDIT_SHUT_AGREE,)),
    Entry("Voices", "voices.rates", (P.FAMILY_COUNT,)),
    Entry("Rounds", "rounds.index", (P.ROUND_READ,)),
    Entry("Completion", "insight.completion", (P.COMPLETION_READ,)),
    Entry("Coverage", "coverage.show", (P.COMPLETION_READ,)),
    Entry("Templates", "audit_templates.index", (P.TEMPLATE_READ,)),
    Entry("People", "people.index", (P.PERSON_READ,)),
    Entry("Places", "places.index", (P.PLACE_READ,)),
    Entry("Access reviews", "access_reviews.index", (P.ACCESS_REVIEW, P.ACCESS_SIGN_OFF)),
    Entry("Who did what", "trail.index", (P.TRAIL_READ, P.TRAIL_ACCOUNTS)),
    Entry("Settings", "settings.index", (P.SETTINGS_WRITE,), council_wide=True),
    Entry("Search", "home.search", (P.PLACE_READ,)),
)


def ways_for(viewer: Viewer) -> list[Entry]:
    return [
        entry
        for entry in NAVIGATION
        if not entry.permissions
        or may_any(viewer, entry.permissions, council_wide=entry.council_wide)
    ]
