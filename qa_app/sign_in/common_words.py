"""Common passwords, words and names: the frequency lists that zxcvbn carries."""

from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, int]:
    """Each of some 80,000 words with its best rank in any of the lists."""
    # Five megabytes that only a change of password needs.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    ranks: dict[str, int] = {}
    for words in FREQUENCY_LISTS.values():
        for rank, word in enumerate(words, start=1):
            ranks[word] = min(rank, ranks.get(word, rank))
    return ranks
