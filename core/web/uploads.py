"""Uploaded files: typed by content and not by name, stored by their hash, served so that they can do nothing.

The store knows bytes only. What a file is attached to, and who may see it, is an addon's record; it is
asked by the hooks `attachment_added` and `attachment_opened`.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from starlette.responses import FileResponse, JSONResponse, Response

from core.orm.env import Env
from core.orm.refused import Refused
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.redirects import go_to, own_page

PIECE = 1 << 18
MOST_FILES = 20
"""Files that one form may send."""
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
SHOWN_IN_PLACE = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
OTHER = "application/octet-stream"


@dataclass(frozen=True)
class StoredFile:
    """A file in the store. `digest` is its SHA-256 and its address there, `kind` its type as its content shows it."""

    name: str
    kind: str
    digest: str
    size: int


class FileStore:
    """Files in a folder outside everything that is served, each once, by its hash.

    `beneath` is a store whose files are read as if they were here; nothing is ever written there.
    """

    def __init__(self, folder: Path, beneath: FileStore | None = None) -> None:
        self.folder, self.beneath = folder, beneath

    def keep(self, source: BinaryIO, name: str) -> StoredFile:
        """Stores what `source` reads. Complete or not at all: a crash leaves no half file under a hash."""
        digest, size, head = hashlib.sha256(), 0, b""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as target:
                while piece := source.read(PIECE):
                    head, size = head or piece[:64], size + len(piece)
                    digest.update(piece)
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())
            path = self._path(digest.hexdigest())
            path.parent.mkdir(exist_ok=True, mode=0o700)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return StoredFile(tidy_name(name), kind_of(head), digest.hexdigest(), size)

    def open(self, digest: str) -> BinaryIO:
        """A stored file, to be closed by who opened it. Raises FileNotFoundError."""
        return self.path(digest).open("rb")

    def path(self, digest: str) -> Path:
        """Where a stored file lies. Raises FileNotFoundError, also for what is no hash."""
        path = self._path(digest) if re.fullmatch(r"[0-9a-f]{64}", digest) else None
        if path is None or not path.is_file():
            if self.beneath is not None:
                return self.beneath.path(digest)
            raise FileNotFoundError(digest)
        return path

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


class ImportFiles(FileStore):
    """Files that are to be imported, or were lately: they hold what people would not have lie about. A facet."""

    def forget_before(self, moment: datetime) -> None:
        """Deletes files that were uploaded before that."""
        for path in self.folder.glob("??/*"):
            if path.stat().st_mtime < moment.timestamp():
                path.unlink(missing_ok=True)


def build_import_files(folder: Path) -> Callable[[object], ImportFiles]:
    """A builder of the kernel, for the job that tidies up."""
    made = ImportFiles(folder)
    return lambda _registry: made


def kind_of(head: bytes) -> str:
    """The type of a file by its first bytes. What is not known for certain is just bytes."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in SIGNATURES if head.startswith(start)), OTHER)


def tidy_name(name: str) -> str:
    """A file's name without folders, control characters and direction marks; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    return kept[-120:] or "file"


def served(store: FileStore, file: StoredFile) -> Response:
    """A file as a download, or in place if it is a picture of a kind that cannot carry scripts (SPEC XC-10)."""
    try:
        path = store.path(file.digest)
    except FileNotFoundError:
        raise HttpProblem(404) from None
    shown = file.kind in SHOWN_IN_PLACE
    headers = {
        "content-disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(file.name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        "x-content-type-options": "nosniff",
        "cache-control": "private, max-age=600",
    }
    kind = file.kind if shown or file.kind == "application/pdf" else OTHER
    return FileResponse(path, 200, headers, kind)


def attach_uploads(env: Env, asked: Asked, record: Any) -> list[tuple[int, StoredFile]]:
    """Attaches every file that was sent to a record; gives (attachment id, file).

    Raises HttpProblem 403 where the user may not change the record, Refused where no file was sent.
    """
    if not env.may_record("write", record):
        raise HttpProblem(403)
    sent = [upload for _, upload in asked.files if upload.filename]
    if not sent:
        raise Refused("Choose a file first.")
    attached = []
    for upload in sent:
        upload.file.seek(0)
        kept = asked.site.files.keep(upload.file, str(upload.filename))
        attached.append((env.hook.attachment_added(env=env, record=record, file=kept), kept))
    return attached


# --- addresses ------------------------------------------------------------------------------------------------------


def open_attachment(env: Env, asked: Asked) -> Response:
    """GET /files/{id}: the hook says whether this user may see it, and what it is."""
    file: StoredFile | None = env.hook.attachment_opened(env=env, attachment_id=asked.params["id"])
    if file is None:
        raise HttpProblem(404)
    return served(asked.site.files, file)


def add_attachment(env: Env, asked: Asked) -> Response:
    """POST /files?model=…&record=…: attaches what was uploaded to a record that the user may change."""
    model, record_id = asked.query.get("model", ""), asked.query.get("record", "")
    if model not in env.models.models or not record_id.isdecimal():
        raise HttpProblem(404)
    record = env.session.get(env.models.models[model], int(record_id))
    if record is None:
        raise HttpProblem(404)
    ids = [id_ for id_, _ in attach_uploads(env, asked, record)]
    if asked.swaps or "application/json" in asked.headers.get("accept", ""):
        return JSONResponse({"files": [{"id": one, "url": f"/files/{one}"} for one in ids]}, 201)
    return go_to(asked, own_page(asked.query.get("back")))
