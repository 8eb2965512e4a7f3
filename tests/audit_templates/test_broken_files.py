"""Files that cannot be used: each is refused on the line that is wrong, in words a QA lead understands."""

import time
from pathlib import Path

import pytest

from qa_app.audit_templates import library
from qa_app.audit_templates.rules.checks import problems_of_template

GOOD = """\
code: visits
name: Visits to children
version: 1
purpose: Are children seen?
minutes: 10
look_back: {read_months: 12, judge_months: 6}
sections:
  - id: seen-at-home
    heading: Seen at home
    concept: VISIT
    critical: true
    questions:
      - id: zz1-1
        text: Was the child seen?
        critical: true
      - id: zz1-2
        text: Who saw the child?
        kind: pick-one
        options:
          - option: worker
            words: Their practitioner
          - option: other
            words: Somebody else
      - id: zz1-3
        text: How many visits were there?
        kind: number
        unit: visits
rules:
  - rule: limit-overall
    mode: warn
    sections: critical
    graded: inadequate
    at_most: inadequate
"""

# What is changed in the good file, into what, the line that is named, and words of the message.
BROKEN = {
    "an alias": ("name: Visits to children", "name: *code", 2, "content from elsewhere"),
    "an anchor": ("code: visits", "code: &code visits", 1, "“&code”"),
    "a merge key": ("minutes: 10", "<<: {minutes: 10}", 5, "“<<” takes lines from elsewhere"),
    "an object": ("minutes: 10", "minutes: !!python/object/apply:os.system [ls]", 5, "Take it out"),
    "a tag of a type": ("minutes: 10", "minutes: !!int '10'", 5, "“!!int”"),
    "a tab": ("minutes: 10", "minutes:\t10", 5, "There is a tab here"),
    "a name twice": ("minutes: 10", "minutes: 10\nminutes: 12", 6, "the first is on line 5"),
    "a name twice in a question": (
        "        text: Was the child seen?",
        "        text: Was the child seen?\n        text: Was she seen?",
        15,
        "“text” is here a second time",
    ),
    "a second document": ("rules:", "---\nrules:", 28, "A second document begins here"),
    "a colon in a text": ("name: Visits to children", "name: Visits: to children", 2, "A colon stands where it cannot"),
    "a quotation mark left open": ('name: Visits to children', 'name: "Visits to children', 2, "opened and not closed"),
    "a bracket left open": ("minutes: 10", "minutes: [10", 5, "bracket"),
    "a line that begins elsewhere": ("    concept: VISIT", "   concept: VISIT", 10, "does not begin"),
    "a list as a name": ("minutes: 10", "[a, b]: 10", 5, "where a name belongs"),
    "a line nobody knows": ("minutes: 10", "minuets: 10", 5, "Did you mean minutes?"),
    "a line nobody knows in a question": ("        kind: number", "        sort: number", 26, "no line of a question"),
    "a kind nobody knows": ("kind: pick-one", "kind: pick-1", 18, "Did you mean pick-one?"),
    "a concept nobody knows": ("concept: VISIT", "concept: VISITS", 10, "Did you mean VISIT?"),
    "no name": ("name: Visits to children\n", "", 1, "has no “name”"),
    "no heading": ("    heading: Seen at home\n", "", 8, "has no “heading”"),
    "an empty text": ("text: Was the child seen?", "text: ''", 14, "“text” is empty"),
    "a number as text": ("minutes: 10", "minutes: ten", 5, "a whole number"),
    "a number written with e": ("minutes: 10", "minutes: 1e5", 5, "a whole number"),
    "yes for true": ("    critical: true\n", "    critical: yes\n", 11, "Write true or false"),
    "a number too large": ("version: 1", "version: 1000", 3, "from 1 to 999"),
    "a code with spaces": ("code: visits", "code: Our visits", 1, "small letters, numbers and hyphens"),
    "a list that is no list": ("    questions:", "    questions: none\n    also:", 12, "Begin each line of the list with a hyphen"),
    "more judged than read": ("read_months: 12, judge_months: 6", "read_months: 6, judge_months: 12", 6, "12 months are judged and 6 are read"),
    "an id twice": ("id: zz1-2", "id: zz1-1", 16, "Two have the question id zz1-1"),
    "a question of thirty words": ("Was the child seen?", "Was " + "very " * 29 + "seen?", 14, "words long"),
    "two questions in one": ("Was the child seen?", "Was the child seen? Was it alone?", 14, "more than one thing"),
    "a question without an end": ("Was the child seen?", "Was the child seen", 14, "has no end"),
    "nothing to pick": ("        options:\n          - option: worker\n            words: Their practitioner\n          - option: other\n            words: Somebody else\n", "", 16, "nothing to choose from"),
    "an option twice": ("option: other", "option: worker", 22, "Two have the option id worker"),
    "options where none belong": ("kind: pick-one", "kind: text", 19, "has options"),
    "a unit where none belongs": ("        kind: number\n", "        kind: text\n", 27, "has a unit"),
    "a scale's end where none belongs": ("        unit: visits", "        low: none", 27, "Keep it for scaling"),
    "critical without a no": ("        kind: number", "        kind: number\n        critical: true", 27, "cannot be answered with no"),
    "evidence for no answer": ("        critical: true\n      - id: zz1-2", "        critical: true\n        evidence: [maybe]\n      - id: zz1-2", 16, "maybe is no answer"),
    "a later answer": ("        critical: true\n      - id: zz1-2", "        shown_when: {answers: [{question: zz1-2, is: [worker]}]}\n      - id: zz1-2", 15, "No earlier question has the id zz1-2"),
    "an answer nobody can give": ("        unit: visits", "        unit: visits\n        shown_when: {answers: [{question: zz1-1, is: [perhaps]}]}", 28, "perhaps is no answer to zz1-1"),
    "an empty condition": ("        unit: visits", "        unit: visits\n        shown_when: {}", 28, "says nothing"),
    "a status nobody has": ("        unit: visits", "        unit: visits\n        shown_when: {statuses: [CAREE]}", 28, "There is no status CAREE"),
    "ages the wrong way round": ("        unit: visits", "        unit: visits\n        shown_when: {ages: {from: 9, to: 3}}", 28, "younger age first"),
    "a time limit nobody knows": ("        unit: visits", "        unit: visits\n        timescale: soon", 28, "There is no time limit soon"),
    "a standard nobody knows": ("        unit: visits", "        unit: visits\n        standard: 98", 28, "There is no practice standard 98"),
    "a question that continues itself": ("        unit: visits", "        unit: visits\n        continues: zz1-3", 28, "continues itself"),
    "a shared section nobody knows": ("  - id: seen-at-home", "  - use: seen-at-school\n    version: 1\n  - id: seen-at-home", 8, "no shared section called seen-at-school"),
    "a descriptor of no grade": ("    critical: true\n    questions:", "    critical: true\n    descriptors: {brilliant: It is.}\n    questions:", 12, "brilliant is no grade"),
    "descriptors without grades": ("    critical: true\n    questions:", "    graded: false\n    descriptors: {good: It is.}\n    questions:", 12, "is not graded"),
    "a rule nobody knows": ("rule: limit-overall", "rule: limit-overal", 29, "Did you mean limit-overall?"),
    "a rule without its grade": ("    graded: inadequate\n", "", 29, "has no “graded”"),
    "a rule about no grade": ("at_most: inadequate", "at_most: awful", 33, "awful is no grade"),
    "a rule that leaves every grade": ("at_most: inadequate", "at_most: outstanding", 33, "leaves every grade"),
    "a rule about no section": ("sections: critical", "sections: [elsewhere]", 31, "elsewhere is no graded section"),
    "a rule about an overall grade that is not there": ("minutes: 10", "minutes: 10\noverall: none", 30, "there is none"),
    "two grades": ("minutes: 10", "minutes: 10\nscale:\n  - {grade: a, words: A, counts_as_good: true}\n  - {grade: b, words: B, counts_as_good: false}", 6, "Give it from 3 to 5"),
    "a scale upside down": ("minutes: 10", "minutes: 10\nscale:\n  - {grade: a, words: A, counts_as_good: false}\n  - {grade: b, words: B, counts_as_good: true}\n  - {grade: c, words: C, counts_as_good: true}", 8, "highest grade first"),
}  # fmt: skip

