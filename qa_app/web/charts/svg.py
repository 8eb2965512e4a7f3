"""A drawing as SVG: within a page, or as a file that needs nothing beside it."""

from dataclasses import replace

from markupsafe import Markup, escape

from qa_app.web.charts.drawing import PAPER, STYLES, Drawing, Shape, in_lines

FONT = "Arial, Helvetica, sans-serif"
LINE = 20


def inline(drawing: Drawing, title: str, description: str, name: str) -> Markup:
    """For a page; `name` makes the ids its own."""
    said = Markup('class="app-drawing" focusable="false"')
    return _svg(drawing, title, description, name, said, _drawn(drawing))


def standalone(drawing: Drawing, title: str, description: str) -> str:
    """A whole file on white paper, its title and sentence written above the drawing."""
    said = in_lines(title, drawing.width * 0.9, drawing.text * 1.3)
    lines = [(part, "bold") for part in said]
    lines += [(part, "normal") for part in in_lines(description, drawing.width, drawing.text)]
    head = LINE * len(lines) + 14
    whole = replace(drawing, height=drawing.height + head)
    sized = Markup('xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"').format(
        _number(whole.width), _number(whole.height)
    )
    above = Markup("").join(
        Markup('<text x="0" y="{}" font-weight="{}">{}</text>').format(LINE * (at + 1), bold, part)
        for at, (part, bold) in enumerate(lines)
    )
    ground = Markup('<rect width="100%" height="100%" fill="{}"/>').format(PAPER)
    inside = Markup('{}{}<g transform="translate(0 {})">{}</g>').format(
        ground, above, head, _drawn(drawing)
    )
    svg = _svg(whole, title, description, "chart", sized, inside)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'


def _drawn(drawing: Drawing) -> Markup:
    return Markup("").join(_element(shape) for shape in drawing.shapes)


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


def _element(shape: Shape) -> Markup:
    attributes = {"class": f"app-drawing__{shape.style}", **STYLES[shape.style], **shape.at}
    if shape.tag == "text" and "on-" not in shape.style:
        # Paper behind the words keeps lines from crossing them.
        attributes |= {"stroke": PAPER, "stroke-width": "3", "paint-order": "stroke"}
    said = Markup(" ").join(
        Markup('{}="{}"').format(name, _number(value)) for name, value in attributes.items()
    )
    if shape.tag != "text":
        return Markup("<{tag} {said}/>").format(tag=shape.tag, said=said)
    return Markup("<text {}>{}</text>").format(said, escape(shape.words))


def _number(value: str | float) -> str:
    """To a tenth, which is less than can be seen."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
