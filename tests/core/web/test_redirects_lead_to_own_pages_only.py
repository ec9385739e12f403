"""A redirect leads to a page of ours, whatever the target says (fault 57)."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.web.redirects import own_page

FOREIGN = [
    "https://evil.example/", "//evil.example/", "///evil.example", "\\\\evil.example", "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "\x00//evil.example",
    "/\r/evil.example",
    "javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "evil.example", "?next=//evil.example", "",
    "http:evil.example", "/%0d%0aSet-Cookie:x=1\r\nX: 1", "/" + "a" * 3000, "/a\x7f",
]  # fmt: skip


@pytest.mark.parametrize("target", FOREIGN)
def test_foreign_targets_lead_to_the_start(target: str) -> None:
    assert own_page(target) == "/"


@pytest.mark.parametrize("target", ["/", "/helpdesk/tickets?q=a&page=2", "/helpdesk/ticket/7#chatter", "/a/%2F%2Fb"])
def test_own_targets_stay(target: str) -> None:
    assert own_page(target) == target


@given(st.text(alphabet="/\\.:@?#%\t\r\n \x00ahtps", max_size=12))
@example("/.//evil.example")
def test_no_target_leaves_the_origin(target: str) -> None:
    # A browser drops tabs and line ends, trims controls, and reads a backslash as a slash.
    as_browsers_read = own_page(target).strip("".join(map(chr, range(0x21))))
    for dropped in "\t\r\n":
        as_browsers_read = as_browsers_read.replace(dropped, "")
    resolved = urlsplit(urljoin("https://ours.example/here", as_browsers_read.replace("\\", "/")))
    assert (resolved.scheme, resolved.netloc) == ("https", "ours.example")
