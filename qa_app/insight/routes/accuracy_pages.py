"""How far auditors and their moderators agree: all together, and the audits behind each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.clock import today
from qa_app.foundation.statistics.agreement.pairs import LEAST_FOR_A_COEFFICIENT, Pairs
from qa_app.foundation.statistics.exceptional_months import exceptional_months
from qa_app.insight.queries.accuracy import (
    count_waiting,
    list_behind,
    list_judged,
    pairs_by_audit,
    where_counted_together,
)
from qa_app.insight.queries.places import list_services_for
from qa_app.insight.routes.asked import service_asked
from qa_app.insight.routes.blueprint import accuracy
from qa_app.insight.routes.chart_files import files_of
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.rules import MONTHS_SHOWN
from qa_app.insight.rules.accuracy import (
    PERIODS,
    USUAL_PERIOD,
    WHOLE,
    Found,
    How,
    Judged,
    Pair,
    change_in,
    change_in_words,
    coefficient_in_words,
    coefficient_of,
    counts_of,
    sentence_of,
    series_of,
)
from qa_app.insight.rules.series import Settling
from qa_app.moderation.models import Moderation
from qa_app.organisation.models import Place
from qa_app.rounds.rules import first_of_month, months_back
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.p_chart import SharesByMonth, p_chart
from qa_app.web.sheets import sheet_of

READ = Permission.ACCURACY_READ
FOUNDS = [(one.name.lower(), one.value) for one in Found]
HOWS = [(one.name.lower(), one.value) for one in How]
LAST_MONTHS = [(one, f"Last {one} months") for one in PERIODS]


@dataclass(frozen=True)
class Asked:
    """How audits were read again, in how many months, of all or of one service, and about what."""

    how: How
    period: str
    services: Sequence[Place]
    service: Place | None
    concept: str
    found: Found | None

    @property
    def below(self) -> str:
        return self.service.path if self.service else ""

    @cached_property
    def since(self) -> date:
        return months_back(first_of_month(today()), PERIODS[self.period])[-1]

    @property
    def address(self) -> dict[str, str]:
        """The same again, for links."""
        service = {"service": self.service.public_id} if self.service else {}
        about = {"about": self.concept.lower()} if self.concept else {}
        return {"how": self.how.name.lower(), "period": self.period, **service, **about}


@dataclass(frozen=True)
class Line:
    """What one group of pairs counts to, with its sentence and how reliable that is."""

    name: str
    code: str
    counted: Pairs
    sentence: str
    coefficient: str = ""


def asked_in_address(usual_period: str = USUAL_PERIOD) -> Asked:
    services = list_services_for(viewer(), READ)
    how = request.args.get("how", "").upper()
    period = request.args.get("period", "")
    found = request.args.get("found", "").upper()
    concept = request.args.get("about", "").upper()
    return Asked(
        How[how] if how in How.__members__ else How.CHANCE_BLIND,
        period if period in PERIODS else usual_period,
        services,
        service_asked(services),
        concept if concept in CONCEPTS else WHOLE,
        Found[found] if found in Found.__members__ else None,
    )


@accuracy.get("")
@requires(READ)
def show() -> ResponseReturnValue:
    """What was read blind by chance comes first: it alone says how accurate grading is."""
    asked = asked_in_address()
    months = months_back(first_of_month(today()), MONTHS_SHOWN)[::-1]
    judged = list_judged(viewer(), months[0], below=asked.below)
    in_period = [one for one in judged if one.month >= asked.since]
    waiting = count_waiting(viewer(), months[0], below=asked.below)[asked.how.is_by_chance]
    everywhere = waiting
    if asked.below:
        everywhere = count_waiting(viewer(), months[0])[asked.how.is_by_chance]
    there = {one.how for one in judged} | {How.CHANCE_BLIND, How.RULE_OPEN}
    return render_template(
        "insight/accuracy.html",
        asked=asked,
        hows=[one for one in HOWS if How[one[0].upper()] in there],
        periods=LAST_MONTHS,
        services=[(place.public_id, place.name) for place in asked.services],
        groups=[(how, line_of(in_period, how, asked.concept)) for how in How if how in there],
        concepts=concepts_in(judged),
        about_words=CONCEPTS.get(asked.concept, ""),
        sections=sections_of(in_period, asked.how),
        waiting=sum(many for month, many in waiting.items() if month >= asked.since),
        fewer=why_fewer(viewer()),
        drawn=over_time(judged, asked, Settling(months[-1], waiting, everywhere), months),
        files=files_of(asked.address),
        least=LEAST_FOR_A_COEFFICIENT,
        since=asked.since,
    )


@accuracy.get("/audits")
@requires(READ)
def audits() -> ResponseReturnValue:
    """Without the names of auditors: it is about how grading goes, and not about who grades."""
    asked = asked_in_address()
    where = where_counted_together(viewer(), asked.below)
    found = pairs_by_audit(viewer(), asked.since, asked.how, asked.concept, where)
    return behind(asked, found, "insight/accuracy_audits.html")


def behind(asked: Asked, found: Sequence[tuple[int, Pair]], page: str, **about: object) -> str:
    pairs = {id_: pair for id_, pair in found if asked.found is None or pair.is_found(asked.found)}
    sheet = sheet_of(len(pairs))
    listed = list_behind([*pairs], viewer())
    shown = listed[sheet.offset : sheet.offset + sheet.on_a_page]
    ids = [one.audit.child_public_id for one in shown if one.audit.child_public_id]
    look("audits:listed", viewer(), ids=ids)
    return render_template(
        page,
        asked=asked,
        about_words=CONCEPTS.get(asked.concept, "the whole audit"),
        sheet=sheet,
        rows=[(one, words_of(one, asked.concept)) for one in shown],
        founds=FOUNDS,
        hows=HOWS,
        periods=LAST_MONTHS,
        concepts=[(code.lower(), words) for code, words in CONCEPTS.items()],
        services=[(place.public_id, place.name) for place in asked.services],
        **about,
    )


@dataclass(frozen=True)
class Said:
    """Both grades in the words of the template, each with the heading of its section; a whole has none."""

    by_auditor: Sequence[tuple[str, str]]
    by_moderator: Sequence[tuple[str, str]]


def words_of(moderation: Moderation, concept: str) -> Said:
    template = moderation.audit.template
    sections = {one.id: one for one in template.sections}
    first, second = [], []
    for one in moderation.grades:
        section = sections.get(one.section)
        if (section.concept if section else WHOLE) != concept:
            continue
        auditors, moderators = (
            template.grade(one.auditor_grade),
            template.grade(one.moderator_grade),
        )
        if auditors and moderators:
            heading = section.heading if section else ""
            first.append((heading, auditors.words))
            second.append((heading, moderators.words))
    return Said(first, second)


def line_of(judged: Sequence[Judged], how: How, concept: str = WHOLE) -> Line:
    pairs = [one.pair for one in judged if one.how is how and one.concept == concept]
    counted = counts_of(pairs)
    coefficient = coefficient_of(pairs)
    said = coefficient_in_words(coefficient) if coefficient else ""
    sentence = sentence_of(counted, "section" if concept else "audit")
    return Line(CONCEPTS.get(concept, ""), concept, counted, sentence, said)


def sections_of(judged: Sequence[Judged], how: How) -> list[Line]:
    """In the order of the catalogue of concepts, and in no other."""
    there = {one.concept for one in judged if one.how is how}
    return [line_of(judged, how, one) for one in CONCEPTS if one in there]


def concepts_in(judged: Sequence[Judged]) -> list[tuple[str, str]]:
    there = {one.concept for one in judged}
    return [(code.lower(), words) for code, words in CONCEPTS.items() if code in there]


def over_time(
    judged: Sequence[Judged], asked: Asked, settling: Settling, shown: Sequence[date]
) -> Chart | None:
    whole = [one for one in judged if one.how is asked.how and one.concept == asked.concept]
    if not whole:
        return None
    series = series_of(whole, settling, shown)
    compared = change_in(series)
    return p_chart(
        SharesByMonth(
            "The same grade, month by month",
            change_in_words(compared, series),
            shown,
            exceptional_months(series.months),
            compared,
        )
    )
