"""Every event in words. One table, so that no page shows a name that people cannot read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What an event is about, as the filter of the list says it."""

    ACCOUNTS = "Accounts and signing in"
    CHILDREN = "Children’s records"
    AUDITS = "Audits"
    ACTIONS = "Actions"
    ROUNDS = "Rounds and programmes"
    TEMPLATES = "Audit templates"
    EXPORTS = "Downloads"
    PLACES = "Services and teams"
    SERVICE = "Settings and running the service"


KINDS = {
    "access-review": Kind.ACCOUNTS,
    "action": Kind.ACTIONS,
    "actions": Kind.ACTIONS,
    "audit": Kind.AUDITS,
    "audits": Kind.AUDITS,
    "backup": Kind.SERVICE,
    "child": Kind.CHILDREN,
    "children": Kind.CHILDREN,
    "concern": Kind.CHILDREN,
    "concerns": Kind.CHILDREN,
    "conversation": Kind.AUDITS,
    "council": Kind.PLACES,
    "email": Kind.SERVICE,
    "given-section": Kind.AUDITS,
    "families": Kind.AUDITS,
    "family": Kind.AUDITS,
    "home": Kind.AUDITS,
    "person": Kind.ACCOUNTS,
    "place": Kind.PLACES,
    "programme": Kind.ROUNDS,
    "readiness": Kind.SERVICE,
    "reflection": Kind.AUDITS,
    "reflections": Kind.AUDITS,
    "report": Kind.EXPORTS,
    "round": Kind.ROUNDS,
    "setting": Kind.SERVICE,
    "shut-audit": Kind.AUDITS,
    "shut-audits": Kind.AUDITS,
    "sign-in": Kind.ACCOUNTS,
    "staff-list": Kind.ACCOUNTS,
    "template": Kind.TEMPLATES,
    "trail": Kind.SERVICE,
}

