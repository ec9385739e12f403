"""A customer's day, walked by visible labels: invited by mail, reads, answers, accepts, pays attention, closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, Page, expect

from tests.addons.mail.conftest import PostOffice, free_port, said
from tests.browser.audits import faults
from tests.browser.conftest import Person
from tests.servers import Server, makegood

pytestmark = pytest.mark.browser

CUSTOMER, ADDRESS = "Sofia Rinaldi", "sofia.rinaldi@mail.example"
TICKET, PASSWORD = "Which charger do I need?", "a charger for my bike"
ASKED, NOTE, ANSWER = "It is the small one.", "She ordered the wrong bike before.", "Then take the PC-CH4."
QUOTATION = "Webshop 1211"


@pytest.fixture
def post() -> Iterator[PostOffice]:
    """A mail server that keeps what it is given."""
    made = PostOffice(port=free_port())
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    yield made
    made.stop.set()
    controller.stop()


@pytest.fixture
def shop(demonstration: str, tmp_path: Path) -> Iterator[Server]:
    """The demonstration, with invoices."""
    done = makegood("install", "sale_account", url=demonstration, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    with Server(demonstration, tmp_path) as running:
        yield running


def look(person: Person, name: str) -> None:
    """Nothing is wrong with the page that is open. What looks for it is a script."""
    if person.javascript:
        assert faults(person.page, name) == []
        person.page.set_viewport_size({"width": 1280, "height": 900})


def set_mail_up(admin: Person, post: PostOffice) -> None:
    admin.open("/mail/server/new")
    admin.field("Server").fill("127.0.0.1")
    admin.field("Port").fill(str(post.port))
    admin.choose("Encryption", "None")
    admin.field("From address").fill("service@fahrwind.example")
    admin.press("Save")
    expect(admin.page).to_have_url(re.compile(r"/mail/server/\d+"))


def invite(agent: Person) -> None:
    agent.open("/base/contacts?q=Sofia").get_by_role("link", name=CUSTOMER).first.click()
    expect(agent.page.get_by_text("No access.")).to_be_visible()
    agent.press("Grant Portal Access")
    expect(agent.page.get_by_text("Invited").first).to_be_visible()


def mail_to(page: Page, post: PostOffice, number: int) -> str:
    """The path of the link in somebody's mail, once it is there."""
    for _ in range(600):
        mails = [mail for to, mail in post.taken if to == [ADDRESS]]
        found = re.search(r"https?://[^/\s]+(/portal/\S+)", said(mails[number])) if len(mails) > number else None
        if found is not None:
            return found[1]
        page.wait_for_timeout(100)
    raise AssertionError([to for to, _ in post.taken])


def accept_invitation(customer: Person, post: PostOffice) -> None:
    page = customer.open(mail_to(customer.page, post, 0))
    expect(page).to_have_url(re.compile("/portal/password$"))
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    look(customer, "choosing a password")
    customer.press("Save and sign in")
    expect(page.get_by_role("heading", name=re.compile(CUSTOMER))).to_be_visible()
    look(customer, "home of a customer")


def open_ticket(customer: Person) -> None:
    page = customer.page
    page.get_by_role("navigation", name="Your documents").get_by_role("link", name="Tickets").click()
    page.get_by_role("link", name=re.compile(re.escape(TICKET))).click()
    expect(page.get_by_role("heading", name=TICKET, level=1)).to_be_visible()


def reply(customer: Person) -> None:
    open_ticket(customer)
    customer.page.get_by_label("Your reply").fill(ASKED)
    customer.page.get_by_label("Photos or files").set_input_files(
        {"name": "charger.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n123"}
    )
    customer.press("Send")
    expect(customer.page.get_by_text(ASKED)).to_be_visible()
    expect(customer.page.get_by_role("link", name=re.compile("charger.png"))).to_be_visible()


def write(agent: Person, address: str, text: str, *, note: bool = False) -> None:
    agent.open(address)
    if note:
        agent.page.get_by_label("Internal note").check()
    agent.page.get_by_label("Text", exact=True).first.fill(text)
    agent.press("Post")
    expect(agent.page.get_by_text(text).first).to_be_visible()


def close(customer: Person) -> None:
    open_ticket(customer)
    page = customer.page
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_text(NOTE)).to_have_count(0)
    look(customer, "ticket of a customer")
    customer.press("Close Ticket")
    expect(page.get_by_text("The ticket is closed. Thank you.")).to_be_visible()
    expect(page.get_by_role("button", name="Close Ticket")).to_have_count(0)


def offer(sales: Person) -> None:
    sales.open("/sale/orders?q=1211").get_by_role("link", name=re.compile("SO-")).first.click()
    sales.press("Mark as Sent")
    expect(sales.page.get_by_role("button", name="Mark as Sent")).to_have_count(0)


def accept_quotation(customer: Person) -> None:
    page = customer.open("/portal/orders")
    look(customer, "orders of a customer")
    page.get_by_role("link", name=re.compile(QUOTATION)).click()
    look(customer, "quotation of a customer")
    customer.press("Accept")
    expect(page.get_by_text("Thank you. The order is confirmed.")).to_be_visible()


def invoice(sales: Person) -> None:
    sales.page.reload()
    sales.press("Create Invoice")
    expect(sales.page.get_by_role("heading", name="Draft", level=1)).to_be_visible()
    sales.press("Post")
    expect(sales.page.get_by_role("heading", name=re.compile(r"^INV.\d{4}.\d{5}$"))).to_be_visible()


def open_invoice(customer: Person) -> None:
    page = customer.open("/portal/invoices")
    page.get_by_role("link", name=re.compile("^INV")).first.click()
    paper = page.get_by_role("link", name="Open as PDF").get_attribute("href")
    assert paper is not None
    answer = customer.context.request.get(paper)
    assert answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF-")


@pytest.mark.req("XC-7", "PT-1", "PT-2", "PT-3", "PT-4", "PT-6", "PT-7", "SO-5")
def test_a_customers_day(chromium: Browser, shop: Server, post: PostOffice, database_engine: str) -> None:
    scripts = database_engine == "sqlite"
    people = {
        name: Person(chromium, shop.address, f"{name}@example.com" if name != "customer" else "", javascript=scripts)
        for name in ("admin", "agent", "sales", "customer")
    }
    set_mail_up(people["admin"], post)
    ticket = people["agent"].new_ticket(TICKET, CUSTOMER)
    invite(people["agent"])
    accept_invitation(people["customer"], post)
    reply(people["customer"])
    write(people["agent"], ticket, NOTE, note=True)
    write(people["agent"], ticket, ANSWER)
    assert mail_to(people["agent"].page, post, 1).startswith("/portal/tickets/")
    people["customer"].open("/portal")
    close(people["customer"])
    offer(people["sales"])
    accept_quotation(people["customer"])
    invoice(people["sales"])
    open_invoice(people["customer"])
    assert people["customer"].open("/helpdesk/tickets").get_by_role("heading", name="Not found").is_visible()
    for one in people.values():
        one.complaints = [text for text in one.complaints if "404" not in text]
        one.close()
