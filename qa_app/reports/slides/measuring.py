"""How much room words take: in Arimo, which is as wide as Arial, letter by letter."""

from functools import lru_cache

from PIL import ImageFont

from qa_app.web.charts.png import fonts

# Measured at this size, and taken down from there: fonts are as wide as they are high.
AT = 100
# What PowerPoint leaves between lines, and a little for programs that measure otherwise.
LINE = 1.2
SURE = 1.04


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts()[bold]), AT)


@lru_cache(maxsize=20_000)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """In points."""
    return _font(bold).getlength(words) * size / AT * SURE


def lines_of(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """As they are broken where there is so much room; a word that is wider than that is broken too."""
    found: list[str] = []
    for line in words.split("\n"):
        now = ""
        for word in line.split(" "):
            longer = f"{now} {word}" if now else word
            if width(longer, size, bold=bold) <= room:
                now = longer
                continue
            if now:
                found.append(now)
            *whole, now = _pieces(word, size, room, bold)
            found += whole
        found.append(now)
    return found


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def height(words: str, size: float, room: float, *, bold: bool = False) -> float:
    return len(lines_of(words, size, room, bold=bold)) * size * LINE
