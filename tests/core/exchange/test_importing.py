"""Rows become records through the form of their model: the same checks, the same texts, at row and column."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.exchange.importing import BATCH
from core.orm.access.denied import AccessDenied
from core.orm.refused import Refused
from tests.core.exchange.conftest import Exchange, said

CONTACT, ORDER = "base.contact", "sale.order"


def names(shop: Exchange) -> list[str]:
    return [name for (name,) in shop.values(CONTACT, "name")]


def test_every_rows_error_is_said_at_once_and_nothing_is_kept(shop: Exchange) -> None:
    before = names(shop)
    done = shop.put(
        CONTACT, "Name,Email,Country,Active", "Bea,bea@example.com,Germany,yes", ",no@example.com,,", "Cleo,no address,,",
        "Dan,,Nowhere,maybe",
    )  # fmt: skip
    assert said(done) == [
        (3, "Name", "Fill in Name."),
        (4, "Email", "This is not an email address."),
        (5, "Active", "Enter yes or no."),
        (5, "Country", "There is no Country “Nowhere”."),
    ]
    assert (done.made, done.rows, done.bad_rows) == (1, 4, 3)
    assert names(shop) == before


def test_wrong_rows_are_left_out_where_that_was_chosen(shop: Exchange) -> None:
    before = names(shop)
    done = shop.put(CONTACT, "Name,Email", "Bea,bea@example.com", "Cleo,no address", "Dan,", skip=True)
    assert (done.made, done.bad_rows, done.left_out) == (2, 1, [(3, 1)])
    assert names(shop) == [*before, "Bea", "Dan"]


def test_importing_again_changes_what_differs_and_makes_nothing(shop: Exchange) -> None:
    rows = ["External ID,Name,City", "crm.1,Bea,Ulm", "crm.2,Cleo,Bonn"]
    assert shop.put(CONTACT, *rows, key="_key").made == 2
    versions = shop.values(CONTACT, "id", "version")
    again = shop.put(CONTACT, *rows, key="_key")
    assert (again.made, again.changed, again.same) == (0, 0, 2)
    assert shop.values(CONTACT, "id", "version") == versions, "nothing was written"
    changed = shop.put(CONTACT, rows[0], "crm.1,Bea,Köln", "crm.3,Dan,", key="_key")
    assert (changed.made, changed.changed, changed.same) == (1, 1, 0)
    assert shop.values(CONTACT, "name", "city")[-3:] == [("Bea", "Köln"), ("Cleo", "Bonn"), ("Dan", None)]


def test_an_empty_cell_empties_the_field_of_a_record_and_leaves_a_new_ones_default(shop: Exchange) -> None:
    shop.put(CONTACT, "External ID,Name,City,Active", "crm.1,Bea,Ulm,", key="_key")
    shop.put(CONTACT, "External ID,Name,City,Active", "crm.1,Bea,,", key="_key")
    assert shop.values(CONTACT, "name", "city", "active")[-1] == ("Bea", "", True)
    shop.put(CONTACT, "Name,Active", "Cleo,no")
    assert shop.values(CONTACT, "name", "active")[-1] == ("Cleo", False)


def test_a_field_can_be_what_records_are_found_by(shop: Exchange) -> None:
    shop.put(CONTACT, "Name,Reference", "Bea,R1", "Cleo,R2", "Cleo too,R2")
    done = shop.put(CONTACT, "Name,Reference", "Beatrice,R1", "Cleo,R2", "Dan,R1", key="reference", skip=True)
    assert said(done) == [
        (3, "Reference", "Several Contacts have this Reference."),
        (4, "Reference", "The same Reference stands in row 2 already."),
    ]
    assert "Beatrice" in names(shop)


def test_a_record_that_was_deleted_is_made_anew(shop: Exchange) -> None:
    rows = ("External ID,Name", "crm.1,Bea")
    shop.put(CONTACT, *rows, key="_key")

    def delete(env) -> None:  # type: ignore[no-untyped-def]
        cls = env.models.models[CONTACT]
        env.session.delete(env.session.query(cls).filter(cls.name == "Bea").one())

    shop.acting.run(delete)
    assert shop.put(CONTACT, *rows, key="_key").made == 1
    assert shop.put(CONTACT, *rows, key="_key").same == 1


def test_links_are_found_by_name_by_external_id_and_by_a_field(shop: Exchange) -> None:
    shop.put(CONTACT, "External ID,Name,Is a company", "crm.w,Weber,yes", key="_key")
    done = shop.put(
        CONTACT, "Name,Belongs to,Country/Code", "A,Weber,DE", "B,weber,FR", "C,crm.w,", "D,base.nobody,ZZ", skip=True
    )
    assert done.made == 3
    assert said(done) == [
        (5, "Belongs to", "There is no Contact “base.nobody”."), (5, "Country/Code", "There is no Country “ZZ”."),
    ]  # fmt: skip
    assert len({parent for name, parent in shop.values(CONTACT, "name", "parent_id") if name in "ABC"}) == 1


def test_a_name_of_several_is_refused_until_it_is_told_which(shop: Exchange) -> None:
    rows = ("Customer,lines/product,lines/quantity", "Ada,Bell,2")
    assert said(shop.put(ORDER, *rows)) == [
        (2, "lines/product", "Several Products are called “Bell”. Name the right one by its external ID.")
    ]
    done = shop.put(ORDER, *rows[:1], "Ada,B3,2", columns=["customer", "lines/product/code", "lines/quantity"])
    assert done.made == 1
    assert shop.values("sale.line", "price", "quantity") == [(Decimal("14.00"), Decimal(2))], "the form's reactions ran"


def test_records_may_name_others_that_stand_further_down(shop: Exchange) -> None:
    done = shop.put(CONTACT, "Name,Belongs to", "Eve,Dan", "Dan,Cleo Ltd", "Fay,Gus", "Gus,Fay", "Cleo Ltd,", skip=True)
    assert done.made == 3
    assert {row for row, _, _ in said(done)} == {4, 5}, "those that name each other are refused"
    parents = dict(shop.values(CONTACT, "name", "parent_id"))
    ids = dict(shop.values(CONTACT, "name", "id"))
    assert (parents["Eve"], parents["Dan"]) == (ids["Dan"], ids["Cleo Ltd"])


@pytest.mark.parametrize("create", [False, True])
def test_what_a_page_may_make_by_its_name_is_made_where_that_was_chosen(shop: Exchange, create: bool) -> None:
    done = shop.put(CONTACT, "Name,Tags", 'Bea,"VIP, Press"', "Cleo,VIP", create=create)
    if create:
        assert done.made == 2
        assert shop.values("base.contact_tag", "name") == [("VIP",), ("Press",)]
    else:
        assert (2, "Tags", "There is no Contact tag “VIP”.") in said(done)
    assert said(shop.put(CONTACT, "Name,Country", "Dan,Nowhere", create=True)), "a country is not made by its name"


# --- documents --------------------------------------------------------------------------------------------------------


def test_lines_stand_in_further_rows(shop: Exchange) -> None:
    done = shop.put(
        ORDER, "External ID;Customer;lines/product/code;lines/quantity;lines/price", "o1;Ada;B1;1;899,50", ";;B2;2;",
        "o1;Ada;B3;3;", "o2;Ada;B2;1,5;", key="_key", skip=True,
    )  # fmt: skip
    assert (done.made, done.bad_rows) == (1, 1)
    assert said(done) == [(5, "lines/quantity", "Bell is counted in whole units.")]
    lines = shop.values("sale.line", "quantity", "price")
    assert lines == [(1, Decimal("899.50")), (2, Decimal(12)), (3, Decimal(14))]
    assert shop.values(ORDER, "total") == [(Decimal("965.50"),)]


def test_the_lines_in_a_file_are_the_lines_of_the_document(shop: Exchange) -> None:
    title = "External ID,Customer,lines/product/code,lines/quantity"
    shop.put(ORDER, title, "o1,Ada,B1,1", ",,B2,2", key="_key")
    assert shop.put(ORDER, title, "o1,Ada,B1,1", ",,B2,2", key="_key").same == 1
    assert shop.put(ORDER, title, "o1,Ada,B1,5", key="_key").changed == 1
    assert shop.values("sale.line", "quantity") == [(5,)]
    assert shop.put(ORDER, "External ID,Customer Reference", "o1,X", key="_key").changed == 1
    assert shop.values("sale.line", "quantity") == [(5,)], "a file without lines leaves them alone"


def test_lines_need_a_document(shop: Exchange) -> None:
    done = shop.put(ORDER, "Customer,lines/product/code,lines/quantity", ",B1,1", "Ada,B1,0", ",B2,2")
    assert said(done) == [
        (2, "", "This row holds lines, and nothing above it to which they belong."),
        (2, "Customer", "Fill in Customer."),
        (3, "lines/quantity", "The quantity must be greater than zero."),
    ]
    assert done.left_out == [(2, 1), (3, 2)]


# --- rights -----------------------------------------------------------------------------------------------------------


def test_it_is_the_users_own_rights_that_hold(shop: Exchange) -> None:
    with pytest.raises(AccessDenied):
        shop.put(CONTACT, "Name", "Bea", who=("base.portal",))
    with pytest.raises(Refused, match="Say of at least one column"):
        shop.put("product.product", "version,created_at,password", "1,2,3")


@pytest.mark.req("AS-11")
def test_an_option_without_its_module_cannot_be_switched_on(
    acting, tmp_path  # type: ignore[no-untyped-def]
) -> None:  # fmt: skip
    desk = Exchange(acting("helpdesk"), tmp_path / "file")
    done = desk.put("helpdesk.team", "Name,Returns", "Service,yes", "Sales,no", who=("helpdesk.manager",))
    said_ = "The option Returns needs the module {}. Turn it on from the team's settings page."
    assert [(row, column) for row, column, _ in said(done)] == [(2, "Returns")]
    assert done.problems[0].text == said_.format("Helpdesk Returns")


def test_choices_that_make_no_sense_are_refused(shop: Exchange) -> None:
    with pytest.raises(Refused, match="both mean Name"):
        shop.put(CONTACT, "A,B", "x,y", columns=["name", "name"])
    with pytest.raises(Refused, match="No column holds what records are found by"):
        shop.put(CONTACT, "Name", "Bea", key="_key")


def test_a_batch_goes_on_without_what_the_database_itself_refuses(shop: Exchange) -> None:
    rows = [f"P{n},{n}" for n in range(6)] + ["Again,3"]
    done = shop.put("product.product", "Name,Barcode", *rows, skip=True)
    assert (done.made, done.bad_rows) == (6, 1)
    assert said(done) == [(8, "", "This breaks a rule of the database: is something like it there already?")]


def test_more_than_a_batch(shop: Exchange) -> None:
    count = BATCH + 7
    done = shop.put(CONTACT, "Name,External ID", *(f"N{n},k{n}" for n in range(count)), key="_key")
    assert (done.made, done.rows) == (count, count)
