"""The composition root: builds every part once, hands it down, and takes it apart in order."""

from kobra_desktop.app.options import Options
from kobra_desktop.app.root import Root
from kobra_desktop.app.start import prepare, run

__all__ = ["Options", "Root", "prepare", "run"]
