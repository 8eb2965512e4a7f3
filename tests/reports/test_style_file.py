"""What an uploaded style may hold: nothing that runs, fetches, or unpacks to more than it should."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from qa_app.access.rules import Role
from qa_app.foundation.errors import DomainError
from qa_app.reports.document import cleaned, write
from qa_app.reports.document.style_file import MOST_BYTES
from qa_app.reports.operations.keeping import add_style
from tests.makers import NOON, make_council, make_person, viewer_of
from tests.reports.style_makers import changed, everything, own_style, packed, part_of
from tests.reports.test_document import AT, PAPER


def relation(kind: str, target: str, *, outside: bool) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mode = ' TargetMode="External"' if outside else ""
    return (
        f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def with_relation(content: bytes, name: str, added: str) -> bytes:
    rels = part_of(content, name).replace("</Relationships>", added)
    return changed(content, **{name.replace("/", "__").replace(".", "_DOT_"): rels})


def test_nothing_it_leads_to_outside_is_kept():
    where = "https://tracker.example/a.dotm"
    added = relation("attachedTemplate", where, outside=True)
    with_template = with_relation(own_style(), "word/_rels/document.xml.rels", added)
    assert "tracker" in everything(with_template)
    assert "tracker" not in everything(cleaned(with_template, "house.docx"))


def header_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return next(one for one in file.namelist() if one.startswith("word/header"))


def test_a_header_that_fetches_a_picture_is_refused():
    base = "http://schemas.openxmlformats.org/package/2006/relationships"
    content, added = own_style(), relation("image", "https://tracker.example/a.png", outside=True)
    name = header_of(content).replace("word/", "word/_rels/") + ".rels"
    rels = f'<?xml version="1.0"?><Relationships xmlns="{base}">{added}'
    bad = changed(content, **{name.replace("/", "__").replace(".", "_DOT_"): rels})
    with pytest.raises(DomainError, match="from outside"):
        cleaned(bad, "house.docx")


@pytest.mark.parametrize(
    "address", ["https://tracker.example/a.png", "file:///etc/hostname", r"\\server\share\a.png"]
)
def test_a_header_that_names_an_address_in_a_drawing_is_refused(address):
    content = own_style("WORDS")
    name = header_of(content)
    drawing = f'<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:imagedata src="{address}"/></v:shape></w:pict>'
    text = part_of(content, name).replace("<w:t>WORDS</w:t>", drawing)
    bad = changed(content, **{name.replace("/", "__").replace(".", "_DOT_"): text})
    with pytest.raises(DomainError, match="from outside"):
        cleaned(bad, "house.docx")


@pytest.mark.parametrize("field", ['INCLUDEPICTURE "https://x.example/a"', "DDEAUTO cmd", "MACROBUTTON x"])  # fmt: skip
def test_a_header_with_a_field_that_runs_is_refused(field):
    content = own_style("WORDS")
    name = header_of(content)
    in_pieces = f'<w:fldChar w:fldCharType="begin"/><w:instrText>{field[:4]}</w:instrText><w:instrText>{field[4:]}</w:instrText><w:fldChar w:fldCharType="end"/>'
    text = part_of(content, name).replace("<w:t>WORDS</w:t>", in_pieces.replace('"', "&quot;").replace("&quot;begin&quot;", '"begin"').replace("&quot;end&quot;", '"end"'))  # fmt: skip
    bad = changed(content, **{name.replace("/", "__").replace(".", "_DOT_"): text})
    with pytest.raises(DomainError, match="field"):
        cleaned(bad, "house.docx")


def test_a_page_number_in_the_footer_is_no_harm(tmp_path):
    path = tmp_path / "paper.docx"
    write(PAPER, None, path, AT)
    assert "PAGE" in everything(cleaned(path.read_bytes(), "house.docx"))


BOMB = b"<w>" + b" " * (9 * 1024 * 1024) + b"</w>"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word__vbaProject_DOT_bin": b"x"}, "macros"),
        ({"word__embeddings__oleObject1_DOT_bin": b"x"}, "macros"),
        ({"word__activeX__activeX1_DOT_xml": b"<a/>"}, "macros"),
        ({"word__extra_DOT_xml": BOMB}, "unpack"),
        ({"word__extra_DOT_xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "document type"),
        ({"word__extra_DOT_xml": '<a b="é"/>'.encode("utf-16")}, "could not be read"),
        ({"word__document_DOT_xml": b"<w:document"}, "could not be read"),
    ],
)
def test_what_could_harm_is_refused(parts, said):
    with pytest.raises(DomainError, match=said):
        cleaned(changed(own_style(), **parts), "house.docx")


def test_a_document_that_may_hold_macros_is_refused():
    content = own_style()
    types = part_of(content, "[Content_Types].xml").replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    bad = changed(content, **{"[Content_Types]_DOT_xml": types})
    with pytest.raises(DomainError, match="macros"):
        cleaned(bad, "house.docm")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4", "not a Word document"),
        (b"PK\x03\x04 and nothing", "could not be read"),
        (b"PK" + b"x" * MOST_BYTES, "larger than"),
    ],
)
def test_what_is_no_word_document_is_refused(content, said):
    with pytest.raises(DomainError, match=said):
        cleaned(content, "house.docx")


def test_a_directory_of_thousands_of_parts_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for number in range(600):
            file.writestr(f"word/{number}.xml", "<a/>")
    with pytest.raises(DomainError, match="unpack"):
        cleaned(kept.getvalue(), "house.docx")


@pytest.mark.parametrize("address", ["mhtml:http://example.org/a", "webdav:a", "\\\\server\\a"])
def test_a_list_that_names_a_picture_outside_is_refused(address):
    content = own_style()
    lists = part_of(content, "word/numbering.xml")
    drawn = (
        '<w:numPicBullet w:numPicBulletId="0"><w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<v:shape><v:imagedata src="{address}"/></v:shape></w:pict></w:numPicBullet></w:numbering>'
    )
    with pytest.raises(DomainError, match="from outside"):
        cleaned(changed(content, **{"word/numbering.xml": lists.replace("</w:numbering>", drawn)}), "own.docx")  # fmt: skip


def test_a_style_that_no_paper_can_be_written_in_is_refused(database):
    document = docx.Document(io.BytesIO(own_style()))
    document.styles["Heading 1"].element.set(qn("w:type"), "character")
    by = viewer_of(make_person(Role.QA_LEAD, make_council()))
    with pytest.raises(DomainError, match="no paper can be written"):
        add_style(packed(document), "own.docx", by, NOON)
    add_style(own_style(), "own.docx", by, NOON)
