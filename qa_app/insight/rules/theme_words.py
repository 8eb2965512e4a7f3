"""What is said of themes: states in sentences, what chance does to many of them, and what followed an action."""

from collections.abc import Sequence
from datetime import date

from qa_app.audits.rules import FindingKind
from qa_app.foundation.statistics.changes import Change, Compared, Window
from qa_app.foundation.statistics.wording import is_small, percent, share_of
from qa_app.insight.rules.themes import Line

# Of themes that never change, the share that the rule marks at some time in two years of looking every month.
MARKED_BY_CHANCE = (0.04, 0.08)


def share_in_table(number: int, of: int) -> str:
    """7 of 8 (88%, small number); no percentage of fewer than five."""
    if not of:
        return "No audits"
    if is_small(of):
        return f"{number:,} of {of:,} ({percent(number, of)}%, small number)"
    return share_of(number, of)


def said_of_state(line: Line, shown: Sequence[date]) -> str:
    """The state, and the two counts that it comes from, with their months."""
    found, compared = _FOUND[line.kind], line.compared
    recent = f"{found} {said_of_window(compared.recent, shown)}"
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
    before = said_of_window(compared.before, shown)
    return f"{line.state}. {recent}; before that, {before}.{newly}"


_FOUND = {
    FindingKind.DEVELOPMENT: "It was an area for development in",
    FindingKind.STRENGTH: "It was a strength in",
}


def said_of_window(window: Window, shown: Sequence[date]) -> str:
    if window.first >= window.end:
        return "no audits"
    first, last = shown[window.first], shown[window.end - 1]
    if not window.of:
        return f"no audits {months_in_words(first, last)}"
    return f"{share_in_table(window.count, window.of)} {months_in_words(first, last)}"


def months_in_words(first: date, last: date) -> str:
    if first == last:
        return f"in {last:%B %Y}"
    begins = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"from {begins} to {last:%B %Y}"


def moved_in_words(lines: Sequence[Line]) -> str:
    """How many of a list have moved, state by state."""
    counts = {state: 0 for state in dict.fromkeys(one.state for one in lines if one.has_moved)}
    for one in lines:
        if one.has_moved:
            counts[one.state] += 1
    if not counts:
        compared = sum(one.is_compared for one in lines)
        if not compared:
            return "None of them can be compared with the months before yet."
        if compared == 1:
            return "The only one that can be compared has not clearly changed."
        return f"None of the {compared} that can be compared has clearly changed."
    each = [f"{number} {state.value.lower()}" for state, number in counts.items()]
    moved = sum(counts.values())
    return f"{moved} of {len(lines)} {'has' if moved == 1 else 'have'} moved: {', '.join(each)}."


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


def followed_in_words(compared: Compared, shown: Sequence[date]) -> str:
    """What was found in the six months after something was done, against the months before them."""
    after = said_of_window(compared.recent, shown)
    if compared.chance_up is None:
        return f"Found in {after}. There are too few audits to compare"
    before = said_of_window(compared.before, shown)
    became = {Change.RISING: "More often", Change.FALLING: "Less often"}.get(
        compared.change, "No clear change"
    )
    return f"{became}: {after}; before that, {before}"
