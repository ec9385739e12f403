"""Layers of several addons become one mapped class per model and registry."""

from __future__ import annotations

import gc
import pickle
import weakref
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session

from core.orm.composition import Composition
from core.orm.database import Database
from core.orm.fields import FieldRef, field_name, foreign_key, many2one, text
from core.orm.layers import DeclarationError, Model, PlainModel
from tests.core.orm.shop import LAYERS, Contact, Line, Return, Tag, TagDesk, Ticket, TicketReturns, TicketSla, compose

ALL = ("base", "desk", "returns", "sla")


@pytest.fixture
def session(database_url):
    composition, database = compose(*ALL), Database(database_url)
    composition.metadata.create_all(database.engine)
    with Session(database.engine) as session:
        yield composition, session
    database.forget_connections()


def test_extensions_are_bases_of_the_composed_class_last_addon_first() -> None:
    names = [cls.__name__ for cls in compose(*ALL)[Ticket].__mro__[:4]]
    assert names == ["Ticket", "TicketSla", "TicketReturns", "Ticket"]


def test_methods_chain_through_super_over_addons(session) -> None:
    composition, _ = session
    ticket = composition[Ticket](number="1", title="Broken")
    assert ticket.close() == "sla>returns>desk"
    assert ticket.state == "done"


def test_relations_know_their_other_side_over_addons(session) -> None:
    composition, s = session
    ticket = composition[TicketReturns](number="1", title="Broken", contact=composition[Contact](name="Ada"))
    ticket.returns.append(composition[Return](name="R1"))
    ticket.lines.append(composition[Line](name="L1"))
    ticket.tags.append(composition[Tag](name="loud"))
    s.add(ticket)
    s.commit()
    assert ticket.returns[0].ticket is ticket
    assert ticket.lines[0].ticket is ticket
    assert composition[TagDesk] is composition[Tag]
    assert ticket.tags[0].tickets == [ticket]
    assert str(ticket) == "Broken (#1)"


def test_a_tree_of_one_model_works(session) -> None:
    composition, s = session
    company = composition[Contact](name="Acme")
    s.add(composition[Contact](name="Ada", parent=company))
    s.commit()
    assert [str(person) for person in company.people] == ["Ada"]


def test_children_die_with_their_parent_only_where_declared(session) -> None:
    composition, s = session
    ticket = composition[Ticket](number="1", title="Broken")
    ticket.lines.append(composition[Line](name="L1"))
    s.add(ticket)
    s.commit()
    s.delete(ticket)
    s.commit()
    assert s.scalar(sa.select(sa.func.count()).select_from(composition[Line])) == 0


def test_two_compositions_live_side_by_side() -> None:
    small, large = compose("base", "desk"), compose(*ALL)
    assert small[Ticket] is not large[Ticket]
    assert "fee" not in small[Ticket].__table__.c
    assert "fee" in large[Ticket].__table__.c
    engine = sa.create_engine("sqlite://")
    large.metadata.create_all(engine)
    with Session(engine) as s:  # the old registry still works on the new schema: new columns have server defaults
        s.add(small[Ticket](number="1", title="Old"))
        s.commit()
        assert s.scalar(sa.select(large[TicketReturns].fee)) == Decimal("2.50")
    engine.dispose()


def test_columns_indexes_and_constraints_know_the_addon_that_brought_them() -> None:
    table = compose(*ALL)[Ticket].__table__
    assert {column.name: column.info["addon"] for column in table.c if column.name in ("title", "fee", "days")} == {
        "title": "desk",
        "fee": "returns",
        "days": "sla",
    }
    assert {index.name: index.info["addon"] for index in table.indexes}["ix_desk_ticket_state_fee"] == "returns"
    assert {c.name: c.info["addon"] for c in table.constraints if c.name}["ck_desk_ticket_fee_positive"] == "returns"


def test_the_order_of_siblings_does_not_depend_on_who_came_first() -> None:
    a, b = compose(*ALL), compose("base", "desk", "returns", "sla")
    assert [c.name for c in a[Ticket].__table__.c] == [c.name for c in b[Ticket].__table__.c]


def test_a_layer_is_no_record_and_records_are_not_pickled() -> None:
    with pytest.raises(TypeError, match="is a layer"):
        Ticket(title="x")
    with pytest.raises(TypeError, match="not picklable"):
        pickle.dumps(compose(*ALL)[Ticket]())


