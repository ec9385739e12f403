"""For each rule a bad sample and a good one: what an addon is changed to, file by file."""

from __future__ import annotations

from dataclasses import dataclass

Files = dict[str, str]

MANIFEST = 'title = "Shop"\nsummary = "Sells things."\nversion = "1.0"\ndepends = []\n'
ADDON: Files = {
    "addon.toml": MANIFEST,
    "__init__.py": '"""Sells things."""\n',
    "README.md": "# Shop\n\nSells things.\n\n## Uninstalling\n\nRemoves them.\n",
    "tests/test_shop.py": "def test_it() -> None: ...\n",
}
"""An addon with nothing wrong."""


@dataclass(frozen=True)
class Sample:
    """What the rule finds, and the same thing done right."""

    bad: Files
    good: Files


def model(body: str, head: str = "", name: str = "shop.thing", more: str = "") -> Files:
    """A models.py with one model, its rights and its migration."""
    lines = "\n".join("    " + line for line in body.splitlines())
    columns = ", ".join(f'sa.Column("{one}")' for one in COLUMNS)
    return {
        "models.py": f'"""Things."""\n{IMPORTS}{head}\n\nclass Thing(Model, model="{name}"):\n    """A thing."""\n\n{lines}\n{more}',
        "access.toml": f'[[right]]\nrole = "shop.user"\nmodel = "{name}"\nmay = "read"\n[[role]]\nname = "shop.user"\ntitle = "User"\n',
        "migrations/0001_first.py": f'{BEGIN}\n\ndef upgrade() -> None:\n    op.create_table("{name.replace(".", "_")}", {columns})\n',
    }


COLUMNS = ("name", "amount", "customer_id", "day", "lent", "kind", "company_id")
BEGIN = 'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "shop_0001"\ndown_revision = None\n'
IMPORTS = (
    "import sqlalchemy as sa\nfrom core import Mapped, Model, Refused, Wizard, boolean, button, check, choice, computed,"
    " decimal, entry, foreign_key, hookimpl, index, integer, many2one, reacts_to, text\n"
)
NAME = 'name: Mapped[str] = text("Name")'
PLUGIN = '"""Hooks."""\nfrom core import hookimpl\n\n'
CODE = '"""Work."""\nfrom core import Refused\n\ndef work(env, session):\n    '


def code(body: str, head: str = "") -> Files:
    """An actions.py with a function."""
    return {"actions.py": head + CODE + body + "\n"}


def pair(bad: Files, good: Files) -> Sample:
    """A sample."""
    return Sample(bad, good)


OPTION = '\n[[option]]\non = "shop.thing"\nsection = "Sales"\nfield = "use_it"\nlabel = "It"\n'
ASKS = {"pages.py": '"""Pages."""\nasked = "use_it"\n'}
ERRAND = '"""Jobs."""\nimport httpx\nfrom core import errand\n\n@errand()\ndef send(outside):\n    httpx.get("x")\n'
WIZARD = '"""Asks."""\nfrom core import Wizard, button, reacts_to\n\nclass Ask(Wizard, title="Ask"):\n    """Asks."""\n\n    '
LIST = '"""Pages."""\nfrom core import Filter, List\nfrom addons.shop.models import Thing\n\nthings = List(Thing, "things", '
RULE = '\n[[rule]]\nmodel = "shop.thing"\nwhere = "own"\ntitle = "Own"\n'


def ruled(field: str) -> Files:
    """A model with a record rule on a column."""
    made = model(field)
    rules = '"""Rules."""\n\ndef own(t, access):\n    return t.amount == access.USER\n'
    return {**made, "access.toml": made["access.toml"] + RULE, "rules.py": rules}


def extended(line: str) -> Files:
    """A field that is added to another addon's model."""
    return {
        "addon.toml": MANIFEST.replace("[]", '["stand"]'),
        "models.py": '"""More."""\nfrom addons.stand.models import Stand\nfrom core import Mapped, text\n\nclass More(Stand):\n'
        f'    """More."""\n\n    {line}\n',
        "migrations/0001_first.py": BEGIN
        + '\ndef upgrade() -> None:\n    op.add_column("stand_stand", sa.Column("place"))\n',
    }


def taken(constraint: str) -> Files:
    """A running total that is moved."""
    body = f'lent: Mapped[int] = integer("Lent", default=0)\nconstraints = ({constraint})\n'
    return model(body + "def lend(self):\n    self.env.take(Thing, self.id, 'lent', 1, at_most=1)")


STAND: Files = {
    **ADDON,
    "addon.toml": MANIFEST.replace("Shop", "Stand"),
    "models.py": '"""Stands."""\nfrom core import Mapped, Model, text\n\nclass Stand(Model, model="stand.stand"):\n'
    '    """A stand."""\n\n    name: Mapped[str] = text("Name")\n',
    "hooks.py": '"""Hooks."""\nfrom core import hookspec\n\n@hookspec\ndef stand_opened(env, stand):\n    """It is open."""\n',
}
"""Another addon beside it."""
SECOND = BEGIN.replace("0001", "0002")

