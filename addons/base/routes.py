"""Addresses of this addon that no page answers."""

from __future__ import annotations

from addons.base.documents import keep_logo
from addons.base.models import Company
from core import Asked, Env, HttpProblem, Refused, Response, Route, go_to, url_of


def own_preferences(_env: Env, asked: Asked) -> Response:
    """Leads to the preferences of whoever is signed in, under an address that is the same for everybody."""
    return go_to(asked, f"/base/preferences/{_env.user.id}")


def change_logo(env: Env, asked: Asked) -> Response:
    """POST …/logo: gives a company the picture that was uploaded as its logo; none takes the logo away."""
    company = env.session.get(env[Company], asked.params["id"])
    if company is None:
        raise HttpProblem(404)
    upload = next((upload for _, upload in asked.files if upload.filename), None)
    if asked.posted.get("remove"):
        keep_logo(env, company, None)
    elif upload is None:
        raise Refused("Choose a file first.")
    else:
        upload.file.seek(0)
        keep_logo(env, company, asked.site.files.keep(upload.file, upload.filename or ""))
    asked.say("Saved.")
    return go_to(asked, url_of(env, company))


routes = [
    Route("/base/me", own_preferences),
    Route("/base/company/{id:int}/logo", change_logo, ("POST",)),
]
