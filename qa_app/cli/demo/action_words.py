"""What the invented actions say: what will be done, how it will be known to help, what was done, what came of it."""

from collections.abc import Collection
from dataclasses import dataclass

from qa_app.actions.rules import ForWhom, Helped


@dataclass(frozen=True)
class Words:
    what: str
    how: str
    done: str
    # What it puts right, by the codes of themes.
    themes: tuple[str, ...] = ()


ACTIONS: dict[ForWhom, tuple[Words, ...]] = {
    ForWhom.CHILD: (
        Words(
            "Visit within five days and see the child alone, away from home.",
            "What the child says is on the record in their own words, and the plan answers it.",
            "Seen alone at school. The visit is on the record with what they said.",
            ("VOI1",),
        ),
        Words(
            "Hold a family group meeting with both sides of the family.",
            "The family has a plan of its own that the core group can point to.",
            "The meeting was held and the family’s plan is on the record.",
            ("FAM3",),
        ),
        Words(
            "Bring the chronology up to date and read it through before the next review.",
            "The review can say what has changed in the last six months, and what has not.",
            "The chronology is up to date to this month and went to the chair.",
            ("ASM2", "RSK4"),
        ),
        Words(
            "Write the plan again with the family, in words the child can read.",
            "The child and their family can say what has to change and by when.",
            "The new plan was written with the family and shared at the core group.",
            ("PLN1", "LEA1"),
        ),
        Words(
            "Speak with the father, and ask what he sees and what he can do.",
            "His view stands beside the mother’s in the assessment.",
            "He was visited at his sister’s home. His view is in the assessment.",
            ("FAM2", "ASM4"),
        ),
        Words(
            "Record the management decision on the next step, with the reason for it.",
            "Somebody new to the record can say within five minutes why this plan was chosen.",
            "The decision and its reason were written after supervision.",
            ("SYS1", "PLN2"),
        ),
        Words(
            "Agree a contingency plan with the core group, with who does what and when.",
            "Everybody in the core group can say what happens if the plan does not work.",
            "Agreed at the core group and sent round with the minutes.",
            ("RSK6",),
        ),
        Words(
            "Ask for the health assessment that is overdue, and chase it each week.",
            "The child’s teeth, sight and injections are known, and the plan says what follows.",
            "The assessment was done. Two of its three points are in the plan.",
            ("CIC3",),
        ),
        Words(
            "Offer the return interview again, with somebody the young person chose.",
            "We know what pulls them away, and they know who to ring.",
            "Offered twice. The second was taken up and is on the record.",
            ("RSK5",),
        ),
        Words(
            "Write up the sessions that are missing, and put today’s on the record this week.",
            "The next three sessions are on the record within five working days.",
            "All are on the record. The last was there the next day.",
            ("SYS2",),
        ),
        Words(
            "Ask the child again what they want, and tell them the answer and the reason.",
            "The child can say what was decided and why.",
            "Told on a walk, which they liked better than the office.",
            ("VOI2",),
        ),
        Words(
            "Bring the assessment up to date with what has changed, and say what it means for the child.",
            "The plan follows from the assessment, and the core group can see how.",
            "Brought up to date and shared with the family, who added to it.",
            ("ASM1", "ASM3", "ASM4"),
        ),
        Words(
            "Set the dates of core groups and reviews for six months, and send them to everybody.",
            "No meeting is late, and those who cannot come write.",
            "Dates are set to the spring. Health has named somebody.",
            ("PLN3", "SYS4"),
        ),
        Words(
            "Draw a map with the young person of who and where, and share it with police and school.",
            "There is one plan for what happens outside the home, and nights away become fewer.",
            "Done over two visits. The map is in the plan, and the police have acted on one address.",
            ("RSK5", "RSK2"),
        ),
        Words(
            "Ring whoever holds the waiting list, and agree what the family has until then.",
            "The family has something that helps within two weeks.",
            "A place was found sooner. A volunteer visits meanwhile.",
            ("FAM4", "PLN2", "FAM5"),
        ),
        Words(
            "Plan three sessions with the child, and write up what they make of them.",
            "The child can tell somebody they trust what happened, in their own way.",
            "Three sessions were held, with drawings that are on the record.",
            ("VOI5", "VOI3", "VOI4"),
        ),
        Words(
            "Ask the chair to raise the open recommendation formally.",
            "It is answered in ten days, and the plan says what follows.",
            "Raised and answered. The plan was changed.",
            ("CIC6", "SYS6"),
        ),
        Words(
            "Hold a meeting with the carers about what would keep this home going.",
            "The carers say that they can go on, and the child stays.",
            "Held. Two breaks are booked, and a helper comes on Mondays.",
            ("CIC1", "CIC2", "CIC4", "LEA2", "LEA3", "LEA4"),
        ),
        Words(
            "Bring the notes up to date, and write a summary that somebody new could use.",
            "Whoever stands in can say within ten minutes what matters.",
            "The summary is there, and was used when the practitioner was ill.",
            ("SYS3", "SYS5", "PLN5"),
        ),
    ),
    ForWhom.PRACTITIONER: (
        Words(
            "Shadow a colleague’s direct work session and plan one of their own in supervision.",
            "The next visit is planned around what the child likes doing.",
            "Shadowed twice, and one session was planned and talked through.",
            ("VOI5", "VOI2"),
        ),
        Words(
            "Talk through in supervision how analysis differs from description, with two examples.",
            "The next assessment says what the facts mean for the child.",
            "Talked through with two assessments. The notes are in the supervision record.",
            ("ASM1",),
        ),
    ),
    ForWhom.TEAM: (
        Words(
            "Look at every record with a gap in supervision of more than six weeks.",
            "No record in the team has a gap that is not explained.",
            "All were looked at. Four had gaps, and each has a date now.",
            ("SYS2",),
        ),
        Words(
            "Spend one team meeting on plans that children can read, with good ones from our own records.",
            "Half of the plans written next month could be read by the child.",
            "Held, with three plans from the team. The notes are in the team’s folder.",
            ("PLN1",),
        ),
    ),
    ForWhom.SERVICE: (
        Words(
            "Agree one way of recording management decisions across the service.",
            "Dip samples find a decision with its reason in nine of ten records.",
            "Agreed at the service meeting and put into the practice standards.",
            ("SYS1",),
        ),
        Words(
            "Find out why core groups are late in two teams, and tell the service what helps.",
            "Core groups in both teams are on time for two months running.",
            "Looked into with both managers. The business support rota was changed.",
            ("PLN3",),
        ),
    ),
    ForWhom.PARTNER: (
        Words(
            "Ask the school nursing lead for a named nurse at core groups.",
            "A nurse comes to, or writes for, each core group.",
            "Agreed with the lead nurse, in writing.",
            ("SYS4",),
        ),
    ),
}


