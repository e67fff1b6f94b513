"""Numbers on the screen, and every sentence that counts: lupdate sees a form of number only in
`self.tr(text, "", n)`, so they stand together. The screen's language is Qt's default locale.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from kobra_domain.words import number


def figure(n: int) -> str:
    """The number as the screen's language groups it: 6.074."""
    return number(n, QLocale().name())


def grouped(text: str, n: int) -> str:
    """The sentence with its number grouped: 6.074 visitas."""
    return text.replace(str(n), figure(n), 1)


class Counts(QObject):
    """One method a sentence; `n` chooses the form in each language."""

    def visits(self, n: int) -> str:
        """So many visits."""
        return grouped(self.tr("%n visit(s)", "", n), n)

    def told_visits(self, n: int) -> str:
        """In a notice, many at once."""
        return grouped(self.tr("%n visit(s) ended", "", n), n)

    def told_promises(self, n: int) -> str:
        """Likewise."""
        return grouped(self.tr("%n promise(s) to pay", "", n), n)

    def told_payments(self, n: int) -> str:
        """Likewise."""
        return grouped(self.tr("%n payment(s) reported", "", n), n)

    def told_broken(self, n: int) -> str:
        """Likewise."""
        return grouped(self.tr("%n broken promise(s)", "", n), n)

    def told_away(self, n: int) -> str:
        """Likewise."""
        return grouped(self.tr("%n check-in(s) away from the door", "", n), n)

    def told_alerts(self, n: int) -> str:
        """Likewise."""
        return grouped(self.tr("%n other alert(s)", "", n), n)

    def told_sos(self, n: int) -> str:
        """Likewise."""
        return grouped(self.tr("%n call(s) for help", "", n), n)

    def blocked_today(self, n: int) -> str:
        """In the morning."""
        return grouped(self.tr("%n visit(s) of today blocked by rule or holiday", "", n), n)

    def left_over(self, n: int) -> str:
        """Of the days before."""
        return grouped(self.tr("%n visit(s) left over from the days before", "", n), n)

    def assign(self, n: int) -> str:
        """The title of the dialog."""
        return grouped(self.tr("Assign %n visit(s)", "", n), n)

    def assigned(self, n: int) -> str:
        """To {name}."""
        return grouped(self.tr("%n visit(s) assigned to {name}", "", n), n)

    def planned(self, n: int) -> str:
        """Made for accounts, or found there."""
        return grouped(self.tr("%n visit(s) planned", "", n), n)

    def plan(self, n: int) -> str:
        """The title of the dialog."""
        return grouped(self.tr("Visits for %n account(s)", "", n), n)

    def accounts(self, n: int) -> str:
        """So many accounts."""
        return grouped(self.tr("%n account(s)", "", n), n)

    def accounts_changed(self, n: int) -> str:
        """Edited together."""
        return grouped(self.tr("%n account(s) changed", "", n), n)

    def people(self, n: int) -> str:
        """So many people."""
        return grouped(self.tr("%n person(s)", "", n), n)

    def people_changed(self, n: int) -> str:
        """Edited together."""
        return grouped(self.tr("%n person(s) changed", "", n), n)

    def promises(self, n: int) -> str:
        """So many promises."""
        return grouped(self.tr("%n promise(s)", "", n), n)

    def payments(self, n: int) -> str:
        """So many payments."""
        return grouped(self.tr("%n payment(s)", "", n), n)

    def unassigned(self, n: int) -> str:
        """To nobody."""
        return grouped(self.tr("%n visit(s) without agent", "", n), n)

    def cancelled(self, n: int) -> str:
        """Called off."""
        return grouped(self.tr("%n visit(s) cancelled", "", n), n)

    def moved(self, n: int) -> str:
        """To another day."""
        return grouped(self.tr("%n visit(s) moved to another day", "", n), n)

    def carry(self, n: int) -> str:
        """The title of the dialog."""
        return grouped(self.tr("Move %n visit(s) on", "", n), n)

    def reschedule(self, n: int) -> str:
        """The title of the dialog."""
        return grouped(self.tr("Reschedule %n visit(s)", "", n), n)

    def call_off(self, n: int) -> str:
        """The title of the dialog."""
        return grouped(self.tr("Cancel %n visit(s)", "", n), n)

    def carry_act(self, n: int) -> str:
        """On the button that asks."""
        return grouped(self.tr("Move %n to tomorrow…", "", n), n)

    def reschedule_act(self, n: int) -> str:
        """Likewise."""
        return grouped(self.tr("Reschedule %n…", "", n), n)

    def cancel_act(self, n: int) -> str:
        """Likewise."""
        return grouped(self.tr("Cancel %n…", "", n), n)

    def staying(self, n: int) -> str:
        """Visits that an act would not move."""
        return grouped(self.tr("%n stay(s) as it is", "", n), n)

    def begun(self, n: int) -> str:
        """Visits of a phone of which no form has come."""
        return grouped(self.tr("%n begun without a form", "", n), n)

    def on_the_phone(self, n: int) -> str:
        """Visits that a phone holds."""
        return grouped(self.tr("%n on the phone", "", n), n)

    def to_review(self, n: int) -> str:
        """Answers that nobody has judged."""
        return grouped(self.tr("%n answer(s) to review", "", n), n)

    def unproved(self, n: int) -> str:
        """Answers that tell of a payment and show nothing of it."""
        return grouped(self.tr("%n payment(s) without proof", "", n), n)

    def due_tomorrow(self, n: int) -> str:
        """Promises."""
        return grouped(self.tr("%n promise(s) due tomorrow", "", n), n)

    def summary_sent(self, n: int) -> str:
        """Mails with the summary of the day."""
        return grouped(self.tr("The summary goes to %n address(es).", "", n), n)

    def links_ended(self, n: int) -> str:
        """Links of reports that were revoked."""
        return grouped(self.tr("%n link(s) revoked", "", n), n)

    def reopened(self, n: int) -> str:
        """Made drafts again."""
        return grouped(self.tr("%n visit(s) reopened", "", n), n)

    def chosen(self, n: int) -> str:
        """Rows that are selected."""
        return grouped(self.tr("%n chosen", "", n), n)

    def left(self, n: int) -> str:
        """What an act did not do."""
        return grouped(self.tr("%n left as it was", "", n), n)

    def together(self, n: int) -> str:
        """Edits of one act."""
        return grouped(self.tr("%n change(s) made together", "", n), n)

    def waiting(self, n: int) -> str:
        """Edits that the server does not have."""
        return grouped(self.tr("%n change(s) to send", "", n), n)

    def parked(self, n: int) -> str:
        """Edits that the server refused."""
        return grouped(self.tr("%n could not be sent", "", n), n)

    def strange(self, n: int) -> str:
        """Rows of a newer server that this version cannot read."""
        return grouped(self.tr("%n record(s) of a newer server: update Kobra Desktop", "", n), n)

    def conflicts(self, n: int) -> str:
        """Edits that somebody else contradicted."""
        return grouped(self.tr("%n conflict(s)", "", n), n)

    def unread(self, n: int) -> str:
        """Answers whose amount is no number."""
        return grouped(self.tr("%n answer(s) with an amount that cannot be read", "", n), n)

    def proposed(self, n: int) -> str:
        """Answers with money that waits for a person."""
        return grouped(self.tr("%n answer(s) with a promise or payment to decide on", "", n), n)

    def petitions(self, n: int) -> str:
        """What people asked for and is due soon."""
        return grouped(self.tr("%n petition(s) to answer", "", n), n)

    def overdue(self, n: int) -> str:
        """Of these."""
        return grouped(self.tr("%n overdue", "", n), n)

    def of_this_visit(self, n: int) -> str:
        """Edits of one visit."""
        return grouped(self.tr("%n change(s) of this visit to send", "", n), n)

    def positions(self, n: int) -> str:
        """Reports of where somebody was."""
        return grouped(self.tr("%n position(s)", "", n), n)

    def more_visits(self, n: int) -> str:
        """Of which nothing more is said."""
        return grouped(self.tr("… and %n more visit(s)", "", n), n)

    def held_people(self, n: int) -> str:
        """Whose data a phone held."""
        return grouped(self.tr("The phone held data of %n person(s).", "", n), n)

    def parked_here(self, n: int) -> str:
        """Edits of this machine that the server refused."""
        return grouped(self.tr("%n change(s) of this machine", "", n), n)

    def attended(self, n: int) -> str:
        """Alerts that somebody answered."""
        return grouped(self.tr("%n alert(s) attended", "", n), n)

    def muted(self, n: int) -> str:
        """Until {time}."""
        return grouped(self.tr("%n alert(s) muted until {time}", "", n), n)

    def heard(self, n: int) -> str:
        """No longer muted."""
        return grouped(self.tr("%n alert(s) heard again", "", n), n)

    def carried(self, n: int) -> str:
        """Unsent edits that a damaged replica still gave."""
        return grouped(self.tr("%n unsent change(s) carried over.", "", n), n)

    def lost_by_closing(self, n: int) -> str:
        """Unsent edits whose key ends with the program."""
        return grouped(self.tr("%n change(s) not sent yet would be lost.", "", n), n)

    def agents(self, n: int) -> str:
        """So many agents."""
        return grouped(self.tr("%n agent(s)", "", n), n)

    def rows(self, n: int) -> str:
        """So many rows of any list."""
        return grouped(self.tr("%n row(s)", "", n), n)

    def charts(self, n: int) -> str:
        """So many panels of a report."""
        return grouped(self.tr("%n chart(s) and tables", "", n), n)

    def pages_printed(self, n: int) -> str:
        """Of a report."""
        return grouped(self.tr("%n page(s) printed", "", n), n)

    def printed(self, n: int) -> str:
        """Rows on paper."""
        return grouped(self.tr("%n row(s) printed", "", n), n)


counts = Counts()
