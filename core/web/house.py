"""What work without a request knows of this installation: its address as others see it, and its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from core.orm.env import Env
from core.settings import Settings
from core.web.uploads import FileStore, StoredFile


@dataclass(frozen=True)
class House:
    """A facet of the registry; jobs of addons get it by `House.of(env)`."""

    base_url: str
    files: FileStore

    @classmethod
    def of(cls, env: Env) -> House:
        """That of the registry at hand."""
        return env.registry.facet(House)

    @property
    def host(self) -> str:
        """The name that users know the server by."""
        return urlsplit(self.base_url).hostname or "localhost"

    def address(self, path: str) -> str:
        """The whole address of an own page: what a link in a mail needs."""
        return self.base_url + path

    def read(self, file: StoredFile) -> bytes:
        """The content of a stored file. Raises FileNotFoundError."""
        return self.files.path(file.digest).read_bytes()


def build_house(settings: Settings, beneath: FileStore | None = None) -> Callable[[Any], House]:
    """A builder of the kernel. `beneath` is the store of the original, for a copy on which addons are tried."""
    made = House(settings.base_url, FileStore(settings.files, beneath))
    return lambda _registry: made
