"""What is to do: one's own activities, and everybody's."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.base.models import Role, User
from addons.mail.models import Activity
from core import Action, Actions, Column, Filter, Form, Group, List, Menu, Show

TONES = {"Overdue": "bad", "Today": "warn", "Planned": "idle", "Done": "good"}


def is_open(activity: Activity) -> bool:
    """Whether it is still to do."""
    return activity.id is not None and activity.done_at is None


def is_done(activity: Activity) -> bool:
    """Whether it stays as it is."""
    return activity.done_at is not None


def people_who_work_here(activity: Activity) -> sa.Select[Any]:
    """Active users who are no customers."""
    user, role = activity.env[User], activity.env[Role]
    names = activity.env.registry.policy.giving("base.user")
    return sa.select(user).where(user.active, user.roles.any(role.name.in_(names))).order_by(user.name)


def document_of(activity: Activity) -> str:
    """The way to the document, which says so if it may not be opened."""
    return f"/mail/open/{activity.document_model}/{activity.document_id}"


def tone_of(when: str) -> str:
    """Overdue is red."""
    return TONES.get(when, "idle")


done = Action("Done", on=Activity, does="complete", shown=is_open, primary=True, icon="check", bulk=True)
to_document = Action("Open the document", on=Activity, goes=document_of, needs="read", icon="arrow-up-right")
activity_form = Form(
    Activity,
    "activity",
    Actions(done, to_document),
    Group("", Show(Activity.summary, read_only=is_done), Activity.document_name),
    Group(
        "When and who",
        Show(Activity.due, read_only=is_done),
        Show(Activity.user, among=people_who_work_here, read_only=is_done),
        Show(Activity.done_at, shown=is_done),
    ),
    Group("", Show(Activity.note, read_only=is_done)),
    create=False,
)
columns = (Activity.summary, Activity.document_name, Activity.due, Column(Activity.when, tone=tone_of))
filters = (
    Filter("Open", on=Activity, keeps=lambda a, env: a.done_at.is_(None), default=True),
    Filter("Overdue", on=Activity, keeps=lambda a, env: sa.and_(a.done_at.is_(None), a.due < env.today())),
    Filter("Today", on=Activity, keeps=lambda a, env: sa.and_(a.done_at.is_(None), a.due == env.today())),
)
my_activities = List(
    Activity, "my-activities", *columns, title="My activities", where=lambda a, env: a.user_id == env.user.id,
    filters=filters, empty=("Nothing to do", "Activities are scheduled beside the conversation of a document."),
)  # fmt: skip
activity_list = List(
    Activity, "activities", *columns[:2], Activity.user, *columns[2:], filters=filters, group_by=(Activity.user,),
)  # fmt: skip
menu = Menu(
    "Activities", icon="list-checks", order=890, roles=("base.user",),
    children=(Menu("My activities", page=my_activities), Menu("All activities", page=activity_list)),
)  # fmt: skip
parts: list[Any] = [activity_form, my_activities, activity_list, menu]
