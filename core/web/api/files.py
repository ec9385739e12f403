"""Files of records over HTTP for programs: what is attached, more of them, and their contents (SPEC XC-9, XC-10).

Files are sent as a form (`multipart/form-data`), whatever its parts are called. They are kept and served as those of
pages are: typed by what is in them, and for whoever may read the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.responses import JSONResponse, Response

from core.orm.env import Env
from core.web.api.documents import ROOT, answer
from core.web.api.records import model_at, record_at
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.uploads import StoredFile, attach_uploads, served


def list_files(env: Env, asked: Asked) -> Response:
    """GET …/{id}/files: what is attached to a record."""
    return answer(asked, _told(asked, _files(env, asked)))


def attach(env: Env, asked: Asked) -> Response:
    """POST …/{id}/files: attaches the files of a form; 201."""
    if asked.json is not None or asked.posted:
        raise HttpProblem(415, "Send files and nothing else: Content-Type: multipart/form-data.")
    record = record_at(env, asked, model_at(env, asked))
    return JSONResponse(_told(asked, attach_uploads(env, asked, record)), 201)


def download(env: Env, asked: Asked) -> Response:
    """GET …/{id}/files/{file}: the content of one."""
    file = dict(_files(env, asked)).get(asked.params["file"])
    if file is None:
        raise HttpProblem(404)
    return served(asked.site.files, file)


def _files(env: Env, asked: Asked) -> Iterable[tuple[int, StoredFile]]:
    record = record_at(env, asked, model_at(env, asked))
    return env.hook.attachments_of(env=env, record=record) or ()


def _told(asked: Asked, files: Iterable[tuple[int, StoredFile]]) -> dict[str, Any]:
    here = f"{ROOT}/{asked.params['model']}/{asked.params['id']}/files"
    return {
        "files": [
            {"id": id_, "name": one.name, "type": one.kind, "size": one.size, "sha256": one.digest,
             "url": f"{here}/{id_}"}
            for id_, one in files
        ]
    }  # fmt: skip
