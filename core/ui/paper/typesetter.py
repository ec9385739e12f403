"""The process that sets sheets (see `setting.py`): python typesetter.py FOLDER SECONDS. It imports nothing of Makegood.

FOLDER holds `job.json` and gets `made-0.pdf`, `made-1.pdf` …
"""

from __future__ import annotations

import errno
import json
import logging
import mimetypes
import resource
import signal
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

MEMORY, LARGEST = 2_000_000_000, 50_000_000
"""Bytes: what it may hold at once, and how large a file may be that it writes."""
HERE = "http://paper.invalid"
NOT_INSTALLED, NO_LIBRARIES, TOO_LARGE = 3, 4, 5


def main(folder: Path, seconds: int) -> int:
    """Does the job that lies in the folder, and gives the process's exit status."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing too much raises OSError then
    job = json.loads((folder / "job.json").read_text())
    try:
        if "bind" in job:
            _bind(job["bind"], folder)
        else:
            _set(job["sheets"], job["static"], folder)
    except ImportError:
        return NOT_INSTALLED
    except MemoryError:
        return TOO_LARGE
    except OSError as why:
        if why.errno == errno.EFBIG:
            return TOO_LARGE
        if "cannot load library" not in str(why):
            raise
        return NO_LIBRARIES
    return 0


def _set(sheets: list[dict[str, Any]], static: dict[str, str], folder: Path) -> None:
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        """Reads static files and the attachments of one sheet. There is no network, and no other file."""

        def __init__(self, files: dict[str, str]) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)
            self.files = files

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = self._path(unquote(urlsplit(url).path)) if url.startswith(f"{HERE}/") else None
            if path is None:
                raise ValueError(f"not one of the document's own files: {url[:200]}")
            kind = mimetypes.guess_type(path.name)[0]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind} if kind else {})

        def _path(self, address: str) -> Path | None:
            if address in self.files:
                return Path(self.files[address])
            for start, root in static.items():
                inside = Path(root, address.removeprefix(start)).resolve()
                if address.startswith(start) and inside.is_relative_to(Path(root).resolve()) and inside.is_file():
                    return inside
            return None

    logging.getLogger("weasyprint").addHandler(logging.StreamHandler())
    for number, sheet in enumerate(sheets):
        page = weasyprint.HTML(string=sheet["html"], base_url=f"{HERE}/", url_fetcher=OwnFiles(sheet["files"]))
        page.write_pdf(folder / f"made-{number}.pdf", pdf_tags=True)


def _bind(paths: list[str], folder: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for path in paths:
        writer.append(path)
    writer.write(folder / "made-0.pdf")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
