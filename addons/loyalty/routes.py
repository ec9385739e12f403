"""What a share link leads to: a page for customers that shows a coupon (SPEC CP-14, WS-11, WS-12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from addons.loyalty.models import Coupon
from addons.loyalty.models.coupons import INVALID
from core import Asked, Env, Limit, Response, Route


@dataclass
class SharedCoupon:
    """What `loyalty/shared.html` prints. `problem` says why the code is of no use, "" if it is."""

    title: str = "Your coupon"
    code: str = ""
    reward: str = ""
    company: str = ""
    valid_until: Any = None
    problem: str = ""


def show(env: Env, asked: Asked) -> Response:
    """Shows the coupon of a link. It only reads: previews and scanners use nothing up. Never an error page."""
    view = SharedCoupon(problem=INVALID)
    with env.system("show the coupon of a share link") as system:
        coupon = system[Coupon]
        found = system.session.scalars(sa.select(coupon).where(coupon.token == asked.params["token"])).first()
        if found is not None:
            refusal = found.refusal()
            view = SharedCoupon(
                code=found.code, reward=found.reward, valid_until=found.valid_until,
                company=found.company.name if found.company is not None else "",
                problem=refusal.message if refusal is not None else "",
            )  # fmt: skip
    answer = asked.site.screens.page(env, asked, "loyalty/shared.html", view)
    answer.headers["x-robots-tag"] = "noindex, nofollow"
    answer.headers["referrer-policy"] = "no-referrer"
    return answer


routes = [Route("/loyalty/shared/{token}", show, public=True, limit=Limit(300))]
