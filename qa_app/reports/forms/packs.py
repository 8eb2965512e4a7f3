"""Packs: what goes in, and to whom they are given."""

from qa_app.reports.forms.asking import offer_levels, who_will_read_it, why_it_is_needed
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.packs import LONGEST
from qa_app.web.fields import Form, button, text, text_area


class PackForm(Form):
    level = who_will_read_it(
        {
            Level.INTERNAL: "Inspectors and others who may read these records. A row for each audit under the record’s own reference, and audits whole if you name them.",
            Level.COUNCIL: "Figures alone, with counts of 1 to 5 hidden. No record and no name.",
        }
    )
    why = why_it_is_needed("What do you need it for?", "pack", "Enter what you need it for")
    records = text_area(
        "Which records’ audits go in whole?",
        hint="One reference on each line. Leave it empty for none.",
        rows=4,
        max_length=4000,
        optional=True,
    )
    ask = button("Ask for this pack")

    def offer(self, *, may_release: bool) -> None:
        offer_levels(self, (Level.INTERNAL, Level.COUNCIL), may_release=may_release)


class GiveForm(Form):
    given_to = text(
        "Whom do you give it to?",
        hint="The people or the office, for example the inspection team.",
        max_length=LONGEST,
        missing="Enter whom you give it to",
    )
    why = text_area(
        "What do they need it for?",
        hint="It stands in the log of packs. Do not name a child or a member of staff.",
        rows=3,
        max_length=LONGEST,
        missing="Enter what they need it for",
    )
    give = button("Note whom it is given to")
