"""`makegood serve`: uvicorn on one socket, with one or several worker processes, stopped gracefully."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sys
import tempfile
import time
from pathlib import Path

import structlog
import uvicorn
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette

from core.lifecycle.catalog import read_catalog
from core.lifecycle.outdated import refuse_outdated
from core.lifecycle.state import read_state
from core.lifecycle.tryout import discard_left_over
from core.orm.database import Database
from core.orm.refused import Refused
from core.settings import Settings, read_settings
from core.web.workers import Workers, ask_for_new_code, can_fork, load_ahead, loaded

log = structlog.get_logger("core.web")

COLLECT = (20_000, 20, 50)
"""When the garbage collector runs, as gc.set_threshold says it. Requests cost a tenth less than with the defaults."""
PAUSE_SECONDS = 5
"""Between two tries to begin with code that does not fit the database."""
GRACE_SECONDS = 20
"""How long requests under way may take after the server was told to stop."""


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> None:
    """Serves until it is told to stop (SIGINT, SIGTERM). Port 0 takes a free one; the address is printed.

    Workers are processes of their own that share the socket, the database and what was loaded before they were forked
    (see `workers.py`). One that dies is replaced. Raises NotInitialised, DatabaseOutdated or CodeOutdated where code
    and database do not fit together; a process that took another one's place waits until they do.
    """
    configure_log(sys.stderr.isatty())
    inherited = _inherited()
    if inherited is not None and workers > 1:
        _wait_until_it_fits(settings, inherited)
    refuse_misfit(settings)
    _discard_tryout(settings)
    config = uvicorn.Config(
        "core.web.serve:app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        # Headers of a proxy count only if they come from one that the settings name (fault 54).
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=32_768,
    )
    bound = inherited or config.bind_socket()
    spare = bound.dup()
    try:
        print(f"Makegood is at {address_of(bound)}", flush=True)
        anew = _serve_alone(config, bound) if workers == 1 else _serve_with_workers(config, bound, settings)
    finally:
        bound.close()
    if anew:
        _take_my_place(spare)
    spare.close()


def _serve_alone(config: uvicorn.Config, bound: socket.socket) -> bool:
    """Serves to the end. True: to go on with the code on disk."""
    server = uvicorn.Server(config)
    _alone.append(server)
    server.run(sockets=[bound])
    return server in _anew


def _serve_with_workers(config: uvicorn.Config, bound: socket.socket, settings: Settings) -> bool:
    """Serves to the end. True: to go on with the code on disk."""
    figures = _shared_figures()
    try:
        if can_fork():
            load_ahead(settings, figures)
        workers = Workers(config, sockets=[bound])
        workers.run()
    finally:
        shutil.rmtree(figures, ignore_errors=True)
    return workers.anew


def _take_my_place(spare: socket.socket) -> None:
    """Lets a process with the code on disk go on with the socket. It stays open: who asks meanwhile waits."""
    spare.set_inheritable(True)
    os.environ[SOCKET] = str(spare.fileno())
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _wait_until_it_fits(settings: Settings, bound: socket.socket) -> None:
    """Begins anew until the code on disk fits the database."""
    try:
        refuse_misfit(settings)
    except Refused as why:
        log.error("cannot begin yet", why=why.message)
        time.sleep(PAUSE_SECONDS)
        _take_my_place(bound)


SOCKET = "MAKEGOOD_SOCKET"
"""How a process that begins anew tells its successor the open socket."""
_alone: list[uvicorn.Server] = []
"""The server of a process that serves by itself; workers have a supervisor that replaces them."""
_anew: list[uvicorn.Server] = []


def begin_anew() -> None:
    """Finishes the requests under way, then lets a process with the code on disk take the place of this one.

    For what only a new process can cure: the database was upgraded, or a background job hangs.
    """
    log.warning("this process begins anew")
    if _alone:
        _anew.append(_alone[-1])
        _alone[-1].should_exit = True
    else:
        ask_for_new_code()


def _inherited() -> socket.socket | None:
    given = os.environ.pop(SOCKET, "")
    return socket.socket(fileno=int(given)) if given else None


def app() -> Starlette:
    """The app of one worker process, as uvicorn makes it."""
    from core.web.site import create_app

    configure_log(sys.stderr.isatty())
    made = create_app(read_settings(), kernel=loaded())
    made.state.site.begin_anew = begin_anew
    # What was imported stays: the collector need not look at it again, and a page makes more than 700 objects.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)
    return made


def refuse_misfit(settings: Settings) -> None:
    """Raises NotInitialised, DatabaseOutdated or CodeOutdated unless this code fits the database.

    A database that does not answer yet is waited for by the server itself, which says that it is not ready.
    """
    database = Database(settings.database_url)
    try:
        with database.begin(write=False) as connection:
            catalog = read_catalog(settings.addon_folders)
            hidden = settings.without | (catalog.not_essential() if settings.core_only else frozenset())
            catalog = catalog.without(hidden)
            refuse_outdated(connection, catalog, read_state(connection).addons)
    except OperationalError as why:
        log.warning("the database does not answer", error=str(why.orig))
    finally:
        database.engine.dispose()


def _discard_tryout(settings: Settings) -> None:
    """A copy on which addons were tried does not outlive the server that was asked to try them."""
    database = Database(settings.database_url)
    try:
        discard_left_over(database)
    except OperationalError as why:
        log.warning("the database does not answer", error=str(why.orig))
    finally:
        database.engine.dispose()


def address_of(bound: socket.socket) -> str:
    """Where a browser on this machine finds a bound socket."""
    host, port = bound.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


def configure_log(for_people: bool) -> None:
    """One line an event: coloured for people, JSON for machines."""
    # Tracebacks without the values of variables: passwords are among them.
    people = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    last = [people] if for_people else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *last,
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


def _shared_figures() -> Path:
    """Where workers leave their figures, so that any of them can add up all (see `metrics`)."""
    folder = Path(tempfile.mkdtemp(prefix="makegood-figures-"))
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    return folder
