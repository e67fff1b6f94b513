"""Which parts Envíos has; one whose function is not built is absent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.deliveries import DeliveriesModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.theme import Look

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SendingPart:
    """A word on the line of parts, and what it shows, made when it is first seen."""

    word: str
    make: Callable[[], Tab]


def sending_parts(
    look: Look, workspace: Workspace, status: StatusModel, model: DeliveriesModel
) -> dict[str, SendingPart]:
    """By key, in their order."""
    return {
        "deliveries": SendingPart(
            translate("Administration", "Deliveries"), lambda: _deliveries(look, model)
        ),
        "follows": SendingPart(
            translate("Follows", "Who follows what"), lambda: _follows(look, workspace, status)
        ),
        "webhooks": SendingPart(
            translate("Webhooks", "Webhooks"), lambda: _webhooks(look, workspace, status)
        ),
        "mail": SendingPart(
            translate("Administration", "Mail"), lambda: _mail(look, workspace, status)
        ),
    }


def _deliveries(look: Look, model: DeliveriesModel) -> Tab:
    from kobra_desktop.views.administration.sending.deliveries import DeliveriesPart

    return DeliveriesPart(look, model)


def _follows(look: Look, workspace: Workspace, status: StatusModel) -> Tab:
    from kobra_desktop.models.administration.follows import FollowsModel
    from kobra_desktop.views.administration.follows import FollowsTab

    return FollowsTab(look, FollowsModel(workspace, status))


def _webhooks(look: Look, workspace: Workspace, status: StatusModel) -> Tab:
    from kobra_desktop.models.administration.webhooks import WebhooksModel
    from kobra_desktop.views.administration.webhooks import WebhooksTab

    return WebhooksTab(look, WebhooksModel(workspace, status))


def _mail(look: Look, workspace: Workspace, status: StatusModel) -> Tab:
    from kobra_desktop.models.administration.mail import MailModel
    from kobra_desktop.views.administration.sending.mail import MailPart

    return MailPart(look, MailModel(workspace, status))
