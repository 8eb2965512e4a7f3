"""Calls to addresses that a council's administrator wrote: short, small, and never inward."""

import socket
from collections.abc import Callable
from threading import Thread, Timer
from time import monotonic
from typing import Any, cast

from requests import PreparedRequest, RequestException, Response, Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from qa_app.sign_in.rules.addresses import is_an_endpoint, may_be_called

# Of a call from its beginning; to find its address, and to connect, take each no longer.
SECONDS, SECONDS_TO_FIND = 5, 3
LARGEST = 200_000


class NotCalled(RequestException):
    """The address leads inward, or what answers there leads on, is too slow or too much."""


def place_of(host: str, port: int, *, on_loopback: bool) -> str:
    """Where to connect: asked once, so that what was looked at is what is called."""
    places = in_time(lambda: addresses_of(host, port), SECONDS_TO_FIND)
    if not places or not all(may_be_called(one, on_loopback=on_loopback) for one in places):
        raise NotCalled("its name leads inward")
    return places[0]


def addresses_of(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(one[4][0]) for one in sorted(found, key=lambda one: one[0] != socket.AF_INET)]


def in_time(find: Callable[[], list[str]], seconds: float) -> list[str]:
    """The system asks for a name as long as it likes; we wait no longer than this."""
    found: list[str] = []
    asking = Thread(target=lambda: found.extend(find()), daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive() or not found:
        raise NotCalled("its name is not known")
    return found


class Outward:
    """A connection to a public place that is cut when its time is up, however slowly it goes on."""

    on_loopback = False
    sock: socket.socket
    began: float
    twin: socket.socket
    agreeing: Timer | None = None
    _dns_host: str
    port: int

    def _new_conn(self) -> socket.socket:
        named = self._dns_host
        self._dns_host = place_of(named, self.port, on_loopback=self.on_loopback)
        try:
            made = cast(socket.socket, super()._new_conn())  # type: ignore[misc]
        finally:
            self._dns_host = named
        # Encryption takes the socket over while it is agreed upon, and a twin cuts both.
        self.twin = made.dup()
        self.agreeing = in_seconds(self.began, self.twin)
        return made

    def connect(self) -> None:
        self.began = began = monotonic()
        try:
            super().connect()  # type: ignore[misc]
        finally:
            if self.agreeing:
                self.agreeing.cancel()
                self.twin.close()
        # Held here: the library lets go of it as soon as the head of the answer is there.
        in_seconds(began, self.sock)


def in_seconds(began: float, sock: socket.socket) -> Timer:
    """Cut it when the call's time is up."""
    timer = Timer(max(0, SECONDS - (monotonic() - began)), cut, [sock])
    timer.daemon = True
    timer.start()
    return timer


def cut(sock: socket.socket) -> None:
    try:
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


class OutwardHttps(Outward, HTTPSConnection):
    pass


class LoopbackHttps(OutwardHttps):
    on_loopback = True


class LoopbackHttp(Outward, HTTPConnection):
    on_loopback = True


class OutwardPool(HTTPSConnectionPool):
    ConnectionCls = OutwardHttps


class LoopbackHttpsPool(HTTPSConnectionPool):
    ConnectionCls = LoopbackHttps


class LoopbackPool(HTTPConnectionPool):
    ConnectionCls = LoopbackHttp


class Caller(HTTPAdapter):
    """One answer, as it is: not redirected, and read whole before anybody looks at it."""

    def __init__(self, *, on_loopback: bool) -> None:
        self.on_loopback = on_loopback
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        pools: dict[str, Any] = {"https": OutwardPool}
        if self.on_loopback:
            pools = {"https": LoopbackHttpsPool, "http": LoopbackPool}
        self.poolmanager.pool_classes_by_scheme = pools

    def send(self, request: PreparedRequest, *_: Any, **options: Any) -> Response:
        if not is_an_endpoint(request.url, on_loopback=self.on_loopback):
            raise NotCalled("its address will not do")
        request.headers["Accept-Encoding"] = "identity"
        began = monotonic()
        answer = super().send(request, **{**options, "stream": True, "timeout": SECONDS})
        try:
            body = answer.raw.read(LARGEST + 1, decode_content=False)
        except HTTPError as error:
            raise NotCalled("it broke off") from error
        if 300 <= answer.status_code < 400:
            raise NotCalled("it leads on to another address")
        if len(body) > LARGEST or monotonic() - began > SECONDS:
            raise NotCalled("it is too slow or too much")
        answer._content, answer._content_consumed = body, True  # type: ignore[attr-defined]
        return answer


def lead_outward(session: Session, *, on_loopback: bool) -> None:
    """Whatever this session calls, it calls so."""
    for scheme in ("https://", "http://"):
        session.mount(scheme, Caller(on_loopback=on_loopback))
