"""A search gives columns, links to other records of the same model too."""

from __future__ import annotations

from collections.abc import Callable

from addons.base.models import Contact
from core.orm.env import Env
from core.orm.search import Search
from tests.kernels import Acting


def test_both_sides_of_a_link_to_the_same_model_are_columns(acting: Callable[..., Acting]) -> None:
    made = acting("base")

    def people(env: Env) -> None:
        company = env.new(Contact, name="Acme", is_company=True)
        for name in ("Bea", "Ada"):
            env.new(Contact, name=name, parent=company)

    def rows(env: Env) -> list[tuple[str, str, list[str]]]:
        found = Search(env, "base.contact").having("a").rows(["parent", "people"], order=["name"])
        return [
            (one.name, str(one.values["parent"] or ""), [str(each) for each in one.values["people"]]) for one in found
        ]

    made.run(people)
    assert made.run(rows, ("base.user",), write=False) == [
        ("Acme", "", ["Ada", "Bea"]), ("Ada", "Acme", []), ("Bea", "Acme", []),
    ]  # fmt: skip
