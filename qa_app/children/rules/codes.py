"""Words of a file as the codes we keep. What is not a code is not kept: it could say too much."""

import re

from qa_app.uploads.rules.cells import clean_text
from qa_app.uploads.rules.headers import plain

ETHNIC_GROUPS = {
    "White": ("wbri", "wiri", "wirt", "woth", "wrom", "white", "british", "gypsy", "roma", "irish", "traveller"),
    "Mixed": ("mwbc", "mwba", "mwas", "moth", "mixed", "multiple", "dual heritage"),
    "Asian": ("aind", "apkn", "aban", "aoth", "asian", "indian", "pakistani", "bangladeshi"),
    "Black": ("bcrb", "bafr", "both", "black", "caribbean", "african"),
    "Other": ("chne", "ooth", "chinese", "arab", "other"),
}  # fmt: skip
NOT_KNOWN = "Not known"
UNKNOWN_WORDS = ("not", "nobt", "refu", "refused", "unk", "unknown")

GENDERS = {
    "Male": {"male", "m", "boy", "1"},
    "Female": {"female", "f", "girl", "2"},
    "Neither": {"neither", "indeterminate", "x", "non binary", "other"},
}

LEGAL_STATUSES = {
    "C1": ("interim care order", "ico"),
    "C2": ("full care order", "care order", "fco"),
    "D1": ("freeing order", "freed for adoption"),
    "E1": ("placement order",),
    "V2": ("single period", "section 20", "s20", "s 20"),
    "V3": ("accommodated under an agreed series", "short breaks series"),
    "V4": ("short break", "short breaks", "respite"),
    "J1": ("remanded to", "on remand"),
    "L1": ("police protection",),
    "L2": ("emergency protection order", "epo"),
    "L3": ("child assessment order",),
}
_LEGAL_CODE = re.compile(r"\b(C1|C2|D1|E1|V[234]|L[123]|J[123])\b", re.I)

ABUSE = {
    "Neglect": ("neglect", "neg"),
    "Physical abuse": ("physical", "phy"),
    "Sexual abuse": ("sexual", "sab"),
    "Emotional abuse": ("emotional", "emo", "emotion"),
}
MULTIPLE = "Multiple"

NEEDS = {
    "N1": "Abuse or neglect",
    "N2": "Child's disability",
    "N3": "Parental disability or illness",
    "N4": "Family in acute stress",
    "N5": "Family dysfunction",
    "N6": "Socially unacceptable behaviour",
    "N7": "Low income",
    "N8": "Absent parenting",
    "N9": "Cases other than children in need",
    "N0": "Not stated",
}
_NEED_CODE = re.compile(r"\bN([0-9])\b", re.I)

ELIGIBILITY = {
    "Former relevant": ("former relevant",),
    "Relevant": ("relevant",),
    "Qualifying": ("qualifying",),
    "Eligible": ("eligible",),
}


def ethnic_group(value: object) -> str:
    said = _words(value)
    if not said:
        return ""
    for group, words in ETHNIC_GROUPS.items():
        if any(re.search(rf"\b{word}\b", said) for word in words[:5] if len(word) == 4):
            return group  # a code says it best: “White and Asian” is Mixed, and its code is MWAS
    if any(re.search(rf"\b{word}\b", said) for word in UNKNOWN_WORDS):
        return NOT_KNOWN
    if "mixed" in said or re.search(r"white and (black|asian)", said):
        return "Mixed"
    for group, words in ETHNIC_GROUPS.items():
        if any(re.search(rf"\b{word}\b", said) for word in words):
            return group
    return NOT_KNOWN


def gender(value: object) -> str:
    said = _words(value)
    if not said:
        return ""
    for name, words in GENDERS.items():
        if said in words or set(said.split()) & words:
            return name
    return NOT_KNOWN


def legal_status(value: object) -> str:
    text = clean_text(value)
    if not text:
        return ""
    if code := _LEGAL_CODE.search(text):
        return code[1].upper()
    said = plain(text)
    return next(
        (code for code, words in LEGAL_STATUSES.items() if any(word in said for word in words)), ""
    )


def abuse(value: object) -> str:
    """Ofsted's five categories; more than one named is “Multiple”."""
    said = _words(value)
    if not said:
        return ""
    named = [
        name
        for name, words in ABUSE.items()
        if any(re.search(rf"\b{word}\b", said) for word in words)
    ]
    if len(named) > 1 or "multiple" in said:
        return MULTIPLE
    return named[0] if named else ""


def need(value: object) -> str:
    text = clean_text(value)
    if not text:
        return ""
    if code := _NEED_CODE.search(text):
        return NEEDS[f"N{code[1]}"]
    said = plain(text)
    return next((name for name in NEEDS.values() if plain(name) in said), "")


def eligibility(value: object) -> str:
    said = _words(value)
    if not said:
        return ""
    return next(
        (name for name, words in ELIGIBILITY.items() if any(word in said for word in words)), ""
    )


def _words(value: object) -> str:
    """Plain words, without the letter in front that Annex A asks for."""
    text = re.sub(r"^[a-z]\)\s*", "", clean_text(value), flags=re.I)
    return plain(re.sub(r"^\d\s*[-–]\s*", "", text)) or plain(text)
