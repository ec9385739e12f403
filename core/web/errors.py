"""What a visitor reads when something cannot be done: one explanation, as a page or as JSON (SPEC AR-7, XC-3, XC-4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from starlette.responses import HTMLResponse, Response

from core.orm.access.denied import AccessDenied
from core.orm.refused import Refused
from core.orm.search import CannotSearch
from core.orm.texts import joined
from core.ui.entered import BadForm
from core.ui.wizard_pages import NotFound
from core.web.asked import Asked

log = structlog.get_logger("core.web")

TITLES = {
    400: "This request cannot be read",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Changed meanwhile",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Not a form",
    422: "Not possible",
    428: "Version required",
    429: "Too many attempts",
    500: "Something went wrong",
    501: "Not installed",
    503: "Busy",
}
TEXTS = {
    400: "Something in this request is not as it should be.",
    401: "Sign in to see this page.",
    403: "You are not allowed to do this.",
    404: "There is nothing here that you can see.",
    405: "This address does not answer that kind of request.",
    409: "This record was changed by someone else. Reload to see the changes.",
    412: "This record was changed by someone else. Reload to see the changes.",
    429: "Too many attempts. Try again later.",
    500: "The error was noted under the reference {reference}. Nothing was changed.",
    503: "Many people are working on the same records. Nothing was changed. Try again in a moment.",
}
BARE_STYLE = (
    ":root{color-scheme:light dark}body{display:grid;place-content:center;min-height:100dvh;margin:0;padding:1rem;"
    "font:1rem/1.5 system-ui,sans-serif;text-align:center}main{max-width:30rem}h1{font-size:1.375rem}"
)
STALE_FORM = "This form is out of date. Go back, reload the page and try again."


class HttpProblem(Exception):
    """Ends a request with a status and a text for the user. Rolls back what was done."""

    def __init__(self, status: int, text: str = "", **headers: str) -> None:
        super().__init__(text or TEXTS.get(status, ""))
        self.status, self.text = status, text or TEXTS.get(status, "")
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Instead(Exception):
    """Gives `response` and rolls back what was done: a form with its errors, for example."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


@dataclass
class Explanation:
    """What went wrong, for people and programs. `problems` are (path or "", text)."""

    status: int
    text: str
    reference: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return TITLES.get(self.status, TITLES[500])


def explain(error: BaseException, asked: Asked, *, internal: bool = False) -> Explanation:
    """The explanation of an error. `internal` users read who may do what they may not; others read "not found"."""
    if isinstance(error, HttpProblem):
        return Explanation(error.status, error.text, headers=error.headers)
    if isinstance(error, AccessDenied):
        return Explanation(403, error.explanation) if internal else Explanation(404, TEXTS[404])
    if isinstance(error, Refused):
        problems: list[tuple[str, str]] = []
        for one in error.problems:
            problems.append((one.about if isinstance(one.about, str) else "", one.message))
        return Explanation(422, joined(said for _, said in problems), problems=problems)
    if isinstance(error, NotFound):
        return Explanation(404, TEXTS[404])
    if isinstance(error, (BadForm, CannotSearch)):
        return Explanation(400, str(error))
    if isinstance(error, StaleDataError):
        return Explanation(409, TEXTS[409])
    if isinstance(error, IntegrityError):
        log.warning("constraint", error=str(error.orig))
        return Explanation(409, "This contradicts other records. Reload to see the changes.")
    log.error("failure", path=asked.path, exc_info=error)
    return Explanation(500, TEXTS[500].format(reference=asked.request_id), reference=asked.request_id)


def bare_page(said: Explanation, nonce: str = "", notices: Iterable[str] = ()) -> HTMLResponse:
    """The explanation as a page that needs nothing: no templates, no registry, no database, no other file."""
    above = "".join(f"<p><strong>{escape(one)}</strong></p>" for one in notices)
    title, text = escape(said.title), escape(said.text)
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{title}</title><style nonce="{escape(nonce)}">{BARE_STYLE}</style></head>'
        f'<body><main>{above}<h1>{title}</h1><p>{text}</p><p><a href="/">Back to the start</a></p></main></body></html>'
    )
    return HTMLResponse(html, said.status, said.headers)
