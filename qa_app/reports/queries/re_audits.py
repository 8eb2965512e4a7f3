"""Records that were audited twice: good or better at first, and at the second time."""

from qa_app.insight.queries.re_audits import Asking, count_pairs
from qa_app.insight.rules.re_audits import lines_by_about
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.hiding import shown_pairs
from qa_app.reports.rules.tables import Column, Kind, Table, numbers


def re_audits(ask: Ask) -> Table:
    """Then and now are two looks at the same records, so that each is hidden by itself."""
    asking = Asking(ask.viewer, ask.filters, ask.offered.versions)
    lines = lines_by_about(count_pairs(asking), ask.scales)
    pairs = [(one.count, one.of) for line in lines for one in (line.then, line.now)]
    shown = shown_pairs(pairs, ask.level, apart=True)
    return Table(
        "Re-audits",
        "re_audits",
        "Records that were audited again in these months: how many were good or better at first, and at the second time. Records are audited again because they were weak, so that some of the gain is chance.",
        [
            Column("What was graded", width=34),
            *numbers("Good or better at first", "Graded at first"),
            Column("Share at first", Kind.SHARE),
            *numbers("Good or better again", "Graded again"),
            Column("Share again", Kind.SHARE),
        ],
        [
            (line.name, then.count, then.of, then.share, again.count, again.of, again.share)
            for line, then, again in zip(lines, shown[::2], shown[1::2], strict=True)
        ],
    )
