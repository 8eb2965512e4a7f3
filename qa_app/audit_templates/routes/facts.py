"""The invented child for whom somebody reads a template: a status and an age, chosen from lists."""

from flask import request

from qa_app.audit_templates.rules.conditions import Facts

AGES = {str(age): age for age in range(-1, 26)}
LONGEST_CODE = 40


def facts_asked() -> Facts | None:
    """None where nothing was chosen."""
    status, age = request.args.get("status", ""), AGES.get(request.args.get("age", ""))
    if not status and age is None:
        return None
    return Facts(frozenset({status[:LONGEST_CODE]} if status else ()), age)
