"""Tickets as list, board and form; teams with their after-sales options; the menu. Other addons fill the slots."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.base.models import User
from addons.helpdesk.models import (
    MergedTicket,
    Stage,
    Tag,
    Team,
    TeamAnswer,
    TeamClosing,
    Ticket,
    TicketType,
    helpdesk_users,
    people_of,
)
from addons.helpdesk.models.merging import is_merged
from addons.helpdesk.wizards import ChangeCustomer, ComposeEmail, MergeTickets
from addons.mail.canned_pages import canned_form, canned_list
from addons.mail.models import CannedAnswer, Template
from addons.mail.models.templates import templates_for
from addons.mail.pages import chatter
from core import (
    Action,
    Actions,
    Board,
    Column,
    Documents,
    DocumentState,
    Env,
    Filter,
    Form,
    Group,
    Into,
    List,
    Menu,
    OptionCards,
    Panel,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    StatusBar,
    Tab,
)

# --- places for other addons ------------------------------------------------------------------------------------------

after_sales = Slot("after_sales", takes=Action)
"""Services at the top left: Refund 10, Coupon 20, Return 30, Repair 40, Plan Intervention 50 (SPEC HD-13)."""
smart_buttons = Slot("smart_buttons", takes=SmartButton)
about_the_goods = Slot("about_the_goods", takes=Show)
ticket_tabs = Slot("ticket_tabs", takes=Tab)
ticket_panels = Slot("ticket_panels", takes=Panel)
documents = Slot("documents", takes=DocumentState)
"""What the panel "After-sales" says of linked documents: their real state in words."""
customers_documents = "names of the customer's documents"
"""Why the choices of orders, deliveries and the like are read as system work, all of a form's at once (SPEC AR-4)."""
not_enabled = "This service is not enabled for the team {team}."
"""What a service's button answers where its option is off; for `Action(…, off=not_enabled)` (SPEC HD-14)."""

# --- choices and conditions -------------------------------------------------------------------------------------------


def stages_of_team(ticket: Ticket) -> sa.Select[Stage]:
    """The stages that a ticket of this team goes through."""
    stage = ticket.env[Stage]
    in_team = stage.teams.any(id=ticket.team.id if ticket.team is not None else None)
    return sa.select(stage).where(in_team).order_by(stage.sequence, stage.id)


def open_teams(ticket: Ticket) -> sa.Select[Team]:
    """Teams that take tickets."""
    team = ticket.env[Team]
    return sa.select(team).where(team.active).order_by(team.name)


def people_of_team(ticket: Ticket) -> sa.Select[User]:
    """Who may be given a ticket: the members of its team, or every helpdesk user where it names none."""
    people = helpdesk_users(ticket.env) if ticket.team is None else people_of(ticket.env, ticket.team.id)
    return people.order_by(ticket.env[User].name)


def users_for_teams(team: Team) -> sa.Select[User]:
    """Who may be a member of a team."""
    return helpdesk_users(team.env).order_by(team.env[User].name)


def templates_of_tickets(stage: Stage) -> sa.Select[Template]:
    """What may be sent to customers whose tickets enter a stage."""
    return templates_for(stage.env, Ticket.__model__)


def is_not_mine(ticket: Ticket) -> bool:
    """Whether somebody else, or nobody, works on the ticket."""
    return ticket.id is not None and ticket.assignee_id != ticket.env.user.id


def has_linked_documents(ticket: Ticket) -> bool:
    """Whether documents came from the ticket, so that its customer is changed by a pop-up only (SPEC HD-16)."""
    return ticket.has_linked_documents


def assigns_by_itself(team: Team) -> bool:
    """Whether new tickets of the team are given to somebody, so that there is a method to choose (SPEC HD-2)."""
    return team.auto_assign


def stages_of(team: TeamClosing) -> sa.Select[Stage]:
    """The stages that a team has, as they are stored."""
    stage = team.env[Stage]
    return sa.select(stage).where(stage.teams.any(id=team.id)).order_by(stage.sequence, stage.id)


def closes_by_itself(team: TeamClosing) -> bool:
    """Whether there is something to say about how idle tickets are closed."""
    return team.auto_close


def is_in_use(ticket: Ticket) -> bool:
    """Whether it is stored and not archived."""
    return ticket.id is not None and ticket.active


def is_public(team: Team) -> bool:
    """Whether customers see tickets of the team at all."""
    return team.visibility == "public"


def is_closed(ticket: Ticket) -> bool:
    """Whether the ticket has a closing date to show."""
    return ticket.closed_at is not None


def has_after_sales_document(ticket: Any, env: Env) -> Any:
    """Tickets from which a document came, of whichever addon (SPEC HD-24)."""
    links = [sa.exists(sa.select(link.class_.id).where(link == ticket.id)) for link in env[Ticket].document_links(env)]
    return sa.or_(sa.false(), *links)


# --- tickets ----------------------------------------------------------------------------------------------------------

