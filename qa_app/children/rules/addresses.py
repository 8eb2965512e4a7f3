"""The link from a reference to the record in the council's case system."""

from urllib.parse import quote, urlsplit

PLACEHOLDER = "{reference}"


def faults_in_address(pattern: str) -> list[str]:
    """Why an address cannot be used. None may lead anywhere but to the case system."""
    faults = []
    parts = urlsplit(pattern)
    if parts.scheme != "https" or not parts.hostname:
        faults.append("Enter an address that begins with https://")
    if pattern.count(PLACEHOLDER) != 1:
        faults.append("Put {reference} in the address once, where the child's reference belongs")
    elif PLACEHOLDER in parts.netloc:
        faults.append("Put {reference} after the name of the site, not in it")
    if parts.username or parts.password:
        faults.append("Leave user names and passwords out of the address")
    if any(character.isspace() or character in "<>\"'\\" for character in pattern):
        faults.append("Leave spaces and quotation marks out of the address")
    return faults


def record_address(pattern: str, reference: str) -> str:
    """Where the record is, or “” when the council has not said."""
    return pattern.replace(PLACEHOLDER, quote(reference, safe="")) if pattern else ""
