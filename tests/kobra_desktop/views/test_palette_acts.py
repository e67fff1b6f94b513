"""What a person looks for by name in the palette is there."""

from __future__ import annotations

import pytest

from kobra_desktop.views.main import KobraWindow


@pytest.mark.parametrize("typed", ["new visit", "theme dark", "130 %"])
def test_it_is_found(window: KobraWindow, typed: str) -> None:
    """A new visit, the theme, the size of the text."""
    model = window.palette_model
    model.search(typed)
    assert model.rowCount() >= 1


def test_what_is_not_there_is_said(window: KobraWindow) -> None:
    """A sentence in the place of an empty box."""
    palette = window.command_palette
    palette.open_over(window)
    assert palette.nothing.isHidden()
    window.palette_model.search("zzqx")
    assert palette.nothing.isVisible()
