"""The Contacts application, the settings of users, roles, companies and measures, and one's own preferences."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.base.job_pages import job_form, job_list, scheduled_form, scheduled_list
from addons.base.models import Company, Contact, ContactTag, Country, Currency, Role, Unit, User
from addons.base.rights import rights_of
from addons.base.wizards import ChangePassword, SetPassword
from core import (
    Action,
    AuditEntry,
    Env,
    Filter,
    Form,
    Group,
    Lines,
    List,
    Menu,
    Panel,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    Tab,
)

# --- contacts: places for other addons --------------------------------------------------------------------------------

contact_actions = Slot("contact_actions", takes=Action)
contact_smart_buttons = Slot("contact_smart_buttons", takes=SmartButton)
contact_tabs = Slot("contact_tabs", takes=Tab)
contact_side = Slot("contact_side", takes=Panel)


def other_contacts(contact: Contact) -> sa.Select[Any]:
    """Contacts that another one may belong to: any but itself."""
    contacts = contact.env[Contact]
    return sa.select(contacts).where(contacts.active, contacts.id != (contact.id or 0))


contact_form = Form(
    Contact,
    "contact",
    contact_actions,
    SmartButtons(contact_smart_buttons),
    Group(
        "",
        Contact.name,
        Contact.is_company,
        Show(Contact.parent, among=other_contacts),
        Contact.email,
        Contact.phone,
        Show(Contact.tags, makes=True),
    ),
    Group("Address", Contact.street, Contact.street2, Contact.zip, Contact.city, Contact.country),
    Tab("People and addresses", Lines(Contact.people, Contact.name, Contact.email, Contact.phone)),
    Tab(
        "Details",
        Contact.reference,
        Contact.tax_number,
        Contact.locale,
        Contact.company,
        Contact.commercial,
        Contact.active,
    ),
    Tab("Internal notes", Contact.notes),
    contact_tabs,
    contact_side,
)
contact_list = List(
    Contact, "contacts", Contact.name, Contact.email, Contact.phone, Contact.city, Contact.country, Contact.parent,
    filters=(
        Filter("Companies", on=Contact, keeps=lambda c, env: c.is_company),
        Filter("People", on=Contact, keeps=lambda c, env: ~c.is_company),
    ),
    group_by=(Contact.country, Contact.parent),
)  # fmt: skip
tag_form = Form(ContactTag, "contact-tag", Group("", ContactTag.name))
tag_list = List(ContactTag, "contact-tags", ContactTag.name)

# --- settings ---------------------------------------------------------------------------------------------------------


def own_companies(user: User) -> sa.Select[Any]:
    """The companies that a user belongs to."""
    companies = user.env[Company]
    return sa.select(companies).where(companies.id.in_([one.id for one in user.companies]))


def roles_in_use(user: User) -> sa.Select[Any]:
    """Roles of installed modules."""
    roles = user.env[Role]
    return sa.select(roles).where(roles.active)


def is_oneself(user: User) -> bool:
    """Whether the user looks at his own record."""
    return user.id is not None and user.id == user.env.user.id


def is_someone_else(user: User) -> bool:
    """Whether an administrator looks at another user's record."""
    return user.id is not None and user.id != user.env.user.id and user.env.holds("base.settings")


set_password = Action("Set password", on=User, opens=SetPassword, shown=is_someone_else, icon="key-round")
change_password = Action("Change password", on=User, opens=ChangePassword, shown=is_oneself, icon="key-round")
user_form = Form(
    User,
    "user",
    set_password,
    Group("", User.name, User.login, Show(User.contact, read_only=True), User.active),
    Group("Companies", User.companies, Show(User.company, among=own_companies)),
    Tab("Roles", Show(User.roles, among=roles_in_use)),
    Tab("Preferences", User.locale, User.zone, User.scheme, User.single_keys),
    delete=False,
    duplicate=False,
)
user_list = List(User, "users", User.name, User.login, User.company, User.active)
preference_fields = Slot("preference_fields", takes=Show)
"""What other addons let users choose for themselves; their layers of User add it to `preferences()`."""
preferences = Form(
    User,
    "preferences",
    change_password,
    Group("", User.name, Show(User.login, read_only=True), Show(User.company, among=own_companies)),
    Group("Language and time", User.locale, User.zone),
    Group("Screen and keyboard", User.scheme, User.single_keys),
    Group("Notifications", preference_fields),
    create=False,
    delete=False,
)


