"""What is said of themes: states in sentences, what chance does to many of them, and what followed an action."""

from collections.abc import Sequence

from qa_app.audits.rules import FindingKind
from qa_app.foundation.statistics.changes import Change, Compared, Window
from qa_app.foundation.statistics.wording import is_small, percent, share_of
from qa_app.insight.rules.series import Series
from qa_app.insight.rules.themes import Line

# Of themes that never change, the share that the rule marks at some time in two years of looking every month.
MARKED_BY_CHANCE = (0.04, 0.08)
# So many that have moved are named in the first sentence.
MOST_NAMED = 3


def share_in_table(number: int, of: int) -> str:
    """7 of 8 (88%, small number); no percentage of fewer than five."""
    if not of:
        return "No audits"
    if is_small(of):
        return f"{number:,} of {of:,} ({percent(number, of)}%, small number)"
    return share_of(number, of)


def called(line: Line) -> str:
    """Some themes are named after what goes wrong; as a strength each is something that was done well."""
    name = line.theme.name
    if line.kind is FindingKind.DEVELOPMENT:
        return name
    return f"Done well: {name[:1].lower()}{name[1:]}"


def said_of_state(line: Line) -> str:
    """The state, and the two counts that it comes from, with their months."""
    found, compared = _FOUND[line.kind], line.compared
    if not line.is_trend:
        return (
            f"{line.state}, because these audits were chosen for a reason. "
            f"{found} {share_in_table(line.found, line.asked)}."
        )
    recent = f"{found} {_said(line, compared.recent)}"
    match compared.change:
        case Change.NOT_ENOUGH_AUDITS:
            return (
                f"{line.state}. It takes six settled months and 20 audits that ask about it in the "
                f"last six. {recent}."
            )
        case Change.NO_COMPARISON_YET:
            return (
                f"{line.state}. It takes 20 audits that ask about it in the months before the last "
                f"six. {recent}."
            )
    if not line.is_compared:
        return f"{line.state}. {recent}. There is no comparison with the months before yet."
    newly = " Nobody had found it in the months before." if compared.is_newly_seen else ""
    return f"{line.state}. {recent}; before that, {_said(line, compared.before)}.{newly}"


_FOUND = {
    FindingKind.DEVELOPMENT: "It was an area for development in",
    FindingKind.STRENGTH: "It was a strength in",
}


def _said(line: Line, window: Window) -> str:
    return line.series.said(window, share_in_table)


def said_first(lines: Sequence[Line]) -> str:
    """What has moved, by name and with its counts; of what has not, the theme that was found most often lately."""
    moved = [one for one in lines if one.has_moved]
    rest = sum(one.is_compared for one in lines) - len(moved)
    if not moved:
        return " ".join(filter(None, (_none_moved(rest), _most_often(lines))))
    said = [
        f"{called(one)} is {one.state.value.lower()}: {_said(one, one.compared.recent)}; "
        f"before that, {_said(one, one.compared.before)}."
        for one in moved[:MOST_NAMED]
    ]
    if len(moved) > MOST_NAMED:
        more = len(moved) - MOST_NAMED
        said.append(f"{more} more {'has' if more == 1 else 'have'} moved: see the list.")
    if rest:
        other = "the other one that is" if rest == 1 else f"the other {rest} that are"
        said.append(f"No clear change in {other} compared.")
    return " ".join(said)


def _none_moved(compared: int) -> str:
    if not compared:
        return "None of them can be compared with the months before yet."
    if compared == 1:
        return "The only one that can be compared has not clearly changed."
    return f"None of the {compared} that can be compared has clearly changed."


def _most_often(lines: Sequence[Line]) -> str:
    there = [one for one in lines if one.compared.recent.count]
    if not there:
        return ""
    most = max(there, key=lambda one: one.compared.recent.share or 0)
    return f"Found most often: {called(most)}, in {_said(most, most.compared.recent)}."


def false_flags_in_words(lines: Sequence[Line]) -> str:
    """How many would be marked all the same if nothing had changed."""
    number = sum(one.is_compared for one in lines)
    if not number:
        return ""
    low, high = (round(share * number) for share in MARKED_BY_CHANCE)
    if not high:
        many = "fewer than one"
    elif low == high:
        many = f"about {high}"
    else:
        many = f"between {low} and {high}"
    themes = "theme is" if number == 1 else "themes are"
    return (
        f"{number} {themes} compared here. If nothing changed in practice, chance alone would still "
        f"mark {many} of them at some time in two years of looking every month."
    )


def followed_in_words(compared: Compared, series: Series) -> str:
    """What was found in the six months after something was done, against the months before them."""
    after = series.said(compared.recent, share_in_table)
    if compared.chance_up is None:
        return f"Found in {after}. There are too few audits to compare"
    before = series.said(compared.before, share_in_table)
    became = {Change.RISING: "More often", Change.FALLING: "Less often"}.get(
        compared.change, "No clear change"
    )
    return f"{became}: {after}; before that, {before}"
