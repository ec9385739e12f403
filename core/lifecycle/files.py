"""The files of an addon as they stand on disk: their hashes, and what changed since an installation noted them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

LENGTH = 32
"""Figures that are kept of a file's SHA-256: 128 bits tell files apart, and there are many files."""
_SEEN: dict[Path, tuple[tuple[int, int], str]] = {}
"""File -> (time of change, size) and the hash that it had then: asking for a page must not read every file again."""


def hashes_of(folder: Path) -> dict[str, str]:
    """Path within `folder` -> hash, of every file that is not made by running it."""
    found = {}
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        made_by_running = "__pycache__" in inside.parts or any(part.startswith(".") for part in inside.parts)
        if not made_by_running and file.is_file():
            found[inside.as_posix()] = _hash_of(file)
    return found


def _hash_of(file: Path) -> str:
    about = file.stat()
    stamp = (about.st_mtime_ns, about.st_size)
    known = _SEEN.get(file)
    if known is None or known[0] != stamp:
        known = _SEEN[file] = (stamp, hashlib.sha256(file.read_bytes()).hexdigest()[:LENGTH])
    return known[1]


def changed_files(noted: Mapping[str, str] | None, folder: Path) -> list[str]:
    """What differs from what was noted, each as "models.py changed", "is new" or "is gone"; empty if nothing does.

    Empty as well where nothing was noted: versions before 0.2 did not.
    """
    if not noted:
        return []
    now = hashes_of(folder)
    said = [f"{name} is new" for name in now.keys() - noted.keys()]
    said += [f"{name} is gone" for name in noted.keys() - now.keys()]
    said += [f"{name} changed" for name in now.keys() & noted.keys() if now[name] != noted[name]]
    return sorted(said)
