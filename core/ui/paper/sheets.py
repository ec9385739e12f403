"""The sheet that is made of a record: plain HTML together with the files that it shows.

A browser shows it as a preview, `core.ui.paper.setting` makes a PDF of it. So a sheet is made within a transaction, and
the slow part needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.orm.refused import Refused
from core.ui.paper.printouts import Printout
from core.ui.rendering import Renderer

if TYPE_CHECKING:
    from core.orm.env import Env

NOT_NOW = "{record} cannot be printed as it is now."
Files = Callable[["Env", int], Path | None]
"""Where the file of an attachment lies that the user of an Env may see; None where there is none."""


@dataclass(frozen=True)
class Sheet:
    """One document as HTML, ready to be set.

    `files` are the attachments that it shows, by address; nothing else but static files is ever read for it. `edition`
    tells what of the record it is of (see `Printout`), empty where that may change.
    """

    name: str
    html: str
    edition: str = ""
    files: Mapping[str, Path] = field(default_factory=dict)


def can_be_printed(printout: Printout, record: Any) -> bool:
    """Whether there is such a document of a record that the user reads."""
    return printout.shown is None or bool(printout.shown(record))


def edition_of(env: Env, printout: Printout, record: Any) -> str:
    """What of the record a print would be of; empty where it may change. Raises Refused for one without this document.

    `record` is the user's own, so they may read it.
    """
    if not can_be_printed(printout, record):
        raise Refused(NOT_NOW, record=str(record))
    with env.system(f"print: {printout.label}") as system:
        edition = printout.edition(system.get(record))
    return f"{printout.key} {edition}" if edition else ""


def sheet_of(env: Env, printout: Printout, record: Any, files: Files) -> Sheet:
    """The document of a record as it is now. Raises Refused for a record that has none."""
    edition = edition_of(env, printout, record)
    shown: dict[str, Path] = {}
    with env.system(f"print: {printout.label}") as system:
        mine = system.get(record)

        def picture(attachment_id: int | None) -> str:
            path = files(system, attachment_id) if attachment_id is not None else None
            if path is None:
                return ""
            shown[f"/files/{attachment_id}"] = path
            return f"/files/{attachment_id}"

        html = env.registry.facet(Renderer).paper(
            printout.template, {"title": printout.label, "picture": picture, **printout.gives(mine)},
            printout.locale(mine) or env.user.locale, env.user.zone,
        )  # fmt: skip
        return Sheet(printout.file_name(mine), html, edition, shown)
