"""The site: one kernel behind HTTP. Each request is one unit of work, from looking up the session to the answer."""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict
from functools import partial
from threading import Thread, Timer
from typing import TypeVar
from urllib.parse import quote, unquote, urlsplit

from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.routing import Route as Catching

from core.jobs.declared import build_jobs
from core.jobs.worker import Worker
from core.lifecycle.catalog import read_catalog
from core.lifecycle.errors import addon_behind
from core.lifecycle.kernel import Kernel
from core.lifecycle.outdated import CodeOutdated
from core.lifecycle.registry import Builder
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.sealing import build_sealing
from core.orm.texts import Text, packed, unpacked, word
from core.settings import Settings
from core.ui.frame import Notice, Toast
from core.ui.portal import build_portal
from core.ui.rendering import renderer_builder
from core.web.afterwards import Afterwards
from core.web.api.idempotency import once_a_key
from core.web.api.keys import refuse_key
from core.web.api.problems import problem
from core.web.api.rates import Rates
from core.web.asked import Asked, Visit, hashed
from core.web.closed import pass_gate
from core.web.endpoint import Endpoint
from core.web.errors import STALE_FORM, Explanation, HttpProblem, Instead, bare_page, explain
from core.web.house import build_house
from core.web.limits import count_request
from core.web.metrics import note_job, note_registry
from core.web.middleware import BodyLimit, HostCheck, RequestLog, SecurityHeaders
from core.web.outbound import build_outbound
from core.web.people import NOBODY, in_own_language
from core.web.redirects import go_to
from core.web.routes import Route, Routes
from core.web.screens import Screens
from core.web.sessions import ABSOLUTE, note_use, recognise
from core.web.static import StaticFiles, StaticFolder, StaticFolders, address_of, build_static
from core.web.tokens import Tokens, once, submit_key
from core.web.tryouts import Tryouts
from core.web.uploads import FileStore, ImportFiles, build_import_files

T = TypeVar("T")
Outside = Callable[["Site", Asked], Response]
OutsideRoute = tuple[re.Pattern[str], str, Outside]
"""Method and path, a field without which it is not meant, and who answers."""
ANEW = "Makegood was upgraded and begins anew. This page is asked for again in a moment."
SAFE = ("GET", "HEAD")
ENDING_SECONDS = 2
"""How long a process that was told to end, and in which a job hangs, may take once everything else has ended."""
LONGEST_FORM, LONGEST_UPLOAD = 4_000_000, 64_000_000
"""Bytes of a form or API call, and of a form with files."""


