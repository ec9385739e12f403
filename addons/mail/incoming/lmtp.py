"""A listener for LMTP (RFC 2033), the way by which mail servers deliver to a program beside them.

Each recipient gets an answer of its own once the mail is stored for it. What cannot be stored now is answered by 451,
so that the mail server keeps it and comes again.
"""

from __future__ import annotations

# makegood: allow process because the listener is a command of its own, beside every request
import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from aiosmtpd.controller import Controller, UnixSocketController
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session

from addons.mail.incoming.limits import MOST_BYTES
from addons.mail.incoming.taking import take
from addons.mail.models import IncomingMail
from core import Env, Identity, Refused

if TYPE_CHECKING:
    from types import TracebackType

log = structlog.get_logger(__name__)

MOST_RECIPIENTS = 100
LONGEST_LINE = 1_000_000
NOT_NOW = "451 4.3.0 Not now; come again"
NOT_HERE = "451 4.3.0 Discussions are not installed here"


class Taking:
    """What is done with a mail: stored for each recipient, in a transaction each."""

    def __init__(self, kernel: Any) -> None:
        self._kernel = kernel

    # makegood: allow async because aiosmtpd calls it
    async def handle_RCPT(  # noqa: N802  as aiosmtpd calls it
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Takes any address: what belongs to nobody is held back for an administrator to see."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    # makegood: allow async because aiosmtpd calls it, and the work is done in a thread
    async def handle_DATA(  # noqa: N802  as aiosmtpd calls it
        self, _server: Any, _session: Session, envelope: Envelope
    ) -> str:
        """One answer for each recipient, in their order."""
        loop = asyncio.get_running_loop()
        raw = envelope.original_content or b""
        answers = [
            await loop.run_in_executor(None, partial(self._take, raw, address, envelope.mail_from or ""))
            for address in envelope.rcpt_tos
        ]
        return "\r\n".join(answers)

    def _take(self, raw: bytes, recipient: str, sender: str) -> str:
        def work(env: Env) -> str:
            if IncomingMail not in env:
                return NOT_HERE
            taken = take(env, raw, way="lmtp", recipient=recipient, return_path=sender)
            return f"250 2.0.0 {'Taken' if taken.is_new else 'Known already'}: {taken.id}"

        try:
            return str(self._kernel.work(work, who=Identity.system("Incoming mail")))
        except Refused as why:
            return f"554 5.6.0 {why}"
        # makegood: allow swallowed-exception because the mail server has the message, and is told to keep it
        except Exception:
            log.exception("a mail could not be stored", recipient=recipient)
            return NOT_NOW


class Listener:
    """Listens while it is entered. `address` says where."""

    def __init__(self, kernel: Any, *, host: str = "127.0.0.1", port: int = 0, socket: str = "") -> None:
        handler, options = Taking(kernel), {"data_size_limit": MOST_BYTES, "ident": "Makegood LMTP"}
        self._socket = socket
        if socket:
            self._controller: Any = _OnSocket(handler, unix_socket=socket, **options)
        else:
            self._controller = _OnPort(handler, hostname=host, port=port, **options)

    @property
    def address(self) -> str:
        """Where it listens: `host:port` or the path of the socket."""
        if self._socket:
            return self._socket
        host, port, *_ = self._controller.server.sockets[0].getsockname()
        return f"{host}:{port}"

    def __enter__(self) -> Listener:
        if self._socket:
            Path(self._socket).unlink(missing_ok=True)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()
        if self._socket:
            Path(self._socket).unlink(missing_ok=True)


class _Speaking(LMTP):
    """LMTP with one client. Lines may be longer than the standard allows, because programs write such."""

    line_length_limit = LONGEST_LINE

    # makegood: allow async because aiosmtpd calls it
    async def push(self, status: Any) -> None:
        """What the library says of a mail that is too large is an answer for each recipient, too (RFC 2033, 4.2)."""
        refused = isinstance(status, str) and status.startswith(("552 Error: Too much", "500 Line too long"))
        count = len(self.envelope.rcpt_tos) if refused and self.envelope is not None else 1
        for _ in range(max(1, count)):
            await super().push(status)


class _OnPort(Controller):
    def factory(self) -> LMTP:
        """The protocol that speaks with one client."""
        return _Speaking(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        """The library connects to its port to see whether it listens; with port 0 it must know which."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class _OnSocket(UnixSocketController):
    def factory(self) -> LMTP:
        """The protocol that speaks with one client."""
        return _Speaking(self.handler, **self.SMTP_kwargs)
