"""Case-file audit for children's social care. The factory puts it together, and does nothing else."""

from functools import partial

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from qa_app import web
from qa_app.access import gate
from qa_app.access.routes import access
from qa_app.actions.routes import actions
from qa_app.actions.routes.panels import audit_panel, child_panel
from qa_app.api.routes import api, api_tokens, let_in, own_api_tokens
from qa_app.audit_templates.routes import audit_templates
from qa_app.audit_templates.routes.drafts import offer_editing
from qa_app.audits.queries.given import find_for_concern
from qa_app.audits.routes import audits, audits_panel, concern_panel, given_sections
from qa_app.children.routes import children
from qa_app.concerns.routes import concerns, concerns_panel, find_allocations_by
from qa_app.follow_up.routes import follow_up, pair_panel, record_panel, task_panel
from qa_app.foundation.database import db
from qa_app.foundation.engines import check_safe
from qa_app.foundation.schema import check_schema
from qa_app.foundation.turns import pages_first
from qa_app.home.routes import home
from qa_app.home.routes.table_files import ask_why, note_table
from qa_app.home.shell import surroundings
from qa_app.insight.operations.closing import keep_figures
from qa_app.insight.routes import accuracy, coverage, fairness, grades, insight, leaning, overview
from qa_app.insight.routes import actions as insight_actions
from qa_app.insight.routes import compare as insight_compare
from qa_app.insight.routes import questions as insight_questions
from qa_app.insight.routes import re_audits as insight_re_audits
from qa_app.insight.routes import read_across as insight_read_across
from qa_app.insight.routes import themes as insight_themes
from qa_app.insight.routes import views as insight_views
from qa_app.insight.routes import voices as insight_voices
from qa_app.insight.routes.filtering import asked_in_address
from qa_app.jobs.routes import health, timers
from qa_app.learning.routes import learning, themes_panel
from qa_app.moderation import routes as moderation_pages
from qa_app.moderation.routes import (
    auditors,
    calibrations,
    inadequates,
    moderation,
    signing_off,
)
from qa_app.organisation.operations import send_invitations_by
from qa_app.organisation.routes import access_reviews, people, places
from qa_app.organisation.routes import settings as council_settings
from qa_app.outbox.routes import mail
from qa_app.past_audits import routes as past_audits_pages
from qa_app.past_audits.routes import past_audits
from qa_app.reports.routes import (
    keep_files_in,
    make_in_this_process,
    quotes,
    read_filters_by,
    reports,
    round_panel,
    round_reports,
    team_months,
)
from qa_app.retention.routes import readers_panel, readiness, record_readers
from qa_app.rounds.operations.programmes import keep_figures_by
from qa_app.rounds.routes import rounds
from qa_app.rounds.routes.holds import holds_panel
from qa_app.schedules.routes import report_panel, schedules
from qa_app.settings import Settings
from qa_app.sign_in import session_cookie
from qa_app.sign_in.operations.kept_forms import keep_nothing_of
from qa_app.sign_in.routes import sign_in
from qa_app.sign_in.routes.links import send_invitation
from qa_app.supervision import routes as supervision_pages
from qa_app.supervision.routes import supervision
from qa_app.trail.operations import write_looks
from qa_app.trail.routes import trail
from qa_app.voices import routes as voices_pages
from qa_app.voices.routes import voices
from qa_app.wrong_child.queries import is_shut_address
from qa_app.wrong_child.routes import shut_in_words, wrong_child

BLUEPRINTS = (
    access,
    access_reviews,
    accuracy,
    actions,
    api,
    api_tokens,
    audit_templates,
    auditors,
    audits,
    calibrations,
    children,
    concerns,
    coverage,
    council_settings,
    fairness,
    follow_up,
    given_sections,
    grades,
    health,
    home,
    inadequates,
    insight,
    insight_actions,
    insight_compare,
    insight_questions,
    insight_re_audits,
    insight_read_across,
    insight_themes,
    insight_views,
    insight_voices,
    learning,
    mail,
    moderation,
    overview,
    own_api_tokens,
    past_audits,
    people,
    places,
    quotes,
    readiness,
    record_readers,
    reports,
    round_reports,
    rounds,
    schedules,
    sign_in,
    signing_off,
    supervision,
    team_months,
    timers,
    trail,
    wrong_child,
    voices,
)