def words_about(for_whom: ForWhom, themes: Collection[str]) -> list[Words]:
    """Those that put one of these right."""
    return [one for one in ACTIONS[for_whom] if {*one.themes} & {*themes}]


SHARES = {
    ForWhom.CHILD: 62,
    ForWhom.PRACTITIONER: 14,
    ForWhom.TEAM: 14,
    ForWhom.SERVICE: 6,
    ForWhom.PARTNER: 4,
}

CAME_OF_IT: dict[Helped, tuple[str, ...]] = {
    Helped.YES: (
        "The child told their practitioner what they want, and it is happening.",
        "The grandmother says that things are calmer, and school sees it too.",
        "Everybody in the core group now says the same when asked what comes next.",
    ),
    Helped.PARTLY: (
        "The plan is clearer. Visits still depend on who is on duty.",
        "The father comes to meetings now. What he offers is not in the plan yet.",
        "Better for this child. The brother’s plan still has to follow.",
    ),
    Helped.NO: (
        "It was done, and nothing is different for the child so far. We need another way.",
        "The family did not come. The next step is being talked through in supervision.",
    ),
    Helped.TOO_EARLY: (
        "Too early: the review on the child’s plan is in six weeks.",
        "We will know after the half term, when the school has seen a full month.",
    ),
}
HELPED = {Helped.YES: 45, Helped.PARTLY: 30, Helped.NO: 8, Helped.TOO_EARLY: 17}

LOOKED_AT = (
    "Read the record and the minutes.",
    "Read the plan again beside the one of before.",
    "Talked it through with the manager, and read what was written.",
)
STILL_TO_DO = (
    "The visit is on the record, but not what the child said.",
    "The decision is there. The reason for it is not.",
    "One of the two parents was asked.",
)
NO_LONGER = (
    "The child moved to another council, which has been told.",
    "The plan changed at the review, and this went with it.",
    "The young person turned 18, and their personal adviser has it in the pathway plan.",
)
PUT_OFF = (
    "The family is away until the end of the month.",
    "The practitioner has been off sick.",
    "The review was moved, and this goes with it.",
)
