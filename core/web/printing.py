"""Documents on paper for everybody who wants one: the web, the API, and whoever sends one by mail.

A document that may not change any more is kept when it is printed first (`edition` of a `Printout`). Where it is kept
is an addon's record, asked by the hooks `print_found` and `print_kept`; its bytes lie in the file store by their hash.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.lifecycle.registry import Registry
from core.orm.env import Env
from core.ui.paper.printouts import Printout
from core.ui.paper.setting import set_sheets
from core.ui.paper.sheets import Sheet, can_be_printed, edition_of, sheet_of
from core.ui.registered import Pages
from core.web.errors import HttpProblem
from core.web.static import StaticFolders
from core.web.uploads import FileStore, StoredFile, tidy_name

WHY_KEPT = "keep a document as it was printed first"
CHANGED = "{record} was changed while it was being printed. Print it again."


@dataclass(frozen=True)
class Printed:
    """A PDF: the name of its file and its content."""

    name: str
    content: bytes


def printouts_of(env: Env, record: Any) -> dict[str, str]:
    """Key -> label of the documents that a record has on paper now."""
    found = env.registry.facet(Pages).printouts_of(record.__model__)
    return {key: one.label for key, one in found.items() if can_be_printed(one, record)}


def print_record(env: Env, record: Any, key: str, files: FileStore) -> Printed:
    """The PDF of a record that the user may read, all within this transaction: for jobs, such as sending mail.

    `key` names one of the printouts of its model. Raises KeyError for one that is not there, Refused for a record that
    has no such document now, CannotSet where no PDFs can be made.
    """
    printout = env.registry.facet(Pages).printouts_of(record.__model__)[key]
    if (kept := kept_print(env, printout, record, files)) is not None:
        return kept
    sheet = sheet_of(env, printout, record, paths_in(files))
    [made] = finished([sheet], env.registry)
    return keep(env, record, sheet, made, files)


def kept_print(env: Env, printout: Printout, record: Any, files: FileStore) -> Printed | None:
    """The PDF of a record that was kept when it was printed first; None where it was not, or may change.

    Raises Refused for a record that cannot be printed, RuntimeError if the file is not what was kept.
    """
    edition = edition_of(env, printout, record)
    if not edition:
        return None
    with env.system("a document as it was printed first") as system:
        stored = system.hook.print_found(env=system, record=system.get(record), edition=edition)
    return _read(stored, files) if stored is not None else None


def finished(sheets: Sequence[Sheet], registry: Registry) -> list[Printed]:
    """The PDFs of sheets: slow, and without a database. Raises CannotSet."""
    folders = registry.facet(StaticFolders)
    static = {f"/static/{name}/{one.fingerprint}/": one.root for name, one in folders.items()}
    made = set_sheets(sheets, static) if sheets else []
    return [Printed(file_name(sheet.name), pdf) for sheet, pdf in zip(sheets, made, strict=True)]


def keep(env: Env, record: Any, sheet: Sheet, made: Printed, files: FileStore) -> Printed:
    """Keeps what was printed if it may not change any more, and gives what is kept: another's, if that was first.

    Raises HttpProblem 409 if the record became another edition meanwhile.
    """
    if not sheet.edition:
        return made
    with env.system(WHY_KEPT) as system:
        mine = system.get(record)
        # Two that print the same document first wait for each other here.
        system.lock(mine)
        printout = system.registry.facet(Pages).printouts_of(mine.__model__)[sheet.edition.partition(" ")[0]]
        if edition_of(system, printout, mine) != sheet.edition:
            raise HttpProblem(409, CHANGED.format(record=mine))
        stored = system.hook.print_found(env=system, record=mine, edition=sheet.edition)
        if stored is None:
            file = files.keep(io.BytesIO(made.content), made.name)
            stored = system.hook.print_kept(env=system, record=mine, edition=sheet.edition, file=file)
    return made if stored is None else _read(stored, files)


def _read(stored: StoredFile, files: FileStore) -> Printed:
    """A kept document, unless somebody tampered with its file."""
    content = files.path(stored.digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.digest:
        raise RuntimeError(f"{stored.name} is not the file that was kept: its hash is another")
    return Printed(stored.name, content)


def paths_in(files: FileStore) -> Any:
    """Where the attachments lie that the user of an Env may see."""

    def path_of(env: Env, attachment_id: int) -> Path | None:
        stored: StoredFile | None = env.hook.attachment_opened(env=env, attachment_id=attachment_id)
        if stored is None:
            return None
        try:
            return files.path(stored.digest)
        except FileNotFoundError:
            return None

    return path_of


def file_name(name: str) -> str:
    """The name of a PDF: "INV-2026-00001.pdf"."""
    return f"{tidy_name(name.replace('/', '-'))}.pdf"
