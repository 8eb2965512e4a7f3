"""How much a list may hold; more than any council's, and less than harms the machine."""

MOST_CELLS = 2_000_000
MOST_COLUMNS = 500
MOST_SHEETS = 60

TOO_WIDE = (
    "has a cell far away from all the others. Delete the empty rows and columns, then save it"
)
TOO_MANY_CELLS = f"has more than {MOST_CELLS:,} cells. Send only the sheets or columns needed"
TOO_MANY_SHEETS = f"has more than {MOST_SHEETS} sheets. Send only the sheets that are needed"


class Refused(Exception):
    """The file may not be opened; says why, as the end of a sentence."""

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble
