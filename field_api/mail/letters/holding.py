"""Letters to holders: the receipt of a payment, the confirmation of a promise. They ask for
nothing, name nobody else, and are not switched off: they come once, of one's own act.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from field_api.change_log.events import event_of
from field_api.change_log.rows import find
from field_api.mail.letters.blocks import (
    Block,
    Facts,
    Said,
    Small,
    Title,
    as_html,
    as_text,
    subject_of,
)
from field_api.mail.letters.office import Office
from field_api.mail.letters.voice import Voice, locale_of
from field_api.mail.message import Letter, Withheld
from field_api.operations.persons import same_people
from field_api.tables.results import events
from kobra_domain.deliveries import Delivery, DeliveryPurpose
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.portfolios import Account, Institution, Party, Portfolio
from kobra_domain.questionnaires.results import result_of
from kobra_domain.receipts import HolderMail, addressee, mailbox_of, refusal_of
from kobra_domain.submissions import Submission
from kobra_domain.visits import Visit
from kobra_domain.words import day_words, method_words, money

_SHOWN = 4  # of an account's number: whose mailbox it is, is not always who reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """To whom a receipt or confirmation goes, why it may not (None: it may), and the form in which
    it was asked for (empty: in none).
    """

    due: Payment | Promise
    party: Party
    portfolio: Portfolio
    account: Account
    asked_in: str
    refusal: str | None


def written_of(connection: Connection, what: HolderMail, due: Payment | Promise) -> Written | None:
    """None: there is nobody to write to."""
    account = find(connection, Account, due.account_id)
    portfolio = find(connection, Portfolio, due.portfolio_id)
    if account is None or portfolio is None:
        return None
    visit = find(connection, Visit, due.visit_id)
    party = find(connection, Party, addressee(account, visit.party_id if visit else None))
    if party is None:
        return None
    form = find(connection, Submission, due.submission_id)
    was_asked = result_of(form.answers).asks_confirmation if form is not None else None
    others = same_people(connection, [party]).get(party.id, ())
    return Written(
        due=due,
        party=party,
        portfolio=portfolio,
        account=account,
        asked_in=form.id if form and was_asked else "",
        refusal=refusal_of(what, party, others, portfolio, was_asked=was_asked),
    )


def holder_letter(connection: Connection, delivery: Delivery, office: Office) -> Letter:
    """The receipt or confirmation as of now. Raises Withheld."""
    what = HolderMail(delivery.purpose.value)
    written = written_of(connection, what, _due(connection, delivery))
    if written is None or written.party.id != delivery.target_id:
        raise Withheld("unsent.party_gone")
    if written.refusal:
        raise Withheld(written.refusal)
    if mailbox_of(written.party) != delivery.address:
        raise Withheld("unsent.not_authorised")
    party, portfolio = written.party, written.portfolio
    voice = Voice(locale_of(party.language, portfolio.country), portfolio.time_zone)
    name = what.value
    subject = subject_of(voice.say(f"{name}_subject"))
    blocks = [
        Title(voice.say(f"{name}_title")),
        Said(voice.say("receipt_hello", name=party.name)),
        *(_receipt(connection, written, voice) if what is HolderMail.RECEIPT else ()),
        *(_confirmation(connection, written, voice) if what is HolderMail.CONFIRMATION else ()),
        Small(voice.say("asked_for" if written.asked_in else "authorised")),
    ]
    return Letter(
        subject=subject,
        text=as_text(blocks),
        html=as_html(blocks, voice.locale, subject),
        sender=portfolio.receipts_from,
    )


def _due(connection: Connection, delivery: Delivery) -> Payment | Promise:
    """What it is about, if that is still what was said. Raises Withheld."""
    row = connection.execute(select(events).where(events.c.id == delivery.event_id)).one_or_none()
    if row is None:
        raise Withheld("unsent.due_gone")
    event = event_of(row)
    e = events.c
    newer = select(func.count()).where(
        e.subject_id == event.subject_id, e.kind == event.kind, e.version > event.version
    )
    if connection.scalar(newer):
        raise Withheld("unsent.due_changed")
    is_receipt = delivery.purpose is DeliveryPurpose.RECEIPT
    kind: type[Payment | Promise] = Payment if is_receipt else Promise
    due = find(connection, kind, event.subject_id)
    if due is None or (isinstance(due, Promise) and due.state is PromiseState.CANCELLED):
        raise Withheld("unsent.due_gone")
    return due


def _receipt(connection: Connection, written: Written, voice: Voice) -> tuple[Block, ...]:
    due = written.due
    assert isinstance(due, Payment)
    how = method_words(due.method, voice.locale)
    facts = [
        (voice.say("receipt_amount"), money(due.amount_minor, due.currency)),
        (voice.say("receipt_paid_on"), day_words(due.paid_on, voice.locale)),
        *([(voice.say("receipt_method"), how)] if how else []),
        *([(voice.say("receipt_reference"), due.reference)] if due.reference else []),
        *_whose(connection, written, voice),
    ]
    said = voice.say("receipt_said", reported_at=due.reported_at.isoformat())
    contact = written.portfolio.pay_contact.strip()
    wrong = (Said(voice.say("receipt_wrong", contact=contact)),) if contact else ()
    return Said(said), Facts(tuple(facts)), *wrong


def _confirmation(connection: Connection, written: Written, voice: Voice) -> tuple[Block, ...]:
    due, portfolio = written.due, written.portfolio
    assert isinstance(due, Promise)
    facts = [
        (voice.say("receipt_amount"), money(due.amount_minor, due.currency)),
        (voice.say("confirmation_due_on"), day_words(due.due_on, voice.locale)),
        *_whose(connection, written, voice),
        (voice.say("how_to_pay"), portfolio.pay_how),
        (voice.say("contact"), portfolio.pay_contact),
    ]
    said = voice.say("confirmation_said", made_at=due.made_at.isoformat())
    return Said(said), Facts(tuple(facts))


def _whose(connection: Connection, written: Written, voice: Voice) -> list[tuple[str, str]]:
    owner = find(connection, Institution, written.portfolio.institution_id)
    number = written.account.number
    shown = number if len(number) <= _SHOWN else f"…{number[-_SHOWN:]}"
    named = [(voice.say("creditor"), owner.name)] if owner else []
    return [*named, (voice.say("account"), shown)]
