"""The pages of the bench: today's repairs, and one of them. Plain forms: a scanner is a keyboard that presses Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from urllib.parse import quote

from addons.repair import bench
from addons.repair.models import RepairOrder
from addons.repair.models.orders import STATES, TONES
from addons.repair.printouts import BENCH
from addons.repair.scanning import Meant, meaning_of
from addons.stock.models import Lot
from core import Asked, Env, HttpProblem, Refused, Response, Route, Text, go_to, url_of

ROLE = "repair.user"
Act = Callable[[RepairOrder], str]
"""Does something with a repair and gives the address that comes next, "" for the same page."""


def _only_for_the_workshop(env: Env) -> None:
    """Agents see repairs of their tickets elsewhere; the bench is the workshop's."""
    if not env.holds(ROLE):
        raise env.registry.policy.denied("delete", RepairOrder.__model__)


# --- today's repairs --------------------------------------------------------------------------------------------------


def today(env: Env, asked: Asked) -> Response:
    """GET /repair/bench: today's repairs; `?code=` opens what was scanned, `?mine=1` keeps the reader's own."""
    _only_for_the_workshop(env)
    if "code" not in asked.query:
        return _list(env, asked)
    code = asked.query.get("code", "")
    try:
        meant = meaning_of(env, code)
    except Refused as why:
        return _list(env, asked, code=code, problem=why.problems[0].message, status=422)
    if (repair := _the_one(meant)) is not None:
        return go_to(asked, f"{BENCH}/{repair.id}")
    if meant.product is not None:
        said = Text("{part} is a part. Open a repair first, then scan its parts.", part=meant.product.name)
        return _list(env, asked, code=code, problem=said, status=422)
    return _list(env, asked, code=code, lot=meant.lot, found=meant.open_repairs)


def _the_one(meant: Meant) -> RepairOrder | None:
    """The repair that is meant, if it is clear which."""
    if meant.repair is not None:
        return meant.repair
    return meant.open_repairs[0] if len(meant.open_repairs) == 1 else None


def _list(
    env: Env,
    asked: Asked,
    *,
    code: str = "",
    problem: str = "",
    lot: Lot | None = None,
    found: Sequence[RepairOrder] = (),
    status: int = 200,
) -> Response:
    mine = asked.query.get("mine") == "1"
    repairs = found or (() if lot is not None else bench.todays_repairs(env, mine=mine))
    view = SimpleNamespace(
        token=asked.token(), code=code, problem=problem, mine=mine, lot=lot,
        taken_in=bool(found), repairs=[_card(one) for one in repairs], done=bench.repaired_today(env), back="",
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "repair/bench.html", view, status)


def _card(order: RepairOrder) -> SimpleNamespace:
    return SimpleNamespace(r=order, url=f"{BENCH}/{order.id}", state=STATES[order.state], tone=TONES[order.state])


def take_in(env: Env, asked: Asked) -> Response:
    """POST /repair/bench/new: a new repair of the serial number `lot`, opened next."""
    _only_for_the_workshop(env)
    lot_id = asked.posted.get("lot", "")
    lot = env.session.get(env[Lot], int(lot_id)) if lot_id.isascii() and lot_id.isdecimal() else None
    if lot is None:
        raise HttpProblem(404)
    doomed = env.transaction.doomed
    try:
        with env.session.begin_nested():
            made = bench.take_in(env, lot)
    except Refused as why:
        env.transaction.doomed = doomed
        env.session.expire_all()
        return _list(env, asked, code=lot.name, problem=why.problems[0].message, status=422)
    asked.say("Taken in.")
    return go_to(asked, f"{BENCH}/{made.id}")


# --- one repair -------------------------------------------------------------------------------------------------------


def one_repair(env: Env, asked: Asked) -> Response:
    """GET /repair/bench/{id}: what is repaired, its parts, and what can be done next."""
    return _show(env, asked, _repair(env, asked))


def _repair(env: Env, asked: Asked) -> RepairOrder:
    _only_for_the_workshop(env)
    order = env.session.get(env[RepairOrder], asked.params["id"])
    if order is None:
        raise HttpProblem(404)
    return order


def _show(env: Env, asked: Asked, order: RepairOrder, problems: Sequence[str] = (), status: int = 200) -> Response:
    typed = asked.posted if status != 200 else {}
    view = SimpleNamespace(
        token=asked.token(), r=order, state=STATES[order.state], tone=TONES[order.state], here=f"{BENCH}/{order.id}",
        back=BENCH, code=typed.get("code", ""), problems=problems, form=url_of(env, order),
        parts=[SimpleNamespace(p=one, unit=one.product.unit.name) for one in order.parts],
        open=not order.is_over, asks=order.state == "under_repair" and asked.query.get("end") == "1",
        unused=[one for one in order.parts if one.done < one.demand],
        findings=typed.get("findings", order.findings or ""), work=typed.get("work", order.work or ""),
        stands={"findings": order.findings or "", "work": order.work or ""},
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "repair/bench_repair.html", view, status)


