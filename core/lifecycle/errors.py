"""What can go wrong while addons come and go. Texts that a user reads are Refused; the others are for developers."""

from __future__ import annotations

import sys
from collections.abc import Collection
from traceback import walk_tb

from core.orm.layers import addon_of
from core.orm.refused import Refused


class ManifestError(Exception):
    """An `addon.toml` that cannot be used. The text names the file and everything that is wrong with it."""


class CatalogError(Exception):
    """The folders of addons contradict each other: two addons of one name, a folder that cannot be imported from."""


class AddonFailed(Exception):
    """An addon's own code failed. `addon` is its name, `doing` what the kernel wanted of it, `why` the first cause."""

    def __init__(self, addon: str, doing: str, why: BaseException) -> None:
        super().__init__(f"{addon}: {doing}: {reason_of(why)}")
        self.addon, self.doing, self.why = addon, doing, why


class DataError(Exception):
    """A data file that cannot be loaded. Names the file, the record and what is wrong."""


class NotInitialised(Exception):
    """The database has no tables of Makegood yet."""


class InstallRefused(Refused):
    """These addons cannot be installed here (SPEC MD-10)."""


class UninstallRefused(Refused):
    """These addons cannot be uninstalled (SPEC MD-13)."""


class ArchiveError(Refused):
    """A file that is no archive of an uninstallation, or that cannot be given back as it is."""


class InstallFailed(Refused):
    """An installation went wrong and left nothing behind (SPEC MD-3). `__cause__` is the error itself."""


class InstallBusy(Refused):
    """Somebody else is installing (SPEC MD-12)."""

    def __init__(self) -> None:
        super().__init__("Another installation is in progress. Try again in a moment.")


class PlanChanged(Refused):
    """What would be installed is not what the user was shown (SPEC MD-9)."""

    def __init__(self) -> None:
        super().__init__("The list of modules has changed. Please review it again.")


class NotAllowed(Refused):
    """Only who may install addons may do this (SPEC MD-11)."""

    def __init__(self, titles: Collection[str]) -> None:
        super().__init__("Ask an administrator to install: {list}.", list=", ".join(titles))


def reason_of(error: BaseException) -> str:
    """An error in one line: its own words where they are for people, else the kind of error and its first line."""
    if isinstance(error, (Refused, AddonFailed, DataError)):
        return str(error)
    first = (str(error).strip().splitlines() or [""])[0]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def addon_behind(error: BaseException, addons: Collection[str]) -> str | None:
    """The addon whose code an error came out of: the innermost frame of the traceback that belongs to one."""
    found = error.addon if isinstance(error, AddonFailed) else None
    for frame, _ in walk_tb(error.__traceback__):
        name = addon_of(str(frame.f_globals.get("__name__", "")))
        found = name if name in addons else found
    return found


def forget_modules(package: str) -> None:
    """Takes a package that failed to import out of Python's memory, so that it can be mended and tried again."""
    for name in [name for name in sys.modules if name == package or name.startswith(package + ".")]:
        del sys.modules[name]
