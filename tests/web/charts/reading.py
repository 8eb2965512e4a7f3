"""What a drawing holds, as tests ask for it."""

import re

from qa_app.web.charts.drawing import width_of


def styled(drawing, style, tag=None):
    return [one for one in drawing.shapes if one.style == style and tag in (None, one.tag)]


def said(drawing):
    return [one.words for one in drawing.shapes if one.tag == "text"]


def numbers_of(shape):
    """Every x and every y of it."""
    if "points" in shape.at:
        pairs = [tuple(map(float, one.split(","))) for one in shape.at["points"].split()]
        return [x for x, _ in pairs], [y for _, y in pairs]
    xs = [shape.at[name] for name in ("x", "x1", "x2", "cx") if name in shape.at]
    ys = [shape.at[name] for name in ("y", "y1", "y2", "cy") if name in shape.at]
    if shape.tag == "rect":
        xs.append(shape.at["x"] + shape.at["width"])
        ys.append(shape.at["y"] + shape.at["height"])
    return xs, ys


def assert_inside(drawing):
    """No shape leaves the drawing, nor do words by more than their width is guessed wrong."""
    for shape in drawing.shapes:
        xs, ys = numbers_of(shape)
        assert all(-1 <= x <= drawing.width + 1 for x in xs), shape
        assert all(-1 <= y <= drawing.height + 1 for y in ys), shape
        if shape.tag == "text":
            wide = width_of(shape.words, drawing.text)
            part = {"start": 0, "middle": 0.5, "end": 1}[shape.at["text-anchor"]]
            left = shape.at["x"] - part * wide
            assert left > -12, shape
            assert left + wide < drawing.width + 14, shape


NO_STYLE = re.compile(r"\sstyle=|\son\w+=|<script|<style")
