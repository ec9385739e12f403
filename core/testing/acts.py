"""What tests do with records, pop-ups and documents on paper, in one call."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, TypeVar

import sqlalchemy as sa

from core.orm.env import Env
from core.orm.layers import PlainModel
from core.ui.paper.sheets import sheet_of
from core.ui.registered import Pages
from core.ui.wizard import Wizard
from core.ui.wizard_pages import WizardAnswer, api_press_wizard

M = TypeVar("M", bound=PlainModel)


def the(env: Env, layer: type[M], *conditions: Any) -> Any:
    """The first record that fits and may be seen. Raises LookupError if there is none."""
    found = env.session.scalars(sa.select(env[layer]).where(*conditions).order_by(env[layer].id).limit(1)).first()
    if found is None:
        raise LookupError(f"there is no {layer.__model__} that fits and may be seen")
    return found


def press(env: Env, wizard: type[Wizard], record: Any, button: str, **values: Any) -> WizardAnswer:
    """Presses a button of a pop-up on a record with these values entered, as the API does.

    What is wrong with the values stands in `errors` of the answer, what was made in `result`. Raises Refused where the
    button is not there for this user, or a rule says no.
    """
    return api_press_wizard(env, wizard._name, record.id, button, values)


def on_paper(env: Env, record: Any, key: str) -> str:
    """What stands on a document of a record, as words with single spaces between them; nothing is set for it.

    Raises KeyError for a printout that is not there, Refused for a record that has none now.
    """
    printout = env.registry.facet(Pages).printouts_of(record.__model__)[key]
    html = sheet_of(env, printout, record, lambda _env, _id: None).html
    body = re.sub(r"<(head|svg)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(body).split())