def _act(env: Env, asked: Asked, work: Act) -> Response:
    """Does something with the repair, and shows it again; a refusal stands on the same page, with what was typed."""
    order = _repair(env, asked)
    doomed = env.transaction.doomed
    try:
        with env.session.begin_nested():
            onward = work(order)
            env.session.flush()
    except Refused as why:
        env.transaction.doomed = doomed
        env.session.expire_all()
        return _show(env, asked, order, [one.message for one in why.problems], 422)
    return go_to(asked, onward or f"{BENCH}/{order.id}")


def scan(env: Env, asked: Asked) -> Response:
    """POST …/scan: a part is added; another repair, or what is being repaired there, is opened."""

    def work(order: RepairOrder) -> str:
        meant = meaning_of(env, asked.posted.get("code", ""))
        if (other := _the_one(meant)) is not None:
            if other.id == order.id:
                asked.say("This is what is on the bench.", "warn")
            return f"{BENCH}/{other.id}"
        if meant.lot is not None and (meant.open_repairs or not bench.is_on_hand(meant.lot)):
            return f"{BENCH}?code={quote(meant.lot.name, safe='')}"
        product = meant.lot.product if meant.lot is not None else meant.product
        if product is None:
            raise Refused("Nothing can be added by this code.")
        part, changed = bench.add_part(order, product, meant.lot)
        if changed:
            asked.say(Text("{part}: {n}", part=product.name, n=f"{(part.done or part.demand).normalize():f}"))
        else:
            asked.say(Text("{lot} is on this repair already.", lot=part.lot.name if part.lot else ""), "warn")
        return ""

    return _act(env, asked, work)


def start(env: Env, asked: Asked) -> Response:
    """POST …/start: somebody works on it from now on."""

    def work(order: RepairOrder) -> str:
        bench.start(order)
        asked.say("Started.")
        return ""

    return _act(env, asked, work)


def change_part(env: Env, asked: Asked) -> Response:
    """POST …/part: one `more` or one `less` of the part that is named."""

    def work(order: RepairOrder) -> str:
        more, named = asked.posted.get("more", ""), asked.posted.get("more") or asked.posted.get("less", "")
        part = next((one for one in order.parts if str(one.id) == named), None)
        if part is None:
            raise Refused("This part is not there any more.")
        if not more:
            bench.take_back(order, part)
        elif part.product.tracking == "serial":
            raise Refused("Scan the serial number of {product}: it is not just any of them.", product=part.product.name)
        else:
            bench.add_part(order, part.product, part.lot)
        return ""

    return _act(env, asked, work)


def write_down(env: Env, asked: Asked) -> Response:
    """POST …/words: what was found and what was done, for the report."""

    def work(order: RepairOrder) -> str:
        given = {name: asked.posted.get(name, "").replace("\r\n", "\n").strip() for name in
                 ("findings", "work", "findings_before", "work_before")}  # fmt: skip
        before = given["findings_before"], given["work_before"]
        bench.write_down(order, given["findings"], given["work"], before=before)
        asked.say("Saved.")
        return ""

    return _act(env, asked, work)


def end(env: Env, asked: Asked) -> Response:
    """POST …/end: ends the repair; where less was used than planned, it asks first (`how` is `all` or `as_it_is`)."""

    def work(order: RepairOrder) -> str:
        how = asked.posted.get("how", "")
        if order.state == "under_repair" and order.has_unused_parts and not how:
            return f"{BENCH}/{order.id}?end=1"
        if how == "all":
            order.use_all_parts()
        order.end_repair()
        asked.say(Text("{repair} is repaired.", repair=order.number))
        return ""

    return _act(env, asked, work)


POST = ("POST",)
routes = [
    Route(BENCH, today),
    Route(f"{BENCH}/new", take_in, POST),
    Route(f"{BENCH}/{{id:int}}", one_repair),
    Route(f"{BENCH}/{{id:int}}/scan", scan, POST),
    Route(f"{BENCH}/{{id:int}}/start", start, POST),
    Route(f"{BENCH}/{{id:int}}/part", change_part, POST),
    Route(f"{BENCH}/{{id:int}}/words", write_down, POST),
    Route(f"{BENCH}/{{id:int}}/end", end, POST),
]
