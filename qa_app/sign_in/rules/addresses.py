"""Which addresses an issuer may have, and where this service may call."""

import re
from ipaddress import IPv6Address, ip_address, ip_network

# A name of two parts or more whose last begins with a letter: no number is one, however it is spelled.
NAME = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
PATH = r"(?:/[a-z0-9._~/-]{0,200})?"
HERE = r"https?://(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?"
ISSUER = re.compile(rf"https://({NAME})(?::443)?({PATH})", re.IGNORECASE | re.ASCII)
ISSUER_HERE = re.compile(HERE + PATH, re.IGNORECASE | re.ASCII)
REST = r"(?:[/?][!\"$-\[\]-~]{0,2000})?"
ENDPOINT = re.compile(rf"https://{NAME}(?::[0-9]{{1,5}})?{REST}", re.IGNORECASE | re.ASCII)
ENDPOINT_HERE = re.compile(HERE + REST, re.IGNORECASE | re.ASCII)

# Names under which Microsoft signs people in, and the tenants that are everybody's.
MICROSOFT = ("microsoftonline.com", "microsoftonline.us", "windows.net", "microsoft.com")
CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad"
OPEN_TO_ALL_TENANTS = {"common", "organizations", "consumers", CONSUMERS, ""}

# Within these stand IPv4 addresses, which may lead anywhere.
WRAPPED = (ip_network("64:ff9b::/96"), ip_network("2002::/16"), ip_network("::ffff:0:0/96"))


def issuer_faults(issuer: str, *, on_loopback: bool = True) -> list[str]:
    """Say why an address cannot be an issuer of one council.

    An issuer on this machine is for trying things out, where the service itself is.
    """
    if ISSUER_HERE.fullmatch(issuer):
        outside = "Enter the address at which the issuer is known outside this server"
        return [] if on_loopback else [outside]
    if not issuer.lower().startswith("https://"):
        return ["Enter an issuer address that begins with https://"]
    found = ISSUER.fullmatch(issuer)
    if found is None or is_a_trick(*found.groups()):
        return [
            "Enter the issuer address as the provider publishes it: a name, without a port, ? or #"
        ]
    host, path = (part.lower() for part in found.groups())
    if host.endswith(MICROSOFT) and path.strip("/").split("/")[0] in OPEN_TO_ALL_TENANTS:
        return ["Enter the issuer address with your own tenant's id: everybody can use this one"]
    return []


def is_a_trick(host: str, path: str) -> bool:
    """A name that only this machine knows, or a path that is another one."""
    steps = {*path.split("/")}
    return host.lower().endswith(".localhost") or "//" in path or "." in steps or ".." in steps


def normal_form(issuer: str) -> str:
    """The same for every spelling of one address."""
    return re.sub(r"^(https://[^/]*):443(?=/|$)", r"\1", issuer.strip().lower()).rstrip("/")


def is_an_endpoint(address: object, *, on_loopback: bool) -> bool:
    """Whether a browser may be led there, or this service may call it."""
    if not isinstance(address, str):
        return False
    here = on_loopback and ENDPOINT_HERE.fullmatch(address) is not None
    return here or ENDPOINT.fullmatch(address) is not None


def may_be_called(place: str, *, on_loopback: bool) -> bool:
    """Whether a name may lead to this IP address: never into the council's own network."""
    address = ip_address(place.partition("%")[0])
    if address.is_loopback:
        return on_loopback
    if isinstance(address, IPv6Address) and any(address in network for network in WRAPPED):
        return False
    return address.is_global and not address.is_multicast
