"""What an installation of Makegood is told: `addons.toml` and the environment, read once into one frozen Settings.

| variable | means | else |
| --- | --- | --- |
| `MAKEGOOD_CONFIG` | the `addons.toml` to read | the one in the current folder, else beside `core` |
| `MAKEGOOD_VAR` | the folder of everything that is written | `var` beside `addons.toml` |
| `MAKEGOOD_DATABASE_URL` | the database, as SQLAlchemy writes it | `makegood.sqlite` in the var folder |
| `MAKEGOOD_BASE_URL` | the address that users know; https switches secure cookies on | `http://127.0.0.1:8000` |
| `MAKEGOOD_SECRET` | the key of signed tokens, at least 32 characters | a file in the var folder, made at first use |
| `MAKEGOOD_SEALING_KEY` | the key of sealed fields, and older ones after it, by commas | a file in the var folder |
| `MAKEGOOD_WITHOUT` | addons that are left out, separated by commas | none |
| `MAKEGOOD_CORE_ONLY` | 1 leaves out every addon that signing in does not need | 0 |
| `MAKEGOOD_THREADS` | threads of a worker process | 8 |
| `MAKEGOOD_OUTBOUND` | private networks that webhooks may call, separated by commas: `10.1.0.0/16` | none |
| `MAKEGOOD_JOBS` | background jobs that a server process runs at once; 0: none, they have workers of their own | 1 |
| `MAKEGOOD_API_RATE` | requests that an API key may make a minute | 600 |
| `MAKEGOOD_HOSTS` | further host names that the server answers to, separated by commas | none |
| `MAKEGOOD_TRY_MEGABYTES` | the largest database that is copied to try an addon | 500 |
| `MAKEGOOD_TRY_MINUTES` | how long such a copy is kept at most | 60 |
| `MAKEGOOD_PROXIES` | addresses of proxies whose forwarding headers are believed, separated by commas | none |
"""

from __future__ import annotations

import ipaddress
import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

FILE = "addons.toml"
SECRET_LENGTH = 32
ROOT = Path(__file__).resolve().parents[1]


class SettingsError(Exception):
    """A setting that cannot be used. Names the file or the variable."""


