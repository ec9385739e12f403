"""What tests of addons stand on: databases, kernels, people, and the checks that every addon gets for free.

Needs the extra `test`. The plugin for pytest is `core.testing.plugin`; nothing of the kernel imports this package.
"""

from core.testing.acts import press, the
from core.testing.covered import Known
from core.testing.databases import ENGINES, Databases
from core.testing.kernels import Acting, Kernels, person, someone
from core.testing.site import Site
from core.testing.visitors import Browser

__all__ = ["ENGINES", "Acting", "Browser", "Databases", "Kernels", "Known", "Site", "person", "press", "someone", "the"]
