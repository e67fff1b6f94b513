"""Every sentence that counts. lupdate sees a form of number only in `self.tr(text, "", n)`, so they
stand together here.
"""

from __future__ import annotations

from PySide6.QtCore import QObject


class Counts(QObject):
    """One method a sentence; `n` chooses the form in each language."""

    def visits(self, n: int) -> str:
        """So many visits."""
        return self.tr("%n visit(s)", "", n)

    def assign(self, n: int) -> str:
        """The title of the dialog."""
        return self.tr("Assign %n visit(s)", "", n)

    def assigned(self, n: int) -> str:
        """To {name}."""
        return self.tr("%n visit(s) assigned to {name}", "", n)

    def unassigned(self, n: int) -> str:
        """To nobody."""
        return self.tr("%n visit(s) without agent", "", n)

    def cancelled(self, n: int) -> str:
        """Called off."""
        return self.tr("%n visit(s) cancelled", "", n)

    def reopened(self, n: int) -> str:
        """Made drafts again."""
        return self.tr("%n visit(s) reopened", "", n)

    def chosen(self, n: int) -> str:
        """Rows that are selected."""
        return self.tr("%n chosen", "", n)

    def left(self, n: int) -> str:
        """What an act did not do."""
        return self.tr("%n left as it was", "", n)

    def waiting(self, n: int) -> str:
        """Edits that the server does not have."""
        return self.tr("%n change(s) to send", "", n)

    def parked(self, n: int) -> str:
        """Edits that the server refused."""
        return self.tr("%n could not be sent", "", n)

    def conflicts(self, n: int) -> str:
        """Edits that somebody else contradicted."""
        return self.tr("%n conflict(s)", "", n)

    def of_this_visit(self, n: int) -> str:
        """Edits of one visit."""
        return self.tr("%n change(s) of this visit to send", "", n)

    def attended(self, n: int) -> str:
        """Alerts that somebody answered."""
        return self.tr("%n alert(s) attended", "", n)

    def muted(self, n: int) -> str:
        """Until {time}."""
        return self.tr("%n alert(s) muted until {time}", "", n)

    def heard(self, n: int) -> str:
        """No longer muted."""
        return self.tr("%n alert(s) heard again", "", n)

    def carried(self, n: int) -> str:
        """Unsent edits that a damaged replica still gave."""
        return self.tr("%n unsent change(s) carried over.", "", n)

    def lost_by_closing(self, n: int) -> str:
        """Unsent edits whose key ends with the program."""
        return self.tr("%n change(s) not sent yet would be lost.", "", n)

    def agents(self, n: int) -> str:
        """So many agents."""
        return self.tr("%n agent(s)", "", n)


counts = Counts()
