"""Uploads: typed by content, stored by hash, served as downloads unless a picture that cannot carry scripts."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from core.web.errors import HttpProblem
from core.web.uploads import FileStore, StoredFile, kind_of, served, tidy_name

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def test_equal_files_are_stored_once(store: FileStore) -> None:
    first, second = store.keep(io.BytesIO(PNG), "a.png"), store.keep(io.BytesIO(PNG), "b.png")
    assert first.digest == second.digest
    assert (first.size, first.kind) == (len(PNG), "image/png")
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1
    with store.open(first.digest) as opened:
        assert opened.read() == PNG


def test_a_failed_upload_leaves_nothing(store: FileStore) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError("connection lost")
            return super().read(10)

    with pytest.raises(OSError, match="connection lost"):
        store.keep(Broken(PNG), "a.png")
    assert not [path for path in store.folder.rglob("*") if path.is_file()]


@pytest.mark.req("XC-10")
@pytest.mark.parametrize(
    "content",
    [
        b"<svg onload=alert(1)>",
        b"<!doctype html><script>",
        b"GIF8<script>",
        b"%!PS",
        b"",
        b"\xef\xbb\xbf<html>",
        b"<?xml version='1'?>",
    ],
)
def test_what_could_carry_scripts_is_a_download_of_mere_bytes(store: FileStore, content: bytes) -> None:
    answer = served(store, store.keep(io.BytesIO(content), "picture.png"))
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_pictures_are_shown_in_place(store: FileStore) -> None:
    answer = served(store, store.keep(io.BytesIO(PNG), "evil.html"))
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].startswith("inline")


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 64])
def test_only_hashes_are_addresses(store: FileStore, digest: str) -> None:
    with pytest.raises(HttpProblem) as refused:
        served(store, StoredFile("a", "image/png", digest, 1))
    assert refused.value.status == 404


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\report.pdf", "report.pdf"), ("a\r\nX: 1.txt", "aX 1.txt".replace(" ",
     ": ")),
     ("…\u202egnp.exe", "…gnp.exe"), ("\x00", "file"), ("..", "file"), ("x" * 300 + ".pdf",
     ("x" * 300 + ".pdf")[-120:])],
)  # fmt: skip
def test_names_lose_what_could_mislead(given: str, kept: str) -> None:
    assert tidy_name(given) == kept


def test_names_are_quoted_in_the_header(store: FileStore) -> None:
    header = served(store, StoredFile('ü";x=.txt', "x", store.keep(io.BytesIO(b"a"), "a").digest, 1)).headers
    assert header["content-disposition"] == "attachment; filename*=UTF-8''%C3%BC%22%3Bx%3D.txt"


def test_a_type_is_known_by_its_first_bytes() -> None:
    assert kind_of(b"RIFF0000WEBPVP8 ") == "image/webp"
    assert kind_of(b"RIFF0000WAVE") == "application/octet-stream"
    assert kind_of(b"\xff\xd8\xff\xe0") == "image/jpeg"
