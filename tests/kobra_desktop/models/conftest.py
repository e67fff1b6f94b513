"""Models stand on the invented field of the views' tests, without a window."""

from __future__ import annotations

from tests.kobra_desktop.views.fixtures import background, workspace, world

__all__ = ["background", "workspace", "world"]
