"""Static files: read once, compressed once, cached by browsers for ever.

The address carries a fingerprint of the owner's whole folder, so that relative imports between its scripts and
relative addresses in its style sheets keep it: `/static/core/3f2a1b9c04d7/swap.js`.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

if TYPE_CHECKING:
    from core.lifecycle.registry import Registry

# An optional gain: every browser takes gzip as well.
brotli = import_module("brotli") if find_spec("brotli") else None

KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
         ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}  # fmt: skip
COMPRESSIBLE = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
CORE = Path(__file__).resolve().parents[1] / "static"
FOREVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"


@dataclass(frozen=True)
class StaticFile:
    """One file with its compressed forms by the name that HTTP gives them."""

    kind: str
    etag: str
    forms: Mapping[str, bytes]


class StaticFolder:
    """The files of one owner (the core or an addon). Only what lies inside the folder is ever served."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.files = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
        digest = hashlib.sha256()
        for name, path in sorted(self.files.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        self.fingerprint = digest.hexdigest()[:12]
        self._read: dict[str, StaticFile] = {}

    def file(self, name: str) -> StaticFile | None:
        """A file by its name within the folder, read and compressed at its first use."""
        if name not in self._read and name in self.files:
            self._read[name] = _prepared(self.files[name])
        return self._read.get(name)


class StaticFolders(dict[str, StaticFolder]):
    """The static files of a registry by owner: the core and each installed addon."""


def build_static(registry: Registry) -> StaticFolders:
    """Finds the files below `core/static` and each addon's `static/<addon>`. A builder of the kernel."""
    found = StaticFolders(core=StaticFolder(CORE))
    for addon in registry.addons:
        found[addon.name] = StaticFolder(addon.path / "static" / addon.name)
    return found


class StaticFiles:
    """Answers below `/static/`. `folders` gives those of the registry in use, by owner."""

    def __init__(self, folders: Callable[[], Mapping[str, StaticFolder]]) -> None:
        self.folders = folders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.answer(scope)(scope, receive, send)

    def answer(self, scope: Scope) -> Response:
        """The file, "not modified", or 404."""
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Not possible here.\n", 405)
        owner, _, rest = scope["path"].removeprefix("/static/").partition("/")
        folder = self.folders().get(owner)
        fingerprint, _, name = rest.partition("/")
        found = folder.file(name) if folder else None
        current = bool(folder) and found is not None and fingerprint == getattr(folder, "fingerprint", None)
        if folder and found is None:
            found = folder.file(rest)
        if found is None:
            return PlainTextResponse("Not found.\n", 404)
        headers = {"cache-control": FOREVER if current else ASK_AGAIN, "etag": found.etag, "vary": "Accept-Encoding"}
        asked = Headers(scope=scope)
        if asked.get("if-none-match") == found.etag:
            return Response(None, 304, headers)
        encoding = _best(asked.get("accept-encoding", ""), found.forms)
        if encoding:
            headers["content-encoding"] = encoding
        return Response(found.forms[encoding], 200, headers, found.kind)


def address_of(folders: Mapping[str, StaticFolder], name: str) -> str:
    """The fingerprinted address of "core/app.css". Raises KeyError if there is no such owner or file."""
    owner, _, path = name.partition("/")
    folder = folders[owner]
    if path not in folder.files:
        raise KeyError(f"there is no static file {name}")
    return f"/static/{owner}/{folder.fingerprint}/{path}"


def _files(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        # A link out of the folder would serve what nobody meant to publish.
        if path.is_file() and not path.name.startswith(".") and path.resolve().is_relative_to(root):
            yield path


def _prepared(path: Path) -> StaticFile:
    content = path.read_bytes()
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    forms = {"": content}
    if kind.startswith(COMPRESSIBLE):
        forms["gzip"] = gzip.compress(content, 9, mtime=0)
        if brotli is not None:
            forms["br"] = brotli.compress(content, quality=11)
    return StaticFile(kind, f'"{hashlib.sha256(content).hexdigest()[:20]}"', forms)


def _best(accepted: str, forms: Mapping[str, bytes]) -> str:
    offered = {
        part.partition(";")[0].strip() for part in accepted.split(",") if "q=0" not in part.replace(" ", "")[-4:]
    }
    return next((name for name in ("br", "gzip") if name in offered and name in forms), "")
