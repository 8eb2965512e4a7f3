"""What invented auditors write: sentences by what a section is about, from which texts are put together."""

from qa_app.cli.demo.words.around import AROUND
from qa_app.cli.demo.words.care import CARE
from qa_app.cli.demo.words.child import CHILD
from qa_app.cli.demo.words.elsewhere import ELSEWHERE
from qa_app.cli.demo.words.oversight import OVERSIGHT
from qa_app.cli.demo.words.parts import Issue, Strength, Words
from qa_app.cli.demo.words.planning import PLANNING
from qa_app.cli.demo.words.thinking import THINKING

__all__ = ["Issue", "Strength", "WORDS", "Words", "words_for"]

# By the code of a template, the id of a section, or what a section is about.
WORDS: dict[str, Words] = {
    **OVERSIGHT,
    **CHILD,
    **THINKING,
    **PLANNING,
    **AROUND,
    **CARE,
    **ELSEWHERE,
}


def words_for(template: str, section: str, concept: str) -> Words:
    """The nearest there are."""
    return next(WORDS[one] for one in (template, section, concept, "IMPACT") if one in WORDS)
