"""Messages, notes and tracked changes of a document, and who may change them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from markupsafe import Markup

from addons.base.identities import make_user
from addons.base.models import Company
from addons.mail.chatter import chatter_of
from addons.mail.models import Follower, Message
from addons.product.models import Product
from core import AccessDenied, Env, Refused
from tests.kernels import Acting

ADMIN, CLERK = "admin@example.com", "clerk@example.com"
PASSWORD = "a long enough one"


class Watch:
    """A clock that a test winds."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def mail(acting: Callable[..., Acting], watch: Watch) -> Acting:
    """A database with one product, whose chatter the tests read, an administrator and a clerk."""
    made = acting("product", clock=watch)

    def prepare(env: Env) -> None:
        make_user(env, ADMIN, PASSWORD, name="Admin", roles=["base.settings"])
        make_user(env, CLERK, PASSWORD, name="Clerk")
        env.new(Product, name="Helmet", price=Decimal("69.90"))

    made.run(prepare)
    return made


def helmet(env: Env) -> Product:
    return env.session.scalars(sa.select(env[Product]).where(env[Product].name.like("Helmet%"))).one()


def messages(env: Env, kind: str) -> list[Message]:
    message = env[Message]
    return list(env.session.scalars(sa.select(message).where(message.kind == kind).order_by(message.id)))


@pytest.mark.req("CT-1")
def test_tracked_changes_are_written_once_with_old_and_new_values(mail: Acting) -> None:
    def change(env: Env) -> None:
        product = helmet(env)
        product.price = Decimal("75.00")
        env.session.flush()
        product.price, product.published = Decimal("79.90"), True

    mail.run(change, ADMIN)
    made, changed = mail.run(lambda env: [(m.author and m.author.name, m.changes) for m in messages(env, "tracking")])
    assert made == (None, [])
    assert changed[0] == "Admin"
    assert {(one["field"], one["old"], one["new"]) for one in changed[1]} == {
        ("price", "69.90", "79.90"),
        ("published", False, True),
    }


@pytest.mark.req("CT-1")
def test_a_value_that_ends_as_it_began_is_no_change(mail: Acting) -> None:
    def there_and_back(env: Env) -> None:
        product = helmet(env)
        product.price = Decimal("1.00")
        env.session.flush()
        product.price = Decimal("69.90")

    mail.run(there_and_back, ADMIN)
    assert len(mail.run(lambda env: messages(env, "tracking"))) == 1


@pytest.mark.req("CT-8")
@pytest.mark.parametrize("who", [ADMIN, CLERK, None])
def test_nobody_changes_a_tracking_entry(mail: Acting, who: str | None) -> None:
    def falsify(env: Env) -> None:
        entry = messages(env, "tracking")[0]
        entry.changes = [{"field": "price", "label": "Price", "kind": "decimal", "old": "1", "new": "2"}]

    with pytest.raises((Refused, AccessDenied)):
        mail.run(falsify, who)
    with pytest.raises((Refused, AccessDenied)):
        mail.run(lambda env: messages(env, "tracking")[0].edit("something else"), who)


@pytest.mark.req("CT-8")
def test_a_note_is_changed_by_its_author_for_a_quarter_of_an_hour(mail: Acting, watch: Watch) -> None:
    mail.run(lambda env: helmet(env).post_note("Frist"), CLERK)
    with pytest.raises(Refused, match="Only its author"):
        mail.run(lambda env: messages(env, "note")[0].edit("Not mine"), ADMIN)
    watch.moment += timedelta(minutes=15)
    mail.run(lambda env: messages(env, "note")[0].edit("First"), CLERK)
    assert mail.run(lambda env: messages(env, "note")[0].body) == "First"
    watch.moment += timedelta(seconds=1)
    with pytest.raises(Refused, match="15 minutes"):
        mail.run(lambda env: messages(env, "note")[0].edit("Too late"), CLERK)


@pytest.mark.req("CT-8")
def test_a_posted_message_stays_as_it_was(mail: Acting) -> None:
    mail.run(lambda env: helmet(env).post_message("Hello"), CLERK)
    with pytest.raises((Refused, AccessDenied)):
        mail.run(lambda env: messages(env, "message")[0].edit("Good bye"), CLERK)


def test_an_entry_cannot_be_made_or_deleted_past_the_document(mail: Acting) -> None:
    def forge(env: Env) -> None:
        env.new(Message, document_model="product.product", document_id=helmet(env).id, kind="tracking", body="never")

    with pytest.raises(AccessDenied):
        mail.run(forge, ADMIN)
    with pytest.raises(AccessDenied):
        mail.run(lambda env: env.session.delete(messages(env, "tracking")[0]), ADMIN)


