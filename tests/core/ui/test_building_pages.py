"""Building the pages of a registry: fillings in their places, mistakes all together."""

from __future__ import annotations

from typing import Any

import pytest

from core import (
    Action,
    AskOne,
    Board,
    Column,
    DocumentState,
    Filter,
    Form,
    Group,
    Into,
    Lines,
    List,
    Menu,
    Panel,
    Printout,
    Report,
    Show,
    Slot,
    SmartButton,
    State,
    StatusBar,
    Tab,
    Table,
    Totals,
    hookimpl,
)
from core.lifecycle.registry import Registry
from core.orm.layers import DeclarationError
from core.ui.build import build_pages
from core.ui.registered import Pages
from tests.core.ui.conftest import ADDONS, registry_of


def built_with(*parts: Any) -> Pages:
    """The pages of all the tests' addons, with more parts brought by the last one."""
    registry = registry_of(*ADDONS, builders=())
    plugin = registry.plugins.get_plugin("depot_returns")

    class Plugin:
        @hookimpl
        def page_parts(self) -> list[Any]:
            return [*plugin.page_parts(), *parts]

    registry.plugins.unregister(plugin)
    registry.plugins.register(Plugin(), "depot_returns")
    return build_pages(registry)


def mistakes(*parts: Any) -> list[str]:
    """What the build says is wrong with more parts."""
    with pytest.raises(DeclarationError) as raised:
        built_with(*parts)
    return str(raised.value).splitlines()


def test_fillings_stand_after_what_they_name_and_slots_are_in_order(ui_registry: Registry) -> None:
    form = ui_registry.facet(Pages).by_address["/counter/ticket"]
    assert form.sections[1].fields == ("team", "customer", "email", "product", "sales_order", "tags", "due_at")
    assert [action.key for action in form.header] == ["ReverseTransfer", "close"]


def test_without_the_other_addon_its_parts_are_not_there() -> None:
    pages = registry_of("counter").facet(Pages)
    form = pages.by_address["/counter/ticket"]
    assert "product" not in form.fields
    assert [action.key for action in form.actions] == ["close", "note"]
    assert pages.wizards == {}


def test_a_filling_may_fill_what_another_one_brought() -> None:
    from addons.counter.models import Ticket
    from addons.counter.pages import ticket_form

    place = Slot("more", takes=Show)
    tab = Tab("More", place)
    form = built_with(Into(place, Show(Ticket.active)), Into(ticket_form, tab)).by_address["/counter/ticket"]
    assert form.sections[-1].title == "More"
    assert form.sections[-1].fields == ("active",)


def test_an_addon_puts_entries_into_the_menu_of_another() -> None:
    top = Menu("Counter", children=(Menu("One", address="/one"), below := Menu("Below", address="/below")))
    pages = built_with(
        top, Into(below, Menu("Deeper", address="/deeper")), Into(top, Menu("Two", address="/two", order=50))
    )
    [seen] = [menu for menu in pages.menus(frozenset()) if menu.label == "Counter"]
    assert [(one.label, [more.label for more in one.children]) for one in seen.children] == [
        ("Two", []), ("One", []), ("Below", ["Deeper"]),
    ]  # fmt: skip
    assert below.children == (), "what was declared stays as it was"
    assert "the menu 'Counter' takes Menu, not Tab" in mistakes(top, Into(top, Tab("Tab")))[0]


def test_what_others_put_among_totals_stands_in_their_order() -> None:
    from addons.counter.models import Team

    totals = Totals(Team.name, sum=Team.name)
    form = Form(Team, "summed", Tab("Sums", totals))
    built = built_with(form, Into(totals, Show(Team.created_at, order=10))).by_address["/depot_returns/summed"]
    assert list(built.totals.items()) == [("created_at", False), ("name", True)]


