"""What the XML parts of a spreadsheet say, by a parser that knows no document type and no entity.

Every part is read by what stands in it, wherever it lies: a sheet is what holds “sheetData”.
"""

from xml.parsers import expat

from qa_app.uploads.safety.extent import Extent
from qa_app.uploads.safety.limits import (
    DEEPEST,
    MOST_SHEETS,
    TOO_MANY_SHEETS,
    TOO_MANY_TAGS,
    Refused,
)
from qa_app.uploads.safety.tables import (
    BROKEN,
    Attributes,
    OpenTable,
    SharedTexts,
    SheetData,
    local,
    named,
)

ENTITIES = "holds a document type or entities, which no spreadsheet needs. Save it again from Excel"
EXTERNAL = (
    "has links to other files or data sources. In Excel, use Data, then Edit Links, "
    "then Break Link; save it and upload that"
)
# An opening tag is kept whole until it ends; no honest one is this long.
LONGEST_TAG = 1024 * 1024


class Part:
    """One part, fed piece by piece."""

    def __init__(self, extent: Extent) -> None:
        self.extent = extent
        self.sheets: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        self.table: SheetData | OpenTable | SharedTexts | None = None
        self.fed = 0
        # The names of the elements that are open: the parser itself adds and removes them, for
        # anything of ours that is called at each of them takes longer than all the rest.
        self.open: list[str] = []
        # What the reader that follows takes every part for, whatever the part says of itself.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.open.remove
        self.parser.StartDoctypeDeclHandler = _refuse_document_type

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        if isinstance(self.table, SheetData):
            chunk = self.table.take_plain_cells(chunk)
        self.extent.parse(chunk)
        self.fed += len(chunk)
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError:
            raise Refused(BROKEN) from None
        if self.fed - self.parser.CurrentByteIndex > LONGEST_TAG:
            raise Refused(BROKEN)
        if len(self.open) > DEEPEST:
            raise Refused(TOO_MANY_TAGS)
        if last and self.table:
            self.table.end()

    @property
    def without_value(self) -> tuple[str, ...]:
        return tuple(self.table.without_value) if isinstance(self.table, SheetData) else ()

    @property
    def hidden_rows(self) -> tuple[int, ...]:
        return tuple(self.table.hidden_rows) if isinstance(self.table, SheetData) else ()

    def start(self, name: str, attributes: Attributes) -> None:
        self.open.append(name)
        self.note(name, attributes)

    def note(self, name: str, attributes: Attributes) -> None:
        kind = local(name)
        if kind == "sheetData":
            self.go_on_with(SheetData(self.extent, self))
        elif kind == "table" and name != kind:
            self.go_on_with(OpenTable(self.extent, self))
        elif kind == "sst":
            self.go_on_with(SharedTexts(self.extent, self))
        elif kind == "sheet":
            self.note_sheet(named(attributes))
        elif kind.lower() == "relationship":
            self.note_relation(named(attributes))

    def go_on_with(self, table: SheetData | OpenTable | SharedTexts) -> None:
        """An open document holds its tables one after another; no other part holds two."""
        if self.table:
            if not isinstance(self.table, OpenTable) or not isinstance(table, OpenTable):
                raise Refused(BROKEN)
            self.table.end()
        self.table = table
        self.parser.StartElementHandler = table.start
        self.parser.CharacterDataHandler = table.read

    def note_sheet(self, said: dict[str, str]) -> None:
        if said.get("id", "") in self.sheets:
            raise Refused(BROKEN)  # the same cells again under another name
        self.sheets[said.get("id", "")] = said.get("name", "")
        if len(self.sheets) > MOST_SHEETS:
            raise Refused(TOO_MANY_SHEETS)

    def note_relation(self, said: dict[str, str]) -> None:
        is_link = said.get("Type", "").endswith("/hyperlink")
        if said.get("TargetMode", "").lower() == "external" and not is_link:
            raise Refused(EXTERNAL)
        self.targets[said.get("Id", "")] = said.get("Target", "")


def _refuse_document_type(*_: object) -> None:
    raise Refused(ENTITIES)
