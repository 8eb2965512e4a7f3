"""Answers by question of one template, and the audits that gave them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules import Template
from qa_app.insight.queries.counted import count_left_out, count_waiting
from qa_app.insight.queries.questions import (
    behind,
    count_answers,
    count_behind,
    list_behind,
    numbers_by_template,
    versions_of,
)
from qa_app.insight.routes.blueprint import questions
from qa_app.insight.routes.filtering import Asked, asked_in_address, choice
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.rules.filters import code_asked, code_in_address
from qa_app.insight.rules.questions import About, Counted, Group, asked_in, in_groups, said_first
from qa_app.insight.rules.theme_words import share_in_table
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of

READ = Permission.INSIGHT_READ
ASKS = "asks"
KINDS = [(code_in_address(one.name), one.value) for one in About]


@questions.get("")
@requires(READ)
def index() -> ResponseReturnValue:
    """Of the template that was used most, where none is chosen."""
    asked = asked_in_address(lambda _: [choice(ASKS, "What questions are about", KINDS)])
    numbers = numbers_by_template(viewer(), asked.filters)
    code = asked.filters.template or next(iter(numbers), "")
    versions = versions_of(code, viewer()) if code else []
    filters = replace(asked.filters, template=code)
    counts = count_answers(viewer(), filters, versions) if versions else []
    groups = in_groups(asked_in(versions, counts)) if versions else {}
    return render_template(
        "insight/questions.html",
        asked=asked,
        sheet=sheet_of(0),
        template=versions[0] if versions else None,
        number=numbers.get(code, 0),
        groups=_chosen(groups, asked),
        first=said_first(_chosen(groups, asked)),
        facts=About.FACTS,
        waiting=count_waiting(viewer(), asked.filters).total(),
        left_out=count_left_out(viewer(), asked.filters),
        fewer=why_fewer(viewer()),
        share=share_in_table,
    )


def _chosen(groups: Mapping[About, Group], asked: Asked) -> dict[About, Group]:
    """Compliance, the record and the work are never added together; one of them may be looked at alone."""
    code = next(
        code_asked(one.chosen, About.__members__) for one in asked.choices if one.name == ASKS
    )
    return {about: one for about, one in groups.items() if code in ("", about.name)}


@questions.get("/<template_code>/<question_code>/<answer>")
@requires(READ)
def audits(template_code: str, question_code: str, answer: str) -> ResponseReturnValue:
    """Those that gave one answer, of the audits that count."""
    versions = versions_of(template_code, viewer())
    one = _asked_about(versions, question_code)
    if answer not in one.question.answers:
        abort(404)
    asked = _of_one_template(asked_in_address(of_rows=True), template_code)
    wanted = behind(viewer(), asked.filters, versions, question_code, answer)
    sheet = sheet_of(count_behind(wanted))
    rows = list_behind(wanted, sheet.on_a_page, sheet.offset)
    ids = [each.child_public_id for each in rows if each.child_public_id]
    look("audits:listed", viewer(), ids=ids)
    return render_template(
        "insight/question_audits.html",
        asked=asked,
        sheet=sheet,
        rows=rows,
        one=one,
        template=template_code,
        answer=one.question.answers[answer],
    )


def _asked_about(versions: Sequence[Template], question: str) -> Counted:
    """Of the newest version; a page that is not there for any other."""
    every = asked_in(versions, []) if versions else []
    return next((one for one in every if one.question.id == question), None) or abort(404)


def _of_one_template(asked: Asked, code: str) -> Asked:
    """The address says which template, so that no filter has to."""
    others = [one for one in asked.choices if one.name != "template"]
    return replace(asked, filters=replace(asked.filters, template=code), choices=others)