def test_all_mistakes_are_reported_together_with_addon_file_and_line() -> None:
    from addons.counter.models import Contact, Line, Stage, Team, Ticket
    from addons.counter.pages import after_sales, smart_buttons, stages, ticket_form, ticket_list
    from addons.depot.models import Move, Transfer
    from addons.depot_returns.models import TeamReturns
    from addons.depot_returns.wizards import ReverseTransfer

    wrong = {
        "on ticket: Team.name is not a field of counter.ticket": Into(ticket_form, Team.name),
        "title is on ticket already": Into(ticket_form, Ticket.title),
        "Ticket.team_id is a foreign key: name its many2one": Into(ticket_form, Ticket.team_id),
        "'title' is not a field": Into(ticket_form, Show("title")),
        "the slot after_sales takes Action, not Show": Into(after_sales, Show(Ticket.created_at)),
        "fills a place that is on no installed page: Slot 'nowhere'": Into(Slot("nowhere", takes=Action), Action("x", on=Ticket, does="close")),
        "stands after Contact.name, which is not on ticket": Into(ticket_form, Group("g"), after=Contact.name),
        "is for counter.team, but the page shows counter.ticket": Into(after_sales, Action("Team's", on=Team, does="check")),
        "does fly, which is no method of counter.ticket": Into(after_sales, Action("Fly", on=Ticket, does="fly")),
        "by= must be a many2one of depot.transfer that names a counter.ticket": Into(
            after_sales, Action("Send", on=Ticket, starts=Transfer, by=Transfer.order)
        ),
        "needs exactly one of opens, does, goes and starts": Into(after_sales, Action("Nothing", on=Ticket)),
        "opens ReverseTransfer, which works on counter.ticket": Form(Team, "other-team", Action("Back", on=Team, opens=ReverseTransfer)),
        "the option name is a text, not a boolean": Into(after_sales, Action("Named", on=Ticket, does="defaults", option=Team.name, via=Ticket.team)),
        "via='title' is no many2one of counter.ticket": Into(after_sales, Action("Via", on=Ticket, goes=str, option=TeamReturns.use_returns, via="title")),
        "counts by Move.quantity, which is not a field of depot.transfer": Into(smart_buttons, SmartButton("Moves", on=Ticket, to=Transfer, by=Move.quantity)),
        "counts by Transfer.order_id, which is no foreign key to counter.ticket": Into(smart_buttons, SmartButton("Orders", on=Ticket, to=Transfer, by=Transfer.order_id)),
        "counts by Transfer.contact_id": Into(ticket_form, DocumentState(on=Ticket, to=Transfer, by=Transfer.contact_id, state=State)),
        "Lines shows a one2many": Into(ticket_form, Lines(Ticket.active, Line.name)),
        "Contact.name is not a field of counter.line": Form(Ticket, "wrong-lines", Lines(Ticket.lines, Contact.name)),
        "Ticket.stage makes nothing: only links to many do": Form(Ticket, "making", Show(Ticket.stage, makes=True)),
        "a status bar shows a link or a choice": Form(Ticket, "wrong-bar", StatusBar(Ticket.title)),
        "place is “side” or “below”": Into(ticket_form, Panel("P", template="x.html", gives=dict, place="top")),
        "among=stages takes counter.ticket, but the page shows counter.team": Form(Team, "wrong-rule", Show(TeamReturns.use_returns, among=stages)),
        "Line.price is not a field of counter.ticket": Into(ticket_list, Column(Line.price)),
        "is for counter.contact, but the page shows": Into(ticket_list, Filter("Who", on=Contact, keeps=lambda c, env: c.id)),
        "cannot be grouped by tags, a many2many": List(Ticket, "grouped", Ticket.title, group_by=(Ticket.tags,)),
        "a board has lanes by a link or a choice": Board(Ticket, "titles", by=Ticket.title),
        "Team.name is not a field of counter.stage": Board(Ticket, "folds", by=Ticket.stage, fold=Team.name),
        "leads nowhere": Menu("Nowhere"),
        "leads to unlisted, which is on no list of parts": Menu("Unlisted", page=List(Stage, "unlisted")),
        "which is no page, menu or Into": Show(Ticket.title),
    }  # fmt: skip
    said = mistakes(*wrong.values())
    for expected in wrong:
        assert sum(expected in one for one in said) == 1, (expected, said)
    assert len(said) == len(wrong), [one for one in said if not any(expected in one for expected in wrong)]
    assert all("test_building_pages.py:" in one for one in said if "page_parts gives" not in one)


def test_two_pages_of_one_name_and_two_buttons_of_one_key_are_mistakes() -> None:
    from addons.counter.models import Team, Ticket
    from addons.counter.pages import after_sales

    said = mistakes(
        Form(Team, "team-again"),
        Form(Team, "team-again"),
        Into(after_sales, Action("Close it", on=Ticket, does="close")),
    )
    assert any("the page team-again is declared twice" in one for one in said)
    assert any("has the same key as another button of ticket: close" in one for one in said)
    assert len(said) == 2


def test_documents_on_paper_and_reports_are_checked_too() -> None:
    from addons.counter.models import Team, Ticket
    from addons.counter.pages import ticket_form

    def paper(on: type[Any]) -> Printout:
        return Printout("Receipt", on=on, template="x.html", gives=lambda record: {})

    def report(name: str, *keys: str, reads: tuple[type[Any], ...] = (Ticket,)) -> Report:
        return Report(
            name,
            title="R",
            reads=reads,
            gives=lambda asked: Table((), ()),
            asks=[AskOne(one, one, among=lambda env: []) for one in keys],
        )

    wrong = {
        "has the same key as Printout 'Receipt' of ticket: receipt": Into(ticket_form, paper(Ticket), paper(Ticket)),
        "is for counter.team, but the page shows counter.ticket": Into(ticket_form, paper(Team)),
        "the report way cannot ask for from: the name is taken": report("way", "from"),
        "the report twice cannot ask for day: the name is taken": report("twice", "day", "day"),
    }  # fmt: skip
    found = mistakes(*wrong.values())
    assert [one for one in wrong if not any(one in line for line in found)] == [], "\n".join(found)


def test_parts_are_values() -> None:
    from addons.counter.models import Ticket

    part = Show(Ticket.title)
    with pytest.raises(AttributeError):
        part.label = "x"


def test_menus_are_those_of_the_roles_with_the_current_one_marked(ui_registry: Registry) -> None:
    pages = ui_registry.facet(Pages)

    def titles(*roles: str) -> list[str]:
        def walk(menus: Any, above: str = "") -> list[str]:
            return [
                title for one in menus for title in (above + one.label, *walk(one.children, above + one.label + "/"))
            ]

        return walk(pages.menus(ui_registry.policy.expand(roles), "/counter/tickets?q=x"))

    assert titles("counter.user") == ["Counter", "Counter/Tickets", "Counter/Board", "Counter/Contacts"]
    assert titles("counter.reader") == ["Counter", "Counter/Tickets", "Counter/Board"]
    assert titles("counter.manager")[3:5] == ["Counter/Configuration", "Counter/Configuration/Teams"]
    assert titles("depot.user") == ["Depot"]
    assert titles() == []
    menu = pages.menus(ui_registry.policy.expand(["counter.user", "depot.user"]), "/counter/tickets?q=x")
    assert [one.current for one in menu[0].children] == [True, False, False]
    assert [one.key for one in menu] == ["c", "d"]