class Site:
    """Answers what was asked. Thread-safe: everything that belongs to one request stands in its `Asked`."""

    def __init__(
        self, kernel: Kernel, settings: Settings, outside: Iterable[OutsideRoute], *, copy_of: Site | None = None
    ) -> None:
        """`outside` are addresses whose work is no single transaction: signing in, installing.

        `copy_of` is the site that this one is a try-out of (see `tryouts.py`).
        """
        self.kernel, self.settings, self.outside = kernel, settings, tuple(outside)
        self.secure = settings.base_url.startswith("https://")
        name = "session" if copy_of is None else "tryout-session"
        self.cookie = f"__Host-{name}" if self.secure else name
        self.tokens = Tokens(settings.secret.encode())
        self.begin_anew: Callable[[], None] = lambda: None
        """Lets a process with the code that is on disk by now take the place of this one; `makegood serve` sets it."""
        self.files: FileStore = FileStore(settings.files, copy_of.files if copy_of is not None else None)
        self.imports = ImportFiles(settings.imports)
        self.screens = Screens(self)
        self.rates = Rates(settings.api_rate)
        self.tryouts = Tryouts(self) if copy_of is None else None
        self.notices: tuple[Notice, ...] = ()
        """What stands above every page, whoever reads it."""
        self.pool = ThreadPoolExecutor(settings.threads, thread_name_prefix="request")

    # --- one request -------------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Response:
        """The answer to a request, whatever happens."""
        asked._site, asked.notices = self, list(self.notices)
        try:
            if self.tryouts is not None and (copy := self.tryouts.site_for(asked)) is not None:
                return copy.answer(asked)
            response = self._answer(asked)
        except Instead as instead:
            response = instead.response
        except Exception as error:  # The last line of defence: it logs with traceback and tells the visitor.
            response = self.sorry(error, asked)
        response.headers.update(asked.answer_headers)
        self._set_cookies(response, asked)
        return response

    def _answer(self, asked: Asked) -> Response:
        if asked.method not in SAFE:
            check_origin(asked)
        for pattern, field, outside in self.outside:
            if pattern.fullmatch(f"{asked.method} {asked.path}") and (not field or field in asked.posted):
                return outside(self, asked)
        if asked.is_api and asked.bearer:
            self.rates.spend(self, asked)
        return self.submit(asked)

    def submit(self, asked: Asked) -> Response:
        """Routes a request within one unit of work."""
        count_request(self, asked)
        reads = is_reading(asked)
        response = self.work(asked, self._route, write=not reads)
        if isinstance(response, Afterwards):
            response = response.work()
        if asked.visit.use_is_due and reads and asked.visit.session_id is not None:
            session = asked.visit.session_id
            self.system_work(lambda system: note_use(system, session), why="note the use of a session")
        return response

    def work(self, asked: Asked, handler: Callable[[Env, Asked], T], *, write: bool) -> T:
        """Runs `handler` as one unit of work of whoever asked, if the gate lets them pass.

        May run it several times: it starts anew each time.
        """

        def gated(env: Env) -> T:
            pass_gate(env, asked)
            return handler(env, asked)

        return self.kernel.work(gated, who=lambda system: self.who(system, asked), write=write)

    def system_work(self, handler: Callable[[Env], T], *, why: str, write: bool = True) -> T:
        """Runs `handler` as the system, in a unit of work of its own."""

        def run(env: Env) -> T:
            with env.system(why) as system:
                return handler(system)

        return self.kernel.work(run, who=Identity.system(), write=write)

    def who(self, system: Env, asked: Asked) -> Identity:
        """Who asked. A session whose user is gone or disabled is nobody's."""
        asked.toasts.clear()
        asked.tries += 1
        cookie = asked.new_cookie or asked.cookies.get(self.cookie, "")
        asked.visit = visit = recognise(system, asked, cookie)
        asked.user = None
        guest: Identity | None = system.hook.identify_visitor(system_env=system, request=asked)
        if guest is None and visit.user_id is not None:
            asked.user = system.hook.identify(system_env=system, user_id=visit.user_id)
        if asked.user is None:
            asked.visit = Visit(visitor=visit.visitor, by_key=visit.by_key)
            visitor = guest or system.hook.identify(system_env=system, user_id=None) or NOBODY
            return guest or in_own_language(visitor, system.registry, asked.headers.get("accept-language", ""))
        return asked.user

    def _route(self, env: Env, asked: Asked) -> Response:
        found = env.registry.facet(Routes).find(asked.method, asked.path)
        if found is None:
            raise HttpProblem(404)
        route, asked.params = found
        if not route.public and asked.user is None:
            return self._sign_in_first(asked)
        if not (route.public or route.outside or asked.is_internal):
            raise HttpProblem(404)  # For customers the house has no other rooms than theirs (SPEC PT-2).
        if asked.visit.by_key:
            refuse_key(asked, reads=is_reading(asked))
        if asked.method in SAFE:
            return route.handler(env, asked)
        return self._submit(env, asked, route)

    def _submit(self, env: Env, asked: Asked, route: Route) -> Response:
        if route.token and not asked.visit.by_key and not self.holds_token(asked):
            raise HttpProblem(403, STALE_FORM)

        def work() -> Response:
            response = route.handler(env, asked)
            if response.status_code >= 400:
                raise Instead(response)
            return response

        if asked.is_api:
            given = asked.headers.get("idempotency-key")
            return work() if given is None or is_reading(asked) else once_a_key(env, asked, given, work)
        key = self._token(asked)
        if not key or is_reading(asked) or not route.once:
            return work()
        return once(env, submit_key(key, asked.visit.visitor, str(asked.url), asked.body_hash), work)

    def _sign_in_first(self, asked: Asked) -> Response:
        if asked.is_api or asked.swaps:
            raise HttpProblem(401, www_authenticate="Bearer")
        if asked.method not in SAFE:
            return go_to(asked, "/login")
        return go_to(asked, "/login" if asked.path == "/" else f"/login?next={quote(asked.url, safe='')}")

    def copied_static(self) -> Mapping[str, StaticFolder]:
        """The static files of a copy that is looked at: addons that are tried bring some."""
        return self.tryouts.static() if self.tryouts is not None else {}

    def close(self) -> None:
        """Closes what this process has open of a try-out. The copy itself stays for the other processes."""
        if self.tryouts is not None:
            self.tryouts.close()

    # --- tokens and cookies ------------------------------------------------------------------------------------------

    def visitor(self, asked: Asked) -> str:
        """Whom form tokens are made for: a hash of the browser's cookie."""
        cookie = asked.cookies.get(self.cookie, "")
        return hashed(cookie) if cookie else ""

    def holds_token(self, asked: Asked) -> bool:
        """Whether the request carries a form token that was made for this visitor."""
        visitor, token = self.visitor(asked), self._token(asked)
        return bool(visitor and token) and self.tokens.holds(token, visitor, asked.at)

    def _token(self, asked: Asked) -> str:
        return asked.posted.get("_token") or asked.headers.get("x-token", "")

    def take_toasts(self, asked: Asked) -> list[Toast]:
        """The messages that the last answer left for this page. They are shown once."""
        sealed = asked.cookies.get("toasts", "")
        if not sealed:
            return []
        asked.toasts_taken = True
        return self.unsealed_toasts(asked, unquote(sealed))

    def sealed_toasts(self, asked: Asked) -> str:
        """The messages of an answer, for the next page of the same visitor and nobody else."""
        visitor = hashed(asked.new_cookie) if asked.new_cookie else self.visitor(asked)
        said = [
            {k: packed(v) for k, v in asdict(one).items() if v and k != "token"} for one in asked.toasts[-3:]
        ]  # fmt: skip
        return self.tokens.seal(f"toasts {visitor}", json.dumps(said))

    def unsealed_toasts(self, asked: Asked, sealed: str) -> list[Toast]:
        """The messages that were sealed for this visitor; none if they were made for another, or up."""
        text = self.tokens.unseal(f"toasts {self.visitor(asked)}", sealed)
        said = json.loads(text) if text else []
        return [Toast(**{k: unpacked(v) for k, v in one.items()}, token=asked.token()) for one in said]

    def forget_cookie(self, response: Response) -> None:
        """Lets the browser forget who it is."""
        response.delete_cookie(self.cookie, secure=self.secure, httponly=True, samesite="lax")

    def _set_cookies(self, response: Response, asked: Asked) -> None:
        if asked.leaves_copy and self.tryouts is not None:
            self.tryouts.forget_cookie(response)
        if asked.new_cookie:
            age = int(ABSOLUTE.total_seconds())
            response.set_cookie(self.cookie, asked.new_cookie, age, secure=self.secure, httponly=True, samesite="lax")
        if asked.toasts and response.status_code < 400:
            response.set_cookie(
                "toasts", quote(self.sealed_toasts(asked)), 60, secure=self.secure, httponly=True, samesite="lax"
            )
        elif asked.toasts_taken:
            response.delete_cookie("toasts", secure=self.secure, httponly=True, samesite="lax")

    def sorry(self, error: Exception, asked: Asked) -> Response:
        """The explanation of what ended a request, as a page or for a program."""
        if isinstance(error, CodeOutdated):
            self.begin_anew()
            said = Explanation(503, ANEW, headers={"retry-after": "3", "refresh": "3"})
            # Nobody knows yet who asked, so that this must be no page of a visitor, who would be given a new cookie.
            return problem(said, asked.json) if asked.is_api else bare_page(said, asked.nonce)
        busy = self.kernel.database.is_contention(error) or isinstance(error, PoolTimeout)
        said = explain(HttpProblem(503, retry_after="2") if busy else error, asked, internal=asked.is_internal)
        if said.status == 500:
            self._attribute(error, asked, said)
        if asked.is_api:
            return problem(said, asked.json)
        try:
            return self.screens.error(said, asked)
        except Exception as second:
            explain(second, asked)
            return bare_page(said, asked.nonce, [one.text for one in asked.notices])

    def _attribute(self, error: Exception, asked: Asked, said: Explanation) -> None:
        """Notes a failure of an addon where who looks after the server sees it, and tells whose it was."""
        catalog = self.kernel.catalog
        if (addon := addon_behind(error, catalog.manifests)) is None:
            return
        place = f"{asked.method} {re.sub('/[0-9]+', '/…', asked.path)}"
        self.kernel.faults.note(addon, place, error, asked.request_id)
        if asked.is_internal:
            title = word(catalog.title_of(addon))
            said.text = Text("The module {module} failed. {why}", module=title, why=word(said.text))


