"""What addons declare for customers is looked over when a registry is built: mistakes are told, not served."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from core.lifecycle.errors import AddonFailed
from core.lifecycle.quarantine import Quarantine
from core.ui.portal import PortalAction, PortalDocument, PortalPage, PortalRow, build_portal


class Bike:
    """A layer, as far as a declaration looks at one."""

    __model__ = "shop.bike"


def document(name: str = "bikes", order: int = 50, **values: Any) -> PortalDocument:
    given = {"search": (), "empty": "None.", "order": order, **values}
    return PortalDocument(
        values.pop("on", Bike), name, "Bikes", "bike", lambda _: PortalRow("x"), lambda _: PortalPage("x"), **given
    )  # fmt: skip


def registry(*parts: Any, strict: bool = False) -> Any:
    """A registry of two addons: the first brings `parts`, the second one document that is right."""
    models = SimpleNamespace(models={"shop.bike": Bike})
    brought = {"shop": list(parts), "other": [document("helmets", order=10)]}
    return SimpleNamespace(
        addons=[SimpleNamespace(name=name) for name in brought], models=models, quarantine=Quarantine(strict=strict),
        contributions=lambda addon, _hook: brought[addon], info=lambda _model: SimpleNamespace(fields={"name": None}),
    )  # fmt: skip


def test_documents_stand_in_their_order() -> None:
    assert list(build_portal(registry(document())).documents) == ["helmets", "bikes"]
    assert [one.name for one in build_portal(registry(document())).by_model["shop.bike"]] == ["helmets", "bikes"]


close = PortalAction("close", "Close", lambda *_: None, done="Done.")


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (document("Bikes!"), "not made of small letters"),
        (document(search=("colour",)), "searches colour"),
        (document(actions=(close, close)), "two buttons close"),
        ("bikes", "which is no document or link"),
    ],
    ids=["name", "search", "buttons", "kind"],
)
def test_a_wrong_declaration_leaves_its_addon_out_and_stops_an_installation(part: Any, why: str) -> None:
    lenient = registry(part)
    assert list(build_portal(lenient).documents) == ["helmets"]
    assert why in lenient.quarantine.left_out["shop", "portal_parts"]
    with pytest.raises(AddonFailed, match=why):
        build_portal(registry(part, strict=True))
