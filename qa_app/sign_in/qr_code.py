"""QR codes as pictures."""

from io import BytesIO

import segno


def svg(content: str) -> bytes:
    """Black on white whatever the page's colours, because phones read it."""
    picture = BytesIO()
    segno.make(content, error="m").save(
        picture, kind="svg", scale=5, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return picture.getvalue()
