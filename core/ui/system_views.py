"""View models of the kernel's own pages: sign-in, errors, apps, installing, preferences.

Each has a template of the name its docstring gives. `token` is a form token; where it is missing, nothing is posted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.ui.views import Choice, Crumb, Problem


@dataclass
class SignInView:
    """`sign_in.html`: posts `login` ("Email"), `password`, `next` (the `target`) and `_token` to `address`."""

    token: str
    address: str = "/login"
    target: str = "/"
    login: str = ""
    problem: str = ""
    forgotten: str = ""
    """Where somebody who forgot the password goes."""


@dataclass
class ErrorView:
    """`error.html`: what went wrong, and where to go from there. `reference` names the entry in the log."""

    status: int
    title: str
    text: str
    reference: str = ""
    problems: list[Problem] = field(default_factory=list)
    back: str = "/"
    again: str = ""
    """The same page once more, where that may help."""


@dataclass
class ClosedView:
    """`closed.html`: the database is closed, and why. `page` is the one that is left, for who may open it again."""

    title: str
    text: str
    page: str = ""
    page_label: str = ""


@dataclass
class GrowingView:
    """`growing.html`: grows meanwhile. `mark` stands where steps, and after them the outcome, are written."""

    title: str
    mark: str
    crumbs: list[Crumb] = field(default_factory=list)


@dataclass
class AppCard:
    """An addon in the catalog. `state` is one of SPEC MD-1, `state_text` its word; `broken` says why it does not work.

    `faults` are what failed in it lately, `changed` its files that are not those that were installed. `install`,
    `upgrade` and `uninstall` are addresses of previews, empty where that is not possible for this user.
    """

    name: str
    title: str
    summary: str
    icon: str
    application: bool
    state: str
    state_text: str
    url: str
    install: str = ""
    uninstall: str = ""
    broken: str = ""
    upgrade: str = ""
    faults: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


@dataclass
class AppsView:
    """`apps.html`: the catalog, searched by `q`; `filters` are links: all, apps, installed, not installed."""

    q: str
    cards: list[AppCard]
    filters: list[Choice] = field(default_factory=list)
    crumbs: list[Crumb] = field(default_factory=list)
    may_install: bool = False
    address: str = "/apps"


@dataclass
class ArchiveLine:
    """What an uninstallation took away and kept in a file: when, how large, where to download it."""

    at: str
    size: str
    url: str


@dataclass
class AppView:
    """`app.html`: one addon: what it needs, who needs it, the options it brings, its README as text, archives."""

    card: AppCard
    version: str
    depends: list[AppCard] = field(default_factory=list)
    dependents: list[AppCard] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    readme: str = ""
    crumbs: list[Crumb] = field(default_factory=list)
    archives: list[ArchiveLine] = field(default_factory=list)


@dataclass
class UpgradeLine:
    """One module of the preview of an upgrade: versions, and how many migrations and records."""

    title: str
    from_version: str
    to_version: str
    migrations: int
    new_records: int
    changed_records: int
    gone_records: int


@dataclass
class UpgradeView:
    """`upgrade.html`: the preview of an upgrade. `installs` are (title, reason) of modules that it newly needs."""

    title: str
    lines: Sequence[UpgradeLine]
    confirm: str
    cancel: str
    token: str
    installs: Sequence[tuple[str, str]] = ()
    fields: Sequence[tuple[str, str]] = ()
    problems: Sequence[Problem] = ()
    crumbs: list[Crumb] = field(default_factory=list)


@dataclass
class InstallLine:
    """One module of a preview. `reason` is "needed by ..." or "connects ... and ...", empty for what was asked for."""

    title: str
    application: bool
    asked: bool
    reason: str
    summary: str = ""
    icon: str = ""


@dataclass
class InstallView:
    """`install.html`: the preview (SPEC MD-5 to MD-9). Posts to `confirm`; Cancel is a link to `cancel`.

    `fields` are hidden inputs: the fingerprint of what is shown, and the form of a settings page whose options brought
    the user here (SPEC AS-8). `warnings` are (title, text), shown in danger style (SPEC MD-7).
    `tried` are the modules to try on a copy first, empty where that is not possible.
    """

    title: str
    lines: Sequence[InstallLine]
    confirm: str
    cancel: str
    token: str
    menus: Sequence[str] = ()
    roles: Sequence[str] = ()
    tables: int = 0
    fields: Sequence[tuple[str, str]] = ()
    warnings: Sequence[tuple[str, str]] = ()
    tried: str = ""
    problems: list[Problem] = field(default_factory=list)
    crumbs: list[Crumb] = field(default_factory=list)


@dataclass
class TryoutView:
    """`tryout.html`: what an installation brought on a copy of the database. Its forms are posted below `/try/`.

    `ready` is False while the copy is being made. `own`: whether this user may look around in it. `fields` go along
    with "Install for real", empty where another one must decide that.
    """

    title: str
    who: str
    until: str
    token: str
    ready: bool
    own: bool
    modules: Sequence[str] = ()
    tables: Sequence[str] = ()
    columns: Sequence[str] = ()
    menus: Sequence[str] = ()
    roles: Sequence[str] = ()
    copying: str = ""
    installing: str = ""
    fields: Sequence[Sequence[str]] = ()
    crumbs: list[Crumb] = field(default_factory=list)


@dataclass
class UninstallView:
    """`uninstall.html`: what goes with a module, and what stays (SPEC MD-13). Posts `name`, which must equal `name`, to
    `confirm`. Pairs are (what, how many); `fields_lost` are (of what, field, how many hold a value in it)."""

    name: str
    title: str
    others: Sequence[InstallLine]
    records: Sequence[tuple[str, int]]
    confirm: str
    cancel: str
    token: str
    fields_lost: Sequence[tuple[str, str, int]] = ()
    attached: Sequence[tuple[str, int]] = ()
    kept: Sequence[tuple[str, int]] = ()
    staying: Sequence[tuple[str, int]] = ()
    menus: Sequence[str] = ()
    roles: Sequence[str] = ()
    options: Sequence[str] = ()
    fields: Sequence[tuple[str, str]] = ()
    entered: str = ""
    problems: list[Problem] = field(default_factory=list)
    crumbs: list[Crumb] = field(default_factory=list)


@dataclass
class DeviceLine:
    """A session in the preferences; `end` is the address that ends it."""

    device: str
    address: str
    since: str
    seen: str
    current: bool
    end: str


@dataclass
class KeyLine:
    """An API key in the preferences: how it begins, what it may, when it ends and was used; `end` revokes it."""

    title: str
    shown: str
    scope: str
    models: str
    made: str
    ends: str
    used: str
    end: str


@dataclass
class KeyForm:
    """The form that makes an API key, as it was entered. `days` empty: for ever."""

    title: str = ""
    days: str = ""
    scopes: list[Choice] = field(default_factory=list)
    models: list[Choice] = field(default_factory=list)


@dataclass
class PreferencesView:
    """`preferences.html`: own sessions and API keys. `new_key` is shown this once. `reference` describes the API."""

    name: str
    login: str
    devices: list[DeviceLine]
    keys: list[KeyLine]
    token: str
    form: KeyForm = field(default_factory=KeyForm)
    new_key: str = ""
    reference: str = ""
    crumbs: list[Crumb] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    profile: str = ""
