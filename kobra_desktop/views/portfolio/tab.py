"""What Cartera knows of its tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.live import LiveRead
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.widgets.list_box import ListBox


class PortfolioTab(Tab):
    """`open_requested` (page key, state) goes elsewhere: `("portfolio", {"party": id})` opens a
    holder in full, so that Back returns to the tab as it was.
    """

    open_requested = Signal(str, object)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that were dropped on the page, or pasted."""

    def take_text(self, text: str) -> None:
        """Rows of a spreadsheet that were pasted."""

    def assign_chosen(self) -> None:
        """Ctrl+Shift+A: assign what is chosen."""

    def acts(self) -> QWidget | None:
        """What stands in the page's head while the tab is in front, such as `ListBox.acts`: chips
        have the line of tools to themselves then.
        """
        return None

    def narrow(self, accepted: Mapping[str, object]) -> None:
        """Show only the rows of these values by quality, whatever was ticked before."""

    def content(self) -> QWidget | None:
        """What has the keyboard when the tab is chosen; None: its page."""
        return None


class BoxTab(PortfolioTab):
    """One that is a list: `box`."""

    box: ListBox

    def acts(self) -> QWidget | None:
        """Count, export, menu and what the tab added: chips and search have their line to
        themselves.
        """
        return self.box.acts

    def content(self) -> QWidget:
        """The table."""
        return self.box.table

    def filter_field(self) -> QLineEdit:
        """The search."""
        return self.box.search

    def narrow(self, accepted: Mapping[str, object]) -> None:
        """By the chips of the list."""
        self.box.restore({"accepted": dict(accepted)})

    def choose(self, row_id: str) -> None:
        """Select a row."""
        self.box.choose(row_id)


@dataclass(frozen=True, slots=True)
class PageTab:
    """A tab by its word. `waiting`: what counts the work that waits in it, shown beside the word
    also while the tab was never opened. `waits`: what it counts, for who wonders.
    """

    word: str
    make: Callable[[], PortfolioTab]
    waiting: Callable[[], LiveRead[int]] | None = None
    waits: str = ""
