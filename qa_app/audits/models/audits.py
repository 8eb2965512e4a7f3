"""One auditor's reading of one record, with what was true on the day it was begun."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules import Template
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.audits.rules import HANDED_IN, Part, Safe, Status, WhyNot
from qa_app.audits.rules.choosing import Chosen
from qa_app.audits.rules.then import Then, judged_since
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from qa_app.rounds.rules.plans import Plan, SignsOff, signs_off

if TYPE_CHECKING:
    from qa_app.audits.models.findings import Finding
    from qa_app.audits.models.readings import SectionReading


class Audit(Shuttable, Model):
    """It is made when its auditor first opens it."""

    __tablename__ = "audit"
    # Few are sealed or wait at a time, and page after page asks which: of all audits, an index would find half.
    __table_args__ = (
        Index(
            "ix_audit_sealed",
            "council_id",
            sqlite_where=text("sealed = 1"),
            postgresql_where=text("sealed"),
        ),
        Index(
            "ix_audit_waiting",
            "council_id",
            sqlite_where=text("status = 'SUBMITTED'"),
            postgresql_where=text("status = 'SUBMITTED'"),
        ),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    allocation_id: Mapped[int] = mapped_column(ForeignKey("allocation.id"), unique=True)
    # The version it was begun on, whatever is published or planned afterwards.
    template_version_id: Mapped[int] = mapped_column(ForeignKey("template_version.id"), index=True)
    # Who reads it, and at last who handed it in.
    read_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    status: Mapped[Status] = mapped_column(default=Status.DRAFT)
    begun_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    # The tree and the list as they were: figures count by these, permissions by the place of today.
    place_then: Mapped[str] = mapped_column(PathText, index=True)
    status_then: Mapped[str] = mapped_column(default="")
    on_plan_then: Mapped[bool] = mapped_column(default=False)
    status_since_then: Mapped[date | None]
    category_then: Mapped[str] = mapped_column(default="")
    age_then: Mapped[int | None]
    practitioner_then_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    # What the auditor said to the question about safety, on opening and on handing in.
    safe_at_first: Mapped[Safe | None]
    safe_at_last: Mapped[Safe | None]
    # Of a practitioner whose own work is looked at: their job title, and who managed them.
    role_then: Mapped[str] = mapped_column(default="")
    manager_then_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The judgement of the whole, as far as the template asks for one.
    difference: Mapped[str] = mapped_column(default="")
    impact: Mapped[str | None]
    grade: Mapped[str | None]
    # Why the grade stands against a rule of the template, by the name of the rule.
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # When the trail last heard that the whole was being judged.
    noted_at: Mapped[datetime | None]
    # Since when nobody finds it, because it may be about another child.
    shut_at: Mapped[datetime | None]
    # Whether a section was ever given to a partner, so that nobody asks after those of most audits.
    with_partners: Mapped[bool] = mapped_column(default=False)
    # Whether somebody may read it blind, so that nobody who might may learn its grades; settled for good when
    # it is handed in.
    sealed: Mapped[bool] = mapped_column(default=False)
    # Why it is read a second time, by the names of the reasons; empty where nobody does.
    chosen: Mapped[list[str]] = mapped_column(default=list)
    agreed_at: Mapped[datetime | None]
    signed_off_at: Mapped[datetime | None]
    signed_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The grade of the whole after a second opinion, where one was given.
    agreed_grade: Mapped[str | None]
    # When its words were moved here from another record.
    moved_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    allocation: Mapped[Allocation] = relationship()
    template_version: Mapped[TemplateVersion] = relationship()
    read_by_here: Mapped[Membership | None] = as_known_here("Audit", "read_by_id")
    practitioner_then: Mapped[Membership | None] = as_known_here("Audit", "practitioner_then_id")
    manager_then: Mapped[Membership | None] = as_known_here("Audit", "manager_then_id")
    readings: Mapped[list["SectionReading"]] = relationship(
        back_populates="audit", order_by="SectionReading.id"
    )
    findings: Mapped[list["Finding"]] = relationship(
        back_populates="audit", order_by="(Finding.position, Finding.id)"
    )
    participations: Mapped[list["Participation"]] = relationship(
        back_populates="audit", order_by="Participation.id"
    )

    # Two people saving the same audit: the second is told, not overwritten.
    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return cls.shut_at.is_(None)

    @property
    def template(self) -> Template:
        return self.template_version.template

    @property
    def child_public_id(self) -> str | None:
        """Whom the trail names when somebody looks at this audit."""
        return self.allocation.child_public_id

    @property
    def then(self) -> Then:
        return Then(self.status_then, self.on_plan_then, self.age_then)

    @property
    def begun_on(self) -> date:
        return london_day(self.begun_at)

    @property
    def judged_since(self) -> date | None:
        return judged_since(self.begun_on, self.template.judge_months, self.status_since_then)

    @property
    def of_whom(self) -> str:
        """Whose record, or whose work, as a breadcrumb says it."""
        kind = "The work of" if self.allocation.practitioner_id else "Record"
        return f"{kind} {self.allocation.subject}"

    @property
    def auditor_name(self) -> str:
        """Whoever handed it in; until then whoever it is allocated to."""
        return name_of(self.read_by_here) if self.submitted_at else self.allocation.auditor_name

    @property
    def practitioner_name(self) -> str:
        return name_of(self.practitioner_then) if self.practitioner_then_id else ""

    @property
    def is_of_own_work(self) -> bool:
        """Whether it is about a practitioner, and about no child's record."""
        return self.allocation.practitioner_id is not None

    @property
    def is_withdrawn(self) -> bool:
        return Status.WITHDRAWN is self.status or self.allocation.state is State.WITHDRAWN

    @property
    def is_open(self) -> bool:
        return self.status is Status.DRAFT and not self.is_withdrawn

    @property
    def status_now(self) -> Status:
        """Whoever runs the programme may have withdrawn the record that was given out."""
        return Status.WITHDRAWN if self.is_withdrawn else self.status

    @property
    def grades(self) -> dict[str, str | None]:
        """As its auditor gave them."""
        return {reading.section: reading.grade for reading in self.readings}

    @property
    def grades_that_count(self) -> dict[str, str | None]:
        """The agreed grade where there is one; figures count no other."""
        return {reading.section: reading.grade_that_counts for reading in self.readings}

    @property
    def grade_that_counts(self) -> str | None:
        return self.agreed_grade or self.grade

    @property
    def is_handed_in(self) -> bool:
        return self.status in HANDED_IN and not self.is_withdrawn

    @property
    def signed_by_somebody(self) -> bool:
        """And not because its programme asks nobody."""
        asks = signs_off(self.plan) is not SignsOff.AT_ONCE
        return self.status is Status.SIGNED_OFF and asks

    @property
    def plan(self) -> Plan:
        """What its programme asks for now."""
        return self.allocation.round.programme.plan

    @property
    def chosen_because(self) -> tuple[Chosen, ...]:
        return tuple(Chosen[one] for one in self.chosen)

    def reading(self, section: str) -> "SectionReading | None":
        return next((one for one in self.readings if one.section == section), None)


class Participation(OfAnAudit, Model):
    """Whether somebody took part in the audit, or why they did not."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("audit_id", "part"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    part: Mapped[Part]
    took_part: Mapped[bool]
    why_not: Mapped[WhyNot | None]
    saying: Mapped[str] = mapped_column(default="")

    audit: Mapped[Audit] = relationship(back_populates="participations")