def is_reading(asked: Asked) -> bool:
    """Whether a request changes nothing: it needs no lock, no idempotency, and a key that only reads will do."""
    return asked.method in SAFE or asked.path.endswith("/update")


def check_origin(asked: Asked) -> None:
    """Refuses what another site lets a browser send (fault 56). Programs name no origin and carry no cookie.

    Raises HttpProblem 403.
    """
    site, origin = asked.headers.get("sec-fetch-site"), asked.headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        raise HttpProblem(403)
    if origin is not None and urlsplit(origin).netloc.lower() != asked.headers.get("host", "").lower():
        raise HttpProblem(403)


def create_app(settings: Settings, *, kernel: Kernel | None = None) -> Starlette:
    """The ASGI app of one worker. `kernel` is opened from the settings unless given."""
    from core.web.addresses import OUTSIDE

    opened = kernel or Kernel.open(settings, builders=builders(settings))
    site = Site(opened, settings, OUTSIDE)
    opened.watch(note_registry)
    own = urlsplit(settings.base_url).hostname or ""
    hosts = {own, "localhost", "127.0.0.1", "[::1]", *settings.hosts}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with _working(opened, settings.jobs, lambda: site.begin_anew()):
            yield
            site.pool.shutdown(wait=True)
        site.close()
        opened.close()

    app = Starlette(
        lifespan=lifespan,
        routes=[
            Mount("/static", StaticFiles(lambda: {**site.copied_static(), **opened.registry.facet(StaticFolders)})),
            Catching("/{path:path}", Endpoint(site.answer, site.pool)),
        ],
        middleware=[
            Middleware(RequestLog),
            Middleware(SecurityHeaders, secure=site.secure),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=4),
            Middleware(HostCheck, hosts=hosts),
            Middleware(BodyLimit, form=LONGEST_FORM, upload=LONGEST_UPLOAD),
        ],
    )
    app.state.site = site
    return app


