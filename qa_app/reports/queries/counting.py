"""What several sheets or sections are made of, counted once."""

from qa_app.reports.queries import actions, agreement, completion, grades, themes
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.summary import Counted, list_groups


def counted_for(ask: Ask) -> Counted:
    return Counted(
        completion.list_completion(ask),
        grades.list_shares(ask),
        list_groups(ask),
        themes.list_lines(ask),
        actions.count_actions(ask),
        agreement.list_agreement(ask) if agreement.sees_agreement(ask) else [],
    )