TOO_DEEP = GOOD.replace("minutes: 10", "minutes: " + "[" * 21 + "]" * 21)
RAW = {
    "an empty file": (b"", 1, "The file is empty"),
    "only a remark": (b"# nothing yet\n", 1, "The file is empty"),
    "a file of another kind": (b"PK\x03\x04\x14\x00\xff\xfe", 1, "not UTF-8"),
    "letters of another encoding": (GOOD.replace("Visits to", "Visits \u2013 to").encode("cp1252"), 2, "not UTF-8"),
    "a mark that turns the writing round": (GOOD.replace("Visits to", "Visits \u202e to").encode(), 2, "cannot be seen"),
    "a mark that Word cannot hold": (GOOD.replace("Visits to children", '"Visits \\uFFFE"').encode(), 2, "cannot be seen"),
    "a mark that cannot be seen": (GOOD.replace("Visits to", "Visits\x07 to").encode(), 2, "cannot be seen"),
    "a file too large": (GOOD.encode() + b"# " + b"x" * 300_000, 1, "256 kB or less"),
    "too many levels": (TOO_DEEP.encode(), 5, "too many levels"),
    "very many levels": (b"a: " + b"[" * 100_000, 1, "too many levels"),
    "a bomb of names": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "“&a”"),
    "a list where a template belongs": (b"- code: visits\n", 1, "The file is a list where lines of its own belong"),
}  # fmt: skip


def refusals(data: bytes) -> list[library.Fault]:
    _, faults = library.check_data(data, Path("x.yaml"), library.known(), problems_of_template)
    return faults


def test_the_good_file_is_good():
    assert refusals(GOOD.encode()) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_where_it_is_broken(name):
    old, new, line, words = BROKEN[name]
    assert GOOD.count(old) >= 1, "the good file has what the test breaks"
    faults = refusals(GOOD.replace(old, new, 1).encode())
    told = [str(fault) for fault in faults]
    assert any(fault.line == line and words in str(fault) for fault in faults), told


@pytest.mark.parametrize("name", RAW)
def test_a_file_that_is_no_template_is_refused_at_once(name):
    data, line, words = RAW[name]
    began = time.perf_counter()
    fault, *_ = refusals(data)
    assert time.perf_counter() - began < 1
    assert (fault.line, words in str(fault)) == (line, True), str(fault)
