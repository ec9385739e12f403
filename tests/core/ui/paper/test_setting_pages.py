"""Pages are set in a process of its own that reads the document's own files, and is stopped when it takes too long."""

from __future__ import annotations

import io
from base64 import b64decode
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.ui.paper import setting
from core.ui.paper.setting import INSTALL, LIBRARIES, TOO_LONG, CannotSet, bind, set_sheets
from core.ui.paper.sheets import Sheet

PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
"""A PNG of one point."""


def sheet(body: str, **more: object) -> Sheet:
    return Sheet("x", f'<html lang="en"><title>Paper</title><body>{body}', **more)  # type: ignore[arg-type]


def texts(document: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(document)).pages]


def pictures(document: bytes) -> int:
    """How many drawings or images its pages hold."""
    resources = [page["/Resources"] for page in PdfReader(io.BytesIO(document)).pages]
    return sum(len(one.get("/XObject", {})) for one in resources)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    first, second = set_sheets([sheet("<p>One</p>"), sheet("<p>One</p>")], {})
    assert first == second and first.startswith(b"%PDF-") and texts(first) == ["One"]


def test_nothing_is_read_but_the_documents_own_files(tmp_path: Path) -> None:
    own, secret, static = tmp_path / "own", tmp_path / "secret.png", tmp_path / "static"
    static.mkdir()
    for file in (own, secret, static / "logo.png"):
        file.write_bytes(PICTURE)
    (static / "link.png").symlink_to(secret)
    addresses = [
        "http://127.0.0.1:1/x.png", secret.as_uri(), "file:///etc/passwd", "/static/a/../secret.png",
        "/static/a/%2e%2e/secret.png", "/static/a/link.png", "/files/4", "//evil.example/static/a/logo.png",
    ]  # fmt: skip
    body = "".join(f'<p>{n}<img src="{url}"><object data="{url}"></object></p>' for n, url in enumerate(addresses))
    links = "".join(f'<a rel="attachment" href="{url}">x</a><link rel="attachment" href="{url}">' for url in addresses)
    files = {"/files/3": own}
    mine = '<img src="/files/3">', '<img src="/static/a/logo.png">'
    closed, opened = set_sheets([sheet(body + links, files=files), sheet("".join(mine), files=files)],
                                {"/static/a/": static})  # fmt: skip
    assert pictures(closed) == 0 and b"/EmbeddedFile" not in closed and b"root:" not in closed
    assert pictures(opened) == 2


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "SECONDS", 2)
    cells = "<tr>" + "<td>word and word</td>" * 6 + "</tr>"
    with pytest.raises(CannotSet, match=TOO_LONG):
        set_sheets([sheet(f"<table>{cells * 5_000}</table>")], {})


def test_what_is_too_long_is_not_begun() -> None:
    with pytest.raises(CannotSet, match=TOO_LONG):
        set_sheets([sheet("x" * 5_000_001)], {})


@pytest.mark.parametrize(("status", "said"), [(3, INSTALL), (4, LIBRARIES)])
def test_what_is_missing_is_said(status: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "typesetter.py"
    script.write_text(f"raise SystemExit({status})")
    monkeypatch.setattr(setting, "TYPESETTER", script)
    with pytest.raises(CannotSet) as refused:
        set_sheets([sheet("x")], {})
    assert refused.value.lacking and refused.value.text == said


def test_without_the_extra_the_typesetter_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "typesetter.py"
    hidden = "import sys\nsys.modules['weasyprint'] = None\n"
    script.write_text(setting.TYPESETTER.read_text().replace("import errno\n", f"{hidden}import errno\n"))
    monkeypatch.setattr(setting, "TYPESETTER", script)
    with pytest.raises(CannotSet, match=r"pip install makegood\[pdf\]"):
        set_sheets([sheet("x")], {})


def test_what_fails_otherwise_is_a_fault_and_not_a_long_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "typesetter.py"
    script.write_text("raise ValueError('a template that no one can set')")
    monkeypatch.setattr(setting, "TYPESETTER", script)
    with pytest.raises(RuntimeError, match="no one can set"):
        set_sheets([sheet("x")], {})


def test_documents_are_bound_in_their_order() -> None:
    made = set_sheets([sheet("<p>One</p>"), sheet("<p>Two</p>")], {})
    assert texts(bind(made)) == ["One", "Two"]
    assert bind(made[:1]) == made[0]
