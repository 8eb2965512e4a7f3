"""What is wrong with a draft, for somebody who mends it on a page and has never seen its file."""

import re
from collections.abc import Mapping

from qa_app.audit_templates.rules.reading import each
from qa_app.audit_templates.rules.shape import Problem

# What a line of the file is called on the page.
CALLED = {
    "name": "Name",
    "purpose": "What it is for",
    "minutes": "Minutes for one audit",
    "read_months": "Months to read",
    "judge_months": "Months to judge",
    "gate": "The question about safety",
    "heading": "Heading",
    "guidance": "Guidance",
    "good_looks_like": "What good looks like",
    "text": "What is asked",
    "help": "Help",
    "unit": "What is counted",
    "low": "What 0 means",
    "high": "What 10 means",
    "words": "The words of a choice or a grade",
    "descriptor": "What a grade looks like",
    "from": "Youngest age",
    "to": "Oldest age",
    "strengths": "Most strengths",
    "development": "Most areas for development",
    "at_least": "How many sections it takes",
    "characters": "How much evidence is enough",
    "graded": "the grade at or below which a section counts",
    "at_most": "the highest grade that is left",
    "sections": "which sections count",
}
_IN_THE_FILE = (
    "Something in the draft does not fit its page. Download it as a file, upload it again and mend "
    "what is then listed"
)
_ANEW = "Open the question and save it. The page asks whether it still asks the same"
_ANEW_IF_SHARED = "Write its section into this template, and save the question again"