def role_rights(env: Env, role: Role) -> dict[str, Any]:
    """The values of the table of a role's rights."""
    return {"rights": rights_of(env, role.name)}


role_form = Form(
    Role,
    "role",
    Group("", Role.title, Role.name, Role.addon, Role.implied, Role.active),
    Panel("What this role may do", template="base/rights.html", gives=role_rights, place="below"),
    create=False,
    delete=False,
)
# makegood: allow unindexed-filter because there are a few dozen roles
role_list = List(Role, "roles", Role.title, Role.addon, Role.implied, Role.name, group_by=(Role.addon,))


def logo_of(env: Env, company: Company) -> dict[str, Any]:
    """The values of the panel with a company's logo."""
    shown = f"/files/{company.logo_id}" if company.logo_id else ""
    return {"logo": shown, "change": f"/base/company/{company.id}/logo", "may": env.may_record("write", company)}


company_form = Form(
    Company,
    "company",
    Group("", Company.name, Company.currency, Company.contact, Company.zone, Company.active),
    Panel("Logo", template="base/logo.html", gives=logo_of, place="below"),
    delete=False,
)
company_list = List(Company, "companies", Company.name, Company.currency, Company.contact)
currency_form = Form(
    Currency,
    "currency",
    Group("", Currency.code, Currency.name, Currency.symbol, Currency.digits, Currency.active),
    duplicate=False,
)
currency_list = List(Currency, "currencies", Currency.code, Currency.name, Currency.symbol, Currency.digits)
unit_form = Form(Unit, "unit", Group("", Unit.name, Unit.digits, Unit.active))
unit_list = List(Unit, "units", Unit.name, Unit.digits)
country_form = Form(Country, "country", Group("", Country.code, Country.name))
country_list = List(Country, "countries", Country.name, Country.code)


def audit_values(_env: Env, entry: AuditEntry) -> dict[str, Any]:
    """The values of the table of old and new values."""
    return {"changes": entry.changes}


audit_form = Form(
    AuditEntry,
    "audit-entry",
    Group(
        "",
        AuditEntry.at,
        AuditEntry.user_name,
        AuditEntry.operation,
        AuditEntry.record_model,
        AuditEntry.record_id,
        AuditEntry.reason,
    ),
    Panel("Values", template="base/audit.html", gives=audit_values, place="below"),
    create=False,
    delete=False,
)
audit_list = List(
    AuditEntry, "audit", AuditEntry.at, AuditEntry.user_name, AuditEntry.operation, AuditEntry.record_model,
    AuditEntry.record_id, AuditEntry.reason,
    group_by=(AuditEntry.user_name, AuditEntry.record_model),
)  # fmt: skip

contacts_menu = Menu(
    "Contacts", icon="contact-round", order=120,
    children=(
        Menu("Contacts", page=contact_list),
        Menu("Configuration", children=(Menu("Contact tags", page=tag_list), Menu("Countries", page=country_list))),
    ),
    roles=("base.user",),
)  # fmt: skip
settings_menu = Menu(
    "Settings", icon="settings", order=900,
    children=(
        Menu("Users", page=user_list),
        Menu("Roles", page=role_list),
        Menu("Companies", page=company_list),
        Menu("Currencies", page=currency_list),
        Menu("Units", page=unit_list),
        Menu("Audit log", page=audit_list),
        Menu("Background jobs", page=job_list),
        Menu("Scheduled jobs", page=scheduled_list),
    ),
    roles=("base.settings",),
)  # fmt: skip

parts: list[Any] = [
    contact_form, contact_list, tag_form, tag_list, country_form, country_list, user_form, user_list, preferences,
    role_form, role_list, company_form, company_list, currency_form, currency_list, unit_form, unit_list,
    audit_form, audit_list, job_form, job_list, scheduled_form, scheduled_list,
    contacts_menu, settings_menu,
]  # fmt: skip
