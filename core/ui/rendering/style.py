"""What the style page shows: every part in every state, with made-up values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.ui.frame import Toast
from core.ui.rendering.marks import SHAPES
from core.ui.views import (
    ActionView,
    CardView,
    CellView,
    Choice,
    ChoiceLink,
    Crumb,
    DocumentRow,
    FacetView,
    Input,
    LaneView,
    OptionCard,
    Problem,
    RowInput,
    SmartView,
    StageView,
)

COLOURS = ("Blue", "Green", "Grey", "Orange", "Red", "White")


@dataclass
class StyleView:
    """`style.html`. What it has in common with other views is printed by the same templates."""

    plain: list[Input]
    marked: list[Input]
    fixed: list[Input]
    actions: list[ActionView]
    smart: list[SmartView]
    stages: list[StageView]
    documents: list[DocumentRow]
    options: list[OptionCard]
    problems: list[Problem]
    facets: list[FacetView]
    choices: list[ChoiceLink]
    lanes: list[LaneView]
    toasts: list[Toast]
    tones: list[str]
    option_section: str = "Options"
    editable: bool = True
    address: str = "/style"
    crumbs: list[Crumb] = field(default_factory=lambda: [Crumb("Lists", "/style"), Crumb("Style")])


def style_view() -> StyleView:
    """The style page's values. They lead nowhere and change nothing."""
    plain = list(_inputs("plain"))
    return StyleView(
        plain=plain,
        marked=[_wrong(one) for one in _inputs("marked")],
        fixed=[replace(one, editable=False) for one in _inputs("fixed")],
        actions=_actions(),
        smart=[SmartView("Parts", 1, "/style", "puzzle"), SmartView("Notes", 12, "/style", "notebook-text")],
        stages=[StageView(str(n), text, n == 1, n < 1) for n, text in enumerate(("New", "In progress", "Done"))],
        documents=[
            DocumentRow("Paper", "P/0001", "/style", "2 sheets", "Ready, not folded", "ready", "Fold it"),
            DocumentRow("Paper", "P/0002", "/style", "1 sheet", "Folded", "good", closed=True),
        ],
        options=[
            OptionCard("style_on", "Switched on", "What it does, in one sentence.", True, "one", "One", True),
            OptionCard("style_off", "Switched off", "What it would do.", False, "two", "Two", True),
            OptionCard("style_new", "Brings a module", "Installing is previewed first.", True, "three", "Three", False),
            OptionCard("style_gone", "Not available", "Its code is missing.", False, "four", "Four", False, False),
        ],
        problems=[Problem("marked-text", "Enter a name."), Problem("", "Something about the whole form.")],
        facets=[FacetView("Colour: blue", "/style"), FacetView("Size: large", "/style")],
        choices=[ChoiceLink("Blue ones", "/style", True), ChoiceLink("Large ones", "/style")],
        lanes=_lanes(),
        toasts=[Toast("3 papers were folded.", undo="/style"), Toast("Kept.", link="/style", link_text="Open")],
        tones=list(SHAPES),
    )


def _actions() -> list[ActionView]:
    return [
        ActionView("primary", "Primary", "/style", primary=True, icon="check"),
        ActionView("plain", "Plain", "/style", icon="copy"),
        ActionView("danger", "Danger", "/style", danger=True, icon="trash-2"),
        ActionView("asks", "Asks first", "/style", "post", confirm="Fold all papers?"),
        ActionView("cannot", "Cannot be pressed", "/style", disabled="Choose a paper first."),
    ]


def _inputs(name: str) -> list[Input]:
    colours = [Choice(str(n), text, n == 1) for n, text in enumerate(COLOURS)]
    rows = [
        RowInput(f"{name}-rows.{n}", str(n), [
            Input(f"{name}-rows.{n}.what", "What", "shows", text=text, editable=False),
            Input(f"{name}-rows.{n}.count", "Count", "number", "2", "2"),
        ], text)
        for n, text in enumerate(("Paper", "Card"))
    ]  # fmt: skip
    return [
        Input(f"{name}-text", "Text", "text", "Ada", "Ada", required=True),
        Input(f"{name}-number", "Number", "number", "1234.5", "1,234.50"),
        Input(f"{name}-date", "Date", "date", "2026-11-23", "23 Nov 2026"),
        Input(f"{name}-instant", "Instant", "instant", "2026-11-23T10:41", "23 Nov 2026, 10:41"),
        Input(f"{name}-choice", "Choice", "choice", "1", "Green", choices=colours),
        Input(f"{name}-pick", "Record", "pick", "1", "Green", choices=colours, url="/style"),
        Input(f"{name}-many", "Records", "pick_many", "1", "Green", choices=colours),
        Input(f"{name}-tick", "Tick", "tick", "1", "yes"),
        Input(f"{name}-shows", "Shown", "shows", text="In progress", tone="busy", editable=False),
        Input(f"{name}-long", "Long text", "long_text", "Two\nlines", "Two\nlines"),
        Input(f"{name}-rich", "Rich text", "rich_text", "<p>With <b>bold</b></p>", "<p>With <b>bold</b></p>"),
        Input(f"{name}-rows", f"Lines {name}", "rows", columns=["What", "Count"], rows=rows, adding=True,
              removing=True),
    ]  # fmt: skip


def _wrong(one: Input) -> Input:
    """The input in error, or with its help where it cannot be wrong."""
    if one.widget in ("shows", "rows"):
        return replace(one, help="Explained in a few words.")
    return replace(one, error=f"Correct {one.label.lower()}.", help="Explained in a few words.")


def _lanes() -> list[LaneView]:
    card = CardView(1, "/style", "A card", [CellView("Soft text"), CellView("3 h left", tone="warn")])
    empty, folded = LaneView("b", "Empty", 0, False, []), LaneView("c", "Folded", 7, True, [])
    return [LaneView("a", "Open", 1, False, [card]), empty, folded]
