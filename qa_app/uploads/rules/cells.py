"""What stands in a cell: its name, its text, and whether it only looks filled."""

import re
import unicodedata
from datetime import date, datetime

# What people and systems write for “nothing”.
STAND_INS = {
    "-", "--", "–", "—", ".", "..", "?",
    "#n/a", "n/a", "#na", "na", "n.a.", "not applicable",
    "null", "(null)", "nan", "none", "nil", "nat",
    "(blank)", "<blank>", "blank",
    "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!",
}  # fmt: skip

_ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n＝＋－＠])")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def clean_text(value: object) -> str:
    """The text of a cell: spaces made plain, and “” for every stand-in for nothing."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = unicodedata.normalize("NFC", str(value)).translate(_INVISIBLE)
    text = _ESCAPED.sub("", text)  # the quote that our own exports put before a formula sign
    text = " ".join(text.split())
    return "" if text.casefold() in STAND_INS else text


def is_empty(value: object) -> bool:
    return clean_text(value) == ""


def cell_name(row: int, column: int) -> str:
    """As a spreadsheet names it; both counted from nought: (16, 16) is Q17."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


YES = {"yes", "y", "true", "1"}
NO = {"no", "n", "false", "0"}


def read_yes_or_no(value: object) -> bool | None:
    """Also as return codes write it: “a) Yes”, “1 - Yes”. None when it says neither."""
    if isinstance(value, bool):
        return value
    text = clean_text(value).casefold()
    words = re.sub(r"^[a-z]\)\s*|^[01]\s*[-–:]\s*", "", text)
    if words in YES:
        return True
    return False if words in NO else None
