"""What the pages of a registry are, as the web asks for them: by address, by model, by role."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from core.lifecycle.registry import Registry
from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.ui.build import build_pages
from core.ui.frame import MenuView
from core.ui.pages import Action
from core.ui.registered import Built, Pages
from core.web.asked import Asked
from core.web.errors import HttpProblem

__all__ = ["Pages", "build_pages", "buttons_of", "menus_of", "models_with_forms", "page_at", "pages_of"]


def pages_of(env: Env) -> Pages:
    """The pages of the registry that a transaction works with."""
    return env.registry.facet(Pages)


def page_at(env: Env, asked: Asked) -> Built:
    """The page of an address, without what of it failed in an earlier try. Raises HttpProblem 404."""
    built = pages_of(env).find(asked.params["addon"], asked.params["page"])
    if built is None:
        raise HttpProblem(404)
    return built.without(env.transaction.left_out)


def buttons_of(env: Env, model: str) -> list[tuple[Built, Action]]:
    """Every button that a form of the model has, each once, with the first form it stands on."""
    found: dict[str, tuple[Built, Action]] = {}
    for built in pages_of(env).forms.values():
        if built.model == model:
            for action in built.actions:
                found.setdefault(action.key, (built, action))
    return list(found.values())


def menus_of(registry: Registry, roles: Collection[str], address: str) -> list[MenuView]:
    """The menus that these roles see; the one that leads to `address` is current."""
    return registry.facet(Pages).menus(frozenset(roles), address)


def models_with_forms(env: Env) -> Iterator[ModelInfo]:
    """The models whose records have a page of their own, in the order of their addons."""
    pages = pages_of(env)
    return (info for info in env.models.infos.values() if pages.form_of(info.name) is not None)
