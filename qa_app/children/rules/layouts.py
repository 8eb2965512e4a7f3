"""The tables that hold children: Annex A lists 6 to 9 in both forms, and a case system's report."""

from qa_app.children.rules.records import Source
from qa_app.children.rules.statuses import CARE, CARE_LEAVER, PROTECTION
from qa_app.uploads.rules.headers import Column
from qa_app.uploads.rules.sheets import Layout

REFERENCE = Column(
    "reference",
    "Child's reference",
    (
        "Child Unique ID", "Child ID", "Child's ID", "Child reference", "Person ID", "Mosaic ID",
        "LCS ID", "Eclipse ID", "Azeus ID", "ICS number", "SWIFT ID", "Client ID", "Record ID",
        "Case ID", "Case number", "Child number", "Person number", "Reference", "ID",
    ),
    (r"\bchild\b.*\b(id|identifier|ref|reference|number)\b", r"^(person|client|case|mosaic|lcs|eclipse|swift|ics)\b.*\b(id|no|number|ref|reference)\b"),
    required=True,
)  # fmt: skip
TEAM = Column(
    "team",
    "Team",
    (
        "Allocated Team", "Worker Team", "Case Worker Department", "Department", "Responsible Team",
        "Case Team", "Team", "Team Name", "Org", "Organisation",
    ),
    (r"\b(allocated|worker|responsible|case|current)\b.*\b(team|department|org)\b",),
)  # fmt: skip
PRACTITIONER = Column(
    "practitioner",
    "Practitioner",
    (
        "Allocated Worker", "Primary Worker", "Case Worker", "Caseworker", "Key Worker",
        "Lead Worker", "Social Worker", "Allocated Social Worker", "Practitioner",
        "Allocated Practitioner", "Worker", "Worker Name",
    ),
    (r"\b(allocated|primary|case|key|lead|social)\b.*\bworker\b(?!.*\b(team|department|id|email)\b)",),
)  # fmt: skip
SECOND = Column(
    "second_practitioner",
    "Second practitioner or personal adviser",
    (
        "Allocated Personal Advisor", "Allocated Personal Adviser", "Personal Advisor",
        "Personal Adviser", "Second Worker", "Secondary Worker", "Co-worker",
    ),
    (r"\bpersonal advis[eo]r\b", r"\bsecond(ary)? worker\b"),
)  # fmt: skip
BIRTH = Column(
    "birth",
    "Date of birth (its month and year are kept)",
    ("Date of Birth", "DOB", "D.O.B.", "Birth Date", "Expected Date of Birth"),
    (r"\bdate\b.*\bbirth\b", r"\bdob\b"),
)
AGE = Column(
    "age", "Age", ("Age", "Age of Child (Years)"), (r"\bage\b(?!.*\b(band|group|range)\b)",)
)
GENDER = Column("gender", "Gender", ("Gender", "Sex"), (r"\bgender\b",))
ETHNICITY = Column("ethnicity", "Ethnicity", ("Ethnicity", "Ethnic Origin"), (r"\bethnic",))
DISABILITY = Column(
    "disability",
    "Disability",
    ("Does the Child have a Disability", "Disability", "Disabled"),
    (r"\bdisab",),
)
RESTRICTED = Column(
    "restricted",
    "Restricted record",
    ("Restricted", "Restricted Record", "Restricted Access", "Access Restricted", "Sensitive"),
    (r"\brestricted\b.*\b(record|access|file|case)\b",),
)
FAMILY = Column(
    "family_reference",
    "Family reference",
    ("Family ID", "Family Reference", "Family Group ID", "Household ID", "Sibling Group ID"),
    (r"\b(family|household)\b.*\b(id|ref|reference|number)\b",),
)

_everywhere = (REFERENCE, BIRTH, AGE, GENDER, ETHNICITY, DISABILITY, TEAM, PRACTITIONER, SECOND, RESTRICTED, FAMILY)  # fmt: skip
STATUS = Column(
    "status",
    "Status",
    ("Case status", "Child Status", "Plan Type", "Status", "Current Status", "CIN/CP/CLA", "Case Type", "Legal status group"),
    (r"\b(case|child|current|record)\b.*\bstatus\b", r"\bplan type\b"),
)  # fmt: skip
# What is never offered for reading: a child's name must not come in under another heading.
NEVER_READ = r"\b(fore|sur|first|last|middle|full|family|known|child|childs|client|person|preferred)\s?(s )?names?\b|\binitials?\b|^names?$|\bnhs\b|\bupn\b|\bpostcode\b|\baddress\b"

