"""Text on its way into a cell: nothing is cut, nothing is changed without saying so."""

import re

# In units of UTF-16, as Excel counts them.
MOST_IN_A_CELL = 32_767
# Below this no text can be too long, whatever letters it is made of.
SURELY_FITS = MOST_IN_A_CELL // 2
STANDS_FOR_IT = "\ufffd"

GOES_ON = "Goes on in the next row"
WENT_ON = "Goes on from the row above"
CHANGED = f"Characters that a workbook cannot hold stand as {STANDS_FOR_IT}"

_cannot_stand = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_line_ends = re.compile("\r\n?")


def made_fit(text: str) -> tuple[str, bool]:
    """The text as a workbook can hold it, and whether a character had to go."""
    if text.isascii() and text.isprintable() and not text.startswith("<r>"):
        return text, False
    fits, number = _cannot_stand.subn(STANDS_FOR_IT, _line_ends.sub("\n", text))
    if fits.startswith("<r>") and fits.endswith("</r>"):
        # XlsxWriter would take the whole for marked-up text, and write it as it is.
        return STANDS_FOR_IT + fits, True
    return fits, number > 0


def parts_of(text: str) -> list[str]:
    """As many as it takes for each to fit a cell; joined, they are the text."""
    if len(text) <= SURELY_FITS or _length(text) <= MOST_IN_A_CELL:
        return [text]
    parts, begin, length = [], 0, 0
    for at, letter in enumerate(text):
        units = 1 + (ord(letter) > 0xFFFF)
        if length + units > MOST_IN_A_CELL:
            parts.append(text[begin:at])
            begin, length = at, 0
        length += units
    return [*parts, text[begin:]]


def _length(text: str) -> int:
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)
