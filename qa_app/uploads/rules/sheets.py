"""Say which sheet is which: by its name, else by what its columns tell, else by the order of sheets."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from qa_app.uploads.rules.headers import Column, Header, Rows, find_header, plain, plain_top


class Table(Protocol):
    """A sheet, as an upload reads it."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Rows: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def without_value(self) -> Sequence[str]: ...
    @property
    def hidden_rows(self) -> Sequence[int]: ...


@dataclass(frozen=True)
class Layout:
    """A kind of table that a file may hold.

    `telling` are the columns that no other kind has: `tell_at_least` of them settle what it is.
    Headings like `never_read` are not read in, whatever the council chooses.
    """

    code: str
    title: str
    columns: tuple[Column, ...]
    names: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    tell_at_least: int = 2
    never_read: str = ""

    def may_read(self, heading: str) -> bool:
        return not (self.never_read and re.search(self.never_read, plain(heading)))


@dataclass(frozen=True)
class Recognised:
    """A sheet that was understood."""

    sheet: int
    layout: Layout
    header: Header


def recognise(
    sheets: Sequence[tuple[str, Rows]],
    layouts: Sequence[Layout],
    chosen: Mapping[str, Mapping[str, str]] | None = None,
    in_order: Mapping[int, Sequence[str]] | None = None,
) -> list[Recognised]:
    """At most one sheet for each kind.

    `in_order` says which kinds stand in a file of so many tables when nothing else tells.
    """
    found: dict[str, Recognised] = {}
    headers = _Headers(sheets, chosen or {})
    for way in (_by_name_and_columns, _by_columns, _by_name):
        for at, (name, _) in enumerate(sheets):
            if any(one.sheet == at for one in found.values()):
                continue
            for layout in layouts:
                if layout.code not in found and (header := way(name, layout, at, headers)):
                    found[layout.code] = Recognised(at, layout, header)
                    break
    if not found and in_order:
        found = _by_order(sheets, layouts, in_order)
    return sorted(found.values(), key=lambda one: layouts.index(one.layout))


class _Headers:
    """The headings of each sheet as each kind of table, looked for once."""

    def __init__(
        self, sheets: Sequence[tuple[str, Rows]], chosen: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.sheets, self.chosen = sheets, chosen
        self.tops = [plain_top(rows) for _, rows in sheets]
        self.found: dict[tuple[int, str], Header | None] = {}

    def find(self, at: int, layout: Layout) -> Header | None:
        key = (at, layout.code)
        if key not in self.found:
            rows, chosen = self.sheets[at][1], self.chosen.get(layout.code, {})
            self.found[key] = find_header(rows, layout.columns, chosen, self.tops[at])
        return self.found[key]


def is_named(name: str, layout: Layout) -> bool:
    return any(re.search(pattern, plain(name.replace("_", " "))) for pattern in layout.names)


def tells(header: Header, layout: Layout) -> bool:
    return sum(name in header.found for name in layout.telling) >= layout.tell_at_least


def _by_columns(name: str, layout: Layout, at: int, headers: _Headers) -> Header | None:
    header = headers.find(at, layout)
    return header if header and tells(header, layout) else None


def _by_name_and_columns(name: str, layout: Layout, at: int, headers: _Headers) -> Header | None:
    return _by_columns(name, layout, at, headers) if is_named(name, layout) else None


def _by_name(name: str, layout: Layout, at: int, headers: _Headers) -> Header | None:
    return headers.find(at, layout) if is_named(name, layout) else None


def _by_order(
    sheets: Sequence[tuple[str, Rows]],
    layouts: Sequence[Layout],
    in_order: Mapping[int, Sequence[str]],
) -> dict[str, Recognised]:
    by_code = {layout.code: layout for layout in layouts}
    tables = [at for at, (_, rows) in enumerate(sheets) if rows]
    found = {}
    for at, code in zip(tables, in_order.get(len(tables), ()), strict=False):
        if (layout := by_code.get(code)) and (header := find_header(sheets[at][1], layout.columns)):
            found[code] = Recognised(at, layout, header)
    return found
