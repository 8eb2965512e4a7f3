"""What every answer says to the browser, whatever it is and however it came about."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)
NOT_USED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_USED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
TWO_YEARS = "max-age=63072000; includeSubDomains"


class SecureHeaders:
    """Around the whole application, so that not even a failing error page goes without."""

    def __init__(self, application: "WSGIApplication", secure: bool) -> None:
        self.application, self.secure = application, secure

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        def start_with_headers(
            status: str, listed: list[tuple[str, str]], *error: Any
        ) -> Callable[[bytes], object]:
            headers = Headers(listed)
            for name, value in ALWAYS.items():
                headers[name] = value
            if self.secure or environ.get("wsgi.url_scheme") == "https":
                headers["Strict-Transport-Security"] = TWO_YEARS
            headers.setdefault("Cache-Control", "no-store")
            return start(status, headers.to_wsgi_list(), *error)

        return self.application(environ, start_with_headers)
