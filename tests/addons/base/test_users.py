"""Users: who signs in, what they may change of themselves, and that an administrator is always left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread

import pytest
import sqlalchemy as sa

from addons.base.identities import make_user, roles_named
from addons.base.models import Contact, Credential, Role, User
from core import AccessDenied, Env, Refused
from tests.kernels import Acting

PASSWORD = "a long enough one"


@pytest.fixture
def base(acting: Callable[..., Acting]) -> Acting:
    """A database with an administrator and two users."""
    made = acting("base")

    def people(env: Env) -> None:
        make_user(env, "Admin@Example.com ", PASSWORD, name="Admin", roles=["base.settings"])
        make_user(env, "one@example.com", PASSWORD, name="One")
        make_user(env, "two@example.com", PASSWORD, name="Two")

    made.run(people)
    return made


def user(env: Env, login: str) -> User:
    return env.session.scalars(sa.select(env[User]).where(env[User].login == login)).one()


def signed_in(base: Acting, login: str, password: str) -> int | None:
    return base.run(lambda env: env.hook.authenticate(system_env=env, login=login, password=password))


def test_the_right_password_opens_the_account_however_the_login_is_written(base: Acting) -> None:
    assert signed_in(base, " ADMIN@example.com", PASSWORD) is not None
    assert signed_in(base, "admin@example.com", PASSWORD + "x") is None
    assert signed_in(base, "nobody@example.com", PASSWORD) is None


def test_a_deactivated_user_is_nobody(base: Acting) -> None:
    id_ = base.run(lambda env: user(env, "one@example.com").id)
    base.run(lambda env: setattr(user(env, "one@example.com"), "active", False), "admin@example.com")
    assert signed_in(base, "one@example.com", PASSWORD) is None
    assert base.run(lambda env: env.hook.identify(system_env=env, user_id=id_)) is None


def test_an_identity_holds_implied_roles_companies_and_preferences(base: Acting) -> None:
    identity = base.run(lambda env: env.user, "admin@example.com")
    assert {"base.settings", "base.user"} <= identity.roles
    assert identity.company_id in identity.company_ids
    assert identity.contact_id is not None
    assert identity.preferences["single_keys"] == "1" and identity.preferences["company"] == "My Company"


def test_the_public_visitor_has_the_publics_role_only(base: Acting) -> None:
    visitor = base.run(lambda env: env.hook.identify(system_env=env, user_id=None))
    assert visitor.id is None and visitor.roles == {"base.public"}


@pytest.mark.parametrize(
    "password", ["short", "one", "one@example.com", "aaaaaaaaaaaaaaa", "x" * 201], ids=lambda text: text[:16]
)
def test_a_password_that_would_be_guessed_is_refused(base: Acting, password: str) -> None:
    with pytest.raises(Refused):
        base.run(lambda env: env.hook.set_password(env=env, login="one@example.com", password=password))
    assert signed_in(base, "one@example.com", PASSWORD) is not None


def test_a_demonstration_allows_the_name_as_password(acting: Callable[..., Acting]) -> None:
    demonstration = acting("base", demonstration=True)
    for name in ("admin", "manager", "agent", "stock", "sales", "amelie"):
        assert signed_in(demonstration, f"{name}@example.com", name) is not None


def test_nobody_has_a_right_on_passwords(base: Acting) -> None:
    seen = base.run(lambda env: env.session.scalars(sa.select(env[Credential])).all(), "admin@example.com")
    assert seen == []


def test_passwords_are_kept_as_argon2id(base: Acting) -> None:
    kept = base.run(lambda env: env.session.scalars(sa.select(env[Credential].password_hash)).all())
    assert len(kept) == 3 and all(one.startswith("$argon2id$") for one in kept)


def test_users_change_their_own_preferences(base: Acting) -> None:
    def change(env: Env) -> None:
        own = user(env, "one@example.com")
        own.locale, own.zone, own.scheme, own.single_keys = "de", "Europe/Berlin", "dark", False

    base.run(change, "one@example.com")
    identity = base.run(lambda env: env.user, "one@example.com")
    assert (identity.locale, identity.zone) == ("de", "Europe/Berlin")
    assert (identity.preferences["scheme"], identity.preferences["single_keys"]) == ("dark", "0")


@pytest.mark.parametrize("value", [("login", "boss@example.com"), ("active", False), ("contact_id", None)])
def test_users_change_nothing_else_of_themselves(base: Acting, value: tuple[str, object]) -> None:
    with pytest.raises(Refused, match="only their own preferences"):
        base.run(lambda env: setattr(user(env, "one@example.com"), *value), "one@example.com")


def test_users_cannot_give_themselves_a_role(base: Acting) -> None:
    def grab(env: Env) -> None:
        settings = env.session.scalars(sa.select(env[Role]).where(env[Role].name == "base.settings")).one()
        own = user(env, "one@example.com")
        own.roles.append(settings)

    with pytest.raises((Refused, AccessDenied)):
        base.run(grab, "one@example.com")
    assert "base.settings" not in base.run(lambda env: env.user, "one@example.com").roles


def test_users_do_not_change_others(base: Acting) -> None:
    with pytest.raises(AccessDenied):
        base.run(lambda env: setattr(user(env, "two@example.com"), "locale", "de"), "one@example.com")


def test_the_last_administrator_stays(base: Acting) -> None:
    with pytest.raises(Refused, match="Admin is the last administrator"):
        base.run(lambda env: setattr(user(env, "admin@example.com"), "active", False), "admin@example.com")
    with pytest.raises(Refused, match="last administrator"):
        base.run(lambda env: setattr(user(env, "admin@example.com"), "roles", []), "admin@example.com")
    with pytest.raises(Refused, match="last administrator"):
        base.run(lambda env: setattr(user(env, "admin@example.com"), "active", False))


def test_one_of_two_administrators_may_go_but_not_both_at_once(base: Acting) -> None:
    def both_go(env: Env) -> None:
        for login in ("admin@example.com", "one@example.com"):
            user(env, login).active = False

    base.run(lambda env: setattr(user(env, "one@example.com"), "roles", roles_named(env, ["base.settings"])))
    with pytest.raises(Refused, match="last administrator"):
        base.run(both_go, "admin@example.com")
    base.run(lambda env: setattr(user(env, "admin@example.com"), "active", False), "one@example.com")


def test_a_user_works_in_a_company_he_belongs_to(base: Acting) -> None:
    with pytest.raises(Refused, match="does not belong to this company"):
        base.run(lambda env: setattr(user(env, "one@example.com"), "companies", []), "admin@example.com")


def test_a_new_user_gets_a_contact_to_be_written_to(base: Acting) -> None:
    def make(env: Env) -> None:
        env.new(User, name="Three", login="three@example.com", companies=list(user(env, "one@example.com").companies))

    base.run(make, "admin@example.com")
    contact = base.run(lambda env: user(env, "three@example.com").contact)
    assert (contact.name, contact.email) == ("Three", "three@example.com")


@pytest.mark.req("XC-8")
def test_changes_of_rights_are_in_the_audit_log(base: Acting) -> None:
    def promote(env: Env) -> None:
        two = user(env, "two@example.com")
        two.roles.extend(roles_named(env, ["base.settings"]))

    base.run(promote, "admin@example.com")
    entries = base.run(lambda env: env.session.scalars(sa.select(env.registry.model("core.audit_entry"))).all())
    last = entries[-1]
    assert (last.user_name, last.record_model, last.operation) == ("Admin", "base.user", "write")
    assert [(one["field"], one["old"], one["new"]) for one in last.changes] == [
        ("roles", ["Internal user"], ["Internal user", "Settings"])
    ]


@pytest.mark.req("AR-1")
def test_every_declared_role_is_a_record_with_its_title(base: Acting) -> None:
    def both(env: Env) -> tuple[dict[str, str], dict[str, str]]:
        records = {role.name: role.title for role in env.session.scalars(sa.select(env[Role]).where(env[Role].active))}
        return records, {name: role.title for name, role in env.registry.policy.roles.items()}

    records, declared = base.run(both)
    assert records == declared and {"base.user", "base.settings", "base.portal", "base.public"} <= records.keys()


def test_contacts_of_users_are_not_made_twice(base: Acting) -> None:
    count = base.run(lambda env: env.session.scalar(sa.select(sa.func.count(env[Contact].id))))
    base.run(lambda env: setattr(user(env, "one@example.com"), "name", "Uno"), "admin@example.com")
    assert base.run(lambda env: env.session.scalar(sa.select(sa.func.count(env[Contact].id)))) == count


def test_two_administrators_who_remove_each_other_at_once_do_not_both_succeed(base: Acting) -> None:
    pair = ("admin@example.com", "one@example.com")
    base.run(lambda env: setattr(user(env, pair[1]), "roles", roles_named(env, ["base.settings"])))
    ready, failures = Barrier(2), []

    def remove(who: str, other: str) -> None:
        def work(env: Env) -> None:
            found = user(env, other)
            with suppress(BrokenBarrierError):  # on SQLite only one of the two can be here
                ready.wait(timeout=1)
            found.active = False

        try:
            base.run(work, who)
        except (Refused, AssertionError) as why:  # AssertionError: was deactivated before he could begin
            failures.append(why)

    threads = [Thread(target=remove, args=order) for order in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failures) == 1
    assert base.run(lambda env: sum(user(env, login).active for login in pair)) == 1