@dataclass(frozen=True)
class Settings:
    """Everything that is configured. Paths are absolute."""

    config: Path
    var: Path
    database_url: str
    base_url: str
    addon_folders: tuple[Path, ...]
    install: tuple[str, ...]
    """What `makegood init` installs in a new database."""
    demonstration: tuple[str, ...]
    """What a demonstration gets in addition."""
    without: frozenset[str] = frozenset()
    core_only: bool = False
    threads: int = 8
    jobs: int = 1
    """How many background jobs a server process runs at once; 0: none."""
    api_rate: int = 600
    """Requests a minute for each API key."""
    outbound: tuple[str, ...] = ()
    """Networks that jobs may call besides public addresses."""
    hosts: tuple[str, ...] = ()
    """Host names besides that of the base URL and those of this machine."""
    proxies: tuple[str, ...] = ()
    try_megabytes: int = 500
    try_minutes: int = 60
    given_secret: str = field(default="", repr=False)
    given_sealing_keys: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def secret(self) -> str:
        """The key of signed tokens: given, or kept in a file that only its owner may read."""
        return self.given_secret or _kept_secret(self.var / "secret.key")

    @cached_property
    def sealing_keys(self) -> tuple[str, ...]:
        """The keys of sealed fields, the one that seals first: given, or kept in a file, one a line."""
        return self.given_sealing_keys or tuple(_kept_secret(self.var / "sealing.key").split())

    @property
    def files(self) -> Path:
        """The folder of uploaded files."""
        return self.var / "files"

    @property
    def imports(self) -> Path:
        """The folder of files that are to be imported, or were lately."""
        return self.var / "imports"

    @property
    def archives(self) -> Path:
        """The folder of what uninstalled addons left."""
        return self.var / "archives"

    @property
    def bytecode(self) -> Path:
        """The folder of compiled templates: private, since it holds code."""
        return self.var / "bytecode"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that this process was given. Raises SettingsError."""
    given = os.environ if environment is None else environment
    config = _config_file(given)
    table = _read(config)
    var = Path(given.get("MAKEGOOD_VAR") or config.parent / "var").resolve()
    return Settings(
        config=config,
        var=var,
        database_url=_database_url(given.get("MAKEGOOD_DATABASE_URL", ""), var),
        base_url=(given.get("MAKEGOOD_BASE_URL") or "http://127.0.0.1:8000").rstrip("/"),
        addon_folders=tuple((config.parent / folder).resolve() for folder in _texts(config, table, "folders")),
        install=_texts(config, table, "install"),
        demonstration=_texts(config, table, "demonstration"),
        without=frozenset(_listed(given, "MAKEGOOD_WITHOUT")),
        core_only=given.get("MAKEGOOD_CORE_ONLY", "") == "1",
        threads=_whole_number(given, "MAKEGOOD_THREADS", 8),
        jobs=0 if given.get("MAKEGOOD_JOBS") == "0" else _whole_number(given, "MAKEGOOD_JOBS", 1),
        api_rate=_whole_number(given, "MAKEGOOD_API_RATE", 600),
        outbound=_networks(given, "MAKEGOOD_OUTBOUND"),
        hosts=_listed(given, "MAKEGOOD_HOSTS"),
        proxies=_listed(given, "MAKEGOOD_PROXIES"),
        try_megabytes=_whole_number(given, "MAKEGOOD_TRY_MEGABYTES", 500),
        try_minutes=_whole_number(given, "MAKEGOOD_TRY_MINUTES", 60),
        given_secret=_given_secret(given),
        given_sealing_keys=_given_sealing_keys(given),
    )


def _config_file(given: Mapping[str, str]) -> Path:
    if named := given.get("MAKEGOOD_CONFIG"):
        return Path(named).resolve()
    here = Path.cwd() / FILE
    return here if here.is_file() else ROOT / FILE


def _read(config: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(config.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        raise SettingsError(f"{config}: {why}") from why
    if unknown := table.keys() - {"folders", "install", "demonstration"}:
        raise SettingsError(f"{config}: unknown: {', '.join(sorted(unknown))}")
    return table


def _texts(config: Path, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise SettingsError(f"{config}: {key} must be a list of texts, not {value!r}")
    return tuple(value)


def _database_url(given: str, var: Path) -> str:
    if not given:
        return f"sqlite:///{var / 'makegood.sqlite'}"
    # The address that hosting services hand out names no driver, or one that is not ours.
    for scheme in ("postgres://", "postgresql://"):
        if given.startswith(scheme):
            return "postgresql+psycopg://" + given.removeprefix(scheme)
    return given


def _listed(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in given.get(name, "").split(",") if one.strip())


def _networks(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    listed = _listed(given, name)
    for one in listed:
        try:
            ipaddress.ip_network(one)
        except ValueError as why:
            raise SettingsError(f"{name}: {why}") from why
    return listed


def _whole_number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    if text and not (text.isdecimal() and int(text) > 0):
        raise SettingsError(f"{name} must be a whole number above 0, not {text!r}")
    return int(text) if text else default


def _given_secret(given: Mapping[str, str]) -> str:
    secret = given.get("MAKEGOOD_SECRET", "")
    if secret and len(secret) < SECRET_LENGTH:
        raise SettingsError(f"MAKEGOOD_SECRET needs at least {SECRET_LENGTH} characters")
    return secret


def _given_sealing_keys(given: Mapping[str, str]) -> tuple[str, ...]:
    keys = _listed(given, "MAKEGOOD_SEALING_KEY")
    if any(len(key) < SECRET_LENGTH for key in keys):
        raise SettingsError(f"each key of MAKEGOOD_SEALING_KEY needs at least {SECRET_LENGTH} characters")
    return keys


def _kept_secret(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and linked into place: of several processes that start at once, one wins and all read the same.
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not file.exists():
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    secret = file.read_text().strip()
    if len(secret) < SECRET_LENGTH:
        raise SettingsError(f"{file} holds no secret of at least {SECRET_LENGTH} characters")
    return secret
