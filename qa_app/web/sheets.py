"""One sheet of a long list: which page, sorted how, filtered by what, all of it in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from flask import request

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

    def address_of(self, number: int) -> str:
        return self.address_with(page=str(number) if number > 1 else "")

    def sorted_by(self, column: str) -> str:
        return self.address_with(sort=f"-{column}" if self.sort == column else column, page="")

    def direction_of(self, column: str) -> str:
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort, "")

    def without(self, name: str) -> str:
        """The list with this filter taken away."""
        return self.address_with(**{name: "", "page": ""})

    def address_with(self, **changed: str) -> str:
        asked = {name: value for name, value in {**self.asked, **changed}.items() if value}
        return f"{self.address}?{urlencode(asked)}" if asked else self.address


def sheet_of(total: int, *, sorts: tuple[str, ...] = (), on_a_page: int = ON_A_PAGE) -> Sheet:
    """The sheet that this request asks for; the first of `sorts` is the order when it asks for none."""
    asked = request.args.get("sort", "")
    sort = asked if asked.removeprefix("-") in sorts else (sorts[0] if sorts else "")
    page = request.args.get("page", "")
    wanted = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    last = max(1, ceil(total / on_a_page))
    number = min(max(1, wanted), last)
    return Sheet(total, number, sort, request.path, request.args.to_dict(), on_a_page)
