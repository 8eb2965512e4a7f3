"""A council's own Word document, from which styles, header and footer are taken and nothing else.

It is looked through before anything opens it. What is kept has no text of its own, no field that fetches,
no link to another file and nothing that could run: nothing in it is ever carried out as a template.
"""

import io
import re
import zipfile
import zlib
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from qa_app.foundation.errors import DomainError
from qa_app.uploads.safety.zips import Trouble, trouble_in_directory, unpacks_to_too_much

MOST_BYTES = 4 * 1024 * 1024
MOST_TIMES_LARGER = 100
MOST_PARTS = 500
# An image of a crest is small; a photograph of a page is not needed in a header.
MOST_XML = 8 * 1024 * 1024

NOT_WORD = "is not a Word document. Save it as .docx, then upload that"
TOO_LARGE = f"is larger than {MOST_BYTES // (1024 * 1024)} MB. Use smaller pictures in its header"
BOMB = "would unpack to more than a document of this size should. Save it again from Word"
MACROS = "holds macros or embedded files. Save it as .docx without them"
OUTSIDE = "fetches pictures or text from outside. Put them into the document itself, then save it"
FIELDS = "has a field in its header or footer that fetches or runs something. Take it out"
ENTITIES = "holds a document type, which no Word document needs. Save it again from Word"
OF_ANOTHER_KIND = "is a strict Open XML document. Save it as an ordinary Word document (.docx)"
BROKEN = "could not be read. Open it in Word, save it again, then upload that"

_RUNS = re.compile(
    r"vbaproject|vbadata|/activex/|/embeddings/|/macrosheets/|oleobject|\.bin$|/afchunk", re.I
)
_MACRO_TYPE = re.compile(rb"macroEnabled", re.I)
_DOCUMENT_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
# Drawings of old name what they fetch in an attribute; names of schemas are no addresses.
_ADDRESS = re.compile(r"\s*(?:(?!http://schemas\.)(?:https?|ftp|file):|\\\\|//)", re.I)
# What a drawing of old says it fetches, in whichever part it stands.
FETCHES = {"src", "href", "althref", "relhref"}
# The other way of writing the same format: its fields would not be seen for what they are.
STRICT = "purl.oclc.org"
_OPENING = re.compile(rb"\s*<")
# Fields that say something of the document itself.
PLAIN_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "STYLEREF", "TITLE", "DATE", "SAVEDATE"}  # fmt: skip
OF_DOCUMENT = {RT.STYLES, RT.NUMBERING, RT.THEME, RT.FONT_TABLE, RT.SETTINGS, RT.HEADER, RT.FOOTER}
OF_PACKAGE = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}


class _Refused(Exception):
    """Why it may not be used, as the end of a sentence."""


def cleaned(content: bytes, name: str) -> bytes:
    """What is kept of it; raise DomainError with what to do about it."""
    try:
        _look_through(content)
        return _kept(content)
    except _Refused as refused:
        raise DomainError(f"{name} {refused}.") from None
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, OSError, RuntimeError, NotImplementedError, SyntaxError, AttributeError):  # fmt: skip
        raise DomainError(f"{name} {BROKEN}.") from None


def _look_through(content: bytes) -> None:
    if not content.startswith(b"PK"):
        raise _Refused(NOT_WORD)
    if len(content) > MOST_BYTES:
        raise _Refused(TOO_LARGE)
    if trouble := trouble_in_directory(content, MOST_PARTS):
        raise _Refused(BROKEN if trouble is Trouble.BROKEN else BOMB)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        names = {one.filename.lower() for one in parts}
        if "word/document.xml" not in names or "[content_types].xml" not in names:
            raise _Refused(NOT_WORD)
        if len(names) != len(parts):
            raise _Refused(BROKEN)
        if len(parts) > MOST_PARTS or unpacks_to_too_much(parts, len(content), MOST_TIMES_LARGER):
            raise _Refused(BOMB)
        if any(_RUNS.search(one) for one in names):
            raise _Refused(MACROS)
        for one in parts:
            if one.filename.lower().endswith((".xml", ".rels")):
                _check_part(one, packed)


def _check_part(part: zipfile.ZipInfo, packed: zipfile.ZipFile) -> None:
    if part.file_size > MOST_XML:
        raise _Refused(BOMB)
    text = packed.read(part)
    # Read as what they are: a part in another encoding could say what this does not find.
    if not _OPENING.match(text.removeprefix(b"\xef\xbb\xbf")):
        raise _Refused(BROKEN)
    if _DOCUMENT_TYPE.search(text):
        raise _Refused(ENTITIES)
    if part.filename.lower() == "[content_types].xml" and _MACRO_TYPE.search(text):
        raise _Refused(MACROS)


