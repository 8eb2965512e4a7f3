"""What makes a password hard enough to guess.

There are no rules about capitals or digits: length counts, and what is left when the
guessable pieces (words, names, keys side by side, repeats) are counted for little.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from math import log2

SHORTEST = 15
LONGEST = 256
BITS_NEEDED = 28.0

TOO_SHORT = f"Password must be {SHORTEST} characters or more"
TOO_LONG = f"Password must be {LONGEST} characters or fewer"
TOO_EASY = (
    "Enter a password that is harder to guess. Do not rely on common words, names from your"
    " council, your own name, or keys that are next to each other"
)

# What a guesser pays for each piece, in bits: a well-known list first, single characters last.
KNOWN_NAME = 1.0
EARLIER_PIECE = 1.0
RUN = 4.0
YEAR = 6.0
LEAST_FOR_A_WORD = 1.0
DISGUISE = 1.0
NEW_CHARACTER = 3.5
CHARACTER_AGAIN = 1.0

SHORTEST_WORD = 3
LONGEST_WORD = 40
SHORTEST_RUN = 3

KEYBOARDS = (
    ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'#", "zxcvbnm,./"),
    ('!"£$%^&*()_+', "qwertyuiop{}", "asdfghjkl:@~", "zxcvbnm<>?"),
    ("!@#$%^&*()_+", "qwertyuiop{}", 'asdfghjkl:"|', "zxcvbnm<>?"),
    ("789", "456", "123", "0."),
)

DISGUISES = (
    str.maketrans("@4301!$57+8(9", "aaeoiisstlbcg"),
    str.maketrans("@4301!$57+8(6", "aaeolisstlbcg"),
    str.maketrans("@4301|$5782", "aaeollsstbz"),
)


def normalised(password: str) -> str:
    """The one form in which a password is hashed, however the keyboard composed it."""
    return unicodedata.normalize("NFKC", password)


def faults_in(
    password: str, common_words: Mapping[str, int], names: Collection[str] = ()
) -> list[str]:
    """Say why a password is refused; nothing when it will do.

    `common_words` gives each word's rank (1 is the commonest); `names` are the council, its
    places, the service and the person, which cost a guesser next to nothing.
    """
    password = normalised(password)
    if len(password) < SHORTEST:
        return [TOO_SHORT]
    if len(password) > LONGEST:
        return [TOO_LONG]
    if bits_in(password, common_words, words_of(names)) < BITS_NEEDED:
        return [TOO_EASY]
    return []


def words_of(names: Collection[str]) -> set[str]:
    """Every name as one word and each of its words: "East Moor" gives eastmoor, east, moor."""
    found = set()
    for name in names:
        words = "".join(c if c.isalnum() else " " for c in normalised(name).casefold()).split()
        found |= {"".join(words), *words}
    return {word for word in found if len(word) >= SHORTEST_WORD}


def bits_in(password: str, common_words: Mapping[str, int], names: Collection[str] = ()) -> float:
    """The cheapest way to put the password together from pieces, in bits."""
    text = normalised(password).casefold()
    price = word_prices(text, common_words, names)
    cheapest = [0.0] + [float("inf")] * len(text)
    for start in range(len(text)):
        again = text[start] in text[:start]
        pieces = [(start + 1, CHARACTER_AGAIN if again else NEW_CHARACTER)]
        pieces += pieces_at(text, start, price)
        for end, bits in pieces:
            cheapest[end] = min(cheapest[end], cheapest[start] + bits)
    return cheapest[-1]


def pieces_at(
    text: str, start: int, price: Callable[[int, int], float | None]
) -> Iterator[tuple[int, float]]:
    """Every guessable piece that begins here, as where it ends and what it costs."""
    for end in range(start + SHORTEST_WORD, min(len(text), start + LONGEST_WORD) + 1):
        if (bits := price(start, end)) is not None:
            yield end, bits
    for end in range(start + SHORTEST_RUN, run_end(text, start) + 1):
        yield end, RUN
    for end in range(start + 1, earlier_end(text, start) + 1):
        yield end, EARLIER_PIECE
    if text[start : start + 2] in {"19", "20"} and text[start : start + 4].isdecimal():
        yield min(start + 4, len(text)), YEAR


def word_prices(
    text: str, common_words: Mapping[str, int], names: Collection[str]
) -> Callable[[int, int], float | None]:
    """A function that says what the piece between two places costs as a word, or None."""
    disguised = [text.translate(table) for table in DISGUISES]

    def plain_price(word: str) -> float | None:
        if word in names:
            return KNOWN_NAME
        rank = common_words.get(word)
        return None if rank is None else max(LEAST_FOR_A_WORD, log2(rank))

    def price(start: int, end: int) -> float | None:
        found = [plain_price(text[start:end])]
        for other in {text[start:end][::-1], *(form[start:end] for form in disguised)}:
            bits = plain_price(other)
            found.append(None if bits is None else bits + DISGUISE)
        return min((bits for bits in found if bits is not None), default=None)

    return price


def run_end(text: str, start: int) -> int:
    """Where a run of neighbours ends: abcd, 9876, aaaa, qwerty, 1qaz."""
    return max(
        stretch_end(text, start, lambda one, next_one: next_one in NEIGHBOURS.get(one, ())),
        *(stretch_end(text, start, stepping(step)) for step in (-1, 0, 1)),
    )


def stretch_end(text: str, start: int, follows: Callable[[str, str], bool]) -> int:
    end = start + 1
    while end < len(text) and follows(text[end - 1], text[end]):
        end += 1
    return end


def stepping(step: int) -> Callable[[str, str], bool]:
    return lambda one, next_one: ord(next_one) - ord(one) == step


def earlier_end(text: str, start: int) -> int:
    """Where a piece that was already typed earlier, forwards or backwards, ends."""
    before = text[:start]

    def typed(end: int) -> bool:
        piece = text[start:end]
        return end <= len(text) and (piece in before or piece[::-1] in before)

    end = start + SHORTEST_RUN
    if not typed(end):
        return start
    while typed(end + 1):
        end += 1
    return end


def neighbours_on(keyboards: Collection[tuple[str, ...]]) -> dict[str, set[str]]:
    """For each key, the keys that touch it."""
    touching: dict[str, set[str]] = {}
    for rows in keyboards:
        keys = {
            (row, column): key for row, line in enumerate(rows) for column, key in enumerate(line)
        }
        for (row, column), key in keys.items():
            beside = [(row, column - 1), (row, column + 1)]
            above = [(row - 1, column), (row - 1, column + 1)]
            below = [(row + 1, column), (row + 1, column - 1)]
            around = {keys[place] for place in beside + above + below if place in keys}
            touching.setdefault(key, set()).update(around)
    return touching


NEIGHBOURS = neighbours_on(KEYBOARDS)
