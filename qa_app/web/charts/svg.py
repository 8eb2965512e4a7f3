"""A drawing as SVG: within a page, or as a file that needs nothing beside it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup, escape

from qa_app.web.charts.drawing import PAPER, STYLES, Chart, Drawing, Shape, in_lines

FONT = "Arial, Helvetica, sans-serif"
LINE, MARGIN = 20, 16


def inline(drawing: Drawing, title: str, description: str, name: str) -> Markup:
    """For a page; `name` makes the ids its own."""
    said = Markup('class="app-drawing" focusable="false"')
    return _svg(drawing, title, description, name, said, _drawn(drawing))


def standalone(chart: Chart, *, narrow: bool = False) -> str:
    """A whole file on white paper: title, sentence and caution are written round the drawing."""
    drawing = chart.narrow if narrow else chart.wide
    title = in_lines(chart.title, drawing.width, drawing.text * 1.15)
    above = [*title, *in_lines(chart.sentence, drawing.width, drawing.text)]
    below = in_lines(chart.caution, drawing.width, drawing.text)
    top = MARGIN + LINE * len(above)
    end = top + drawing.height
    whole = replace(
        drawing,
        width=drawing.width + 2 * MARGIN,
        height=end + LINE * len(below) + 2 * MARGIN,
    )
    inside = Markup('<rect width="100%" height="100%" fill="{}"/>{}{}').format(
        PAPER, _lines(above, MARGIN, len(title)), _lines(below, end + MARGIN / 2, 0)
    )
    inside += Markup('<g transform="translate({} {})">{}</g>').format(MARGIN, top, _drawn(drawing))
    return _file(whole, chart, inside)


def unframed(chart: Chart, *, narrow: bool = False) -> str:
    """A file of the drawing alone, on nothing."""
    drawing = chart.narrow if narrow else chart.wide
    return _file(drawing, chart, _drawn(drawing))


def _file(drawing: Drawing, chart: Chart, inside: Markup) -> str:
    sized = Markup('xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"').format(
        _number(drawing.width), _number(drawing.height)
    )
    svg = _svg(drawing, chart.title, chart.sentence, "chart", sized, inside)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'


def _lines(said: Sequence[str], top: float, bold: int) -> Markup:
    """The first so many in bold."""
    return Markup("").join(
        Markup('<text x="{}" y="{}" font-weight="{}">{}</text>').format(
            MARGIN, _number(top + LINE * (at + 0.8)), "bold" if at < bold else "normal", part
        )
        for at, part in enumerate(said)
    )


def _drawn(drawing: Drawing) -> Markup:
    return Markup("".join(map(_element, drawing.shapes)))  # noqa: S704 – words are escaped below


def _svg(
    drawing: Drawing, title: str, description: str, name: str, said: Markup, inside: Markup
) -> Markup:
    head = Markup(
        '<svg {said} viewBox="{box}" role="img" aria-labelledby="{name}-title {name}-description"'
        ' font-family="{font}" font-size="{text}"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-description">{description}</desc>'
    ).format(
        said=said,
        box=f"0 0 {_number(drawing.width)} {_number(drawing.height)}",
        name=name,
        font=FONT,
        text=_number(drawing.text),
        title=title,
        description=description,
    )
    return Markup("{}{}</svg>").format(head, inside)


def _element(shape: Shape) -> str:
    """Only words come from outside: all else is ours, and is written as it is."""
    where = "".join(f' {name}="{_number(value)}"' for name, value in shape.at.items())
    begun = f"<{shape.tag}{_styled(shape.tag, shape.style)}{where}"
    return f"{begun}>{escape(shape.words)}</text>" if shape.tag == "text" else f"{begun}/>"


@lru_cache
def _styled(tag: str, style: str) -> str:
    attributes = {"class": f"app-drawing__{style}", **STYLES[style]}
    if tag == "text" and "on-" not in style:
        # Paper behind the words keeps lines from crossing them.
        attributes |= {"stroke": PAPER, "stroke-width": "3", "paint-order": "stroke"}
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


def _number(value: str | float) -> str:
    """To a tenth, which is less than can be seen."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
