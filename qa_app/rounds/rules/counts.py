"""How many of something, as sentences say it."""


def counted(number: int, one: str, many: str = "") -> str:
    """“1 record”, “1,200 records”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