def test_unknown_fields_are_refused_at_construction() -> None:
    with pytest.raises(TypeError, match="no field 'titel'"):
        compose(*ALL)[Ticket](titel="x")


def test_a_field_is_named_by_its_attribute() -> None:
    assert field_name(Ticket.title) == (Ticket, "title")
    assert field_name(Ticket.contact) == (Ticket, "contact")
    assert field_name(TicketReturns.returns) == (TicketReturns, "returns")
    assert isinstance(Ticket.cost, FieldRef)
    assert field_name(compose(*ALL)[Ticket].title)[1] == "title"
    with pytest.raises(TypeError, match="is not a field"):
        field_name("title")


def test_what_is_known_of_a_model() -> None:
    info = compose(*ALL).info(TicketSla)
    assert (info.title, info.titles, info.display_fields) == ("Ticket", "Tickets", ("title", "number"))
    assert info.fields["fee"].addon == "returns"
    assert info.fields["contact"].target == "base.contact"
    assert info.fields["muted"].label == "Muted"
    assert info.reactions == {"contact": ("greet",)}


def test_layers_add_to_what_a_model_is_searched_by() -> None:
    class TicketOther(Ticket):
        search_by = ("contact", "contact.parent_name")
        note: Mapped[str | None] = text("Note")

    class ContactOther(Contact):
        parent_name: Mapped[str | None] = text("Of")

    class TicketThird(Ticket):
        search_by = ("title", "number")

    for layer, addon in ((TicketOther, "other"), (ContactOther, "other"), (TicketThird, "third")):
        layer.__addon__ = addon
    found = wrong(other=[TicketOther, ContactOther], third=[TicketThird]).info(Ticket)
    assert found.search_by == ("contact.name", "contact.parent_name", "title", "number")
    assert compose(*ALL).info(Ticket).search_by == ("title", "number"), "without a word about it: its name"


@pytest.mark.parametrize("name", ["hours", "tags", "nothing", "contact.nothing", "contact.parent.name", "title.x"])
def test_what_is_no_text_is_not_searched(name: str) -> None:
    class TicketOther(Ticket):
        search_by = (name,)

    TicketOther.__addon__ = "other"
    with pytest.raises(DeclarationError, match=r"desk\.ticket\.search_by"):
        wrong(other=[TicketOther])


def wrong(**layers: list[type[PlainModel]]) -> Composition:
    merged = {**LAYERS, **layers}
    return Composition([*ALL, *layers], merged)


def test_two_strangers_may_not_define_the_same_field() -> None:
    class TicketOther(Ticket):
        days: Mapped[str] = text("Days")

    TicketOther.__addon__ = "other"
    with pytest.raises(DeclarationError, match=r"both define desk\.ticket\.days"):
        wrong(other=[TicketOther])


def test_a_missing_dependency_is_named() -> None:
    with pytest.raises(DeclarationError, match=r"desk\.ticket is extended before it is declared"):
        Composition(["base", "returns"], LAYERS)


def test_a_relation_into_nothing_is_named() -> None:
    class Lonely(Model, model="other.lonely"):
        name: Mapped[str] = text("Name")
        owner: Mapped[object] = many2one("Owner", "owner_id")

    Lonely.__addon__ = "other"
    with pytest.raises(DeclarationError, match=r"other\.lonely\.owner.*no foreign key"):
        wrong(other=[Lonely])


def test_a_model_needs_a_name() -> None:
    with pytest.raises(DeclarationError, match="give model="):

        class Nameless(Model):
            pass


def test_a_foreign_key_may_lead_to_the_same_table_twice() -> None:
    class TicketTwo(Ticket):
        payer_id: Mapped[int | None] = foreign_key("base.contact")
        payer: Mapped[Contact | None] = many2one("Payer", "payer_id")

    TicketTwo.__addon__ = "other"
    composition = wrong(other=[TicketTwo])
    ada = composition[Contact](name="Ada")
    ticket = composition[TicketTwo](number="1", title="x", payer=ada)
    assert ticket.payer is ada
    assert ticket.contact is None


def test_a_dropped_composition_is_collected() -> None:
    gone = weakref.ref(compose(*ALL)[Ticket])
    gc.collect()
    assert gone() is None


def test_a_column_on_anothers_model_needs_a_default() -> None:
    class TicketStrict(Ticket):
        reason: Mapped[str] = text("Reason", required=True)

    TicketStrict.__addon__ = "other"
    with pytest.raises(DeclarationError, match=r"reason: a column on another addon's model needs a default"):
        wrong(other=[TicketStrict])
