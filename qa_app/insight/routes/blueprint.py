"""The ways in the navigation that look back: one blueprint for each."""

from flask import Blueprint

insight = Blueprint("insight", __name__, url_prefix="/insight")
coverage = Blueprint("coverage", __name__, url_prefix="/insight/coverage")
accuracy = Blueprint("accuracy", __name__, url_prefix="/insight/accuracy")
grades = Blueprint("grades", __name__, url_prefix="/insight/grades")
overview = Blueprint("overview", __name__, url_prefix="/insight")
themes = Blueprint("insight_themes", __name__, url_prefix="/insight/themes")
questions = Blueprint("insight_questions", __name__, url_prefix="/insight/questions")
voices = Blueprint("insight_voices", __name__, url_prefix="/insight/voices")
fairness = Blueprint("fairness", __name__, url_prefix="/insight/fairness")
actions = Blueprint("insight_actions", __name__, url_prefix="/insight/actions")
re_audits = Blueprint("insight_re_audits", __name__, url_prefix="/insight/re-audits")
compare = Blueprint("compare", __name__, url_prefix="/insight/compare")
read_across = Blueprint("read_across", __name__, url_prefix="/insight/read-across")
views = Blueprint("insight_views", __name__, url_prefix="/insight/views")
