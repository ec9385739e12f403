"""Importing what a set of addons needs. Importing declares layers; nothing else happens by it."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from core.lifecycle.errors import AddonFailed, forget_modules
from core.lifecycle.manifest import Manifest
from core.orm.layers import LAYERS

MODULES = ("models", "hooks", "rules", "wizards", "actions", "pages", "routes", "jobs", "plugin")
"""An addon's modules that are imported, where they exist, in this order."""
CORE = "core"
ROOT = Path(__file__).resolve().parents[1]


KERNEL_MODELS = (
    "core.orm.audit", "core.orm.sequences", "core.lifecycle.models", "core.lifecycle.imports", "core.jobs.models",
    "core.web.models",
)  # fmt: skip
"""The modules in which the kernel declares tables of its own. By name: importing points the other way."""


def load_core() -> None:
    """Imports the kernel's own models."""
    for module in KERNEL_MODELS:
        importlib.import_module(module)


def has_module(manifest: Manifest, module: str) -> bool:
    """Whether an addon has a module of this name, without importing it."""
    return (manifest.path / f"{module}.py").is_file() or (manifest.path / module / "__init__.py").is_file()


def load(manifests: Iterable[Manifest], modules: Sequence[str] = MODULES) -> None:
    """Imports addons, which must come after what they depend on. Raises AddonFailed for the first that cannot be."""
    for manifest in manifests:
        for module in ("", *modules):
            if not module or has_module(manifest, module):
                load_module(manifest, module)


def load_module(manifest: Manifest, module: str) -> ModuleType:
    """One module of an addon, the package itself for "". Raises AddonFailed."""
    name = f"{manifest.package}.{module}" if module else manifest.package
    try:
        return importlib.import_module(name)
    except Exception as why:
        # Half an addon must not stay in memory: it is imported again once it is mended.
        LAYERS.pop(manifest.name, None)
        forget_modules(manifest.package)
        raise AddonFailed(manifest.name, f"importing {module or 'the package'}", why) from why
