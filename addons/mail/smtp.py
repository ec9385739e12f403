"""Handing one mail to one server, by SMTP (RFC 5321): it is taken, refused, put off, or nobody knows.

The moment that matters is the end of the data: before it nothing was taken, after the server's answer everything is
known. Whoever calls is told just before (`about_to_hand_over`), so that a crash in between leaves a trace.
"""

from __future__ import annotations

import re

# makegood: allow network because the one errand that sends mail calls it, outside of any transaction
import smtplib

# makegood: allow network because a connection that drips is shut down
import socket
import ssl

# makegood: allow process because a timer that ends with the call shuts down a connection that drips
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

STEP_SECONDS = 30.0
"""How long the server may take for one answer."""
ALL_SECONDS = 90.0
"""How long it may take for everything: a byte now and then must not hold a worker for ever."""
READY, TAKEN, FINAL = 354, 250, 500
_LINE_END, _DOT = re.compile(rb"\r\n|\r|\n"), re.compile(rb"(?m)^\.")


class Refusal(Exception):
    """The server will never take this mail. Its text is the server's."""


class NotNow(Exception):
    """This mail was not taken, and may be later. `of_server`: nobody's mail would have been."""

    def __init__(self, why: str, *, of_server: bool = False) -> None:
        super().__init__(why)
        self.of_server = of_server


class NobodyKnows(Exception):
    """All of it was handed over, and no answer came."""


@dataclass(frozen=True)
class Access:
    """How a server is reached. `encryption` is starttls, tls or none; without `user` nobody signs in."""

    host: str
    port: int
    encryption: str
    user: str
    password: str
    own_name: str


def hand_over(
    access: Access, sender: str, recipient: str, mail: bytes, about_to_hand_over: Callable[[], object]
) -> str:
    """Hands a mail over and gives what the server said. Raises Refusal, NotNow, NobodyKnows.

    What `about_to_hand_over` raises ends it, and nothing was taken.
    """
    with _connected(access) as server:
        _expect(*server.mail(sender), TAKEN)
        _expect(*server.rcpt(recipient), TAKEN)
        _expect(*server.docmd("DATA"), READY)
        about_to_hand_over()
        server.send(_DOT.sub(b"..", _LINE_END.sub(b"\r\n", mail)).rstrip(b"\r\n") + b"\r\n.\r\n")
        try:
            code, said = server.getreply()
        except (OSError, smtplib.SMTPException) as why:
            raise NobodyKnows(str(why)) from why
        if code < TAKEN:
            raise NobodyKnows(_text(code, said))
        _expect(code, said, TAKEN)
        return _text(code, said)


@contextmanager
def _connected(access: Access) -> Iterator[smtplib.SMTP]:
    """A session in which mail can be sent. What goes wrong with the connection itself is temporary."""
    server: smtplib.SMTP | None = None
    cut = threading.Timer(ALL_SECONDS, lambda: _cut(server))
    cut.daemon = True
    cut.start()
    try:
        server = _opened(access)
        yield server
        _leave(server)
    except (smtplib.SMTPException, OSError, UnicodeError, ValueError) as why:
        raise NotNow(f"{access.host}: {_words(why)}", of_server=True) from why
    finally:
        cut.cancel()
        if server is not None:
            server.close()


def _opened(access: Access) -> smtplib.SMTP:
    options = {"timeout": STEP_SECONDS, "local_hostname": access.own_name}
    if access.encryption == "tls":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(access.host, access.port, context=context, **options)  # type: ignore[arg-type]
    else:
        server = smtplib.SMTP(access.host, access.port, **options)  # type: ignore[arg-type]
    try:
        if access.encryption == "starttls":
            server.starttls(context=ssl.create_default_context())
        server.ehlo_or_helo_if_needed()
        if access.user:
            server.login(access.user, access.password)
    except BaseException:
        server.close()
        raise
    return server


def _leave(server: smtplib.SMTP) -> None:
    """Says goodbye. The mail was taken: what goes wrong now changes nothing."""
    try:
        server.docmd("QUIT")
    except (smtplib.SMTPException, OSError):
        return


def _cut(server: smtplib.SMTP | None) -> None:
    sock = getattr(server, "sock", None)
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            sock.close()  # it was not connected, or is not any more


def _expect(code: int, said: bytes, wanted: int) -> None:
    if code // 100 == wanted // 100:
        return
    raise (Refusal if code >= FINAL else NotNow)(_text(code, said))


def _text(code: int, said: bytes) -> str:
    return f"{code} {said.decode(errors='replace')}".strip()


def _words(why: Exception) -> str:
    if isinstance(why, smtplib.SMTPResponseException):
        error = why.smtp_error
        return _text(why.smtp_code, error if isinstance(error, bytes) else str(error).encode())
    if isinstance(why, TimeoutError):
        return "no answer in time"
    return str(why) or type(why).__name__
