import struct
import zlib

import pytest

from qa_app.web.charts import png
from qa_app.web.charts.drawing import Chart, Drawing, circle, words
from qa_app.web.charts.svg import unframed

SAID = "Good or better"


def chart_of(*shapes) -> Chart:
    drawing = Drawing(200, 100, 13, shapes)
    return Chart("Title", "Sentence.", "Beware.", drawing, drawing, (), ())


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])


def dots_of(picture: bytes) -> bytes:
    """What is drawn, of a picture whose rows are packed together."""
    found, at = b"", 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            found += picture[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(found)


def test_a_picture_is_three_times_as_sharp_as_its_drawing():
    assert size_of(png.drawing_of(chart_of(circle("dot", 50, 50, 5)))) == (600, 300)


def test_a_whole_picture_holds_its_title_and_caution_too():
    width, height = size_of(png.picture(chart_of(circle("dot", 50, 50, 5))))
    assert width > 600
    assert height > 300 + 3 * 40


def test_words_are_drawn_on_a_server_without_fonts():
    """System fonts are never asked, so this is what any server draws."""
    with_words = dots_of(png.drawing_of(chart_of(words(SAID, 10, 50))))
    without = dots_of(png.drawing_of(chart_of()))
    assert with_words != without


def test_bold_words_are_drawn_in_bold():
    plain = dots_of(png.drawing_of(chart_of(words(SAID, 10, 50, "start", "words"))))
    bold = dots_of(png.drawing_of(chart_of(words(SAID, 10, 50, "start", "strong"))))
    assert plain != bold


def test_the_same_drawing_gives_the_same_picture():
    chart = chart_of(words(SAID, 10, 50))
    assert png.picture(chart) == png.picture(chart)


def test_words_cannot_fetch_a_file_from_the_server():
    written = unframed(chart_of(words('<image href="file:///etc/hostname"/>', 10, 50)))
    assert "<image" not in written


def test_a_missing_font_is_said_rather_than_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(png, "FONTS_IN", tmp_path)
    with pytest.raises(FileNotFoundError, match="make set-up"):
        png.picture(chart_of())
