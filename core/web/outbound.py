"""Calls to other servers, for jobs: to public addresses only, and never for longer than was said (fault 60).

Who may enter an address must not reach through this server what only this server can reach. So a name is resolved once,
every address it has must be a public one or lie in a network that the settings allow, and the connection goes to
exactly the address that was checked. No redirect is followed, no proxy asked, no cookie kept.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from core.lifecycle.registry import Registry
from core.orm.env import Env

LONGEST_ANSWER = 64_000
"""Bytes of an answer that are read."""
PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class OutboundFailed(Exception):
    """The other server could not be asked, or did not answer. Its text is for an administrator."""


@dataclass(frozen=True)
class Answer:
    """What the other server said. `text` is the beginning of its body."""

    status: int
    text: str
    headers: Mapping[str, str]


class Outbound:
    """How this house calls others. A facet of the registry; addons get it by `Outbound.of(env)`."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """`allowed` are networks besides the public ones: "10.1.0.0/16". Raises ValueError."""
        self.allowed: tuple[Network, ...] = tuple(ipaddress.ip_network(one) for one in allowed)

    @classmethod
    def of(cls, env: Env) -> Outbound:
        """That of the registry at hand."""
        return env.registry.facet(Outbound)

    def problem(self, url: str) -> str:
        """Why an address cannot be called, as far as it says so itself; "" if it may. Names are resolved later."""
        try:
            parts = _split(url)
        except OutboundFailed as why:
            return str(why)
        try:
            literal = ipaddress.ip_address(parts.hostname or "")
        except ValueError:
            return "" if (parts.hostname or "").lower() != "localhost" or self.allowed else NOT_PUBLIC
        return "" if self.allows(literal) else NOT_PUBLIC

    def allows(self, address: Address) -> bool:
        """Whether an address is public, or in a network that the settings allow."""
        address = _inner(address)
        if any(address in network for network in self.allowed):
            return True
        return address.is_global and not address.is_multicast and not address.is_reserved

    def post(self, url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = 10) -> Answer:
        """Posts `body` and gives the answer, whatever its status. Raises OutboundFailed after `seconds` at most.

        Not in a transaction: it would be open, and on SQLite hold everybody up, for as long.
        """
        parts, deadline = _split(url), time.monotonic() + seconds
        address = self._resolve(parts)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        connection = _Pinned(host, port, address, seconds, secure=parts.scheme == "https")
        # A socket's own time limit is for each step: one byte now and then would keep it open for ever.
        cut = threading.Timer(seconds, connection.cut)
        cut.daemon = True
        cut.start()
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, dict(headers))
            answer = connection.getresponse()
            text = answer.read(LONGEST_ANSWER).decode(errors="replace")
            if connection.was_cut:
                raise OutboundFailed(SLOW.format(host=host, seconds=f"{seconds:g}"))
            return Answer(answer.status, text, {name.lower(): value for name, value in answer.getheaders()})
        except (OSError, http.client.HTTPException, ValueError) as why:
            if connection.was_cut or time.monotonic() >= deadline:
                raise OutboundFailed(SLOW.format(host=host, seconds=f"{seconds:g}")) from why
            raise OutboundFailed(f"{host} cannot be reached: {why or type(why).__name__}") from why
        finally:
            cut.cancel()
            connection.close()

    def _resolve(self, parts: SplitResult) -> str:
        """The address to connect to. Raises OutboundFailed unless every address of the name is allowed."""
        host = parts.hostname or ""
        try:
            found = socket.getaddrinfo(host, parts.port or PORTS[parts.scheme], type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as why:
            raise OutboundFailed(f"{host} is not known: {why}") from why
        addresses = [str(one[4][0]) for one in found]
        if not addresses or not all(self.allows(ipaddress.ip_address(one.partition("%")[0])) for one in addresses):
            raise OutboundFailed(NOT_PUBLIC)
        return addresses[0]


NOT_PUBLIC = "This address is in a private network. Only public addresses are called, unless the settings allow it."
SLOW = "{host} did not answer within {seconds} seconds."


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, for the name that was asked for: Host header and certificate."""

    def __init__(self, host: str, port: int, address: str, seconds: float, *, secure: bool) -> None:
        super().__init__(host, port, timeout=seconds)
        self.was_cut = False
        self._address, self._secure = address, secure
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """To the address, not to the name."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        # Known before TLS begins, so that a server that never answers to it is cut off as well.
        self.sock: Any = plain
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        """Ends whatever it waits for."""
        self.was_cut = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                self.sock.close()  # it was not connected, or is not any more


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as why:
        raise OutboundFailed(f"This is no address: {why}") from why
    if parts.scheme not in PORTS or not parts.hostname or port == 0 or any(c <= " " for c in url.strip()):
        raise OutboundFailed("Enter an address that begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise OutboundFailed("The address must not hold a user name or password.")
    return parts


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None) or address


def build_outbound(allowed: Iterable[str]) -> Callable[[Registry], Outbound]:
    """A builder of the kernel. Raises ValueError for what is no network."""
    made = Outbound(allowed)
    return lambda _registry: made