LIST_6 = Layout(
    "list-6",
    "List 6: children in need",
    (
        *_everywhere,
        STATUS,
        Column("since", "Start of the episode of need", ("CIN Start Date", "Child in Need Start Date"), (r"\bcin\b.*\bstart\b",)),
        Column("need", "Primary need", ("Primary Need Code", "Primary Need"), (r"\bprimary need\b",)),
        Column("last_seen", "Last seen", ("Date Child Was Last Seen", "Date Last Seen"), (r"\blast seen\b",)),
        Column("closed", "Closure date", ("CIN Closure Date",), (r"\bclosure date\b",)),
    ),
    names=(r"\blist 0?6\b", r"\bchild(ren)? in need\b", r"^cin\b"),
    telling=("status", "since", "need", "closed"),
    never_read=NEVER_READ,
)  # fmt: skip
LIST_7 = Layout(
    "list-7",
    "List 7: child protection",
    (
        *_everywhere,
        Column("since", "Start of the plan", ("Child Protection Plan Start Date", "CP Plan Start Date"), (r"\b(protection|cp)\b.*\bplan\b.*\bstart\b",)),
        Column("ended", "End of the plan", ("Child Protection Plan End Date", "CP Plan End Date"), (r"\b(protection|cp)\b.*\bplan\b.*\bend\b",)),
        Column("abuse", "Latest category of abuse", ("Latest Category of Abuse",), (r"\blatest\b.*\bcategory\b",)),
        Column("last_seen", "Last statutory visit", ("Date of the Last Statutory Visit", "Last Statutory Visit"), (r"\blast\b.*\bvisit\b",)),
        Column("last_review", "Latest review conference", ("Date of latest review conference",), (r"\breview conference\b",)),
    ),
    names=(r"\blist 0?7\b", r"\bchild protection\b", r"^cpp?\b"),
    telling=("since", "ended", "abuse", "last_review"),
    never_read=NEVER_READ,
)  # fmt: skip
LIST_8 = Layout(
    "list-8",
    "List 8: children in care",
    (
        *_everywhere,
        Column("since", "Start of care", ("Date Started to be Looked After",), (r"\bstart(ed)?\b.*\blooked after\b",)),
        Column("ended", "End of care", ("Date Ceased to be Looked After",), (r"\bdate\b.*\bcease[d]?\b.*\blooked after\b",)),
        Column("legal_status", "Legal status", ("Child's Legal Status", "Legal Status"), (r"^child s legal status\b",)),
        Column("need", "Category of need", ("Child's Category of Need",), (r"\bcategory of need\b",)),
        Column("last_seen", "Last social work visit", ("Date of Last Social Work Visit",), (r"\blast\b.*\bsocial work(er)?\b.*\bvisit\b",)),
        Column("last_review", "Latest statutory review", ("Date of Latest Statutory Review",), (r"\bstatutory review\b",)),
    ),
    names=(r"\blist 0?8\b", r"\bchildren in care\b", r"\blooked after\b", r"^(cla|lac|cic)\b"),
    telling=("since", "ended", "legal_status", "last_review"),
    never_read=NEVER_READ,
)  # fmt: skip
LIST_9 = Layout(
    "list-9",
    "List 9: care leavers",
    (
        *_everywhere,
        Column("eligibility", "Eligibility", ("Eligibility Category",), (r"\beligibility\b",)),
        Column("last_seen", "Latest contact", ("Latest Date of Contact",), (r"\b(latest|last)\b.*\bcontact\b",)),
        Column("last_review", "Latest pathway plan review", ("Latest Pathway Plan Review Date",), (r"\bpathway plan\b",)),
        Column("in_touch", "In touch (read to know the list, not kept)", ("LA in Touch",), (r"\bin touch\b",)),
        Column("activity", "Activity (read to know the list, not kept)", ("Activity Status",), (r"\bactivity status\b",)),
    ),
    names=(r"\blist 0?9\b", r"\bcare leavers?\b", r"\bleaving care\b"),
    telling=("eligibility", "last_review", "in_touch", "activity"),
    never_read=NEVER_READ,
)  # fmt: skip
REPORT = Layout(
    "report",
    "Report from the case system",
    (
        *_everywhere,
        Column(
            "status", STATUS.title, STATUS.headings, (*STATUS.patterns, r"\bstatus\b"), required=True
        ),
        Column("on_plan", "Also on a child protection plan", ("Also on CP plan", "CP plan", "CP flag", "On CP Plan"), (r"\bon\b.*\bcp plan\b",)),
        Column("legal_status", "Legal status", ("Legal Status", "Child's Legal Status"), (r"\blegal status\b",)),
        Column("since", "Start of this status", ("Status Start Date", "Status Since", "Plan Start Date", "Episode Start", "Start Date", "Involvement Start"), (r"\b(status|episode|plan)\b.*\b(start|since)\b",)),
        Column("last_seen", "Last visit", ("Last Statutory Visit", "Last Stat Visit", "Last Visit Date", "Last Visit", "Date Child Was Last Seen", "Last Seen"), (r"\blast\b.*\b(visit|seen)\b",)),
        Column("last_review", "Last review", ("Last Review Date", "Last Review", "Latest Review"), (r"\b(last|latest)\b.*\breview\b",)),
        Column("need", "Category of need or abuse", ("Primary Need", "Category", "Category of Need"), (r"\b(primary|category of) need\b",)),
    ),
    names=(r"\breport\b", r"\bopen (cases|records|children)\b", r"\bcaseload\b"),
    telling=("status",),
    tell_at_least=1,
    never_read=NEVER_READ,
)  # fmt: skip

LAYOUTS = (LIST_6, LIST_7, LIST_8, LIST_9, REPORT)
# Where lists stand in a workbook whose sheets have other names: all eleven, or these four.
IN_ORDER = {
    11: ("1", "2", "3", "4", "5", "list-6", "list-7", "list-8", "list-9", "10", "11"),
    4: ("list-6", "list-7", "list-8", "list-9"),
}

SOURCES = {
    "list-6": Source("list-6", "List 6", None),
    "list-7": Source("list-7", "List 7", PROTECTION, ends="ended"),
    "list-8": Source("list-8", "List 8", CARE, ends="ended"),
    "list-9": Source("list-9", "List 9", CARE_LEAVER),
    "report": Source("report", "Report", None),
}
