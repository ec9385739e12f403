"""From view models to HTML: templates, formats, icons, translations."""

from core.ui.rendering.formats import Formats, formats_for
from core.ui.rendering.icons import icon
from core.ui.rendering.renderer import Renderer, renderer_builder

__all__ = ["Formats", "Renderer", "formats_for", "icon", "renderer_builder"]