# The words of a check of files, and what the page says instead. What stands in brackets is kept,
# with the words of whatever it names.
_INSTEAD: tuple[tuple[str, str], ...] = (
    # Texts, numbers and lists
    (r"“(\w+)” is empty", "“{0}” is empty. Write something there"),
    (r"“(\w+)” has a mark that cannot be seen", "“{0}” has a mark that cannot be seen. Type it again"),
    (r"“(\w+)” is ([\d,]+ characters) long", "“{0}” is {1} long. Make it shorter"),
    (r"“(\w+)” is (-?[\d,]+)", "“{0}” is {1}. Enter a number that the page allows"),
    (r"“sections” has 0 in it", "The template has no sections. Add a section"),
    (r"“sections” has (\d+) in it", "The template has {0} sections, which is too many. Remove some"),
    (r"“options” has (\d+) in it", "The number of choices is {0}. Give from 2 to 30"),
    (r"“scale” has (\d+) in it", "The number of grades is {0}. Give from 3 to 5"),
    (r"“questions” has (\d+) in it", "The section has {0} questions, which is too many. Move some to another section"),
    (r"“rules” has (\d+) in it", "The template has {0} rules, which is too many. Remove some"),
    (r"A (?:template|section|question|rule|grade|section that is shared) has no “(\w+)”", "“{0}” is empty. Write something there"),
    # The scale, and what sections say of its grades
    (r"The scale does not divide good from not good", "The scale does not divide good from not good. Say which grades count as good"),
    (r"Two grades are (.+)", "Two grades are {0}. Give each grade words of its own"),
    (r"(.+) is no grade of the scale", "It names {0}, which the scale does not have. Choose another grade"),
    (r"This section is not graded and says what its grades look like", "This section is not graded and says what its grades look like. Empty what each grade looks like, or let the section be graded"),
    (r"“(.+)” does not say what (.+) looks like", "Nothing says what {1} looks like here. Write it in the section, or in the scale for all sections"),
    (r"The shared section \S+ describes other grades than the scale has", "Several templates share this section, and it describes other grades than the scale has. Write it into this template, or use the grades that it describes"),
    # For whom, and after which answers
    (r"There is no status (\S+)", "The council has no status {0}. Untick it"),
    (r"The condition says nothing", "It is said when this is shown, but for whom is left open. Choose statuses, ages or an answer"),
    (r"No earlier question has the id (?P<question>\S+)", "It waits for an answer to {question}, which is not asked before it. Let it wait for another question, or for none"),
    (r"(\S+) is no answer to this question", "It asks where something was seen after the answer {0}, which cannot be given. Choose the answers again"),
    (r"(\S+) is no answer to (\S+)", "It waits for the answer {0} to {1}, which cannot be given. Choose the answers again"),
    # Ids and the library
    (r"Two have the section id (.+)", "{0} is here twice. Remove one of the two"),
    (r"Two have the question id (.+)", "{0} is asked twice. Remove one of the two"),
    (r"Two have the option id (.+)", "Two choices are the same. Type the choices again"),
    (r"No (section|question) can have the id .+", "The editor cannot open this {0}. Remove it and add it again"),
    (r"The shared section (\S+) has no question (\S+)", "The library no longer asks one of the questions that were taken of {0}. Choose its questions again"),
    (r"(\S+) has no version (\d+)", "The library no longer has the version of {0} that is used here. Remove it and add it again"),
    (r"There is no shared section called (\S+)", "The library no longer has the section {0}. Remove it"),
    # Questions
    (r"A \S+ question has nothing to choose from", "It has nothing to choose from. Enter what may be chosen"),
    (r"A \S+ question has .+", "It has something that its kind of answer has no place for. Choose how it is answered again, and save it"),
    (r"The question is (\d+) words long", "The question is {0} words long. Use 29 words or fewer, and put the rest under Help"),
    (r"A critical question cannot be answered with no", "A “no” matters at once, and it cannot be answered with no. Let it be answered with yes or no, or untick that a “no” matters"),
    (r"There is no time limit .+", "The time limit that it tests is not on the list. Choose another, or none"),
    (r"There is no practice standard .+", "The practice standard that it tests is not on the list. Choose another, or none"),
    (r"The question continues itself", "It is said to reword itself. Choose another older question, or none"),
    (r"No earlier version has a question .+", "No earlier version asks the question that it is said to reword. Choose another, or none"),
    (r"It continues \S+, which is answered in another way", "It is said to reword a question that is answered in another way, so that figures cannot run on. Choose another, or none"),
    (r"Both (\S+) and (\S+) continue \S+", "{0} and {1} are both said to reword the same older question. Choose another for one of them, or none"),
    (r"The section id \S+ stands for (.+) in “(.+)”", "In “{1}” the same section stands for {0}. Open the section and save it: figures then keep the two apart"),
    (r"Two options read alike: (.+)", "Two choices read alike: {0}. Word one of them differently, or remove it"),
    (r"\S+ (was|is) worded “(.+)” (before|in “.+”)", "This {0} worded “{1}” {2}. {anew}"),
    (r"(\S+) (was|is) answered in another way (before|in “.+”)", "{0} {1} answered in another way {2}. {anew}"),
    # Rules
    (r"A \S+ rule has no “(\w+)”", "The rule does not say {0}. Choose it"),
    (r"A \S+ rule has a “\w+”", "The rule says something that it has no place for. Remove it and add it again"),
    (r"(\S+) asks for no reason", "The rule cannot ask for a reason. Let it be off, or not allow it"),
    (r"The rule leaves every grade", "The rule leaves every grade. Choose a lower grade"),
    (r"(?P<section>\S+) is no graded section", "It counts {section}, and only sections that are graded can count. Untick it"),
    (r"No graded section is critical", "No graded section is critical. Let one be about the child’s safety, or choose which sections count"),
    (r"The rule is about an overall grade and there is none", "The rule is about an overall grade and there is none. Remove it, or let the audit end with an overall grade"),
    # What no page can bring about
    (r".+ is .+ where .+ belongs?", _IN_THE_FILE),
    (r"“.+” is no line of .+", _IN_THE_FILE),
    (r"“.+” cannot be the .+", _IN_THE_FILE),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), words) for pattern, words in _INSTEAD)


def in_form_words(problem: Problem, names: Mapping[str, str]) -> str:
    """A sentence or two; codes that the file uses become the words that they stand for."""
    for pattern, words in _PATTERNS:
        if found := pattern.fullmatch(problem.wrong):
            positional = [_named(one, names) for one in found.groups()]
            things = {
                what: _named(one, names) if one in names else f"a {what} that is not here"
                for what, one in found.groupdict().items()
            }
            anew = _ANEW_IF_SHARED if problem.path[-1:] == ("use",) else _ANEW
            return words.format(*positional, anew=anew, **things) + "."
    end = "" if problem.instead.endswith("?") else "."
    return f"{problem.wrong}. {problem.instead}{end}"


def _named(said: str, names: Mapping[str, str]) -> str:
    """One code, or several with “and” between them; other words stay as they are."""
    codes = said.split(" and ")
    if any(one in names for one in codes):
        return each([f"“{names.get(one, one)}”" for one in codes])
    return CALLED.get(said, said)
