"""What every addon is asked for free, its author's tests aside: `pytest --addon PATH`.

It keeps the rules, installs alone and among all others in any order, goes without leaving anything, comes back, and is
upgraded; its history makes what its models say; and in a demonstration each of its pages opens for whoever may read
what is on it, with few statements, and shows nobody what is not for them.

A module of tests that says `from core.testing.contract import *` asks it of the addons in the folders that the setting
`covered_addons` of pytest names: the project's own tests do.
"""

from core.testing.contract.as_composed import *  # noqa: F403
from core.testing.contract.as_written import *  # noqa: F403
from core.testing.contract.coming_and_going import *  # noqa: F403
from core.testing.contract.in_lists import *  # noqa: F403
from core.testing.contract.on_pages import *  # noqa: F403
