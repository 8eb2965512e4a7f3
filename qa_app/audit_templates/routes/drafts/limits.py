"""The rules of a draft: what its grades may be, and what is asked for first."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires
from qa_app.access.rules import Permission
from qa_app.audit_templates.forms.limits import RuleForm
from qa_app.audit_templates.forms.parts import Choices, RemoveForm
from qa_app.audit_templates.models import TemplateDraft
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.routes.drafts.parts import choices, confirmed, edit, find, saved
from qa_app.audit_templates.rules import digest_of
from qa_app.audit_templates.rules.editing import rule_at, with_rule, with_rule_in_place
from qa_app.audit_templates.rules.words import MODES, RULES, Mode
from qa_app.organisation.routes.answers import shown
from qa_app.web.words import plural

WRITE = Permission.TEMPLATE_WRITE


@audit_templates.get("/drafts/<public_id:draft_id>/rules")
@requires(WRITE)
def draft_rules(draft_id: str) -> ResponseReturnValue:
    draft = find(draft_id)
    return render_template(
        "audit_templates/draft_rules.html",
        draft=draft,
        rules=draft.written.get("rules", []),
        kinds=RULES,
        modes=MODES,
        in_words=lambda rule: details_of(rule, draft),
    )


WHICH = {"all": "Every graded section", "critical": "The critical sections"}


def details_of(rule: dict[str, Any], draft: TemplateDraft) -> list[str]:
    """The answers of its form, in words."""
    around = choices(draft)
    grades = {code: f"{words}, which the scale no longer has," for code, words in around.grades_gone.items()}  # fmt: skip
    grades |= dict(around.grades)
    which = rule.get("sections", "")
    words = {
        "sections": named_sections(which, around) or WHICH.get(str(which), ""),
        "graded": f"graded {grades.get(rule.get('graded', ''), '')} or lower",
        "at_least": f"at least {rule.get('at_least')} of them",
        "at_most": f"at most {grades.get(rule.get('at_most', ''), '')}".rstrip(","),
        "characters": f"{rule.get('characters')} characters",
    }
    return [says for name, says in words.items() if name in rule]


def named_sections(which: str | list[str], around: Choices) -> str:
    if isinstance(which, str):
        return ""
    headings = dict(around.sections)
    here = [f"“{headings[one]}”" for one in which if one in headings]
    gone = len(which) - len(here)
    left = [f"{plural(gone, 'section')} no longer graded or here"] if gone else []
    return ", ".join([*here, *left])


@audit_templates.route(
    "/drafts/<public_id:draft_id>/rules/new/<rule_kind>", methods=["GET", "POST"]
)
@requires(WRITE)
def add_rule(draft_id: str, rule_kind: str) -> ResponseReturnValue:
    draft = find(draft_id)
    if rule_kind not in RULES:
        abort(404)
    form = RuleForm({"rule": rule_kind, "mode": Mode.ENFORCE.value}, choices(draft))
    if saved(form, draft, lambda content: with_rule(content, form.changed)):
        flash("Rule added")
        return to_rules(draft)
    return shown(
        "audit_templates/draft_rule.html", form, draft=draft, kind=RULES[rule_kind], number=None
    )


@audit_templates.route("/drafts/<public_id:draft_id>/rules/<int:number>", methods=["GET", "POST"])
@requires(WRITE)
def draft_rule(draft_id: str, number: int) -> ResponseReturnValue:
    draft = find(draft_id)
    rule = rule_at(draft.written, number - 1)
    form = RuleForm(rule, choices(draft))
    if saved(form, draft, lambda content: with_rule_in_place(content, number - 1, form.changed)):
        flash("Rule saved")
        return to_rules(draft)
    kind = RULES[rule["rule"]]
    return shown("audit_templates/draft_rule.html", form, draft=draft, kind=kind, number=number)


@audit_templates.route(
    "/drafts/<public_id:draft_id>/rules/<int:number>/remove", methods=["GET", "POST"]
)
@requires(WRITE)
def remove_rule(draft_id: str, number: int) -> ResponseReturnValue:
    draft = find(draft_id)
    rule = rule_at(draft.written, number - 1)
    form = RemoveForm(version=digest_of(rule))
    if confirmed(form, rule):
        edit(draft, lambda content: with_rule_in_place(content, number - 1, None))
        flash("Rule removed")
        return to_rules(draft)
    kind = RULES[rule["rule"]]
    return shown(
        "audit_templates/draft_remove_rule.html", form, draft=draft, kind=kind, number=number
    )


def to_rules(draft: TemplateDraft) -> ResponseReturnValue:
    return redirect(url_for("audit_templates.draft_rules", draft_id=draft.public_id))