@contextmanager
def _working(kernel: Kernel, jobs: int, begin_anew: Callable[[], object]) -> Iterator[None]:
    """Runs background jobs beside the requests of a server process, which begins anew if one of them hangs."""
    if not jobs:
        yield
        return
    worker = Worker(kernel, concurrency=jobs, told=note_job, stuck=begin_anew)
    thread = Thread(target=worker.work, name="jobs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join()
        if worker.left:
            # Python waits for every thread when it ends, also for one that hangs.
            ending = Timer(ENDING_SECONDS, os._exit, (0,))
            ending.daemon = True
            ending.start()


def builders(settings: Settings) -> tuple[Builder, ...]:
    """What ui and web derive from a registry, in this order. Every Kernel that serves or installs needs them."""
    from core.web.addresses import build_routes
    from core.web.api.description import build_description
    from core.web.built import build_pages
    from core.web.jobs import OWN

    static_addresses = renderer_builder(
        cache=settings.bytecode, address=lambda registry: partial(address_of, registry.facet(StaticFolders)),
        offered=lambda: [one.path for one in read_catalog(settings.addon_folders).manifests.values()],
    )  # fmt: skip
    derived = (build_pages, build_portal, build_static, static_addresses, build_routes, build_description)
    sealing = build_sealing(lambda: settings.sealing_keys)
    outside = (build_outbound(settings.outbound), build_house(settings), build_import_files(settings.imports))
    return (build_jobs(OWN), *outside, sealing, *derived)
