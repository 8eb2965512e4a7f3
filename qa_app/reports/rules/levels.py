"""Who a report is for: what leaves the service tells of nobody."""

from enum import StrEnum


class Level(StrEnum):
    INTERNAL = "People who may open these audits"
    COUNCIL = "Others in the council, its board and its partners"
    PUBLIC = "The public"

    @property
    def leaves(self) -> bool:
        """Whether people read it who may not open the audits behind it."""
        return self is not Level.INTERNAL

    @property
    def what_it_holds(self) -> str:
        return _HOLDS[self]

    @property
    def what_a_paper_holds(self) -> str:
        return _PAPER_HOLDS[self]


_HOLDS = {
    Level.INTERNAL: "Every figure in full, and a row for each finding, action and audit. Records stand under a made-up name.",
    Level.COUNCIL: "Figures alone, with counts of 1 to 5 hidden; a large council’s own totals are shown in full. No words from audits, no records and no names.",
    Level.PUBLIC: "Figures alone, by quarter and by service, rounded to the nearest 5 with counts of 1 to 7 hidden.",
}
_PAPER_HOLDS = {
    Level.INTERNAL: "Every figure in full, with what is overdue by place. No record and no name.",
    Level.COUNCIL: "Counts of 1 to 5 hidden; a large council’s own totals are shown in full. No record, no name, and of what was written only quotes that two people approved.",
    Level.PUBLIC: "Figures by quarter, rounded to the nearest 5 with counts of 1 to 7 hidden. No place, no record and no name.",
}
