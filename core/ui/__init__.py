"""What addons declare pages, buttons and pop-ups with. `core` passes these names on."""

from __future__ import annotations

from core.orm.layers import reacts_to
from core.ui.asks import button, calendar, entry, number, one_of, pick, pick_many, rows, shows, tick
from core.ui.pages import (
    Action,
    Actions,
    Board,
    Column,
    Documents,
    DocumentState,
    Filter,
    Form,
    Group,
    Into,
    Lines,
    List,
    Menu,
    OptionCards,
    Panel,
    Plain,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    State,
    StatusBar,
    Tab,
)
from core.ui.wizard import Opens, Row, Wizard

__all__ = [
    "Action", "Actions", "Board", "Column", "DocumentState", "Documents", "Filter", "Form", "Group", "Into", "Lines",
    "List", "Menu", "Opens", "OptionCards", "Panel", "Plain", "Row", "Show", "Slot", "SmartButton", "SmartButtons",
    "State", "StatusBar", "Tab", "Wizard", "button", "calendar", "entry", "number", "one_of", "pick", "pick_many",
    "reacts_to", "rows", "shows", "tick",
]  # fmt: skip
