"""How much a sample says of all the records it was drawn from, in a sentence."""

from qa_app.foundation.statistics.sampling import half_width


def _points(points: float) -> str:
    return "1 point" if round(points) == 1 else f"{round(points)} points"


def sentence(number: int, of: int) -> str:
    reach = half_width(number, of)
    if reach is None:
        return "Nothing is drawn, so nothing is learnt"
    if number >= of:
        read = {1: "The only one is", 2: "Both are"}.get(of, f"All {of:,} are")
        return f"{read} read, so that nothing is left to chance"
    return f"{number:,} of {of:,} tells you within about {_points(100 * reach)} either way"
