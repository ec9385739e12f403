"""What customers said, for those who may read the documents."""

from __future__ import annotations

from typing import Any

from addons.rating.models import Rating
from core import Env, Filter, Form, Group, List, Menu, Panel


def document_of(env: Env, rating: Rating) -> dict[str, Any]:
    """Where the document is."""
    may = rating.document_model in env.models.models and env.may("read", rating.document_model)
    return {"address": f"/mail/open/{rating.document_model}/{rating.document_id}" if may else ""}


rating_form = Form(
    Rating,
    "rating",
    Group("", Rating.value, Rating.comment),
    Group("", Rating.contact, Rating.user, Rating.asked_at, Rating.answered_at),
    Panel("Document", template="rating/document.html", gives=document_of, place="below"),
    create=False,
    delete=False,
)
rating_list = List(
    Rating, "ratings", Rating.document_name, Rating.value, Rating.comment, Rating.contact, Rating.user,
    Rating.answered_at,
    filters=(
        Filter("Answered", on=Rating, keeps=lambda rating, env: rating.value.is_not(None), default=True),
        Filter("Not satisfied", on=Rating, keeps=lambda rating, env: rating.value == "bad"),
    ),
    group_by=(Rating.value, Rating.user),
    empty=("No ratings yet", "Customers are asked when what they wanted is done."),
)  # fmt: skip
menu = Menu("Ratings", icon="smile", order=25, page=rating_list, roles=("base.user",))
parts: list[Any] = [rating_form, rating_list, menu]
