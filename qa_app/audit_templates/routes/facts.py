"""The invented child for whom somebody reads a template: a status and an age, chosen from lists."""

from collections.abc import Mapping

from flask import request

from qa_app.audit_templates.rules.conditions import Facts

AGES = {str(age): age for age in range(-1, 26)}


def facts_asked(statuses: Mapping[str, str]) -> Facts | None:
    """None where nothing was chosen that could be."""
    status, age = request.args.get("status", ""), AGES.get(request.args.get("age", ""))
    if status not in statuses and age is None:
        return None
    return Facts(frozenset({status} if status in statuses else ()), age)