# Each goes on after a person's name.
WORDS = {
    "access-review:decided": "decided on a line of the access review",
    "access-review:opened": "opened the quarter’s access review",
    "access-review:signed-off": "signed off the quarter’s access review",
    "action:confirmed": "confirmed that an action was done",
    "action:done": "said that an action was done",
    "action:given": "gave an action to another owner",
    "action:helped": "said whether an action helped",
    "action:left-with-owner": "left an action with the owner it had",
    "action:moved-with-child": "had an action move with its child to another team",
    "action:offered": "had an action offered to another owner",
    "action:owed": "made an action owed",
    "action:proposal-changed": "changed an action they had proposed",
    "action:proposal-removed": "took back an action they had proposed",
    "action:proposed": "proposed an action",
    "action:put-off": "changed the due date of an action",
    "action:reopened": "reopened an action",
    "action:set-aside": "said that an action is no longer right",
    "action:taken-on": "took on an action",
    "action:viewed": "opened an action",
    "actions:exported": "downloaded a list of actions",
    "actions:listed": "looked at a list of actions",
    "audit:allocated": "allocated an audit",
    "audit:asked-for": "chose who audits a record that was asked for by name",
    "audit:begun": "began an audit",
    "audit:declined": "said that they cannot read a record",
    "audit:due-again": "made an audit due again",
    "audit:exempted": "left an audit out of what is due",
    "audit:fact-corrected": "corrected a fact in a submitted audit",
    "audit:finding-added": "added a strength or an area for development to an audit",
    "audit:finding-changed": "changed a strength or an area for development of an audit",
    "audit:finding-removed": "removed a strength or an area for development from an audit",
    "audit:given": "gave an audit to somebody else",
    "audit:gone-on": "let an audit go on after a pause",
    "audit:looked-up": "looked at why a record is audited, and by whom",
    "audit:moved-with-child": "had an audit move with its child to another team",
    "audit:opened-again": "had a shut audit opened again, for it is about the right child",
    "audit:paused": "paused an audit",
    "audit:safety-answered": "answered the question about safety of an audit",
    "audit:people-said": "said who took part in an audit",
    "audit:put-off": "put an audit off to a later day",
    "audit:refilled": "had a record read afresh, in place of an audit that was shut",
    "audit:released": "released an audit to the practitioner",
    "audit:replaced": "replaced an audit by the next record in turn",
    "audit:rule-gone-against": "gave an audit to somebody against a rule, with a reason",
    "audit:section-graded": "saved a section of an audit",
    "audit:section-saved": "saved a section of an audit without a grade",
    "audit:shut": "shut an audit, for it may be about another child",
    "audit:submitted": "submitted an audit",
    "audit:took-place": "let an audit take the place of another",
    "audit:viewed": "opened an audit",
    "audit:whole-judged": "judged the whole of an audit",
    "audit:withdrawn": "withdrew an audit",
    "audits:exported": "downloaded a list of audits",
    "audits:listed": "looked at a list of audits",
    "audits:sample-viewed": "opened the records of a dip sample on one page",
    "backup:restored": "restored the service from a backup",
    "child:held": "kept a child’s record out of draws",
    "child:hold-lifted": "put a child’s record back into draws",
    "child:merged": "merged two references of one child",
    "child:parted": "parted two references that were merged",
    "child:restricted": "restricted a child’s record",
    "child:restriction-lifted": "lifted the restriction of a child’s record",
    "child:viewed": "opened a child’s record",
    "children:columns-chosen": "said what the columns of a list of children mean",
    "children:exported": "downloaded a list of children",
    "children:holds-listed": "listed the records that are out of draws",
    "children:import-undone": "undid the import of a list of children",
    "children:imported": "imported a list of children",
    "children:listed": "looked at a list of children",
    "children:practitioners-named": "said whom the practitioners in a list of children are",
    "children:previewed": "uploaded a list of children, to look at it first",
    "children:teams-named": "said which teams a list of children means",
    "concern:closed": "closed a safety concern",
    "concern:raised": "raised a safety concern",
    "concern:received": "said that they have a safety concern",
    "concern:told": "had a person told of a safety concern",
    "concern:told-by-telephone": "noted who was told of a safety concern by telephone",
    "concern:viewed": "opened a safety concern",
    "concerns:listed": "looked at a list of safety concerns",
    "conversation:booked": "booked the conversation about an audit",
    "conversation:cancelled": "cancelled the conversation about an audit",
    "conversation:noted": "noted the conversation about an audit",
    "council:added": "added the council",
    "email:tried-again": "sent failed emails again",
    "given-section:given": "gave a section of an audit to a partner",
    "given-section:handed-in": "handed in a section of an audit that was given to them",
    "given-section:released": "let an audit go on without a partner’s section",
    "given-section:reminded": "reminded a partner of their section",
    "given-section:viewed": "opened a section of an audit that was given to a partner",
    "families:listed": "looked at the list of what families are to be told",
    "family:asked": "recorded that a child or family was asked",
    "family:heard": "recorded what a child or family said",
    "family:matter-noted": "noted a worry, complaint or wish of a child or family",
    "family:matter-taken-on": "took it on to tell a family what came of their words",
    "family:matter-viewed": "opened a worry, complaint or wish of a child or family",
    "family:not-asked": "recorded why a child or family was not asked",
    "family:not-told-back": "recorded why a family will not hear what came of their words",
    "family:safety-asked": "asked whether it is safe to ask a child and family",
    "family:safety-said": "said whether it is safe to ask a child and family",
    "family:safety-viewed": "opened the question whether it is safe to ask a child and family",
    "family:told-back": "recorded that a family heard what came of their words",
    "family:viewed": "read what a child and family said",
    "family:words-saved": "saved words of a child or family",
    "home:opened": "opened their first page",
    "person:absence-changed": "changed a person’s days away",
    "person:absence-recorded": "recorded a person’s days away",
    "person:absence-removed": "removed a person’s days away",
    "person:added": "added a person",
    "person:appointed": "gave a person a role or duty",
    "person:appointment-ended": "ended a person’s role or duty",
    "person:appointment-moved": "moved a person’s role or duty to another place",
    "person:disabled": "disabled a person’s account",
    "person:edited": "changed a person’s details",
    "person:email-corrected": "corrected a person’s email address",
    "person:enabled": "enabled a person’s account",
    "person:invited": "invited a person",
    "person:leaving": "recorded that a person is leaving",
    "person:staying": "recorded that a person is staying",
    "place:added": "added a service or team",
    "place:closed": "closed a service or team",
    "place:moved": "moved a service or team",
    "place:renamed": "renamed a service or team",
    "place:reopened": "opened a closed service or team again",
    "programme:added": "added an audit programme",
    "programme:changed": "changed an audit programme",
    "programme:ended": "ended an audit programme",
    "programme:taken-up": "took up an audit programme again",
    "readiness:recorded": "recorded the impact assessment or the retention rules",
    "reflection:answered": "answered an audit of their work",
    "reflection:declined": "said that they cannot take part in an audit",
    "reflection:dispute-answered": "answered a fact that was disputed in an audit",
    "reflection:fact-disputed": "disputed a fact in an audit of their work",
    "reflection:gone-on": "read an audit of their work without grading it first",
    "reflection:invited": "had a practitioner invited to take part in an audit",
    "reflection:reminded": "had a practitioner reminded that they can take part in an audit",
    "reflection:saved": "saved what they prepare for an audit of their work",
    "reflection:sent": "sent what they prepared for an audit of their work",
    "reflection:viewed": "opened their part in an audit",
    "reflections:listed": "looked at the audits of their work",
    "report:exported": "downloaded a report",
    "round:closed": "closed a round of audits",
    "round:draw-exported": "downloaded a draw",
    "round:draw-viewed": "looked at which records were drawn",
    "round:drawn": "drew the records of a round",
    "round:named": "named a round for an inspector or adviser to read",
    "round:opened": "opened a round of audits",
    "round:opened-again": "opened a closed round of audits again",
    "round:planned": "began to prepare a round of audits",
    "round:references-columns-chosen": "said which columns of references hold what",
    "round:references-previewed": "uploaded references for a round",
    "round:taken-back": "took back a round that an inspector or adviser could read",
    "setting:changed": "changed a setting",
    "shut-audit:destroyed": "agreed that what was written in a shut audit is destroyed, and it was",
    "shut-audit:moved": "agreed that what was written in a shut audit is moved to another record, and it was",
    "shut-audit:opened": "agreed that a shut audit is opened again, and it was",
    "shut-audit:proposed": "proposed what becomes of a shut audit",
    "shut-audit:read": "read what is written in a shut audit",
    "shut-audit:refused": "refused what was proposed for a shut audit",
    "shut-audit:viewed": "opened the page of a shut audit",
    "shut-audits:listed": "looked at the list of shut audits",
    "sign-in:address-changed": "changed the email address they sign in with",
    "sign-in:first-administrator-invited": "invited the first administrator",
    "sign-in:link-asked-for": "was asked to confirm that they signed in through the council",
    "sign-in:linked": "signed in through the council’s own sign-in for the first time",
    "sign-in:new-address-asked-for": "asked to change the email address they sign in with",
    "sign-in:new-factor-offered": "was asked to set up another second step",
    "sign-in:password-chosen": "chose a password",
    "sign-in:provider-added": "added a way to sign in through the council",
    "sign-in:provider-approved": "approved a way to sign in through the council",
    "sign-in:provider-changed": "changed how to sign in through the council",
    "sign-in:provider-switched-off": "switched off signing in through the council",
    "sign-in:provider-switched-on": "switched on signing in through the council again",
    "sign-in:refused": "was refused when signing in",
    "sign-in:resealed": "sealed what is kept secret with a new key",
    "sign-in:reset-asked-for": "asked for a new password",
    "sign-in:second-factor-changed": "changed their second step",
    "sign-in:second-factor-reset": "reset a person’s second step",
    "sign-in:session-ended": "signed out",
    "sign-in:sessions-ended": "ended their sessions",
    "sign-in:signed-in": "signed in",
    "staff-list:columns-chosen": "said what the columns of a staff list mean",
    "staff-list:imported": "imported the staff list",
    "staff-list:previewed": "uploaded a staff list, to look at it first",
    "staff-list:roles-chosen": "said which roles the job titles in a staff list mean",
    "staff-list:undone": "undid the import of a staff list",
    "template:draft-begun": "began a draft of an audit template",
    "template:draft-discarded": "discarded a draft of an audit template",
    "template:draft-edited": "edited a draft of an audit template",
    "template:kept": "kept an audit template in use",
    "template:publication-asked": "asked for an audit template to be published",
    "template:publication-left": "left an audit template unpublished",
    "template:publication-not-asked": "no longer asked for an audit template to be published",
    "template:published": "published an audit template",
    "template:retired": "took an audit template out of use",
    "trail:account-listed": "looked at what an account did and saw",
    "trail:export-log-exported": "downloaded the list of downloads",
    "trail:exported": "downloaded the record of who did what",
    "trail:readers-exported": "downloaded who has seen a child’s record",
    "trail:readers-listed": "looked at who has seen a child’s record",
}


def in_words(name: str) -> str:
    """An event of an older version of the service may have lost its words; its name still says something."""
    return WORDS.get(name) or name.replace(":", " ").replace("-", " ")


def kind_of(name: str) -> Kind:
    if name.endswith((":exported", "-exported")):
        return Kind.EXPORTS
    return KINDS.get(name.partition(":")[0], Kind.SERVICE)


def names_of(kind: Kind) -> list[str]:
    return [name for name in WORDS if kind_of(name) is kind]


def rows_of(facts: Mapping[str, Any]) -> int | None:
    """How many rows a download or a list held; None where that was not noted."""
    if "rows" in facts:
        return int(facts["rows"])
    return len(facts["ids"]) if "ids" in facts else None


def purpose_of(facts: Mapping[str, Any]) -> str:
    """What it was for, where that was asked; else which report it was; nothing where neither is known."""
    return str(facts.get("purpose") or facts.get("report") or "")


def which_of(facts: Mapping[str, Any]) -> str:
    """The audit template that it was about, by its code and version; nothing where it was about something else."""
    if "code" not in facts or "number" not in facts:
        return ""
    return f"{facts['code']}, version {facts['number']}"
