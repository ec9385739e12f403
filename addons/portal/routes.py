"""The addresses of the portal: what a customer reads, and what they do with it."""

from __future__ import annotations

from collections.abc import Callable

from addons.portal import account, entering
from addons.portal.conversation import file_of, reply
from addons.portal.reading import document_view, home_of, list_of
from addons.portal.visiting import Handler, Visited, for_customers, shared, visited
from core import Asked, Env, HttpProblem, Limit, Portal, Refused, Response, Route, go_to, joined, pdf_of_record, served

CHANGED = "This was changed meanwhile. Look at it once more, then decide."
POST = ("POST",)
REPLIES = Limit(60)
"""Of one network, for who comes by a link."""
Finding = Callable[[Env, Asked], Visited]


def home(env: Env, asked: Asked) -> Response:
    """GET /portal: what there is (SPEC PT-3)."""
    return asked.site.screens.page(env, asked, "portal/home.html", home_of(env, asked))


def list_documents(env: Env, asked: Asked) -> Response:
    """GET /portal/{document}: the documents of one kind."""
    document = Portal.of(env).documents.get(asked.params["document"])
    if document is None or not env.may("read", document.model):
        raise HttpProblem(404)
    return asked.site.screens.page(env, asked, "portal/list.html", list_of(env, asked, document))


def act(env: Env, asked: Asked) -> Response:
    """POST …/act/{key}: a button of a document, for what the customer saw and nothing newer."""
    at = visited(env, asked)
    action = next((one for one in at.document.actions if one.key == asked.params["key"]), None)
    if action is None:
        raise HttpProblem(404)
    said = asked.posted.get("said", "").strip()[:2_000]
    if asked.posted.get("_version", "") != str(at.record.version):
        return _shown(env, asked, at, problem=CHANGED, status=409)
    try:
        with env.system(f"a customer pressed: {action.label}") as system:
            mine = system.get(at.record)
            if not action.shown(mine):
                raise Refused("This is not possible any more.")
            action.does(mine, said)
    except Refused as why:
        return _refused(env, asked, at, why)
    asked.say(action.done)
    return go_to(asked, at.address)


def _shown(env: Env, asked: Asked, at: Visited, *, status: int = 200, **more: str) -> Response:
    view = document_view(env, asked, at, **more)
    return asked.site.screens.page(env, asked, "portal/document.html", view, status)


def _refused(env: Env, asked: Asked, at: Visited, why: Refused, **more: str) -> Response:
    """The page with what was wrong. What was done until then is rolled back, as with every answer of this status."""
    env.transaction.doomed = False
    return _shown(env, asked, at, problem=joined(one.message for one in why.problems), status=422, **more)


# --- the same for who signed in and for who has a link ----------------------------------------------------------------


def show(find: Finding) -> Handler:
    """GET: a document's page."""

    def answer(env: Env, asked: Asked) -> Response:
        return _shown(env, asked, find(env, asked))

    return answer


def answer_to(find: Finding) -> Handler:
    """POST …/reply: a message of the customer."""

    def answer(env: Env, asked: Asked) -> Response:
        at, body = find(env, asked), asked.posted.get("body", "")
        if not at.document.talks:
            raise HttpProblem(404)
        try:
            reply(env, asked, at, body)
        except Refused as why:
            return _refused(env, asked, at, why, body=body, about="body")
        asked.say("Your message was sent.")
        return go_to(asked, f"{at.address}#talk")

    return answer


def open_file(find: Finding) -> Handler:
    """GET …/files/{file}: a file of a message, and of nothing else (SPEC PT-6)."""

    def answer(env: Env, asked: Asked) -> Response:
        at = find(env, asked)
        file = file_of(env, at.record, asked.params["file"]) if at.document.talks else None
        if file is None:
            raise HttpProblem(404)
        return served(asked.site.files, file)

    return answer


def print_paper(find: Finding) -> Handler:
    """GET …/print/{key}: a document's PDF."""

    def answer(env: Env, asked: Asked) -> Response:
        at = find(env, asked)
        if asked.params["key"] not in at.document.papers:
            raise HttpProblem(404)
        return pdf_of_record(env, asked, at.record, asked.params["key"])

    return answer


def _routes(address: str, find: Finding, guard: Callable[[Handler], Handler], *, public: bool) -> list[Route]:
    gates = {"public": public, "outside": not public}
    return [
        Route(address, guard(show(find)), **gates),
        Route(f"{address}/reply", guard(answer_to(find)), POST, limit=REPLIES if public else None, **gates),
        Route(f"{address}/files/{{file:int}}", guard(open_file(find)), **gates),
        Route(f"{address}/print/{{key}}", guard(print_paper(find)), **gates),
    ]


def _open_to_all(handler: Handler) -> Handler:
    return handler


DOCUMENT = "/portal/{document}/{id:int}"
routes = [
    Route("/portal", for_customers(home), outside=True),
    *entering.routes,
    *account.routes,
    *_routes("/portal/shared/{link:int}", shared, _open_to_all, public=True),
    Route("/portal/{document}", for_customers(list_documents), outside=True),
    *_routes(DOCUMENT, visited, for_customers, public=False),
    Route(f"{DOCUMENT}/act/{{key}}", for_customers(act), POST, outside=True),
]
