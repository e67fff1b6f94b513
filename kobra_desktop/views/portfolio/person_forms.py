"""The forms of a person's page: a contact received or made, a petition, its answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.portfolio.person import PersonModel
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import ChoiceEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.contact import RuleStatus
from kobra_domain.contacts import Contact, ContactPurpose, Petition, PetitionKind
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import ChannelKind
from kobra_domain.words import say

translate = QCoreApplication.translate


class ContactDialog(Form):
    """The person sought us: who answers them then is not counted as having sought them."""

    kind = Contact
    is_act = True

    def __init__(self, look: Look, parent: QWidget, model: PersonModel) -> None:
        title = translate("Person", "Contact received")
        start = {"at": model.workspace.now, "channel": ChannelKind.PHONE}
        setting = Setting.of(model.workspace)
        super().__init__(look, parent, title, setting, model.keep_contact, start=start)
        self.at, self.channel = self.of("at"), self.of("channel")
        self.account = self.by("account_id", _accounts(model))
        self.note = self.of("note")
        caption = translate(
            "Person", "It counts as asked for by the person, in every portfolio of the institution."
        )
        halves = row(self.at, self.channel, space=12)
        self.build(column(halves, self.account, self.note, None, space=12), 480, 400, caption)
        self.note.take_focus()

    def send(self, values: Values) -> None:
        """Somebody spoke, and it was the person who began."""
        super().send({**values, "is_received": True, "is_two_way": True})


class ContactMadeDialog(Form):
    """Somebody sought the person: whether they answered, and what it was for. Collection counts for
    the limits of the law, answered or not.
    """

    kind = Contact

    def __init__(self, look: Look, parent: QWidget, model: PersonModel) -> None:
        title = translate("Person", "Contact made")
        start = {
            "at": model.workspace.now,
            "channel": ChannelKind.PHONE,
            "is_two_way": True,
            "purpose": ContactPurpose.COLLECTION,
        }
        setting = Setting.of(model.workspace)
        super().__init__(look, parent, title, setting, model.keep_contact, start=start)
        self.at, self.channel, self.purpose = self.of("at"), self.of("channel"), self.of("purpose")
        self.is_two_way, self.made_by = self.of("is_two_way"), self.of("made_by")
        self.account = self.by("account_id", _accounts(model))
        self.note = self.of("note")
        caption = translate(
            "Person",
            "Who confirms an operation or tells what was asked for demands no payment. What was "
            "confirmed or asked for stands in the note.",
        )
        inside = column(
            row(self.at, self.channel, space=12),
            self.purpose,
            self.is_two_way,
            self.made_by,
            self.account,
            self.note,
            None,
            space=12,
        )
        self.build(inside, 520, 600, caption)
        self.note.take_focus()


class PetitionDialog(Form):
    """What the person asks for. Until when it must be answered follows from kind and day, as long
    as nobody typed another day.
    """

    kind = Petition

    def __init__(self, look: Look, parent: QWidget, model: PersonModel) -> None:
        self._model = model
        title = translate("Person", "Petition of the person")
        start = {
            "kind": PetitionKind.COMPLAINT,
            "received_at": model.workspace.now,
            "owner_id": model.workspace.desk.who.id,
        }
        setting = Setting.of(model.workspace)
        super().__init__(look, parent, title, setting, model.keep_petition, start=start)
        self.petition_kind, self.channel = self.of("kind"), self.of("channel")
        self.received, self.text = self.of("received_at"), self.of("text")
        self.due = self.by("due_on", DayEditor(setting.locale, setting.today))
        card = model.facts.card if model.facts else None
        users = [(one.id, one.name) for one in card.users] if card else []
        self.owner = self.by("owner_id", ChoiceEditor([(None, "—"), *users]))
        self.account = self.by("account_id", _accounts(model))
        self._law = label("", "caption", wrap=True)
        self._shown_due: object = None
        for one in (self.petition_kind, self.received):
            one.typing.listen(self._show_term)
        self.build(
            column(
                row(self.petition_kind, self.channel, space=12),
                self.text,
                row(self.received, self.due, space=12),
                self._law,
                row(self.owner, self.account, space=12),
                None,
                space=12,
            ),
            560,
            520,
        )
        self._show_term()
        self.text.take_focus()

    def _show_term(self) -> None:
        try:
            kind, received_at = self.petition_kind.value, self.received.value
        except Invalid:
            return
        if kind is None or received_at is None:
            return
        if self._shown_due in (None, self.due.value):
            self.due.put(self._model.due_on(kind, received_at))
            self._shown_due = self.due.value
        term = self._model.term(kind)
        words = translate("Person", "{days} business days by {law}.")
        told = [words.format(days=term.days, law=term.citation)]
        if term.more_days and not term.is_for_effect:
            more = translate("Person", "{days} more if the person is told why before.")
            told.append(more.format(days=term.more_days))
        if term.marked_days:
            marked = translate("Person", "«Claim being processed» stands on the record at once.")
            told.append(marked)
        if term.status is RuleStatus.UNVERIFIED:
            told.append(say("note.unverified", None, self.setting.locale))
        self._law.setText(" ".join(told))


class AnswerDialog(Form):
    """What was answered; the petition waits no longer."""

    kind = Petition

    def __init__(self, look: Look, parent: QWidget, model: PersonModel, petition: Petition) -> None:
        def submit(values: Values, then: Then, refused: Refused) -> None:
            model.answer(petition, values, then, refused)

        title = translate("Person", "Answer the petition")
        setting = Setting.of(model.workspace)
        super().__init__(look, parent, title, setting, submit, held=petition)
        self.answer = self.of("answer")
        asked = label(petition.text, "secondary", wrap=True)
        self.build(column(asked, self.answer, None, space=12), 480, 340)
        self.answer.take_focus()


def _accounts(model: PersonModel) -> ChoiceEditor:
    """One of the person's accounts, or none."""
    card = model.facts.card if model.facts else None
    numbers = [(one.id, one.number) for one in card.accounts] if card else []
    return ChoiceEditor([(None, "—"), *numbers])
