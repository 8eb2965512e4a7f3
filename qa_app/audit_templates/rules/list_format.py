"""The lines of the files beside the templates: the usual scale, standards, time limits and themes."""

from collections.abc import Mapping

from qa_app.audit_templates.rules.format import (
    A_CODE,
    A_STATUS,
    AGES,
    LONG,
    SCALE,
    SHARED_SECTION,
    TEMPLATE,
)
from qa_app.audit_templates.rules.shape import (
    Key,
    Lines,
    ListOf,
    OneOf,
    Shape,
    Text,
    TrueOrFalse,
    Whole,
)
from qa_app.audit_templates.rules.words import CONCEPTS

USUAL_SCALE = Lines(
    "the usual scale", {"scale": Key(SCALE, "the grades, the highest first", needed=True)}
)

STANDARDS = Lines(
    "the practice standards",
    {
        "version": Key(Whole(1, 999), "the number of this version", needed=True),
        "name": Key(Text(100), "their name", needed=True),
        "standards": Key(
            ListOf(
                Lines(
                    "a standard",
                    {
                        "number": Key(Whole(1, 99), "its number", needed=True),
                        "name": Key(Text(100), "its name", needed=True),
                        "says": Key(LONG, "what it asks of us", needed=True),
                        "child": Key(LONG, "what a child would notice"),
                    },
                ),
                most=99,
            ),
            "the standards",
            needed=True,
        ),
    },
)

TIMESCALES = Lines(
    "the time limits",
    {
        "timescales": Key(
            ListOf(
                Lines(
                    "a time limit",
                    {
                        "code": Key(A_CODE, "its code", needed=True),
                        "name": Key(Text(100), "what is to be done", needed=True),
                        "limit": Key(Text(200), "within what time, in words", needed=True),
                        "most": Key(Whole(1, 1000), "the most that counts as in time"),
                        "unit": Key(
                            OneOf(dict.fromkeys(("hours", "days", "working days", "weeks", "months"), "")),
                            "what that is counted in",
                        ),
                        "source": Key(Text(200), "where it comes from", needed=True),
                        "local": Key(TrueOrFalse(), "whether each council sets its own"),
                    },
                ),
                most=200,
            ),
            "the time limits",
            needed=True,
        ),
    },
)  # fmt: skip

_CHILDREN = Lines(
    "the children that a theme can be about",
    {
        "statuses": Key(ListOf(A_STATUS), "their statuses"),
        "ages": Key(AGES, "their ages"),
    },
)

THEMES = Lines(
    "the themes",
    {
        "version": Key(Whole(1, 999), "the number of this version", needed=True),
        "groups": Key(
            ListOf(
                Lines(
                    "a group of themes",
                    {
                        "code": Key(Text(10, "[A-Z]+", "in capitals"), "its code", needed=True),
                        "name": Key(Text(100), "its name", needed=True),
                        "themes": Key(
                            ListOf(
                                Lines(
                                    "a theme",
                                    {
                                        "code": Key(Text(10, "[A-Z]+[0-9]+", "in capitals and a number, such as VOI1"), "its code", needed=True),
                                        "name": Key(Text(100), "its name", needed=True),
                                        "definition": Key(LONG, "what belongs to it", needed=True),
                                        "concepts": Key(ListOf(OneOf(CONCEPTS), most=5), "the concepts under which templates ask about it", needed=True),
                                        "children": Key(_CHILDREN, "the children it can be about; all unless it says otherwise"),
                                        "strength": Key(LONG, "a strength, as an example"),
                                        "development": Key(LONG, "an area for development, as an example"),
                                        "synonyms": Key(ListOf(Text(80), most=80), "words that suggest it"),
                                        "touches": Key(ListOf(Text(120), most=30), "what it touches of national frameworks"),
                                    },
                                )
                            ),
                            "its themes",
                            needed=True,
                        ),
                    },
                )
            ),
            "the groups of themes",
            needed=True,
        ),
    },
)  # fmt: skip

FORMS: Mapping[str, Shape] = {
    "template": TEMPLATE,
    "section": SHARED_SECTION,
    "standards": STANDARDS,
    "timescales": TIMESCALES,
    "themes": THEMES,
    "scale": USUAL_SCALE,
}
