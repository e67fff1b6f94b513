"""The first page of an empty profile: try it with an invented city, or go to one's own server. How
the program speaks and looks can be changed there and is seen at once.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from kobra_desktop.models.first_run.server import ServerModel
from kobra_desktop.models.first_run.trial import TrialModel
from kobra_desktop.views import icons
from kobra_desktop.views.first_run.looks import LooksRow
from kobra_desktop.views.first_run.server_card import ServerCard
from kobra_desktop.views.first_run.trial_card import TrialCard
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling


class BeginPage(Front):
    """`language_chosen`, `theme_chosen` (value): to be seen at once. The server card's model says
    where to go on.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        trial: TrialModel,
        server: ServerModel,
        language: str,
        address: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent=parent)
        self.looks = LooksRow(language, look.choice.value)
        self.looks.language_chosen.connect(self.language_chosen)
        self.looks.theme_chosen.connect(self.theme_chosen)
        self.trial = TrialCard(look, trial, language)
        self.server = ServerCard(look, server, language, address)
        mark = QLabel()
        mark.setPixmap(icons.product_mark().pixmap(QSize(40, 40), self.devicePixelRatioF()))
        cards = row(self.trial, self.server, space=16)
        for place in range(2):  # as wide as each other, whatever is said in them
            cards.setStretch(place, 1)
        inside = column(
            row(mark, label("Kobra Desktop", "page"), None, space=12),
            label(self.tr("How do you want to begin?"), "section"),
            cards,
            self.looks,
            space=20,
            margins=(24, 24, 24, 24),
        )
        sheet = holding(inside)
        sheet.setFixedWidth(look.pixels(820))
        around = holding(column(None, row(None, sheet, None), None))
        self.setLayout(column(scrolling(around), space=0))
        self.trial.setVisible(trial.is_here())

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard stands where most begin."""
        super().showEvent(event)
        (self.trial.start if self.trial.start.isVisibleTo(self) else self.server.address).setFocus()