def test_an_empty_entry_is_refused(mail: Acting) -> None:
    for nothing in ("", "  \n ", Markup("<p> </p>")):
        with pytest.raises(Refused, match="Write something first"):
            mail.run(lambda env, text=nothing: helmet(env).post_note(text), CLERK)


@pytest.mark.req("XC-10")
@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("two\nlines", "two<br>lines"),
        (Markup('<p onclick="x()">Hi<script>alert(1)</script></p>'), "<p>Hi</p>"),
        (Markup('<a href="javascript:alert(1)">x</a>'), '<a rel="noopener noreferrer">x</a>'),
        (Markup('<img src=x onerror="alert(1)">yes'), "yes"),
    ],
)
def test_what_is_kept_can_do_nothing(mail: Acting, written: str, kept: str) -> None:
    mail.run(lambda env: helmet(env).post_note(written), CLERK)
    assert mail.run(lambda env: messages(env, "note")[0].body) == kept


@pytest.mark.req("AR-5")
def test_chatter_is_read_by_whoever_may_read_the_document_and_by_nobody_else(mail: Acting) -> None:
    def move_away(env: Env) -> None:
        first = env.session.scalars(sa.select(env[Company])).one()
        other = env.new(Company, name="Other", currency=first.currency)
        env.session.flush()
        helmet(env).company = other

    mail.run(lambda env: helmet(env).post_note("Secret"), CLERK)
    assert len(mail.run(lambda env: messages(env, "note"), CLERK)) == 1
    mail.run(move_away)
    assert mail.run(lambda env: messages(env, "note") + messages(env, "tracking"), CLERK) == []


def test_customers_read_no_notes_and_no_changes_and_write_none(mail: Acting) -> None:
    mail.run(lambda env: helmet(env).post_note("Internal"), CLERK)
    seen = mail.run(lambda env: messages(env, "note") + messages(env, "tracking"), ("base.portal",))
    assert seen == []


@pytest.mark.req("CT-2")
def test_nobody_follows_twice_and_who_writes_follows(mail: Acting) -> None:
    def follow(env: Env) -> None:
        helmet(env).follow(env.user.contact_id, env.user.contact_id)
        helmet(env).follow(env.user.contact_id)
        helmet(env).post_message("Hello")

    mail.run(follow, CLERK)
    mail.run(lambda env: helmet(env).post_message("Hello"), ADMIN)
    names = mail.run(lambda env: [one.name for one in chatter_of(env, helmet(env))["followers"]], CLERK)
    assert names == ["Clerk", "Admin"]
    mail.run(lambda env: helmet(env).unfollow(env.user.contact_id), CLERK)
    assert len(mail.run(lambda env: helmet(env).follower_ids, CLERK)) == 1


def test_deleting_a_document_deletes_its_chatter(mail: Acting) -> None:
    mail.run(lambda env: helmet(env).post_message("Hello"), ADMIN)
    mail.run(lambda env: env.session.delete(helmet(env)), ADMIN)
    left = mail.run(lambda env: [env.session.scalar(sa.select(sa.func.count(env[m].id))) for m in (Message, Follower)])
    assert left == [0, 0]


def test_the_panel_costs_a_fixed_number_of_statements(mail: Acting) -> None:
    def statements(env: Env) -> int:
        seen: list[str] = []
        sa.event.listen(env.transaction.connection, "before_cursor_execute", lambda *a: seen.append(a[2]))
        chatter_of(env, helmet(env))
        return len(seen)

    def talk(env: Env) -> None:
        product = helmet(env)
        for number in range(20):
            product.post_note("See {product}, " + str(number), product=product)

    mail.run(talk, CLERK)
    few = mail.run(statements, CLERK, write=False)
    mail.run(talk, CLERK)
    assert mail.run(statements, CLERK, write=False) == few <= 8


def test_panel_values_are_ready_to_be_printed(mail: Acting) -> None:
    mail.run(lambda env: setattr(helmet(env), "price", Decimal("5.00")), ADMIN)
    mail.run(lambda env: helmet(env).post_note("Mine"), CLERK)
    note, changed, made = mail.run(lambda env: chatter_of(env, helmet(env))["entries"], CLERK, write=False)
    assert (note.author, note.text, note.kind_label) == ("Clerk", "Mine", "Internal note")
    assert [(c.label, c.old, c.new) for c in changed.changes] == [("Price", Decimal("69.90"), Decimal("5.00"))]
    assert made.changes == [] and made.author == ""
