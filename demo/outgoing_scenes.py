"""The scenes of a client's file: how it is made with its rows before one's eyes, held for a code,
let go, and the file that left.
"""

from collections.abc import Callable, Iterator
from typing import Any

from demo.scene import Scene, acted, in_turn
from kobra_desktop.views.portfolio.outgoing.editor import OutgoingEditor
from kobra_desktop.views.portfolio.outgoing.tab import OutgoingTab
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.window import MainWindow
from kobra_domain.outgoing.things import OutgoingState
from kobra_domain.portfolios import Portfolio

PORTFOLIO = "Microcrédito urbano"
_LEFT = (OutgoingState.MADE, OutgoingState.OUT)


def scenes(window: MainWindow) -> Iterator[Scene]:
    """In their order, or none where the user may not."""
    window.open_page("portfolio", {"tab": "outgoing", "party": ""})
    tab = window.page.tab if isinstance(window.page, PortfolioPage) else None
    if not isinstance(tab, OutgoingTab) or not tab.panel.may_administer:
        return
    for scene in _story(window, tab):
        yield scene
        if not scene.is_there():
            return  # what follows stands on it; that it did not come is said


def _story(window: MainWindow, tab: OutgoingTab) -> Iterator[Scene]:
    opened = in_turn(
        lambda: _portfolio(tab) is not None,
        acted(lambda: tab.open_terms(_of(tab))),
        lambda: _editor(tab) is not None,
    )
    yield Scene("outgoing-columns", window, opened, over=lambda: _editor(tab))
    for key in ("codes", "format", "leaving"):
        shown = in_turn(acted(lambda k=key: _editor(tab).tabs.choose(k)))
        yield Scene(f"outgoing-{key}", window, shown, over=lambda: _editor(tab))
    seen = _seen(tab)
    left_out = seen[0] if seen else ""
    held = in_turn(
        acted(lambda: _give(tab, left_out)),
        acted(lambda: _editor(tab).save.click()),
        lambda: _editor(tab) is None,
        acted(lambda: tab.model.make(_of(tab).id, lambda: None, lambda _: None)),
        lambda: _state(tab) is OutgoingState.HELD,
        acted(lambda: tab.choose(_first(tab))),
        tab.panel.isVisible,
    )
    yield Scene("outgoing-held", window, held)
    asked = in_turn(
        acted(lambda: tab.panel.buttons["codes"].click()), lambda: _editor(tab) is not None
    )
    yield Scene("outgoing-missing", window, asked, over=lambda: _editor(tab))
    made = in_turn(
        acted(lambda: _give(tab, "")),
        acted(lambda: _editor(tab).save.click()),
        lambda: _editor(tab) is None,
        _looked(tab),
        acted(lambda: tab.choose(_first(tab))),
        tab.panel.isVisible,
    )
    yield Scene("outgoing-left", window, made, tab.escape)


def _looked(tab: OutgoingTab) -> Callable[[], bool]:
    def is_made() -> bool:
        if _state(tab) in _LEFT:
            return True
        tab.model.open()
        return False

    return is_made


def _portfolio(tab: OutgoingTab) -> Portfolio | None:
    found = list(tab.model.portfolios.values())
    return next((one for one in found if one.name == PORTFOLIO), found[0] if found else None)


def _of(tab: OutgoingTab) -> Portfolio:
    found = _portfolio(tab)
    assert found is not None
    return found


def _editor(tab: OutgoingTab) -> Any:
    found = (one for one in tab.findChildren(OutgoingEditor) if one.isVisible())
    return next(found, None)


def _seen(tab: OutgoingTab) -> tuple[str, ...]:
    """Results among the real gestiones that have no code yet."""
    editor = _editor(tab)
    return () if editor is None else tuple(editor.shown.missing)


def _give(tab: OutgoingTab, but: str) -> None:
    """A code for each result, as a bank numbers them, but for one."""
    editor = _editor(tab)
    for at, (key, line) in enumerate(editor.codes.lines.items(), 101):
        if not line.text() and key != but:
            line.setText(str(at))
            editor.draft.code(key, line.text())


def _first(tab: OutgoingTab) -> str:
    model: Any = tab.model.list.model
    return model.id_at(0) if model.rowCount() else ""


def _state(tab: OutgoingTab) -> OutgoingState | None:
    found = tab.model.row(_first(tab))
    return None if found is None else found.file.state
