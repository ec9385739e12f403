"""The page behind the link in a mail. Opening it changes nothing; whoever has the link answers by its button."""

from __future__ import annotations

from dataclasses import dataclass, field

from addons.rating.asking import answer, rating_of
from addons.rating.models import ICONS, LONGEST_COMMENT, TONES, VALUES, Rating
from core import Asked, Env, HttpProblem, Limit, Refused, Response, Route

OVER = "This link is not valid any more."


@dataclass
class Question:
    """What `rating/give.html` prints. `choices` are (value, label, icon, tone)."""

    about: str
    token: str
    value: str = ""
    comment: str = ""
    problem: str = ""
    given: bool = False
    most: int = LONGEST_COMMENT
    choices: list[tuple[str, str, str, str]] = field(
        default_factory=lambda: [(one, label, ICONS[one], TONES[one]) for one, label in VALUES.items()]
    )


def show(env: Env, asked: Asked) -> Response:
    """GET: the question, with the answer that the link in the mail proposes, or that was given before."""
    with env.system("the question behind a link") as system:
        rating = _found(system, asked)
        proposed = asked.query.get("value", "")
        value = proposed if proposed in VALUES else rating.value or ""
        view, brand = Question(rating.document_name, asked.token(), value, rating.comment or ""), _brand(rating)
    return asked.site.screens.page(env, asked, "rating/give.html", view, brand=brand)


def give(env: Env, asked: Asked) -> Response:
    """POST: the answer. What cannot be taken is said on the same page, with what was entered."""
    value, comment = asked.posted.get("value", ""), asked.posted.get("comment", "")
    with env.system("an answer to a question") as system:
        rating = _found(system, asked)
        view, brand = Question(rating.document_name, asked.token(), value, comment), _brand(rating)
        try:
            answer(rating, value, comment)
        except Refused as why:
            view.problem = str(why)
        else:
            view.given = True
    return asked.site.screens.page(env, asked, "rating/give.html", view, 422 if view.problem else 200, brand=brand)


def _brand(rating: Rating) -> dict[str, str]:
    return rating.company.brand if rating.company is not None else {}


def _found(system: Env, asked: Asked) -> Rating:
    rating = rating_of(system, asked.params["secret"])
    if rating is None:
        raise HttpProblem(404, OVER)
    return rating


routes = [
    Route("/rating/give/{secret}", show, public=True, limit=Limit(100)),
    Route("/rating/give/{secret}", give, ("POST",), public=True, limit=Limit(50)),
]