def _kept(content: bytes) -> bytes:
    """Only what is reached from the document is saved: the rest goes with its links."""
    document = Document(io.BytesIO(content))
    _keep_relations(document.part.package, OF_PACKAGE)
    _keep_relations(document.part, OF_DOCUMENT)
    _empty(document)
    _tidy_settings(document)
    for relation in [*document.part.rels.values()]:
        part = relation.target_part
        _check_fetches(part)
        if relation.reltype in (RT.HEADER, RT.FOOTER):
            _check_margin(part)
        else:
            _keep_relations(part, set())
    about = document.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "title", "category"):  # fmt: skip
        setattr(about, name, "")
    kept = io.BytesIO()
    document.save(kept)
    # What was kept has to open again, or no paper could be written on it.
    Document(io.BytesIO(kept.getvalue()))
    return kept.getvalue()


def _keep_relations(part: Any, kinds: set[str]) -> None:
    for key, relation in [*part.rels.items()]:
        if relation.reltype not in kinds or relation.is_external:
            del part.rels[key]


def _empty(document: Any) -> None:
    """All that stays of the text is how its last page is laid out."""
    body = document.element.body
    for one in [*body]:
        if one.tag != qn("w:sectPr"):
            body.remove(one)
    if body.sectPr is None:
        raise _Refused(BROKEN)
    for kind in ("w:footnotePr", "w:endnotePr", "w:sectPrChange", "w:printerSettings"):
        for one in body.sectPr.findall(qn(kind)):
            body.sectPr.remove(one)


def _tidy_settings(document: Any) -> None:
    """Nothing that names another file, a data source or somebody."""
    settings = document.settings.element
    for kind in ("w:attachedTemplate", "w:mailMerge", "w:documentProtection", "w:writeProtection", "w:rsids", "w:docVars", "w:footnotePr", "w:endnotePr"):  # fmt: skip
        for one in settings.findall(qn(kind)):
            settings.remove(one)


def _check_margin(part: Any) -> None:
    """A header or footer may hold words, pictures of its own and the number of the page."""
    for key, relation in [*part.rels.items()]:
        if relation.reltype == RT.HYPERLINK:
            _unlink(part, key)
            del part.rels[key]
        elif relation.is_external:
            raise _Refused(OUTSIDE)
        elif relation.reltype != RT.IMAGE:
            raise _Refused(MACROS)
        else:
            _keep_relations(relation.target_part, set())
    if any(_ADDRESS.match(value) for one in part.element.iter() for value in one.attrib.values()):
        raise _Refused(OUTSIDE)
    for words in _fields_in(part.element):
        if (words.split() or [""])[0].upper() not in PLAIN_FIELDS:
            raise _Refused(FIELDS)


def _check_fetches(part: Any) -> None:
    """Whatever the scheme: in what is kept no picture, list or header names anything outside the document."""
    if (element := getattr(part, "element", None)) is None:
        return
    if STRICT in str(element.tag):
        raise _Refused(OF_ANOTHER_KIND)
    for one in element.iter():
        for name, value in one.attrib.items():
            if name.rpartition("}")[2].lower() in FETCHES and (":" in value or "\\" in value):
                raise _Refused(OUTSIDE)


def _unlink(part: Any, key: str) -> None:
    """The words of a link stay, and lead nowhere."""
    for link in [*part.element.iter(qn("w:hyperlink"))]:
        if link.get(qn("r:id")) == key:
            for child in [*link]:
                link.addprevious(child)
            link.getparent().remove(link)
    for one in part.element.iter():
        for name, value in [*one.attrib.items()]:
            if value == key and name.rpartition("}")[2] == "id" and "hlink" in str(one.tag):
                one.getparent().remove(one)
                break


def _fields_in(element: Any) -> list[str]:
    """A field may be said in one piece or in several runs."""
    found = [one.get(qn("w:instr"), "") for one in element.iter(qn("w:fldSimple"))]
    for paragraph in element.iter(qn("w:p")):
        said = ""
        for one in paragraph.iter(qn("w:fldChar"), qn("w:instrText")):
            if one.tag == qn("w:instrText"):
                said += one.text or ""
            elif said:
                found.append(said)
                said = ""
        if said:
            found.append(said)
    return found
