"""Nobody who may moderate a sealed audit learns how it was graded, by any page, file or email."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from qa_app.access.gate import Opens, who_may_open
from qa_app.access.rules import Permission, Role, may
from qa_app.actions import operations as actions
from qa_app.actions.queries.actions import every_of, is_reached, list_of_source
from qa_app.actions.rules import ForWhom, Helped, State, Wish
from qa_app.audits import operations as audits
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.queries.beside import source_of
from qa_app.audits.rules import Safe
from qa_app.foundation.database import db
from qa_app.moderation import operations
from qa_app.moderation.operations import Graded, inadequates
from qa_app.outbox.models import Email
from qa_app.voices.models import Conversation, OwnGrade, Reply
from qa_app.voices.rules import Outcome, ReplyKind
from qa_app.voices.rules.conversations import Held
from qa_app.voices.rules.replies import last_day
from tests.audits.makers import auditor, fill
from tests.makers import NOON, TODAY, make_audit, make_person, viewer_of
from tests.moderation.makers import ADDRESS, Council, all_of, fresh, say
from tests.page_client import Browser

CANARY = "cormorant"
# New with each answer, and nothing to do with grades.
EACH_TIME_NEW = re.compile(r"[\w.-]{22,}|Printed .* on .*|\d+ seconds?")
# Answered by a file or a page of the service itself, the same for everybody.
# And what tells of the walk itself: each page that was opened is in somebody’s own trail.
OWN_SESSION = "sign_in."
NOT_WALKED = {"static", "trail.mine", "trail.download_mine"}
MONTH = TODAY.strftime("%Y-%m")


class Sealed:
    """An audit of the random share, with an earlier one of the same child, and words in all of it."""

    def __init__(self) -> None:
        self.council = Council()
        self.psw = make_person(Role.PRINCIPAL_SOCIAL_WORKER, self.council.council)
        self._share(0)
        last_month = TODAY.replace(day=1) - timedelta(days=1)
        self.earlier = self._written(
            make_audit(
                auditor=self.council.manager,
                place=self.council.team,
                reference=self.council.child.child.reference,
                day=last_month,
            )
        )
        self._moderated_and_challenged()
        self._share(100)
        self.audit = self._written(self.council.begun())
        self.reflection = self.council.invited(self.audit)
        self.reflection.words, self.reflection.sent_at = {"proud": CANARY}, NOON
        self.reflection.released_at = NOON
        section = self.audit.template.graded_sections[0].id
        about = {"council_id": self.audit.council_id, "section": section}
        own = OwnGrade(reflection=self.reflection, grade="good", words=CANARY, **about)
        talk = Conversation(
            council_id=self.audit.council_id,
            audit=self.audit,
            held=next(iter(Held)),
            held_on=TODAY,
            note=CANARY,
            noted_at=NOON,
            noted_by_id=self.council.auditor.id,
        )
        db.session.add_all([own, talk])
        db.session.flush()
        self.ids = (self.audit.id, self.earlier.id)
        self.values, self.earlier_id = self._values(), self.earlier.public_id

    def _share(self, share: int) -> None:
        self.council.programme.planned = {
            **self.council.programme.planned,
            "moderation_share": share,
        }
        db.session.flush()

    def _written(self, audit: Audit) -> Audit:
        fill(audit, "good")
        audit.difference = CANARY
        for reading in audit.readings:
            reading.evidence = reading.difference = CANARY * 10
        for finding in audit.findings:
            finding.text = CANARY
        for _ in range(2):
            self._acted(audit)
        db.session.flush()
        audits.submit(audit, Safe.YES, auditor(audit), NOON)
        owed, done = every_of(source_of(audit), audit.council_id, State.OWED)
        assert owed.owner_id == done.owner_id == self.council.manager.id
        by = viewer_of(self.council.manager)
        actions.mark_done(done, CANARY, Helped.NO, CANARY, by, NOON)
        actions.put_off(
            owed, TODAY + timedelta(days=60), CANARY, viewer_of(self.council.head), NOON
        )
        self.action = owed
        return audit

    def _acted(self, audit: Audit) -> None:
        about = (audit.allocation.place, audit.allocation.child)
        wish = Wish(ForWhom.CHILD, CANARY, CANARY)
        actions.propose(source_of(audit), wish, *about, auditor(audit), NOON)

    def _moderated_and_challenged(self) -> None:
        """The earlier one was read a second time, and its practitioner challenges a grade."""
        operations.ask_for_another(self.earlier, viewer_of(self.council.manager), NOON)
        by = viewer_of(self.psw)
        self.before = operations.take(self.earlier, by, NOON)
        given = {one.id: Graded("good", CANARY) for one in all_of(self.before)}
        operations.commit_grades(self.before, given, by, NOON)
        operations.compare(self.before, say(self.before, "good"), by, NOON, address=ADDRESS)
        part = self.council.invited(self.earlier)
        part.released_at = NOON
        self.reply = Reply(
            council_id=part.council_id,
            reflection=part,
            kind=ReplyKind.GRADE,
            section=self.earlier.template.graded_sections[0].id,
            text=CANARY,
            said_at=NOON,
            said_by_id=self.council.practitioner.id,
            answer_by=last_day(NOON),
            outcome=Outcome.STANDS,
            answer=CANARY,
            answered_at=NOON,
            answered_by_id=self.council.manager.id,
            decided_words="",
        )
        db.session.add(self.reply)
        db.session.flush()

    def _values(self) -> dict[str, str]:
        given = self.audit.allocation
        child = given.child
        return {
            "audit_id": self.audit.public_id,
            "allocation_id": given.public_id,
            "round_id": given.round.public_id,
            "programme_id": given.round.programme.public_id,
            "reflection_id": self.reflection.public_id,
            "moderation_id": self.before.public_id,
            "reply_id": self.reply.public_id,
            "section_id": self.audit.template.graded_sections[0].id,
            "finding_id": self.audit.findings[0].public_id,
            "child_id": child.public_id if child else "",
            "place_id": self.council.team.public_id,
            "person_id": self.council.auditor.public_id,
            "action_id": self.action.public_id,
            "code": self.audit.template_version.code,
            "number": "1",
            "month": MONTH,
            "year": MONTH[:4],
        }

    def grade_otherwise(self, grade: str) -> None:
        """As if all of it had been graded so, and what follows that has been done."""
        db.session.execute(
            update(SectionReading)
            .where(SectionReading.audit_id.in_(self.ids), SectionReading.grade.is_not(None))
            .values(grade=grade)
        )
        db.session.execute(update(Audit).where(Audit.id.in_(self.ids)).values(grade=grade))
        db.session.execute(update(OwnGrade).values(grade=grade))
        db.session.commit()
        inadequates.find_new(fresh(self.council.council), NOON, address=ADDRESS)
        db.session.commit()


def everything(browser: Browser, values: dict[str, str]) -> dict[str, str]:
    """What every address answers that the person may open, by its address."""
    found = {}
    who = viewer_of(fresh(browser.person))
    for rule in browser.app.url_map.iter_rules():
        opens = who_may_open(rule.endpoint, browser.app)
        if (
            "GET" not in rule.methods
            or rule.endpoint in NOT_WALKED
            or rule.endpoint.startswith(OWN_SESSION)
        ):
            continue
        if isinstance(opens, Opens) and opens is not Opens.TO_SIGNED_IN:
            continue
        if not isinstance(opens, Opens) and not any(may(who, one) for one in opens):
            continue
        if rule.arguments - values.keys():
            continue
        address = browser.address(rule.endpoint, **{one: values[one] for one in rule.arguments})
        answer = browser.client.get(address, follow_redirects=True)
        assert answer.status_code < 500, address
        found[address] = EACH_TIME_NEW.sub("", words_of(answer))
    return found


def words_of(answer) -> str:
    """Of a workbook what stands in its parts."""
    if not answer.data.startswith(b"PK"):
        return answer.get_data(as_text=True)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        parts = [one for one in book.namelist() if "core.xml" not in one]
        return "\n".join(book.read(one).decode() for one in parts)


@pytest.mark.parametrize("who", ["moderator", "lead", "psw"])
def test_no_page_file_or_email_tells_how_a_sealed_audit_was_graded(open_as, who):
    sealed = Sealed()
    person = sealed.psw if who == "psw" else getattr(sealed.council, who)
    browser = open_as(person)
    earlier = {**sealed.values, "audit_id": sealed.earlier_id}
    before = everything(browser, sealed.values) | everything(browser, earlier)
    assert len(before) > 20
    told = [address for address, words in before.items() if CANARY in words]
    assert not told, "words of the audit stand there"
    sealed.grade_otherwise("inadequate")
    after = everything(browser, sealed.values) | everything(browser, earlier)
    assert [one for one in before if before[one] != after[one]] == []
    for email in db.session.scalars(select(Email).where(Email.to == fresh(person).email)):
        assert "grade" not in email.text and "nadequate" not in email.text


def test_it_opens_once_the_second_grades_stand(open_as):
    sealed = Sealed()
    sealed.council.graded("good", sealed.audit)
    browser = open_as(sealed.council.lead)
    show = browser.address("audits.show", audit_id=sealed.values["audit_id"])
    assert CANARY in everything(browser, sealed.values)[show]


def test_the_words_of_an_action_are_closed_to_who_may_moderate_and_to_nobody_else(open_as):
    sealed = Sealed()
    here = {"action_id": sealed.action.public_id}
    for knows in (sealed.council.manager, sealed.council.head):
        assert CANARY in open_as(knows).get("actions.show", **here).text
    lead = open_as(sealed.council.lead)
    page = lead.get("actions.show", **here).text
    assert "Mina Marsh" in page and "closed to you" in page and "Due" in page
    listed = lead.get("actions.index").text
    assert "Closed to you until a second opinion is given" in listed
    lead.get("actions.give", **here)
    refused = lead.post("actions.set_aside", {"why": "No."}, expect=409, **here).text
    assert "closed to you" in refused and CANARY not in refused


def test_nobody_confirms_what_they_may_not_read(database):
    sealed = Sealed()
    source = source_of(sealed.audit)
    done = every_of(source, sealed.audit.council_id, State.DONE)[0]
    lead, head = viewer_of(sealed.council.lead), viewer_of(sealed.council.head)
    assert not is_reached(done, lead, Permission.ACTION_CONFIRM)
    assert [one.what for one in list_of_source(source, head) if one.words_are_open] == [CANARY] * 2
    assert not any(one.words_are_open for one in list_of_source(source, lead))
    sealed.council.graded("good", sealed.audit)
    assert is_reached(done, lead, Permission.ACTION_CONFIRM)
    assert all(one.words_are_open for one in list_of_source(source, lead))
