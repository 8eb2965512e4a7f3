"""The same blocks as in Word and on slides, as a page that is made into a PDF. All words are escaped."""

import base64
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from qa_app.reports.rules.paper import Block, Grid, Paper, Picture, Quote, Said, Section
from qa_app.web.charts.png import as_png

# What is longer than any word, and how much of it stands on a line for certain.
WITHOUT_A_SPACE, LETTERS = re.compile(r"(\S{61,})"), re.compile(r".{1,30}", re.DOTALL)
STYLE = Markup("""
@font-face {{ font-family: Arimo; src: url("{regular}"); font-weight: 400 }}
@font-face {{ font-family: Arimo; src: url("{bold}"); font-weight: 700 }}
@page {{ size: A4; margin: 20mm 20mm 24mm;
  @bottom-left {{ content: element(foot) }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); font: 9pt Arimo; width: 30mm; text-align: right }} }}
body {{ margin: 0; font: 11pt/1.4 Arimo; color: #0b0c0c; overflow-wrap: anywhere }}
.foot {{ position: running(foot); font-size: 9pt; margin: 0 }}
h1 {{ font-size: 20pt; line-height: 1.2; margin: 0 0 4pt; bookmark-level: 1 }}
h2 {{ font-size: 14pt; margin: 16pt 0 6pt; break-after: avoid; bookmark-level: 2 }}
h1, h2 {{ string-set: none }}
.under {{ font-size: 13pt; margin: 0 0 10pt }}
.paper + .paper, .contents + .paper {{ break-before: page }}
p {{ margin: 0 0 6pt; white-space: pre-wrap }}
ul {{ margin: 0 0 6pt; padding-left: 14pt }}
li {{ white-space: pre-wrap }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0 0 12pt }}
caption {{ text-align: left; font-weight: 700; padding: 4pt 0; break-after: avoid }}
th, td {{ border: 0.5pt solid #505a5f; padding: 3pt 5pt; text-align: left; vertical-align: top; white-space: pre-wrap }}
th:first-child {{ width: 34% }}
tr {{ break-inside: avoid }}
thead {{ display: table-header-group }}
img {{ width: 100% }}
blockquote {{ margin: 0 0 6pt 12pt; font-style: italic }}
.contents a {{ color: #0b0c0c; text-decoration: none }}
.contents li a::after {{ content: ", page " target-counter(attr(href), page) }}
""")


def contents(title: str, papers: Sequence[Paper]) -> Markup:
    lines = Markup("").join(
        Markup('<li><a href="#p{}">{}. {}</a></li>').format(at, one.title, one.subtitle)
        for at, one in enumerate(papers)
    )
    return Markup('<section class="contents"><h1>{}</h1><ol>{}</ol></section>').format(title, lines)


def paper(one: Paper, name: str) -> Markup:
    front = Grid("", ("", ""), one.front) if one.front else None
    return Markup(
        '<section class="paper"><h1 id="{}">{}</h1><p class="under">{}</p>{}{}</section>'
    ).format(
        name,
        one.title,
        one.subtitle,
        _grid(front) if front else "",
        Markup("").join(map(_section, one.sections)),
    )


def _section(one: Section) -> Markup:
    grouped = groupby(one.blocks, lambda block: isinstance(block, Said) and block.in_list)
    blocks = Markup("").join(_list(each) if is_list else Markup("").join(map(_block, each)) for is_list, each in grouped)  # fmt: skip
    return Markup("<h2>{}</h2>{}").format(one.heading, blocks)


def _list(lines: Iterable[Block]) -> Markup:
    said = (
        Markup("<li>{}</li>").format(_breakable(one.words))
        for one in lines
        if isinstance(one, Said)
    )
    return Markup("<ul>{}</ul>").format(Markup("").join(said))


def _block(one: Block) -> Markup:
    if isinstance(one, Said):
        return Markup("<p>{}</p>").format(_breakable(one.words))
    if isinstance(one, Quote):
        about = f" ({one.about})" if one.about else ""
        return Markup("<blockquote>“{}”{}</blockquote>").format(_breakable(one.words), about)
    if isinstance(one, Picture):
        data = base64.b64encode(as_png(one.svg)).decode()
        return Markup('<p><strong>{}</strong></p><img src="data:image/png;base64,{}" alt="{}">').format(one.caption, data, one.described)  # fmt: skip
    return _grid(one) if isinstance(one, Grid) else Markup("")


def _grid(one: Grid) -> Markup:
    caption = Markup("<caption>{}</caption>").format(one.caption) if one.caption else ""
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(said) for said in one.headings)
    head = Markup("<thead><tr>{}</tr></thead>").format(heads) if any(one.headings) else ""
    rows = Markup("").join(map(_row, one.rows))
    return Markup("<table>{}{}<tbody>{}</tbody></table>").format(caption, head, rows)


def _row(row: Sequence[str]) -> Markup:
    name, *others = row
    cells = Markup("").join(Markup("<td>{}</td>").format(_breakable(said)) for said in others)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(_breakable(name), cells)


def _breakable(words: str) -> Markup:
    """Where a line may end inside what has no space: looked for letter by letter, a long one takes minutes."""
    parts = (
        Markup("<wbr>").join(LETTERS.findall(one)) if at % 2 else escape(one)
        for at, one in enumerate(WITHOUT_A_SPACE.split(words))
    )
    return Markup("").join(parts)
