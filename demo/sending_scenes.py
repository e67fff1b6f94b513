"""What `--scenes` paints of Administración › Envíos: its parts, a line, and the mail behind it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog

from demo.city import TOLD_PORTFOLIOS
from demo.scene import Scene
from field_api.simulator.verbs import SUPERVISOR
from kobra_desktop.models.administration.deliveries import DeliveryRow
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.administration.sending.deliveries import DeliveriesPart
from kobra_desktop.views.administration.sending.letter import LetterDialog
from kobra_desktop.views.administration.sending.tab import SendingTab
from kobra_desktop.views.window import MainWindow
from kobra_domain.deliveries import DeliveryChannel, DeliveryPurpose, DeliveryState


def scenes(window: MainWindow, page: AdministrationPage) -> Iterator[Scene]:
    """The parts in their order, with a mail that was sent open in the first."""
    page.restore({"tab": "sending"})
    tab = page.tab
    if not isinstance(tab, SendingTab):
        return
    part = tab.part
    if isinstance(part, DeliveriesPart):
        yield from _mails(window, part)
    for key in sorted(tab.parts.keys() - {"deliveries", "webhooks"}):  # those have their scenes
        page.restore({"tab": "sending", "lists": {"part": key}})
        yield Scene(f"administration-sending-{key}", window)


def _mails(window: MainWindow, part: DeliveriesPart) -> Iterator[Scene]:
    part.model.open()
    yield Scene("administration-sending-lines", window, lambda: _sent(part) is not None)
    sent = _sent(part)
    if sent is None:
        return
    part.choose(sent.id)
    yield Scene("administration-sending-line", window, part.panel.isVisible)
    part.panel.buttons["letter"].click()
    yield Scene(
        "administration-sending-letter",
        window,
        lambda: _letter(part) is not None,
        lambda: _close(part),
        over=lambda: _letter(part),
    )
    part.escape()


def _sent(part: DeliveriesPart) -> DeliveryRow | None:
    """The newest mail about a visit that was taken, by the portfolio whose mails show all."""
    rows = part.model.list.held.rows
    return next(
        (
            one
            for one in rows
            if one.delivery.channel is DeliveryChannel.MAIL
            and one.delivery.state is DeliveryState.SENT
            and one.delivery.purpose is DeliveryPurpose.EACH
            and one.delivery.visit_id
            and one.portfolio == TOLD_PORTFOLIOS[0]
            and one.delivery.address == SUPERVISOR
        ),
        None,
    )


def _letter(part: DeliveriesPart) -> QDialog | None:
    return next((one for one in part.findChildren(LetterDialog) if one.isVisible()), None)


def _close(part: DeliveriesPart) -> None:
    dialog = _letter(part)
    if dialog is not None:
        dialog.accept()
