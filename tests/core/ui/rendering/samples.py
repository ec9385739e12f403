"""View models with made-up values, as the engines would fill them."""

from __future__ import annotations

from typing import Any

from core.ui.frame import FrameView, MenuView, Notice, Toast
from core.ui.rendering.layout import FieldPlace, GroupPlace, Layout, TabPlace
from core.ui.system_views import (
    AppCard,
    AppsView,
    AppView,
    ArchiveLine,
    ClosedView,
    DeviceLine,
    ErrorView,
    InstallLine,
    InstallView,
    KeyLine,
    PreferencesView,
    SignInView,
    UninstallView,
    UpgradeLine,
    UpgradeView,
)
from core.ui.views import (
    ActionView,
    BoardView,
    CardView,
    CellView,
    Choice,
    ChoiceLink,
    ColumnView,
    Crumb,
    DocumentRow,
    FacetView,
    FormView,
    GroupView,
    Input,
    LaneView,
    ListView,
    OptionCard,
    Pager,
    Problem,
    RowInput,
    RowView,
    SmartView,
    StageView,
    WizardView,
)

LAYOUT = Layout(
    (
        GroupPlace("", (FieldPlace("title", "Title", "text"), FieldPlace("customer", "Customer", "pick"))),
        GroupPlace("More", (FieldPlace("due", "Due", "date"), FieldPlace("urgent", "Urgent", "tick"))),
    ),
    (
        TabPlace("t1", "Description", (FieldPlace("description", "Description", "rich_text"),)),
        TabPlace("t2", "Lines", (FieldPlace("lines", "Lines", "rows"),)),
    ),
    "Documents",
)


def frame(**changes: Any) -> FrameView:
    menus = [
        MenuView("Papers", "", "file", "s", children=[MenuView("All papers", "/paper/papers", current=True),
                 MenuView("Settings", "", children=[MenuView("Kinds", "/paper/kinds")])]),
        MenuView("Contacts", "/base/contacts", "users", "c"),
    ]  # fmt: skip
    values = {"product": "Makegood", "company": "Acme", "user": "Ada Lovelace", "menus": menus, "token": "t"}
    return FrameView(**values | changes)


def colours(selected: int = 1, many: int = 3) -> list[Choice]:
    return [Choice(str(n), f"Colour {n}", n == selected) for n in range(many)]


def lines() -> Input:
    rows = [
        RowInput(f"lines.{n}", str(n), [
            Input(f"lines.{n}.what", "What", "shows", text=f"Sheet {n}", editable=False),
            Input(f"lines.{n}.quantity", "Quantity", "number", "2", "2", live=True),
        ], f"Sheet {n}")
        for n in (1, 2)
    ]  # fmt: skip
    return Input("lines", "Lines", "rows", columns=["What", "Quantity"], rows=rows, adding=True, removing=True)


def inputs() -> dict[str, Input]:
    found = [
        Input("title", "Title", "text", "A paper", "A paper", required=True),
        Input(
            "customer", "Customer", "pick", "1", "Colour 1", choices=colours(many=20), url="/base/contact/1", live=True
        ),
        Input("due", "Due", "date", "2026-11-23", "23 Nov 2026"),
        Input("urgent", "Urgent", "tick", "1", "yes"),
        Input("description", "Description", "rich_text", "<p>Hello</p>", "<p>Hello</p>"),
        lines(),
    ]
    return {one.path: one for one in found}


def form(**changes: Any) -> FormView:
    given = inputs()
    values: dict[str, Any] = {
        "page": LAYOUT, "id": 7, "title": "A paper", "address": "/paper/paper/7", "inputs": given, "shown": set(given),
        "crumbs": [Crumb("All papers", "/paper/papers?filter=open"), Crumb("A paper")],
        "actions": [ActionView("fold", "Fold", "/paper/paper/7/do/fold", "post", icon="scissors"),
                    ActionView("tear", "Tear", "/paper/paper/7/do/tear", "post", danger=True, confirm="Tear it?")],
        "slots": {"services": [ActionView("Copy", "Copy", "/wizard/paper/Copy?on=7", dialog=True)]},
        "smart": [SmartView("Copies", 2, "/paper/papers?of=7", "copy")],
        "stages": [StageView("1", "New", False, True, "/paper/paper/7/stage"),
                   StageView("2", "Folded", True, False, "/paper/paper/7/stage")],
        "documents": [DocumentRow("Copy", "C/1", "/paper/copy/1", "2 sheets", "Ready, not folded", "ready", "Fold it")],
        "version": 3, "kept": '{"was":{}}', "token": "token", "may_delete": True, "may_duplicate": True,
        "archived": False, "pager": Pager(1, 2, "", "/paper/paper/8"), "subtitle": "No. 7",
    }  # fmt: skip
    return FormView(**values | changes)


