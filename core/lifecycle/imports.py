"""The kernel's own tables of imports: what was imported by whom, which records it made, and their external keys.

Nobody has a right to them: only the importer reads and writes them. `core.exchange` says how.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from core.orm.fields import boolean, foreign_key, instant, integer, json_text, many2one, text
from core.orm.layers import PlainModel, index, unique


class ImportRun(PlainModel, model="core.import", title="Import"):
    """A file that somebody uploaded to import it: how its columns are understood, and, once it is done, what it did.

    `header` is a hash of the model and the titles of the columns: the next file with the same titles is understood in
    the same way. `address` is that of the list it was imported into.
    """

    display = "{file_name}"

    user_id: Mapped[int | None] = integer("User")
    user_name: Mapped[str] = text("Who", default="")
    model_name: Mapped[str] = text("Model", size=80, required=True)
    address: Mapped[str] = text("List", default="")
    file_name: Mapped[str] = text("File", required=True)
    digest: Mapped[str] = text("Hash of the file", size=64, required=True)
    header: Mapped[str] = text("Hash of the titles", size=64, required=True)
    choices: Mapped[dict[str, Any]] = json_text("How it is read", required=True)
    began_at: Mapped[datetime] = instant("Uploaded", required=True)
    done_at: Mapped[datetime | None] = instant("Imported")
    outcome: Mapped[dict[str, Any] | None] = json_text("What it did")
    constraints = (index("user_id", "model_name", "header", "id"), index("began_at"))


class ImportedKey(PlainModel, model="core.imported_key", title="Imported key"):
    """The external key of a record: what the program that a file came from calls it.

    `made_at` tells the record from another one that got its number after it was deleted, as SQLite gives them.
    """

    display = "{key}"
    of_record = ("model_name", "record_id")

    model_name: Mapped[str] = text("Model", size=80, required=True)
    key: Mapped[str] = text("External ID", required=True)
    record_id: Mapped[int] = integer("Record", required=True)
    made_at: Mapped[datetime | None] = instant("Record made")
    constraints = (unique("model_name", "key"), index("model_name", "record_id"))


class ImportedRecord(PlainModel, model="core.imported_record", title="Imported record"):
    """A record that an import made or changed, so that a list can show just those."""

    of_record = ("model_name", "record_id")

    run_id: Mapped[int] = foreign_key("core.import", required=True, on_delete="CASCADE", index=False)
    run: Mapped[ImportRun] = many2one("Import", "run_id")
    model_name: Mapped[str] = text("Model", size=80, required=True)
    record_id: Mapped[int] = integer("Record", required=True)
    made: Mapped[bool] = boolean("Made")
    constraints = (index("run_id", "record_id"), index("model_name", "record_id"))
