"""The navigation: one table of parts and the ways in each, for those who may go there."""

from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Part:
    """Ways that belong together. The first of them that is open to somebody is where the part begins."""

    words: str
    entries: tuple[Entry, ...]

    @property
    def called(self) -> str:
        """Whoever has one way in it alone is told where that leads."""
        return self.words if len(self.entries) > 1 else self.entries[0].words


P = Permission

NAVIGATION = (
    Part("Home", (Entry("Home", "home.show"),)),
    Part(
        "Audits",
        (
            Entry("Audits", "audits.mine", (P.AUDIT_WRITE,)),
            Entry("Sections", "given_sections.index", (P.SECTION_ANSWER,)),
            Entry("Wrong child", "wrong_child.index", (P.AUDIT_SHUT_AGREE,)),
        ),
    ),
    Part(
        "Grading",
        (
            Entry("Second opinions", "moderation.index", (P.AUDIT_MODERATE,)),
            Entry("Sign off", "signing_off.index", (P.AUDIT_SIGN_OFF,)),
            Entry("Lowest grades", "inadequates.index", (P.INADEQUATE_READ,)),
            Entry("Calibration", "calibrations.index", (P.CALIBRATION_WRITE, P.CALIBRATION_GRADE)),
            Entry("Auditors", "auditors.index", (P.COACHING_READ,)),
            Entry("Checked themes", "learning.themes", (P.THEME_CHECK,)),
            Entry("Accuracy", "accuracy.show", (P.ACCURACY_READ,)),
        ),
    ),
    Part(
        "Actions",
        (
            Entry("Actions", "actions.index", (P.ACTION_READ, P.ACTION_COUNT)),
            Entry("Supervision", "supervision.index", (P.SUPERVISION_WRITE,)),
            Entry("Team months", "team_months.index", (P.SUPERVISION_WRITE,)),
        ),
    ),
    Part(
        "Children",
        (
            Entry("Children", "children.index", (P.CHILD_READ, P.CHILD_COUNT)),
            Entry("Concerns", "concerns.index", (P.CONCERN_READ,)),
            Entry("Voices", "voices.rates", (P.FAMILY_COUNT,)),
        ),
    ),
    Part(
        "Rounds",
        (
            Entry("Rounds", "rounds.index", (P.ROUND_READ,)),
            Entry("Completion", "insight.completion", (P.COMPLETION_READ,)),
            Entry("Coverage", "coverage.show", (P.COMPLETION_READ,)),
            Entry("Second audits", "follow_up.due", (P.ROUND_BY_NAME,)),
            Entry("Templates", "audit_templates.index", (P.TEMPLATE_READ,)),
        ),
    ),
    Part(
        "Insight",
        (
            Entry("Overview", "overview.show", (P.INSIGHT_READ,)),
            Entry("Grades", "grades.show", (P.INSIGHT_READ,)),
            Entry("Compare", "compare.show", (P.INSIGHT_READ,)),
            Entry("Themes", "insight_themes.index", (P.INSIGHT_READ,)),
            Entry("Questions", "insight_questions.index", (P.INSIGHT_READ,)),
            Entry("Read across", "read_across.show", (P.INSIGHT_READ,)),
            Entry("Who was heard", "insight_voices.show", (P.INSIGHT_READ,)),
            Entry("What came of actions", "insight_actions.show", (P.INSIGHT_READ,)),
            Entry("Before and after", "insight_re_audits.show", (P.INSIGHT_READ,)),
            Entry("Fairness", "fairness.show", (P.INSIGHT_READ,)),
            Entry("Imported audits", "past_audits.index", (P.INSIGHT_READ,)),
            Entry("Reports", "reports.index", (P.REPORT_READ,)),
            Entry("Schedules", "schedules.index", (P.REPORT_READ,)),
            Entry("Quotes", "quotes.index", (P.QUOTE_WRITE,)),
        ),
    ),
    Part(
        "Council",
        (
            Entry("People", "people.index", (P.PERSON_READ,)),
            Entry("Places", "places.index", (P.PLACE_READ,)),
            Entry("Access reviews", "access_reviews.index", (P.ACCESS_REVIEW, P.ACCESS_SIGN_OFF)),
            Entry("Who did what", "trail.index", (P.TRAIL_READ, P.TRAIL_ACCOUNTS)),
            Entry(
                "Imported audits kept", "past_audits.kept", (P.RETENTION_WRITE,), council_wide=True
            ),
            Entry("Settings", "settings.index", (P.SETTINGS_WRITE,), council_wide=True),
            Entry("API tokens", "api_tokens.index", (P.API_WRITE, P.API_LEND), council_wide=True),
        ),
    ),
    Part("Search", (Entry("Search", "home.search", (P.PLACE_READ,)),)),
)
WAYS = tuple(entry for part in NAVIGATION for entry in part.entries)


def ways_for(viewer: Viewer) -> list[Part]:
    """Parts in which nothing is open to somebody are not there for them."""
    open_to_them = (
        replace(part, entries=tuple(one for one in part.entries if _is_open(one, viewer)))
        for part in NAVIGATION
    )
    return [part for part in open_to_them if part.entries]


def _is_open(entry: Entry, viewer: Viewer) -> bool:
    return not entry.permissions or may_any(
        viewer, entry.permissions, council_wide=entry.council_wide
    )
