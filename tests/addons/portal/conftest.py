"""A desk with a portal: an agent, customers of two companies, a mail server, and browsers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.settings import read_settings
from core.web.site import create_app
from tests.addons.mail.conftest import PostOffice, a_server, office, said
from tests.core.jobs.conftest import House, Turned, plain_log
from tests.core.web.conftest import ORIGIN, PASSWORD, Browser

__all__ = ["office", "plain_log"]

AGENT, BO, CY, DI = "agent@example.com", "bo@veloria.example", "cy@veloria.example", "di@other.example"


def furnish(env: Env) -> None:
    """An agent, and three customers, two of them of one company, each with a ticket of a public team."""
    from addons.base.identities import make_user
    from addons.base.models import Company, Contact
    from addons.helpdesk.models import Team

    make_user(env, AGENT, PASSWORD, name="Ann Agent", roles=["helpdesk.user"])
    env.new(Team, name="Service", company_id=env.session.scalars(sa.select(env[Company].id)).one())
    veloria = env.new(Contact, name="Veloria", is_company=True, email="office@veloria.example")
    env.session.flush()
    for name, email, firm in (("Bo", BO, veloria), ("Cy", CY, veloria), ("Di", DI, None)):
        env.new(Contact, name=name, email=email, parent=firm)
    env.session.flush()
    for name in ("Bo", "Cy", "Di"):
        a_ticket(env, f"{name} asks", customer=contact(env, name), description=f"<p>{name} has a flat tyre.</p>")


def contact(env: Env, name: str) -> Any:
    """A contact by name."""
    from addons.base.models import Contact

    return env.session.scalars(sa.select(env[Contact]).where(env[Contact].name == name)).one()


def a_ticket(env: Env, title: str, **values: Any) -> Any:
    """A new ticket of the one team."""
    from addons.helpdesk.models import Team, Ticket

    team = env.session.scalars(sa.select(env[Team])).one()
    made = env.new(Ticket, title=title, team=team, **values)
    env.session.flush()
    return made


def ticket(env: Env, title: str) -> Any:
    """A ticket by its title."""
    from addons.helpdesk.models import Ticket

    return env.session.scalars(sa.select(env[Ticket]).where(env[Ticket].title == title)).one()


@dataclass
class Desk(House):
    """A house with a portal, and the windows that are open on it."""

    app: Any = None
    opened: list[Browser] = field(default_factory=list)

    def id_of(self, title: str) -> int:
        """The id of a ticket."""
        return int(self.run(lambda env: ticket(env, title).id))

    def visitor(self) -> Browser:
        """Somebody of whom nothing is known."""
        self.opened.append(Browser(self.app))
        return self.opened[-1]

    def customer(self, name: str) -> Browser:
        """A customer who has an account and signed in."""
        from addons.base.identities import keep_password

        def let_in(env: Env) -> str:
            from addons.portal.accounts import account_of, grant

            account = account_of(env, contact(env, name)) or grant(contact(env, name))
            keep_password(env, account, PASSWORD)
            return str(account.login)

        return self.visitor().sign_in(self.run(let_in))

    def press(self, method: str, name: str) -> None:
        """An agent presses a button of a contact."""
        self.run(lambda env: getattr(contact(env, name), method)() and None, AGENT)

    def link_in(self, office: PostOffice, to: str, number: int = -1) -> str:
        """The address in the latest mail to somebody, as a path."""
        mails = [mail for addresses, mail in office.taken if addresses == [to]]
        found = re.search(rf"{re.escape(ORIGIN)}(/portal/\S+)", said(mails[number]))
        assert found is not None, said(mails[number])
        return found[1]


@pytest.fixture
def desk(fresh_kernel: Callable[..., Kernel], office: PostOffice, tmp_path: Path) -> Iterator[Desk]:
    clock = Turned()
    made = Desk(fresh_kernel("helpdesk", "portal", clock=clock, scene=(furnish,)), clock)
    made.app = create_app(
        read_settings({"MAKEGOOD_VAR": str(tmp_path), "MAKEGOOD_BASE_URL": ORIGIN}), kernel=made.kernel
    )
    made.run(lambda env: a_server(env, office) and None)
    yield made
    for one in made.opened:
        one.close()
    made.app.state.site.pool.shutdown()


def send(browser: Browser, page: str, to: str = "", **values: Any) -> httpx.Response:
    """Posts a form of a page with these values, to `to` below it."""
    token = browser.fields(page)
    given = {name: token[name] for name in ("_token", "_version") if name in token}
    files = values.pop("files", None)
    return browser.post(f"{page}{to}", data={**given, **values}, files=files)