def create_app(settings: Settings | None = None, *, serves: bool = False) -> Flask:
    """A process that serves makes reports as well, behind its pages; without one a timer makes them."""
    settings = settings or Settings.from_environment()
    settings.check()
    engine = db.connect(settings.database_url)
    check_safe(engine)
    check_schema(engine)

    app = Flask(__name__, static_folder=None)
    app.secret_key = settings.secret_key
    if settings.previous_secret_key:
        # A form that stood open while the key changed is still taken; itsdangerous signs with the last.
        app.config["SECRET_KEY_FALLBACKS"] = [settings.previous_secret_key]
        app.config["WTF_CSRF_SECRET_KEY"] = list(reversed(settings.secret_keys))
    app.extensions["settings"] = settings
    # Who asks, and over what, is believed of as many proxies as stand before the service; of none else.
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
        app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0
    )
    web.attach(
        app,
        secure=settings.secure,
        host=settings.host,
        surroundings=surroundings,
        after_reading=[write_looks],
    )
    gate.attach(app)
    session_cookie.attach(app)
    send_invitations_by(partial(send_invitation, settings.base_url))
    web.attach_after_gate(app, who=gate.person_id)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    gate.read_tokens_by(app, let_in)
    web.page_tables.note_by(app, note_table)
    web.csv_files.ask_before(app, ask_why)
    offer_editing(app)
    find_allocations_by(app, find_for_concern)
    keep_figures_by(keep_figures)
    read_filters_by(app, asked_in_address)
    keep_files_in(app, settings.reports_folder)
    if serves:
        make_in_this_process(app)
    keep_nothing_of(is_shut_address)
    web.errors.say_why_not_found(app, shut_in_words)
    web.panels.offer(app, "reports/show", "schedules/report_panel.html", report_panel)
    web.panels.offer(app, "settings/index", "sign_in/settings_panel.html", lambda: {})
    web.panels.offer(app, "children/show", "audits/child_panel.html", audits_panel)
    past_panel = past_audits_pages.child_panel
    web.panels.offer(app, "children/show", "past_audits/child_panel.html", past_panel)
    web.panels.offer(app, "concerns/show", "audits/concern_panel.html", concern_panel)
    web.panels.offer(app, "children/show", "concerns/child_panel.html", concerns_panel)
    web.panels.offer(app, "children/show", "actions/child_panel.html", child_panel)
    web.panels.offer(app, "audits/show", "actions/audit_panel.html", audit_panel)
    web.panels.offer(app, "audits/tasks", "actions/audit_panel.html", audit_panel)
    web.panels.offer(app, "audits/check", "actions/audit_panel.html", audit_panel)
    web.panels.offer(app, "voices/audit", "actions/audit_panel.html", audit_panel)
    web.panels.offer(app, "audits/tasks", "voices/part_panel.html", voices_pages.part_panel)
    web.panels.offer(app, "audits/people", "voices/people_panel.html", voices_pages.people_panel)
    web.panels.offer(app, "audits/section", "voices/section_panel.html", voices_pages.section_panel)
    second_opinion = moderation_pages.audit_panel
    web.panels.offer(app, "audits/show", "moderation/audit_panel.html", second_opinion)
    web.panels.offer(app, "audits/tasks", "moderation/audit_panel.html", second_opinion)
    hours = moderation_pages.programme_panel
    web.panels.offer(app, "rounds/programme", "moderation/programme_panel.html", hours)
    web.panels.offer(app, "audits/show", "voices/audit_panel.html", voices_pages.audit_panel)
    web.panels.offer(app, "voices/numbers", "voices/rates_panel.html", voices_pages.rates_panel)
    web.panels.offer(app, "audits/show", "voices/family_panel.html", voices_pages.family_panel)
    web.panels.offer(app, "audits/show", "follow_up/record_panel.html", record_panel)
    web.panels.offer(app, "audits/show", "follow_up/pair_panel.html", pair_panel)
    web.panels.offer(app, "audits/tasks", "follow_up/task_panel.html", task_panel)
    web.panels.offer(app, "audits/show", "learning/themes_panel.html", themes_panel)
    shows = supervision_pages
    web.panels.offer(app, "audits/show", "supervision/thanks_panel.html", shows.thanks_panel)
    web.panels.offer(
        app, "voices/audit", "supervision/own_thanks_panel.html", shows.own_thanks_panel
    )
    web.panels.offer(app, "voices/numbers", "supervision/figures_panel.html", shows.figures_panel)
    web.panels.offer(app, "rounds/show", "reports/round_panel.html", round_panel)
    web.panels.offer(app, "children/show", "rounds/child_panel.html", holds_panel)
    web.panels.offer(app, "children/show", "retention/readers_panel.html", readers_panel)
    web.panels.offer(
        app, "rounds/show", "moderation/round_panel.html", moderation_pages.round_panel
    )
    web.panels.offer(app, "auditors/show", "insight/leaning_panel.html", leaning.panel)
    web.panels.offer(app, "settings/index", "jobs/settings_panel.html", lambda: {})
    web.panels.offer(app, "settings/index", "outbox/settings_panel.html", lambda: {})
    if serves:
        pages_first()
    return app