assign_to_me = Action("Assign to me", on=Ticket, does="assign_to_me", shown=is_not_mine, icon="user-check", order=100)
change_customer = Action(
    "Change Customer", on=Ticket, opens=ChangeCustomer, shown=has_linked_documents, icon="contact-round", order=110
)
compose_email = Action("Compose Email", on=Ticket, opens=ComposeEmail, icon="mail", order=120)
merge = Action(
    "Merge", on=Ticket, opens=MergeTickets, selection=MergeTickets.tickets, shown=is_in_use, icon="merge", order=130
)
undo_merge = Action(
    "Undo Merge", on=MergedTicket, does="undo_merge", shown=is_merged, bulk=True, icon="split", order=140
)
merged_tickets = SmartButton(
    "Merged tickets", on=Ticket, to=Ticket, by=MergedTicket.merged_into_id, icon="merge", order=200
)
ticket_form = Form(
    Ticket,
    "ticket",
    StatusBar(Ticket.stage, among=stages_of_team),
    Actions(after_sales, assign_to_me, change_customer, compose_email, merge, undo_merge),
    SmartButtons(smart_buttons, merged_tickets),
    Group("", Ticket.title, Show(MergedTicket.merged_into, shown=is_merged)),
    Group(
        "Customer",
        Show(Ticket.customer, read_only=has_linked_documents, searched=True),
        Ticket.email,
        Ticket.phone,
        about_the_goods,
    ),
    Group(
        "Work",
        Show(Ticket.team, among=open_teams),
        Show(Ticket.assignee, among=people_of_team),
        Ticket.priority,
        Ticket.type,
        Show(Ticket.tags, makes=True),
        Show(Ticket.closed_at, shown=is_closed),
    ),
    Documents(documents),
    Tab("Description", Ticket.description),
    ticket_tabs,
    ticket_panels,
    chatter,
)

filters = (
    Filter("My tickets", on=Ticket, keeps=lambda t, env: t.assignee_id == env.user.id),
    Filter("Open", on=Ticket, keeps=lambda t, env: t.closed_at.is_(None), default=True),
    Filter("Unassigned", on=Ticket, keeps=lambda t, env: t.assignee_id.is_(None)),
    Filter("High priority", on=Ticket, keeps=lambda t, env: t.priority.in_(("2", "3"))),
    Filter("With after-sales document", on=Ticket, keeps=has_after_sales_document),
)
grouping = (Ticket.stage, Ticket.team, Ticket.assignee, Ticket.priority, Ticket.customer, Ticket.type)
columns = (
    Ticket.number, Ticket.title, Ticket.customer, Ticket.team, Ticket.stage, Ticket.assignee, Ticket.priority,
    Column(Ticket.created_at, optional=True),
)  # fmt: skip

ticket_list = List(Ticket, "tickets", *columns, filters=filters, group_by=grouping)
my_tickets = List(
    Ticket, "my-tickets", *columns, title="My tickets", where=lambda t, env: t.assignee_id == env.user.id,
    filters=filters[1:], group_by=grouping,
)  # fmt: skip
ticket_board = Board(
    Ticket, "board", by=Ticket.stage, card=(Ticket.customer, Ticket.priority, Ticket.assignee), fold=Stage.folded
)

# --- configuration ----------------------------------------------------------------------------------------------------

open_tickets_of_team = SmartButton(
    "Open tickets", on=Team, to=Ticket, by=Ticket.team_id, only=lambda t: t.closed_at.is_(None), icon="ticket"
)
team_smart_buttons = Slot("team_smart_buttons", takes=SmartButton)
team_fields = Slot("team_fields", takes=Show)
team_groups = Slot("team_groups", takes=Group)
"""What else a team does, such as measuring itself."""
team_form = Form(
    Team,
    "team",
    SmartButtons(open_tickets_of_team, team_smart_buttons),
    Group("", Team.name, Team.company, Team.visibility, Team.alias, Show(Team.customer_close, shown=is_public)),
    Group("", Show(Team.members, among=users_for_teams), Team.stages, team_fields),
    Group("Assignment", Team.auto_assign, Show(Team.assign_method, shown=assigns_by_itself)),
    Group(
        "Idle Tickets",
        TeamClosing.auto_close,
        Show(TeamClosing.auto_close_days, shown=closes_by_itself),
        Show(TeamClosing.auto_close_stage, among=stages_of, shown=closes_by_itself),
        Show(TeamClosing.auto_close_from, among=stages_of, shown=closes_by_itself),
    ),
    team_groups,
    OptionCards(section="After-Sales"),
    Tab("Description", Team.description),
    chatter,
)
team_list = List(Team, "teams", Team.name, Team.company, Team.visibility, Team.alias)

stage_form = Form(
    Stage,
    "stage",
    Group("", Stage.name, Stage.sequence, Stage.folded, Stage.proposed),
    Group("", Show(Stage.template, among=templates_of_tickets), Stage.teams),
)
stage_list = List(Stage, "stages", Stage.name, Stage.sequence, Stage.folded, Stage.proposed)
type_form = Form(TicketType, "type", Group("", TicketType.name))
type_list = List(TicketType, "types", TicketType.name)
tag_form = Form(Tag, "tag", Group("", Tag.name))
tag_list = List(Tag, "tags", Tag.name)

menu = Menu(
    "Helpdesk", icon="headset", order=20, roles=("helpdesk.user",),
    children=(
        Menu("Tickets", page=ticket_list),
        Menu("My tickets", page=my_tickets),
        Menu("Board", page=ticket_board),
        Menu(
            "Configuration", roles=("helpdesk.manager",),
            children=(
                Menu("Helpdesk Teams", page=team_list),
                Menu("Stages", page=stage_list),
                Menu("Types", page=type_list),
                Menu("Tags", page=tag_list),
                Menu("Canned Answers", page=canned_list),
            ),
        ),
    ),
)  # fmt: skip

parts: list[Any] = [
    ticket_form, ticket_list, my_tickets, ticket_board, team_form, team_list, stage_form, stage_list, type_form,
    type_list, tag_form, tag_list, menu, Into(canned_form, TeamAnswer.team, after=CannedAnswer.document_model),
]  # fmt: skip