def settings_form() -> FormView:
    cards = [
        OptionCard("use_copies", "Copies", "Make copies.", True, "copies", "Copies", True),
        OptionCard("use_stamps", "Stamps", "Stamp papers.", False, "stamps", "Stamps", False),
        OptionCard("use_seals", "Seals", "Seal papers.", False, "seals", "Seals", False, available=False),
    ]
    return form(options=cards, option_section="Services", documents=None)


def wizard(**changes: Any) -> WizardView:
    given = [
        Input("order", "Order", "pick", "1", "Colour 1", choices=colours(), live=True),
        lines(),
        Input("reason", "Reason", "long_text", "", help="Printed on it."),
    ]
    buttons = [ActionView("confirm", "Copy", "/wizard/paper/Copy/press/confirm?on=7", "post", primary=True)]
    values: dict[str, Any] = {
        "title": "Copy a paper", "name": "Copy", "address": "/wizard/paper/Copy", "on": 7, "back": "/paper/paper/7",
        "inputs": given, "buttons": buttons, "problems": [], "kept": "{}", "token": "token",
    }  # fmt: skip
    return WizardView(**values | changes)


def list_view(**changes: Any) -> ListView:
    columns = [
        ColumnView("number", "No.", sort="/paper/papers?sort=number"),
        ColumnView("title", "Title", direction="asc"),
        ColumnView("stage", "Stage"),
        ColumnView("total", "Total", "decimal"),
    ]
    rows = [
        RowView(n, f"/paper/paper/{n}", f"Paper {n}", [
            CellView(str(n)), CellView(f"Paper {n}", f"/paper/paper/{n}"), CellView("New", tone="idle"),
            CellView("1.50"),
        ])
        for n in range(1, 4)
    ]  # fmt: skip
    values: dict[str, Any] = {
        "page": None, "title": "Papers", "address": "/paper/papers", "query": "filter=mine&q=pa&page=2", "q": "pa",
        "columns": columns, "rows": rows, "facets": [FacetView("Mine", "/paper/papers")],
        "filters": [ChoiceLink("Mine", "/paper/papers", True), ChoiceLink("Late", "/paper/papers?filter=late")],
        "group_by": [ChoiceLink("Stage", "/paper/papers?group=stage")],
        "saved": [ChoiceLink("Blue ones", "/paper/papers?q=blue")],
        "switches": [ChoiceLink("List", "/paper/papers", True, "list"),
                     ChoiceLink("Board", "/paper/board", False, "board")],
        "bulk": [ActionView("fold", "Fold", "/paper/papers/bulk/fold", "post")], "crumbs": [Crumb("Papers")],
        "total": 40, "total_text": "40", "first": 1, "last": 3, "next": "/paper/papers?page=2",
        "new": "/paper/paper/new",
        "export": "/paper/papers/export", "token": "token", "unfiltered": "/paper/papers",
    }  # fmt: skip
    return ListView(**values | changes)


def grouped() -> ListView:
    view = list_view()
    folded = GroupView("Folded", 1, "", view.rows[2:])
    view.groups = [GroupView("New", 2, "/paper/papers?stage=1", view.rows[:2]), folded]
    view.rows = []
    return view


def board() -> BoardView:
    cards = [CardView(n, f"/paper/paper/{n}", f"Paper {n}", [CellView("3 h left", tone="warn")], 1) for n in (1, 2)]
    lanes = [LaneView("1", "New", 2, False, cards), LaneView("2", "Folded", 0, False, []),
             LaneView("3", "Torn", 9, True, [], "/paper/board?open=3")]  # fmt: skip
    return BoardView(list_view(), lanes, "/paper/board/move", "token")


def cards() -> list[AppCard]:
    return [
        AppCard("paper", "Paper", "Papers.", "file", True, "installed", "Installed", "/apps/paper"),
        AppCard("stamp", "Stamps", "Stamps.", "no-such-icon", False, "uninstalled", "Not installed", "/apps/stamp",
                install="/apps/stamp/install", broken="Its hook failed"),
    ]  # fmt: skip


