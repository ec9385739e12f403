"""Addresses of this addon that no page answers: the passport of a lot, and its public face."""

from __future__ import annotations

from types import SimpleNamespace

from addons.stock.models import Lot, lot_of_token
from addons.stock.models.lots import PUBLIC
from addons.stock.passports import public_facts, timeline, warranty_of
from core import Asked, Crumb, Env, HttpProblem, Limit, QrCode, Response, Route, go_to, url_of

PASSPORT = "/stock/passport"
A_SHOP = Limit(300)
"""What a shop whose people share one address may look up in a quarter of an hour; far too little to guess a code."""


def passport(env: Env, asked: Asked) -> Response:
    """GET /stock/passport/{id}: one timeline of everything that happened to a lot, as far as the reader may know it."""
    lot = env.session.get(env[Lot], asked.params["id"])
    if lot is None:
        raise HttpProblem(404)
    said, tone = warranty_of(lot)
    view = SimpleNamespace(
        crumbs=[Crumb("Lots/Serial Numbers", "/stock/lots"), Crumb(lot.name, url_of(env, lot)), Crumb("Passport")],
        lot=lot, product=lot.product, entries=timeline(env, lot), warranty=said, tone=tone,
        code=QrCode.of(lot.public_address), public=f"{PUBLIC}/{lot.token}?customer=1", form=url_of(env, lot),
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "stock/passport.html", view)


def public_face(env: Env, asked: Asked) -> Response:
    """GET /stock/serial/{token}: product and warranty for whoever holds the code; who may know more is led on.

    An unknown code and one that never was are the same 404.
    """
    with env.system("the public face of a serial number") as system:
        lot = lot_of_token(system, asked.params["token"])
        if lot is None:
            raise HttpProblem(
                404, "There is nothing under this code. Scan it again, or type it as it stands on the label."
            )
        facts, id_, brand = public_facts(lot), lot.id, lot.company.brand
    may_know_more = env.user.id is not None and env.may("read", Lot) and env.session.get(env[Lot], id_) is not None
    if may_know_more and "customer" not in asked.query:
        return go_to(asked, f"{PASSPORT}/{id_}")
    return asked.site.screens.page(env, asked, "stock/serial.html", SimpleNamespace(**facts), brand=brand)


routes = [
    Route(f"{PASSPORT}/{{id:int}}", passport),
    Route(f"{PUBLIC}/{{token}}", public_face, public=True, limit=A_SHOP),
]
