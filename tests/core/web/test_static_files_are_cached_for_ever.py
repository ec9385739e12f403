"""Static files carry a fingerprint in their address, so that browsers may keep them."""

from __future__ import annotations

import gzip
from pathlib import Path

import httpx
import pytest

from core.web.static import StaticFiles, StaticFolder, StaticFolders, address_of

STYLE = "body { margin: 0 }\n" * 50


@pytest.fixture
def folders(tmp_path: Path) -> StaticFolders:
    inside = tmp_path / "core" / "static"
    (inside / "icons").mkdir(parents=True)
    (inside / "app.css").write_text(STYLE)
    (inside / "app.js").write_text("import './swap.js';")
    (inside / "icons" / "a.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "core" / "secret.txt").write_text("secret")
    (inside / "way_out.txt").symlink_to(tmp_path / "core" / "secret.txt")
    return StaticFolders(core=StaticFolder(inside))


async def fetch(folders: StaticFolders, path: str, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    transport = httpx.ASGITransport(app=StaticFiles(lambda: folders))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get(path, headers=named)


def get(folders: StaticFolders, path: str, **headers: str) -> httpx.Response:
    import asyncio

    return asyncio.run(fetch(folders, path, **headers))


def test_the_fingerprinted_address_may_be_kept_for_ever(folders: StaticFolders) -> None:
    answer = get(folders, address_of(folders, "core/app.css"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.text == STYLE


def test_scripts_import_each_other_below_the_same_fingerprint(folders: StaticFolders) -> None:
    script, style = address_of(folders, "core/app.js"), address_of(folders, "core/app.css")
    assert script.rpartition("/")[0] == style.rpartition("/")[0]


def test_any_changed_file_changes_the_address(folders: StaticFolders, tmp_path: Path) -> None:
    before = address_of(folders, "core/app.css")
    (tmp_path / "core" / "static" / "app.js").write_text("changed")
    after = StaticFolders(core=StaticFolder(tmp_path / "core" / "static"))
    assert address_of(after, "core/app.css") != before
    # A page from before the change still finds its style, but nobody keeps it.
    assert get(after, before).headers["cache-control"] == "no-cache"


def test_compressed_once_and_sent_as_the_browser_can_read_it(folders: StaticFolders) -> None:
    address = address_of(folders, "core/app.css")
    answer = get(folders, address, accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(STYLE) / 5
    assert answer.text == STYLE
    assert "content-encoding" not in get(folders, address, accept_encoding="identity").headers
    assert "content-encoding" not in get(folders, address, accept_encoding="gzip;q=0").headers
    assert gzip.decompress(folders["core"].file("app.css").forms["gzip"]).decode() == STYLE  # type: ignore[union-attr]


def test_what_was_not_changed_is_not_sent_again(folders: StaticFolders) -> None:
    address = address_of(folders, "core/icons/a.png")
    etag = get(folders, address).headers["etag"]
    answer = get(folders, address, if_none_match=etag)
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["/static/core/x/../secret.txt", "/static/core/x/%2e%2e/secret.txt", "/static/core/x/..%2fsecret.txt",
     "/static/nobody/x/a",
     "/static/", "/static/core", "/static/core/x/way_out.txt", "/static/core//etc/passwd",
     "/static/core/x/app.css%00.js"],
)  # fmt: skip
def test_nothing_outside_the_folder_is_served(folders: StaticFolders, path: str) -> None:
    assert get(folders, path).status_code == 404


def test_a_missing_file_is_a_mistake_of_the_template(folders: StaticFolders) -> None:
    with pytest.raises(KeyError, match="no static file core/gone.css"):
        address_of(folders, "core/gone.css")