SAMPLES: dict[str, Sample] = {
    "manifest": pair({"addon.toml": MANIFEST + 'sumary = "x"\n'}, {}),
    "unknown-dependency": pair(
        {"addon.toml": MANIFEST.replace("[]", '["nowhere"]')}, {"addon.toml": MANIFEST.replace("[]", '["stand"]')}
    ),
    "summary": pair({"addon.toml": MANIFEST.replace("things.", "things")}, {}),
    "option-without-field": pair(
        {"addon.toml": MANIFEST + OPTION, **model('use_it: Mapped[str] = text("It")')},
        {"addon.toml": MANIFEST + OPTION, **model('use_it: Mapped[bool] = boolean("It")')},
    ),
    "option-unused": pair({"addon.toml": MANIFEST + OPTION}, {"addon.toml": MANIFEST + OPTION, **ASKS}),
    "data-files": pair({"data.toml": '[["shop.thing"]]\nname = "A"\n'}, {"data.toml": '[["shop.thing"]]\nkey = "a"\n'}),
    "syntax": pair({"actions.py": "def work(:\n"}, code("return 1")),
    "missing-file": pair({"README.md": "# Shop\n"}, {}),
    "code-in-init": pair({"__init__.py": '"""Shop."""\nimport os\n'}, {}),
    "missing-tests": pair({"tests/test_shop.py": "", **code("return 1"), **ASKS}, {**code("return 1"), **ASKS}),
    "unread-file": pair({"views.py": '"""Views."""\n'}, {"pages.py": '"""Pages."""\n'}),
    "poor-name": pair({"utils.py": '"""Things."""\n'}, {"prices.py": '"""Prices."""\n'}),
    "long-file": pair({"actions.py": "a = 1\n" * 401}, {"actions.py": "a = 1\n" * 400}),
    "long-function": pair(code("a = 1\n    " * 60 + "return a"), code("a = 1\n    " * 50 + "return a")),
    "undeclared-dependency": pair(
        code("return 1", "from addons.stand.models import Stand\n"),
        {"addon.toml": MANIFEST.replace("[]", '["stand"]'), **code("return 1", "from addons.stand.models import Stand\n")},
    ),
    "inside-of-core": pair(code("return 1", "from core.orm.env import Env\n"), code("return 1", "from core import Env\n")),
    "unknown-core-name": pair(code("return 1", "from core import txet\n"), code("return 1", "from core import text\n")),
    "private-import": pair(
        code("return 1", "from addons.stand.models import _secret\n"),
        code("return 1", "from addons.stand.models import Stand\n"),
    ),
    "float": pair(
        model("amount: Mapped[float] = decimal('Amount', digits=2)"),
        model("amount: Mapped[int] = decimal('Amount', digits=2)"),
    ),
    "missing-label": pair(model('name: Mapped[str] = text("")'), model(NAME)),
    "raw-column": pair(model("name: Mapped[str] = sa.Column('Name')"), model(NAME)),
    "missing-docstring": pair(
        {"wizards.py": WIZARD.replace('"""Asks."""\n\n', "x = 1\n", 2)}, {"wizards.py": WIZARD + "x = 1\n"}
    ),
    "link-without-relation": pair(
        model("customer_id: Mapped[int] = foreign_key('stand.stand')"),
        model("customer_id: Mapped[int] = foreign_key('stand.stand')\ncustomer = many2one('Customer', 'customer_id')"),
    ),
    "required-in-extension": pair(
        extended('place: Mapped[str] = text("Place", required=True)'),
        extended('place: Mapped[str] = text("Place", required=True, default="x")'),
    ),
    "model-name": pair(model(NAME, name="store.thing"), model(NAME)),
    "field-clash": pair(extended('name: Mapped[str] = text("Name")'), extended('place: Mapped[str] = text("Place")')),
    "unindexed-link": pair(
        model("customer_id: Mapped[int] = foreign_key('stand.stand', index=False)"),
        model("customer_id: Mapped[int] = foreign_key('stand.stand', index=False)\nconstraints = (index('customer_id'),)"),
    ),
    "unindexed-filter": pair(
        {**model("amount: Mapped[int] = integer('N')"), "pages.py": LIST + "group_by=(Thing.amount,))\n"},
        {**model("amount: Mapped[int] = integer('N', index=True)"), "pages.py": LIST + "group_by=(Thing.amount,))\n"},
    ),
    "limit-without-constraint": pair(taken(""), taken("check('lent <= 1', 'once'),")),
    "missing-migration": pair(model('colour: Mapped[str] = text("Colour")'), model(NAME)),
    "migration-order": pair(
        {**model(NAME), "migrations/0002_more.py": SECOND},
        {**model(NAME), "migrations/0002_more.py": SECOND.replace("= None", '= "shop_0001"')},
    ),
    "model-without-rights": pair({**model(NAME), "access.toml": ""}, model(NAME)),
    "unknown-right": pair(
        {**model(NAME), "access.toml": model(NAME)["access.toml"].replace('"read"', '"raed"')}, model(NAME)
    ),
    "unindexed-rule": pair(
        ruled("amount: Mapped[int] = integer('N')"), ruled("amount: Mapped[int] = integer('N', index=True)")
    ),
    "raw-sql": pair(
        code("session.execute(sa.text('DELETE'))", "import sqlalchemy as sa\n"),
        code("session.execute(sa.select(env))", "import sqlalchemy as sa\n"),
    ),
    "ends-the-transaction": pair(code("session.commit()"), code("session.flush()")),
    "network": pair(code("return 1", "import httpx\n"), {"jobs.py": ERRAND}),
    "process": pair(code("return 1", "import subprocess\n"), code("return 1", "import json\n")),
    "sleep": pair(code("time.sleep(1)", "import time\n"), code("return 1")),
    "system-without-reason": pair(
        code("with env.system() as s:\n        s"), code('with env.system("count all") as s:\n        s')
    ),
    "yield-in-system": pair(
        code('with env.system("count") as s:\n        yield s'), code('with env.system("count") as s:\n        a = 1\n    yield a')
    ),
    "computing-writes": pair(
        {"wizards.py": WIZARD + "def opened(self):\n        self.env.new(1)\n"},
        {"wizards.py": WIZARD + '@button("Go")\n    def go(self):\n        self.env.new(1)\n'},
    ),
    "own-clock": pair(
        code("return datetime.now()", "from datetime import datetime\n"), code("return env.now()")
    ),
    "naive-datetime": pair(
        code("return datetime(2026, 1, 1)", "from core import datetime\n"),
        code("return datetime(2026, 1, 1, tzinfo=UTC)", "from datetime import UTC, datetime\n"),
    ),
    "own-chance": pair(
        code("return random.random()", "import random\n"), code("return secrets.token_hex()", "import secrets\n")
    ),
    "hook-outside-plugin": pair(
        {"actions.py": PLUGIN + "@hookimpl\ndef routes():\n    return ()\n"},
        {"plugin.py": PLUGIN + "@hookimpl\ndef routes():\n    return ()\n"},
    ),
    "code-in-plugin": pair(
        {"plugin.py": PLUGIN + "def routes():\n    return ()\n"},
        {"plugin.py": PLUGIN + "@hookimpl\ndef routes():\n    return ()\n"},
    ),
    "unknown-hook": pair(
        {"plugin.py": PLUGIN + "@hookimpl\ndef stand_opened(env):\n    return ()\n"},
        {
            "addon.toml": MANIFEST.replace("[]", '["stand"]'),
            "plugin.py": PLUGIN + "@hookimpl\ndef stand_opened(env):\n    return ()\n",
        },
    ),
    "hook-parameter": pair(
        {"plugin.py": PLUGIN + "@hookimpl\ndef after_upgrade(env, version):\n    return\n"},
        {"plugin.py": PLUGIN + "@hookimpl\ndef after_upgrade(from_version):\n    return\n"},
    ),
    "undocumented-hook": pair(
        {"hooks.py": STAND["hooks.py"].replace('"""It is open."""', "...")}, {"hooks.py": STAND["hooks.py"]}
    ),
    "untranslated": pair(
        code('raise Refused(f"At most {env}")'), code('raise Refused("At most {n}", n=env)')
    ),
    "untranslated-check": pair(
        model(NAME + '\ndef check(self):\n    yield "name", f"Not {self.name}"'),
        model(NAME + '\ndef check(self):\n    yield "name", "Not this"'),
    ),
    "unsafe-html": pair(
        {"templates/shop/a.html": "{{ body|safe }}"}, {"templates/shop/a.html": "{# never |safe #}{{ body }}"}
    ),
    "inline-script": pair(
        {"templates/shop/a.html": '<a onclick="x()">'}, {"templates/shop/a.html": '<script src="/static/shop/a.js"></script>'}
    ),
    "untranslated-template": pair(
        {"templates/shop/a.html": "<h1>Sales</h1>"}, {"templates/shop/a.html": '<h1 title="{{ _("All") }}">{{ _("Sales") }}</h1>'}
    ),
    "swallowed-exception": pair(
        code("try:\n        env()\n    except Exception:\n        return 1"),
        code("try:\n        env()\n    except LookupError:\n        return 1"),
    ),
    "print": pair(code("print(env)"), code("return env")),
    "mutable-default": pair(
        {"actions.py": '"""Work."""\n\ndef work(found=[]):\n    return found\n'},
        {"actions.py": '"""Work."""\n\ndef work(found=()):\n    return found\n'},
    ),
    "shared-state": pair(code("global seen"), code("seen = 1")),
    "async": pair({"actions.py": "async def work() -> None: ...\n"}, {"actions.py": "def work() -> None: ...\n"}),
    "allow-without-reason": pair(
        code("print(env)  # makegood: allow print"), code("print(env)  # makegood: allow print because it is the sample")
    ),
    "idle-allow": pair(
        code("return 1  # makegood: allow print because it is the sample"),
        code("print(env)  # makegood: allow print because it is the sample"),
    ),
}  # fmt: skip
