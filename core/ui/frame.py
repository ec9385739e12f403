"""View models of what stands around every page: menus, messages, notices."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class MenuView:
    """An entry of the side menu as one role set sees it; compiled once a registry and role set."""

    label: str
    url: str
    icon: str = ""
    key: str = ""
    current: bool = False
    children: list[MenuView] = field(default_factory=list)


@dataclass
class Toast:
    """A message after a redirect; `undo` posts the inverse action."""

    text: str
    tone: str = "good"
    undo: str = ""
    token: str = ""
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Notice:
    """A line above every page: `tone` is "", "good", "warn" or "bad", `icon` a name of lucide's, `link` leads on."""

    text: str
    tone: str = "warn"
    icon: str = "timer"
    link: str = ""
    link_text: str = ""


@dataclass
class FrameView:
    """What stands around every page: menu, who is signed in, company, toast, scheme. `apps`: may they see these?

    `closed`: only the page itself can be reached, so nothing leads anywhere else.
    """

    product: str
    company: str
    user: str
    menus: list[MenuView]
    toasts: list[Toast] = field(default_factory=list)
    scheme: str = ""
    locale: str = "en"
    nonce: str = ""
    token: str = ""
    notices: list[Notice] = field(default_factory=list)
    single_keys: bool = True
    apps: bool = True
    closed: bool = False
    logo: str = ""
    outside: bool = False
    """For somebody who does not work here: nothing of the house stands around the page."""
