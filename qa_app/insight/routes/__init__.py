"""Pages that look back."""

from qa_app.insight.routes import (
    accuracy_pages,
    completion,
    coverage_pages,
    grade_audits,
    grade_pages,
    leaning,
    left_out,
    overview_pages,
    question_pages,
    records,
    theme_findings,
    themes_pages,
)
from qa_app.insight.routes.blueprint import (
    accuracy,
    coverage,
    grades,
    insight,
    overview,
    questions,
    themes,
)

__all__ = [
    "accuracy",
    "accuracy_pages",
    "completion",
    "coverage",
    "coverage_pages",
    "grade_audits",
    "grade_pages",
    "grades",
    "insight",
    "leaning",
    "left_out",
    "overview",
    "overview_pages",
    "question_pages",
    "questions",
    "records",
    "theme_findings",
    "themes",
    "themes_pages",
]
