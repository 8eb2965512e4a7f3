"""Numbers that name one person: of the NHS, of a pupil, of a telephone."""

import re
from collections.abc import Callable, Iterator, Sequence

PUPIL_NUMBER = re.compile(r"\b([A-HJ-NP-RT-Z])(\d{11}[0-9A-Z])\b", re.I)
PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

DIGITS = re.compile(r"\d+")
BETWEEN_DIGITS = frozenset(["", " ", "-", " (0) ", " (0)", ") ", ")"])
MOST_GROUPS, SHORTEST_FIRST_GROUP = 5, 3

LONGEST = 40

Span = tuple[int, int]


def numbers_in(text: str, is_one: Callable[[str, Sequence[int]], bool]) -> Iterator[Span]:
    """However their digits are grouped. `is_one` is asked for the digits and the sizes of the groups."""
    groups = [one.span() for one in DIGITS.finditer(text)]
    passed = 0
    for first, (start, end) in enumerate(groups):
        may_begin = end - start >= SHORTEST_FIRST_GROUP or text[start:end] == "44"
        if start < passed or not may_begin:
            continue
        for run in runs_from(text, groups, first):
            parts = [text[begins:ends] for begins, ends in run]
            if is_one("".join(parts), [len(part) for part in parts]):
                begin = start - 1 if text[start - 1 : start] in ("+", "(") else start
                passed = run[-1][1]
                yield begin, passed
                break


def runs_from(text: str, groups: Sequence[Span], first: int) -> list[Sequence[Span]]:
    """The groups of digits that may be one number, the longest first."""
    last, start = first, groups[first][0]
    while last + 1 < len(groups) and last + 1 - first < MOST_GROUPS:
        between = text[groups[last][1] : groups[last + 1][0]]
        if between not in BETWEEN_DIGITS or groups[last + 1][1] - start > LONGEST:
            break
        last += 1
    return [groups[first : end + 1] for end in range(last, first - 1, -1)]


def is_telephone(digits: str, sizes: Sequence[int]) -> bool:
    """In the national form, or after 44 or 0044 for the country."""
    for country in ("0044", "44"):
        if digits.startswith(country) and sizes[0] in (len(country), len(digits)):
            rest = digits.removeprefix(country).removeprefix("0")
            return len(rest) == 10 and rest[0] in "123578"
    national = len(digits) in (10, 11) and digits[0] == "0" and digits[1] in "123578"
    return national and sizes[0] >= 3 and (len(digits) == 11 or digits[1] == "1")


def is_nhs_number(digits: str, sizes: Sequence[int]) -> bool:
    """Whether the tenth digit checks the nine before it."""
    if tuple(sizes) not in ((10,), (3, 3, 4)):
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9]) and len(set(digits)) > 1


def pupil_numbers(text: str) -> Iterator[Span]:
    for one in PUPIL_NUMBER.finditer(text):
        if check_letter(one[2].upper()) == one[1].upper():
            yield one.span()


def check_letter(rest: str) -> str:
    """The letter that stands before these twelve; a temporary number ends with a letter."""
    values = [int(sign) if sign.isdigit() else PUPIL_LETTERS.find(sign) for sign in rest]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return PUPIL_LETTERS[total % 23]
