"""A calendar file read back as RFC 5545 has it, strictly: what a calendar would stumble over fails here."""

import re

LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def events_in(file: bytes) -> list[dict[str, str]]:
    """The events of a calendar, by the names of their properties."""
    lines = unfolded(file)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines and any(line.startswith("PRODID:") for line in lines)
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        found = LINE.fullmatch(line)
        assert found, f"not a property: {line}"
        name, _, value = found.groups()
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT":
            assert name not in events[-1], f"{name} stands twice"
            events[-1][name] = text_of(value)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(events)
    return events


def unfolded(file: bytes) -> list[str]:
    assert file.endswith(b"\r\n") and b"\n" not in file.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    for line in file.split(b"\r\n"):
        line.decode()  # no line ends within a letter
    return file.decode().replace("\r\n ", "").rstrip("\r\n").split("\r\n")


def text_of(value: str) -> str:
    return ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], value)
