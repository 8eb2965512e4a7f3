"""How much a list may hold; more than any council's, and less than harms the machine."""

MOST_CELLS = 600_000
MOST_COLUMNS = 500
MOST_SHEETS = 60
# Characters in all cells together, and in one: Excel itself holds no more in a cell.
MOST_TEXT = 20_000_000
LONGEST_TEXT = 32_767
# Each tag and attribute takes the parser time, and each element inside another takes it memory.
# Cells as every program writes them never come to the parser, so that a list may have many more.
MOST_TAGS = 5_000_000
MOST_ATTRIBUTES = 5_000_000
MOST_PARSED_TAGS = 800_000
MOST_PARSED_ATTRIBUTES = 800_000
DEEPEST = 200

TOO_WIDE = (
    "has a cell far away from all the others. Delete the empty rows and columns, then save it"
)
TOO_MANY_CELLS = f"has more than {MOST_CELLS:,} cells. Send only the sheets or columns needed"
TOO_MANY_SHEETS = f"has more than {MOST_SHEETS} sheets. Send only the sheets that are needed"
TOO_LONG = (
    f"has a cell with more than {LONGEST_TEXT:,} characters. Shorten that text, then save it again"
)
TOO_MUCH_TEXT = "has more text than a list needs. Send only the columns that are needed"
TOO_MANY_TAGS = "holds more than a list of this size should. Send only the sheets that are needed"


class Refused(Exception):
    """The file may not be opened; says why, as the end of a sentence."""

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble
