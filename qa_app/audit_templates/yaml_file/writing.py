"""A template as a file that we can read again: laid out for people as long as there is room."""

import json
import math
import re
from typing import Any

import yaml

from qa_app.audit_templates.yaml_file.reading import LARGEST

# No file is so many times as large as the shortest way to say the same.
MUCH_LARGER = 3


def write(content: Any) -> str:
    """The same content as a file, which reads back to what it was.

    Laid out for people, or on fewer lines where that would be larger than what is read.
    """
    text: str = yaml.dump(
        content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=96, indent=2
    )
    return text if len(text.encode()) <= LARGEST else write_closely(content)


def write_closely(content: Any) -> str:
    """Each group that holds no other on one line."""
    text: str = yaml.dump(
        content, Dumper=_Close, sort_keys=False, allow_unicode=True, width=10**9, default_flow_style=None
    )  # fmt: skip
    return text


def why_too_large(content: Any) -> str | None:
    """Whether its file would be refused, in words; most are so small that nobody needs to write it."""
    if len(json.dumps(content, ensure_ascii=False).encode()) * MUCH_LARGER <= LARGEST:
        return None
    size = len(write(content).encode())
    if size <= LARGEST:
        return None
    return (
        f"As a file the template would be {math.ceil(size / 1024)} kB, and a file may be "
        f"{LARGEST // 1024} kB. Shorten its texts, or make two templates of it"
    )


class _Close(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Dumper(yaml.SafeDumper):
    """Writes long text over several lines, and lists further in than their name."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    foldable = len(text) > 70 and not re.search(r"\n|^\s|\s$|  |\t", text)
    style = ">" if foldable else None
    if not foldable and text in ("true", "false"):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
