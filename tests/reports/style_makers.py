"""Word documents as councils have them, and what could be wrong with them."""

import io
import zipfile

import docx
from docx.shared import Pt

CANARY = "Kian born 3 May 2015"


def packed(document) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def own_style(words="Northshire Council") -> bytes:
    """As a council has it: a heading of its own, a header, and an old paper still in it."""
    document = docx.Document()
    document.styles["Heading 1"].font.size = Pt(31)
    document.sections[0].header.paragraphs[0].text = words
    document.add_paragraph(CANARY)
    document.core_properties.author = CANARY
    return packed(document)


def changed(content: bytes, **parts: str | bytes) -> bytes:
    """The same file with some parts written otherwise or added; names have __ for a slash."""
    kept = io.BytesIO()
    given = {name.replace("__", "/").replace("_DOT_", "."): one for name, one in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in given:
                new.writestr(name, old.read(name))
        for name, one in given.items():
            new.writestr(name, one)
    return kept.getvalue()


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def everything(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(file.read(name).decode(errors="replace") for name in file.namelist())
