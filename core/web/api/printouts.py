"""Documents on paper for programs: which a record has, and each as a PDF."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.web.api.documents import ROOT, answer
from core.web.asked import Asked
from core.web.built import pages_of
from core.web.errors import HttpProblem
from core.web.printing import printouts_of
from core.web.printouts import pdf_of


def index(env: Env, asked: Asked) -> Response:
    """GET /api/v1/{model}/{id}/printouts: the documents that the record has on paper now."""
    info, record = _record_at(env, asked)
    here = f"{ROOT}/{info.name}/{record.id}/printouts"
    made = [{"key": key, "label": label, "url": f"{here}/{key}"} for key, label in printouts_of(env, record).items()]
    return answer(asked, {"printouts": made})


def read(env: Env, asked: Asked) -> Response:
    """GET …/{id}/printouts/{key}: the document as a PDF."""
    info, record = _record_at(env, asked)
    printout = pages_of(env).printouts_of(info.name).get(asked.params["key"])
    if printout is None:
        raise HttpProblem(404)
    return pdf_of(env, asked, printout, [record])


def _record_at(env: Env, asked: Asked) -> tuple[ModelInfo, Any]:
    """The model and the record of an address. Raises HttpProblem 404, AccessDenied."""
    name = asked.params["model"]
    if name not in env.models.infos or not asked.visit.is_for(name):
        raise HttpProblem(404)
    if not env.may("read", name):
        raise env.registry.policy.denied("read", name)
    record = env.session.get(env.models.models[name], asked.params["id"])
    if record is None:
        raise HttpProblem(404)
    return env.info(name), record
