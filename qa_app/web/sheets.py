"""One sheet of a long list: which page, sorted how, filtered by what."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from flask import request

from qa_app.web.page_tables import MOST_ROWS, is_wanted, refuse_more_than_fits
from qa_app.web.searches import address_of, asked, is_typed

ON_A_PAGE = 25


@dataclass(frozen=True)
class Sheet:
    """`sort` is a column's name, with a minus in front when the last comes first."""

    total: int
    number: int
    sort: str
    address: str
    asked: Mapping[str, str]
    on_a_page: int = ON_A_PAGE
    # Words were typed that no address may hold: every step from here is sent as a form.
    is_sent: bool = False

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / self.on_a_page))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.on_a_page

    @property
    def shown(self) -> list[int | None]:
        """The first, the last and those around this one; None stands for those left out."""
        near = {1, self.number - 1, self.number, self.number + 1, self.pages}
        listed: list[int | None] = []
        for number in sorted(n for n in near if 1 <= n <= self.pages):
            last = listed[-1] if listed else None
            if last is not None and number > last + 1:
                listed.append(None)
            listed.append(number)
        return listed

    @property
    def kept(self) -> dict[str, str]:
        """What every step keeps: all that is asked for but the page."""
        return {name: words for name, words in self.asked.items() if words and name != "page"}

    def sort_after(self, column: str) -> str:
        """The order that pressing this column's heading asks for."""
        return f"-{column}" if self.sort == column else column

    def direction_of(self, column: str) -> str:
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort, "")

    def address_with(self, name: str, words: str = "") -> str:
        """The list with one thing asked otherwise, from its first page on unless that is the thing."""
        return address_of(self.address, {**self.kept, name: words})

    def file_at(self, address: str) -> str:
        return address_of(address, self.kept)


def sheet_of(total: int, *, sorts: tuple[str, ...] = (), on_a_page: int = ON_A_PAGE) -> Sheet:
    """The sheet that this request asks for; the first of `sorts` is the order when it asks for none."""
    given = asked()
    wanted_sort = given.get("sort", "")
    sort = wanted_sort if wanted_sort.removeprefix("-") in sorts else (sorts[0] if sorts else "")
    if is_wanted():
        refuse_more_than_fits(total)
        return Sheet(total, 1, sort, request.path, given, MOST_ROWS)
    page = given.get("page", "")
    wanted = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    last = max(1, ceil(total / on_a_page))
    number = min(max(1, wanted), last)
    return Sheet(total, number, sort, request.path, given, on_a_page, is_typed())
