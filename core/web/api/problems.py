"""What a program reads when something cannot be done: problem details (RFC 9457) with an entry a field.

{"type": "/api-reference#invalid", "title": "Not possible", "status": 422, "detail": "Fill in Title.",
 "errors": [{"field": "title", "pointer": "/title", "detail": "Fill in Title."}]}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from core.ui.api_values import pointer
from core.web.errors import Explanation

MEDIA_TYPE = "application/problem+json"
REFERENCE = "/api-reference"


@dataclass(frozen=True)
class Status:
    """A status that the API answers with. `slug` names it in the `type` of a problem, empty where nothing is wrong."""

    code: int
    slug: str
    means: str


STATUSES = (
    Status(200, "", "It was read, or done; the answer holds the record, the list or the form."),
    Status(201, "", "The record was made. `Location` is its address."),
    Status(204, "", "The record was deleted."),
    Status(304, "", "What `If-None-Match` names is still right."),
    Status(
        400, "malformed",
        "The request cannot be read: no JSON, an unknown parameter, a value of the wrong kind in the address, "
        "a key twice in one object, NaN.",
    ),
    Status(401, "unknown-key", "No key, or one that is wrong, expired, revoked, or whose owner was deactivated."),
    Status(402, "closed", "The database is closed; `detail` says why."),
    Status(
        403, "forbidden",
        "The user may not do this; `detail` says which roles may. Or the key may not: it only reads, or is "
        "for other types of records. Or a call with a session lacks its form token.",
    ),
    Status(
        404, "not-found",
        "It is not there, or not for this user. Customers and other outsiders read this instead of 403.",
    ),
    Status(405, "no-such-method", "The address does not answer this method, or these records are not changed by hand."),
    Status(409, "conflict", "It contradicts other records, or the record was changed while this was being saved."),
    Status(
        412, "stale",
        "The record is not in the version that `If-Match` names any more; `errors` holds what differs. Read "
        "it again.",
    ),
    Status(413, "too-large", "The body is too large."),
    Status(415, "not-json", "The body is not `application/json`; or not a form of files, where files are attached."),
    Status(
        422, "invalid",
        "A field is unknown, of another type, or not as the rules want it: `errors` names each. Or the "
        "idempotency key was used for another request.",
    ),
    Status(
        428, "version-required",
        "Changing or deleting needs `If-Match`: the `ETag` of the record as it was read, or `*`.",
    ),
    Status(429, "too-many", "The key has spent its requests for this minute. `Retry-After` says when to go on."),
    Status(500, "failure", "A fault of the server, noted under `reference`. Nothing was changed."),
    Status(501, "not-installed", "What makes PDFs is not installed here. `detail` says how it is."),
    Status(503, "busy", "Others are working on the same records. Nothing was changed; try again after `Retry-After`."),
)  # fmt: skip
BY_CODE = {one.code: one for one in STATUSES}


def problem(said: Explanation, body: Any = None) -> Response:
    """The explanation for a program; `body` is the document that was sent, in which pointers lead to the fields."""
    status = BY_CODE.get(said.status, BY_CODE[500 if said.status >= 500 else 400])
    made: dict[str, Any] = {
        "type": f"{REFERENCE}#{status.slug}",
        "title": said.title,
        "status": said.status,
        "detail": said.text,
    }
    if said.problems:
        made["errors"] = [
            {"field": path, "pointer": pointer(path, body), "detail": message} for path, message in said.problems
        ]
    if said.reference:
        made["reference"] = said.reference
    return Response(json.dumps(made, ensure_ascii=False), said.status, said.headers, MEDIA_TYPE)


def status_table() -> list[str]:
    """The statuses as lines of a Markdown table."""
    return ["| status | `type` ends in | means |", "| --- | --- | --- |"] + [
        f"| {one.code} | {f'`#{one.slug}`' if one.slug else ''} | {one.means} |" for one in STATUSES
    ]
