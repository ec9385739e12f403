"""The demonstration with everything installed: what there is, and who works in it."""

from __future__ import annotations

from tests.kernels import ADDONS, ROOT

OUTSIDE = ROOT / "tests" / "outside" / "addons"
FOLDERS = (ADDONS, OUTSIDE)
NAMES = sorted(path.parent.name for path in ADDONS.glob("*/addon.toml"))
ALL = [*NAMES, *sorted(path.parent.name for path in OUTSIDE.glob("*/addon.toml"))]
PEOPLE = {
    "admin": "admin@example.com",
    "manager": "manager@example.com",
    "agent": "agent@example.com",
    "stock": "stock@example.com",
    "sales": "sales@example.com",
    "customer": "amelie@example.com",
}
"""Who works in the demonstration, by what they do. Their passwords are the first part of their logins."""
