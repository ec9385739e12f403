"""What reacts to a field keeps doing so when another addon overrides it."""

from __future__ import annotations

from core.orm.composition import Composition
from core.orm.layers import reacts_to
from tests.core.orm.shop import LAYERS, Ticket


class Politer(Ticket):
    """Says more, and does not repeat what the method reacts to."""

    def greet(self) -> None:
        super().greet()
        self.title += ", please"


class Watchful(Ticket):
    """Reacts to one field more."""

    @reacts_to("state")
    def greet(self) -> None:
        super().greet()


def reactions(*more: type[Ticket]) -> dict[str, tuple[str, ...]]:
    """What reacts, with these layers as addons of their own after the desk."""
    layers = {**LAYERS, **{layer.__name__: [layer] for layer in more}}
    made = Composition(("base", "desk", *(layer.__name__ for layer in more)), layers)
    return dict(made.infos["desk.ticket"].reactions)


def test_an_override_need_not_say_again_what_it_reacts_to() -> None:
    assert reactions() == {"contact": ("greet",)}
    assert reactions(Politer) == {"contact": ("greet",)}


def test_an_override_may_react_to_more() -> None:
    assert reactions(Watchful) == {"contact": ("greet",), "state": ("greet",)}
    assert reactions(Watchful, Politer) == {"contact": ("greet",), "state": ("greet",)}
