"""Buttons: when one may be pressed, and what pressing it does.

The same questions are asked for the page, the pop-up, the POST and the API: the right to the record, the option of the
linked record, the condition (SPEC HD-14). `refuse_action` answers with the text for the user.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.orm.refused import Refused
from core.ui.addresses import Query, url_of, with_trail
from core.ui.pages import Action, ref_of
from core.ui.views import ActionView

if TYPE_CHECKING:
    from core.orm.env import Env

OFF = "This service is not enabled for the {label} {name}."
OFF_HERE = "This service is not enabled for {name}."
NOT_POSSIBLE = "This is not possible here."
OF = "of"
"""The parameter of an address that says what a new record starts from (`core.ui.starting`)."""


def refuse_action(env: Env, action: Action, record: Any, *, held: str = "") -> None:
    """Raises AccessDenied or Refused unless the user may press the button for this stored record.

    `held` is a right to the record that was asked before.
    """
    if action.needs and action.needs != held and not env.may_record(action.needs, record):
        raise env.registry.policy.denied(action.needs, record.__model__)
    if not is_on(env, action, record):
        raise _off(env, action, record)
    if action.shown is not None and not action.shown(record):
        raise Refused(NOT_POSSIBLE)
    if action.disabled is not None and (why := action.disabled(record)):
        raise Refused(why)


def is_on(env: Env, action: Action, record: Any) -> bool:
    """Whether the option that the button asks for is on."""
    if action.option is None:
        return True
    owner = getattr(record, _via(action)) if action.via is not None else record
    return owner is not None and bool(getattr(owner, ref_of(action.option)[1]))


def _via(action: Action) -> str:
    return action.via if isinstance(action.via, str) else ref_of(action.via)[1]


def _off(env: Env, action: Action, record: Any) -> Refused:
    if action.via is None:
        return Refused(action.off or OFF_HERE, name=str(record))
    name = _via(action)
    owner, label = getattr(record, name), env.info(record.__model__).fields[name].label
    said = "" if owner is None else str(owner)
    if action.off:
        return Refused(action.off, **{name: said})
    return Refused(OFF, label=label.lower(), name=said)


def is_there(
    env: Env, action: Action, record: Any, allowed: dict[str, bool], answers: dict[Any, Any] | None = None
) -> bool:
    """Whether the button appears.

    `allowed` remembers the answers about rights: right -> whether the user has it; `answers` those of conditions.
    """
    if action.needs:
        if action.needs not in allowed:
            allowed[action.needs] = env.may_record(action.needs, record)
        if not allowed[action.needs]:
            return False
    if not is_on(env, action, record):
        return False
    if action.shown is None:
        return True
    said = answers if answers is not None else {}
    if action.shown not in said:
        said[action.shown] = action.shown(record)
    return bool(said[action.shown])


def action_view(action: Action, record: Any, address: str, trail: Sequence[str]) -> ActionView:
    """The button on a record's page, as a template prints it. `address` is the page's."""
    made = _posting(action, f"{address}/do/{action.key}")
    if action.opens is not None:
        made.url, made.method, made.dialog = wizard_url(action.opens._name, record.id, trail), "get", True
    if action.starts is not None:
        made.url, made.method = start_url(record.env, action, record, [*trail, address]), "get"
    if action.disabled is not None:
        made.disabled = action.disabled(record)
    return made


def bulk_view(action: Action, address: str) -> ActionView:
    """The button above a list, for the records that are selected in it. `address` is the list's.

    What stands against it at one of them is said when it is pressed.
    """
    return _posting(action, f"{address}/bulk/{action.key}")


def _posting(action: Action, url: str) -> ActionView:
    return ActionView(
        key=action.key, label=action.label, url=url, method="post", primary=action.primary, danger=action.danger,
        icon=action.icon, confirm=action.confirm,
    )  # fmt: skip


def wizard_url(name: str, on: int, trail: Sequence[str] = (), values: Query | None = None) -> str:
    """The address of a wizard on a record."""
    addon, _, wizard = name.partition(".")
    query = Query([("on", str(on)), *(values.pairs if values is not None else ())])
    return with_trail(query.on(f"/wizard/{addon}/{wizard}"), trail)


def start_url(env: Env, action: Action, record: Any, trail: Sequence[str]) -> str:
    """The address of the form of a record that starts from this one, whose page `trail` leads to. Empty without one."""
    from core.ui.registered import Pages

    assert action.starts is not None
    form = env.registry.facet(Pages).form_of(action.starts.__model__)
    if form is None:
        return ""
    return with_trail(Query([(OF, f"{ref_of(action.by)[1]}:{record.id}")]).on(f"{form.address}/new"), trail)


def perform(env: Env, action: Action, record: Any, trail: Sequence[str]) -> str:
    """Does what the button does, which may be pressed; the address of what is opened next, empty: stay.

    `trail` leads to the record itself. Raises what the model refuses.
    """
    if action.opens is not None:
        return wizard_url(action.opens._name, record.id, trail[:-1])
    if action.starts is not None:
        return start_url(env, action, record, trail)
    if action.goes is not None:
        return address_of(env, action.goes(record), trail)
    if action.system:
        with env.system(action.system) as system:
            result = getattr(system.get(record), action.does)()
            return address_of(env, result, trail)
    return address_of(env, getattr(record, action.does)(), trail)


def address_of(env: Env, result: Any, trail: Sequence[str]) -> str:
    """Where the result of a button leads: a record's page, an own address, or nowhere ("")."""
    if isinstance(result, str):
        return with_trail(result, trail)
    if result is None or not hasattr(result, "__model__"):
        return ""
    if result.id is None:
        result.env.session.flush()
    return url_of(env, result, trail)
