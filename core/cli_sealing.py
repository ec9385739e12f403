"""`makegood reseal`: after a new key of sealed fields came, so that the old one can go."""

from __future__ import annotations

import sqlalchemy as sa

from core.cli_kernel import kernel
from core.cli_output import fail, out, told
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.sealing import SealBroken, Sealing


def reseal() -> None:
    """Seals every secret anew with the first sealing key. Fails if a secret can be opened by none of the keys."""
    with told(), kernel() as opened:
        renewed, broken = opened.work(renew_all, who=Identity.system())
    out.print(f"{renewed} secrets are sealed with the first key.")
    if broken:
        fail(f"These can be opened by no key, and must be entered again: {', '.join(broken)}.")


def renew_all(env: Env) -> tuple[int, list[str]]:
    """How many secrets were sealed anew, and the places of those that could not be. System work only."""
    sealing, renewed, broken = Sealing.of(env), 0, []
    for name, info in sorted(env.models.infos.items()):
        for field in (one.name for one in info.fields.values() if one.kind == "sealed"):
            column = getattr(env.models.models[name], field)
            for record in env.session.scalars(sa.select(env.models.models[name]).where(column.is_not(None))):
                try:
                    setattr(record, field, sealing.renewed(getattr(record, field)))
                    renewed += 1
                except SealBroken:
                    broken.append(f"{info.title} {record.id}")
    return renewed, broken
