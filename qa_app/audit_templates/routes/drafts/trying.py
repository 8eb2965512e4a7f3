"""Read a draft as an auditor will, and try what its rules say."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates import operations, queries
from qa_app.audit_templates.models import TemplateDraft
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import find, known
from qa_app.audit_templates.routes.facts import AGES, facts_asked
from qa_app.audit_templates.rules import Condition, Question, Section, Template, template_from
from qa_app.audit_templates.rules.conditions import Facts, shown_sections
from qa_app.audit_templates.rules.expanding import expanded
from qa_app.audit_templates.rules.limits import Said, Written, what_rules_say
from qa_app.audit_templates.rules.reading import parts_of, why_unsuited
from qa_app.audit_templates.rules.rule_words import rules_in_words
from qa_app.audit_templates.rules.words import ANSWERS, Kind

READ = (Permission.TEMPLATE_WRITE, Permission.TEMPLATE_PUBLISH)
MOST_CHARACTERS = 2000
WORDS_OF_AGES = [(age, "Not yet born" if age < 0 else f"{age}") for age in AGES.values()]
LENGTHS = [
    (characters, f"{words}: {characters:,} characters")
    for characters, words in (
        (20, "A few words"),
        (100, "A sentence"),
        (300, "A paragraph"),
        (MOST_CHARACTERS, "A page"),
    )
]


def template_of(draft: TemplateDraft) -> Template | None:
    """None while something in the draft must be mended first."""
    if operations.problems_of(draft):
        return None
    return template_from(expanded(draft.written, known()))


@audit_templates.get("/drafts/<public_id:draft_id>/preview")
@requires(*READ)
def preview_draft(draft_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    names = queries.beside(viewer().council_id)
    template, some = template_of(draft), facts_asked(names.statuses)
    return render_template(
        "audit_templates/draft_preview.html",
        draft=draft,
        template=template,
        parts=parts_of(template, names, some) if template else [],
        rules=list(rules_in_words(template)) if template else [],
        statuses=names.statuses,
        facts=some,
        unsuited=why_unsuited(template, some, names) if template else "",
    )


@audit_templates.get("/drafts/<public_id:draft_id>/try")
@requires(*READ)
def try_draft(draft_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    statuses = queries.beside(viewer().council_id).statuses
    template, facts = template_of(draft), facts_asked(statuses) or Facts()
    written = sample() if template else Written()
    return render_template(
        "audit_templates/draft_try.html",
        draft=draft,
        template=template,
        facts=facts,
        status=next(iter(facts.statuses), ""),
        statuses=statuses,
        shown=shown_now(template, facts, written) if template else [],
        said=by_place(template, what_rules_say(template, facts, written)) if template else [],
        grades=[(one.code, one.words) for one in template.scale] if template else [],
        ages=WORDS_OF_AGES,
        lengths=LENGTHS,
        impacts=ANSWERS[Kind.IMPACT],
        is_tried=bool(request.args),
    )


def sample() -> Written:
    """Grades and answers as they were chosen on the page; what is written is only so many characters."""
    grades, answers, evidence = {}, {}, {}
    for name, value in request.args.items():
        kind, _, about = name.partition(":")
        if kind == "grade" and value:
            grades[about] = value
        elif kind == "answer" and value:
            answers[about] = value
        elif kind == "written" and value.isdecimal() and len(value) < 6:
            evidence[about] = "x" * min(int(value), MOST_CHARACTERS)
        elif kind == "explained" and value == "yes":
            evidence[about] = "x"
    return Written(
        grades=grades,
        answers=answers,
        evidence=evidence,
        overall=request.args.get("overall") or None,
        impact=request.args.get("impact") or None,
        family_heard=request.args.get("heard") == "yes",
    )


def shown_now(
    template: Template, facts: Facts, written: Written
) -> list[tuple[Section, list[Question]]]:
    """The sections, each with the questions on which a rule or a condition may turn."""
    awaited = {one for thing in conditions_of(template) for one, _ in thing.answers}
    return [
        (section, [one for one in questions if one.answers and (one.critical or one.id in awaited)])
        for section, questions in shown_sections(template, facts, written.answers)
    ]


def conditions_of(template: Template) -> list[Condition]:
    things: list[Section | Question] = [*template.sections, *template.questions]
    return [one.shown_when for one in things if one.shown_when]


def by_place(template: Template, said: list[Said]) -> list[tuple[str, Said]]:
    """Each with the heading of the section that it is about."""
    headings = {section.id: section.heading for section in template.sections}
    return [(headings.get(one.section or "", ""), one) for one in said]
