"""Options on settings pages: switches from the manifests, their addons installed or not (SPEC AS-1 to AS-11).

An option of an installed addon is an ordinary yes/no field of the model. One whose addon is missing is only wanted:
the web shows what installing it means, and posts the same form again afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.ui.record_fields import make_field
from core.ui.registered import Built
from core.ui.views import OptionCard
from core.ui.wizard_fields import Field, Tick

if TYPE_CHECKING:
    from core.lifecycle.options import OfferedOption
    from core.orm.env import Env
    from core.ui.forms import RecordForm


class Wanted(Tick):
    """An option whose addon is not installed: it has no column to be kept in."""

    kept = False


def option_fields(env: Env, built: Built, offered: Sequence[OfferedOption]) -> dict[str, Field]:
    """The switches of a form that has option cards, without those that stand on it as fields anyway."""
    cards = built.option_cards
    if cards is None:
        return {}
    info, found = env.info(built.model), {}
    for one in offered:
        option = one.option
        if cards.section not in ("", option.section) or option.field in built.fields:
            continue
        if one.installed and option.field in info.fields:
            found[option.field] = make_field(env.models, info.fields[option.field])
        elif not one.installed:
            wanted = Wanted(option.label, help=option.help)
            wanted.name = option.field
            found[option.field] = wanted
    return found


def option_cards(form: RecordForm, inputs: dict[str, Any]) -> list[OptionCard]:
    """The cards of the form's section, in the manifests' order; fields that an addon brought stand on its card."""
    cards = form.built.option_cards
    if cards is None:
        return []
    made = []
    for one in form.offered:
        option = one.option
        if cards.section not in ("", option.section) or option.field not in form._fields:
            continue
        inside = [
            inputs[name]
            for name in form.built.card_fields
            if name in inputs and form.info.fields[name].addon == option.addon
        ]
        made.append(
            OptionCard(
                option.field, option.label, option.help, bool(form._read(form._fields[option.field])), option.addon,
                one.addon_title, one.installed, one.available, inside,
            )
        )  # fmt: skip
    return made
