"""Style sheets, scripts and icons, at addresses that change when their content does.

`python -m qa_app.web.assets` copies what npm installed, without the crest and the GDS Transport font,
which are for services on gov.uk alone. The font that pictures of charts are written in comes the same way.
"""

import hashlib
import mimetypes
import re
import shutil
import sys
from pathlib import Path

from flask import Flask, Response, abort

STATIC = Path(__file__).parent / "static"
VENDOR = STATIC / "vendor"
FOR_GOV_UK_ONLY = re.compile(r"@font-face\{[^}]*\}|[a-z-]*image:url\([^)]*crest[^)]*\);?")
FONT = re.compile(r'"?GDS Transport"?,\s*arial,\s*sans-serif', re.IGNORECASE)
COPIED = (
    "govuk-frontend/dist/govuk/govuk-frontend.min.css",
    "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "accessible-autocomplete/dist/accessible-autocomplete.min.css",
    "accessible-autocomplete/dist/accessible-autocomplete.min.js",
)
# Whoever passes a font on passes its licence on.
FONTS = ("400Regular/Arimo_400Regular.ttf", "700Bold/Arimo_700Bold.ttf", "LICENSE_FONT")
FONTS_FROM = "@expo-google-fonts/arimo"
FONTS_IN = VENDOR / "fonts"
FOREVER = "public, max-age=31536000, immutable"
COLOUR = re.compile(r"colours/([0-9a-f]{6})\.css")


def copy(node_modules: Path) -> None:
    VENDOR.mkdir(exist_ok=True)
    for source in COPIED:
        text = (node_modules / source).read_text(encoding="utf-8")
        text = re.sub(r"\n?(/\*|//)# sourceMappingURL=\S+( \*/)?", "", text)
        (VENDOR / Path(source).name).write_text(for_councils(text), encoding="utf-8")
    FONTS_IN.mkdir(exist_ok=True)
    for source in FONTS:
        shutil.copyfile(node_modules / FONTS_FROM / source, FONTS_IN / Path(source).name)


def for_councils(text: str) -> str:
    text = FONT.sub("Arial,system-ui,sans-serif", FOR_GOV_UK_ONLY.sub("", text))
    if "GDS Transport" in text or "crest" in text:
        raise ValueError("the GDS Transport font or the crest would be copied")
    return text


def files() -> dict[str, bytes]:
    """All that pages ask for, in memory: they are few, and a path that leads elsewhere finds nothing."""
    return {
        path.relative_to(STATIC).as_posix(): path.read_bytes()
        for path in sorted(STATIC.rglob("*"))
        if path.is_file() and path.parent != FONTS_IN
    }


def digest_of(contents: dict[str, bytes]) -> str:
    """One for all files, so that a script may import another by a relative address."""
    parts = (name.encode() + content for name, content in contents.items())
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def colour_sheet(colour: str) -> str:
    """The council's colour and the ink that can be read on it, as custom properties."""
    ink = "#ffffff" if contrast_with_white(colour) >= 4.5 else "#0b0c0c"
    return f":root {{ --council-colour: #{colour}; --council-ink: {ink}; }}\n"


def contrast_with_white(colour: str) -> float:
    """As WCAG counts it, from 1 (white) to 21 (black)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)


def attach(app: Flask) -> None:
    contents = files()
    current = digest_of(contents)

    def serve(version: str, filename: str) -> Response:
        if colour := COLOUR.fullmatch(filename):
            response = Response(colour_sheet(colour[1]), mimetype="text/css")
        elif filename in contents:
            kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
            response = Response(contents[filename], mimetype=kind)
        else:
            abort(404)
        # An address of another version may be answered by a file that is not of that version.
        response.headers["Cache-Control"] = FOREVER if version == current else "no-cache"
        return response

    app.add_url_rule("/static/<version>/<path:filename>", endpoint="static", view_func=serve)
    app.jinja_env.globals["asset"] = lambda name: f"/static/{current}/{name}"


if __name__ == "__main__":
    copy(Path(sys.argv[1] if len(sys.argv) > 1 else "node_modules"))
