"""Charts of a paper, drawn as the pages draw them."""

from collections.abc import Sequence
from dataclasses import replace

from qa_app.reports.rules.paper import Bars, Block, Paper, Picture, Trend
from qa_app.web.charts.drawing import Chart, Drawing
from qa_app.web.charts.p_chart import SharesByMonth, for_slide, p_chart
from qa_app.web.charts.range_bars import Group, Groups, for_slides, range_bars
from qa_app.web.charts.svg import unframed


def drawn(paper: Paper) -> Paper:
    return paper.with_blocks(_drawn)


def _drawn(block: Block) -> Block:
    if isinstance(block, Trend):
        months = SharesByMonth(
            block.title,
            block.sentence,
            block.months,
            block.found,
            block.compared,
            earlier=block.earlier,
        )
        return _picture(p_chart(months), [for_slide(months)])
    if isinstance(block, Bars):
        groups = Groups(block.title, block.sentence, [Group(*one) for one in block.groups])
        return _picture(range_bars(groups), for_slides(groups))
    return block


def _picture(chart: Chart, large: Sequence[Drawing]) -> Picture:
    """Whoever cannot see it hears what it shows, and finds every figure in the table beside it."""
    described = f"Chart. {chart.title}. {chart.sentence} The table beside it has its figures."
    slides = tuple(unframed(replace(chart, wide=one)) for one in large)
    return Picture(unframed(chart), chart.title, described, slides)
