"""The kernel's own tables of what is installed, and of which record came from which file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from core.orm.fields import boolean, choice, instant, integer, json_text, text
from core.orm.layers import PlainModel, check, index, unique

STATES = {
    "uninstalled": "Uninstalled",
    "installed": "Installed",
    "to_install": "To install",
    "to_upgrade": "To upgrade",
    "to_remove": "To remove",
    "unavailable": "Unavailable",
}
"""The states of an addon (SPEC MD-1). Only `uninstalled` and `installed` are ever stored: an installation is one
transaction, so nobody meets a database in between. The others say how what is stored meets the code at hand."""


class State(PlainModel, model="core.state", title="State of the database"):
    """One row: the generation, which rises whenever addons come or go, and what kind of database it is."""

    generation: Mapped[int] = integer("Generation", default=0)
    demonstration: Mapped[bool] = boolean("With demonstration data")
    constraints = (check("id = 1", "only_one"),)


class Addon(PlainModel, model="core.addon", title="Module"):
    """An addon that is or was installed. Who may create these may install (SPEC MD-11); the installer alone does."""

    display = "{name}"
    name: Mapped[str] = text("Name", size=41, required=True)
    version: Mapped[str] = text("Version", size=40, required=True)
    state: Mapped[str] = choice("State", STATES, default="installed")
    installed_at: Mapped[datetime] = instant("Installed on", required=True)
    digest: Mapped[str] = text("Hash of its manifest", size=64, required=True)
    files: Mapped[dict[str, str] | None] = json_text("Hashes of its files")
    restricts: Mapped[list[list[str]] | None] = json_text("What it restricts of others")
    """See `restricted.py`; empty from versions that did not note it."""
    constraints = (unique("name"),)


class Tryout(PlainModel, model="core.tryout", title="Try-out"):
    """Addons that are being tried on a copy of the database: at most one at a time. Nobody has a right to it.

    It is written before the copy is made and deleted after the copy is gone, so that no copy is ever forgotten.
    `outcome` is empty until the copy can be looked at. `key_hash` is that of the cookie of who looks around in it.
    """

    copy: Mapped[str] = text("Copy", required=True)
    title: Mapped[str] = text("Title", required=True)
    wanted: Mapped[list[str]] = json_text("Modules", required=True)
    user_id: Mapped[int | None] = integer("User")
    user_name: Mapped[str] = text("Who", required=True)
    ends_at: Mapped[datetime] = instant("Ends", required=True)
    outcome: Mapped[dict[str, Any] | None] = json_text("Outcome")
    answer: Mapped[dict[str, Any] | None] = json_text("How to go on")
    key_hash: Mapped[str | None] = text("Key", size=64)
    constraints = (check("id = 1", "only_one"),)


class ExternalKey(PlainModel, model="core.external_key", title="External key"):
    """Which record an addon's data file made: `<addon>.<key>`, so that files can refer to each other's records.

    What was loaded is remembered, so that an upgrade changes only what nobody else changed (see `loaded.py`).
    """

    display = "{addon}.{key}"
    addon: Mapped[str] = text("Module", size=41, required=True)
    key: Mapped[str] = text("Key", size=120, required=True)
    model_name: Mapped[str] = text("Model", size=80, required=True)
    record_id: Mapped[int] = integer("Record", required=True)
    source: Mapped[str] = text("Hash of what the file said", size=64, default="")
    loaded: Mapped[dict[str, Any] | None] = json_text("Values as loaded")
    constraints = (unique("addon", "key"), index("model_name", "record_id"))


class Fault(PlainModel, model="core.fault", title="Fault of a module"):
    """An addon's code failed while a page was served. One row an addon and place; it counts (see `faults.py`)."""

    of_addon = "addon"

    addon: Mapped[str] = text("Module", size=41, required=True)
    place: Mapped[str] = text("Where", size=160, required=True)
    error: Mapped[str] = text("Error", size=300, required=True)
    reference: Mapped[str] = text("Reference", size=40, required=True)
    first_at: Mapped[datetime] = instant("First", required=True)
    last_at: Mapped[datetime] = instant("Last", required=True)
    times: Mapped[int] = integer("Times", default=1)
    constraints = (unique("addon", "place"),)
