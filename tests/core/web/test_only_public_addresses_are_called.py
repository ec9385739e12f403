"""Calls to other servers go to public addresses, or to networks that the settings name, whatever an address looks like
(fault 60)."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.settings import SettingsError, read_settings
from core.web.outbound import Outbound, OutboundFailed

PRIVATE = [
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
    "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://10.0.0.1/", "http://172.16.3.4/", "http://192.168.1.1:8080/x", "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://[fe80::1]/", "http://[fc00::1]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[ff02::1]/", "http://localhost/",
    "https://localhost.:443/", "http://127.0.0.1.nip.invalid/",
]  # fmt: skip
NO_ADDRESS = [
    "", "ftp://example.com/", "file:///etc/passwd", "gopher://127.0.0.1/", "//example.com", "example.com", "http://",
    "http://user:pass@example.com/", "http://example.com:99999/", "http://exa mple.com/", "http://[::1", "javascript:1",
    "http://example.com/\r\nhost: other", "http://example.com:0/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: Any, **__: Any) -> Any:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", connect)


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_in_every_spelling(url: str) -> None:
    with pytest.raises(OutboundFailed):
        Outbound().post(url, b"", {}, seconds=2)


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_address_is_said_at_once(url: str) -> None:
    assert Outbound().problem(url)
    with pytest.raises(OutboundFailed):
        Outbound().post(url, b"", {}, seconds=2)


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="192.168.0.0/16")
       | st.ip_addresses(v=6, network="fc00::/7") | st.ip_addresses(v=4, network="127.0.0.0/8"))  # fmt: skip
def test_no_private_address_is_allowed_unless_it_is_named(address: Any) -> None:
    assert not Outbound().allows(address)
    assert Outbound([f"{address}/{address.max_prefixlen}"]).allows(address)


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: Any, **__: Any) -> Any:
        return [(2, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(OutboundFailed, match="private network"):
        Outbound().post("http://example.com/", b"", {})


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is asked for twice may have another address the second time."""
    asked, called = [], []
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *a, **_: asked.append(a) or [(2, 1, 6, "", ("93.184.216.34", 80))]
    )

    def connect(address: Any, *_: Any, **__: Any) -> Any:
        called.append(address)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(OutboundFailed, match=r"example\.com cannot be reached: refused"):
        Outbound().post("http://example.com/", b"", {})
    assert (len(asked), called) == (1, [("93.184.216.34", 80)])


def test_the_settings_name_networks(tmp_path: Any) -> None:
    given = {"MAKEGOOD_VAR": str(tmp_path), "MAKEGOOD_OUTBOUND": "10.1.0.0/16, fd00::/8"}
    allowed = Outbound(read_settings(given).outbound)
    assert allowed.problem("http://10.1.2.3/") == ""
    assert allowed.problem("http://10.2.2.3/")
    with pytest.raises(SettingsError, match="MAKEGOOD_OUTBOUND"):
        read_settings({"MAKEGOOD_OUTBOUND": "intranet"})