def pages() -> dict[str, tuple[Any, Any, FrameView]]:
    """Every page that the core prints: name -> template, view, frame."""
    one = frame()
    toasts = [Toast("Folded.", undo="/undo", token="t"), Toast("Kept.", link="/paper/paper/7", link_text="Open")]
    problems = [Problem("title", "Enter a title."), Problem("", "Something else.")]
    wrong = form(problems=problems)
    wrong.inputs["title"].error = "Enter a title."
    crumbs = [Crumb("Apps", "/apps"), Crumb("Here")]
    lines_ = [InstallLine("Paper", False, True, ""), InstallLine("Stamps", True, False, "needed by Paper")]
    install = InstallView(
        "Paper",
        lines_,
        "/apps/paper/install",
        "/apps/paper",
        "t",
        ["Papers"],
        ["Paper user"],
        3,
        [("_plan", "x"), ("title", "y")],
        [("A trial starts", "It lasts 15 days.")],
        problems=[Problem("", "It changed.")],
        crumbs=crumbs,
    )
    stranger = frame(user="", menus=[], token="")
    return {
        "form": (LAYOUT, form(), frame(toasts=toasts, notices=[Notice("12 days are left.", link="/p", link_text="Plan")])),
        "form-wrong": (LAYOUT, wrong, one),
        "form-conflict": (LAYOUT, form(conflicts=[("title", "A", "B", "C")], changed_by="Grace Hopper"), one),
        "form-new": (LAYOUT, form(id=None, documents=None, smart=[], slots={}, actions=[], pager=None, archived=None,
                                  address="/paper/paper/new", may_delete=False, may_duplicate=False, stages=[]), one),
        "form-fixed": (LAYOUT, form(editable=False), one),
        "settings": (LAYOUT, settings_form(), one),
        "wizard": ("wizard.html", wizard(problems=[Problem("order", "Pick an order.")]), one),
        "list": ("list.html", list_view(), one),
        "list-grouped": ("list.html", grouped(), one),
        "list-nothing-found": ("list.html", list_view(rows=[], total=0), one),
        "list-empty": ("list.html", list_view(rows=[], total=0, facets=[], q="", empty_title="No paper yet"), one),
        "board": ("board.html", board(), one),
        "sign-in": ("sign_in.html", SignInView("t", "/", "ada", "The login or the password is wrong."), stranger),
        "error-404": ("error.html", ErrorView(404, "Not found", "There is nothing here."), one),
        "error-500": ("error.html", ErrorView(500, "It went wrong", "Noted.", "7f3a"), stranger),
        "error-422": ("error.html", ErrorView(422, "Not possible", "", problems=problems), one),
        "closed": ("closed.html", ClosedView("Closed", "It is closed.", "/paper/paper/1", "The page"),
                   frame(menus=[], closed=True)),
        "closed-to-visitors": ("closed.html", ClosedView("Closed", "It is closed."), stranger),
        "apps": ("apps.html", AppsView("pa", cards(), colours(), crumbs, True), one),
        "apps-none": ("apps.html", AppsView("x", []), one),
        "app": ("app.html", AppView(cards()[1], "1.0", cards()[:1], cards()[1:], [("A", "B")], "# Me", crumbs,
                                    [ArchiveLine("today", "1 kB", "/x")]), one),
        "install": ("install.html", install, one),
        "upgrade": ("upgrade.html", UpgradeView("Paper", [UpgradeLine("Paper", "1.0", "1.1", 2, 1, 3, 0)], "/a", "/b", "t",
                                                [("Ink", "needed by Paper")], [("_plan", "1")], problems[:1], crumbs), one),
        "uninstall": ("uninstall.html", uninstall(crumbs), one),
        "preferences": ("preferences.html", preferences(crumbs), one),
    }  # fmt: skip


def uninstall(crumbs: list[Crumb]) -> UninstallView:
    wrong = [Problem("name", "Enter the name.")]
    gone = [("Paper", 1200)]
    return UninstallView(
        "paper", "Paper", [InstallLine("Stamps", True, False, "needs Paper")], gone, "/x", "/y", "t",
        [("Letters", "Paper", 3)], gone, gone, gone, ["Papers"], ["Paper user"], ["On paper"],
        problems=wrong, crumbs=crumbs,
    )  # fmt: skip


def preferences(crumbs: list[Crumb]) -> PreferencesView:
    here, there = (DeviceLine(name, "::1", "today", "now", name == "Here", "/end") for name in ("Here", "There"))
    keys, wrong = (
        [KeyLine("Import", "mg_ab…", "Everything", "", "today", "", "", "/end")],
        [Problem("title", "Say what it is for.")],
    )
    return PreferencesView(
        "Ada", "ada", [here, there], keys, "t", new_key="secret", crumbs=crumbs, problems=wrong, profile="/base/me"
    )
