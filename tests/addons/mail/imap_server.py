"""A mailbox that speaks as much IMAP (RFC 3501) as fetching needs, over a real connection."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Box:
    """Messages by UID, those that were read, and what clients asked. `fail` ends the connection at that command."""

    messages: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    validity: int = 4_000_000_000
    password: str = "secret"
    fail: str = ""
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def add(self, raw: bytes, *, seen: bool = False) -> int:
        uid = max(self.messages, default=0) + 1
        self.messages[uid] = raw.replace(b"\n", b"\r\n")
        if seen:
            self.seen.add(uid)
        return uid


class _Speaking(socketserver.StreamRequestHandler):
    box: Box

    def handle(self) -> None:
        self.say(b"* OK [CAPABILITY IMAP4rev1] ready")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            command = rest.upper().removeprefix("UID ").partition(" ")[0]
            self.box.asked.append(rest)
            if command == self.box.fail:
                return
            getattr(self, f"do_{command.lower()}", self.unknown)(tag, rest)
            if command == "LOGOUT":
                return

    def say(self, *parts: bytes) -> None:
        self.wfile.write(b"".join(parts) + b"\r\n")

    def done(self, tag: str, said: str = "OK done") -> None:
        self.say(f"{tag} {said}".encode())

    def unknown(self, tag: str, rest: str) -> None:
        self.done(tag, f"BAD {rest}")

    def do_capability(self, tag: str, _rest: str) -> None:
        self.say(b"* CAPABILITY IMAP4rev1")
        self.done(tag)

    def do_login(self, tag: str, rest: str) -> None:
        right = self.box.password in rest
        self.done(tag, "OK in" if right else "NO [AUTHENTICATIONFAILED] wrong password")

    def do_examine(self, tag: str, _rest: str) -> None:
        self.say(f"* {len(self.box.messages)} EXISTS".encode())
        self.say(f"* OK [UIDVALIDITY {self.box.validity}] valid".encode())
        self.say(f"* OK [UIDNEXT {max(self.box.messages, default=0) + 1}] next".encode())
        self.done(tag, "OK [READ-ONLY] open")

    def do_search(self, tag: str, rest: str) -> None:
        if "UNSEEN" in rest:
            found = [uid for uid in self.box.messages if uid not in self.box.seen]
        else:
            first = int(re.search(r"(\d+):\*", rest)[1])  # type: ignore[index]
            last = max(self.box.messages, default=0)
            found = [uid for uid in self.box.messages if uid >= min(first, last)]  # "*" is the last one, whatever it is
        self.say(b"* SEARCH " + " ".join(map(str, found)).encode())
        self.done(tag)

    def do_fetch(self, tag: str, rest: str) -> None:
        uid = int(re.search(r"FETCH (\d+)", rest)[1])  # type: ignore[index]
        raw = self.box.messages.get(uid)
        if raw is not None and "RFC822.SIZE" in rest:
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)})".encode())
        elif raw is not None:
            self.say(f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}".encode() + b"\r\n" + raw + b")")
        self.done(tag)

    def do_logout(self, tag: str, _rest: str) -> None:
        self.say(b"* BYE")
        self.done(tag)


@contextmanager
def served(box: Box) -> Iterator[Box]:
    """The mailbox at a port of its own."""
    handler: Any = type("Speaking", (_Speaking,), {"box": box})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield box
        server.shutdown()
        thread.join()
