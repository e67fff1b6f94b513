"""Receipts and confirmations for holders: what leaves, what does not and why, and how it reads."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from field_api.database import Database
from field_api.mail.message import Withheld
from kobra_domain.deliveries import Delivery, DeliveryPurpose, DeliveryState
from kobra_domain.dues import PromiseState
from kobra_domain.people import Consent
from kobra_domain.portfolios import Channel, ChannelKind, Party, Portfolio
from kobra_domain.submissions import Answer
from kobra_records.ids import new_id
from tests.field_api.mail.letter_room import (
    at_door,
    edit,
    ended,
    fan,
    html_of,
    letter,
    message,
    text_of,
)
from tests.field_api.mail.samples import a_form, a_payment, a_promise
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import World, write

EMAIL = Channel(
    kind=ChannelKind.EMAIL,
    value="titular@correo.example",
    consent=Consent(given_at=WEDNESDAY, source="Formulario", purpose="contact"),
)
pytestmark = pytest.mark.both_engines


def prepared(database: Database, world: World, **of_portfolio: Any) -> tuple[Party, Portfolio]:
    """A holder who has authorised e-mail, and a portfolio that says how to pay."""
    north = world.north
    party = replace(north.party, channels=(EMAIL,))
    values = {
        "pay_how": "Consignación a la cuenta 0000 de la entidad",
        "pay_contact": "Línea de atención 601 000 0000",
        "receipts_from": "constancias@entidad.example",
        **of_portfolio,
    }
    portfolio = replace(north.portfolio, **values)
    edit(database, (party, north.party), (portfolio, north.portfolio))
    return party, portfolio


def said(database: Database, world: World, *, asked: str = "", **of_form: Any) -> list[Delivery]:
    """A visit ends with a promise and a payment; answers what waits or stands."""
    there = at_door(world.north)
    write(database, there)
    form = replace(a_form(there), **of_form)
    if asked:
        form = replace(form, answers=(Answer(path="pide_confirmacion", value=asked),))
    edit(
        database,
        (ended(there), there),
        (form, None),
        (a_promise(there, submission_id=form.id), None),
        (a_payment(there, submission_id=form.id), None),
    )
    return fan(database, has_holders=True)


def by_purpose(made: list[Delivery]) -> dict[DeliveryPurpose, Delivery]:
    return {one.purpose: one for one in made}


def test_a_payment_reported_has_its_receipt(database: Database, world: World) -> None:
    party, _ = prepared(database, world)
    receipt = by_purpose(said(database, world))[DeliveryPurpose.RECEIPT]
    assert (receipt.state, receipt.address) == (DeliveryState.WAITING, EMAIL.value)
    assert receipt.target_id == party.id
    read = message(database, receipt)
    assert read["From"] == "constancias@entidad.example"
    assert read["Subject"] == "Acuse de su pago reportado"
    assert read["Message-ID"] == f"<{receipt.id}@kobra.entidad.example>"
    assert not [name for name in list(read) if name.lower().startswith("list-")]
    text = text_of(read)
    for words in ("Titular Norte", "$ 120.000 COP", "mié 4 mar", "Banco Norte", "A-20391", "C-1"):
        assert words in text
        assert words in html_of(read)
    assert "/unsubscribe/" not in text
    for demand in ("debe", "mora", "atraso", "pague", "saldo"):
        assert demand not in text.casefold()


def test_a_receipt_says_the_means_in_words(database: Database, world: World) -> None:
    prepared(database, world)
    there = at_door(world.north)
    write(database, there)
    paid = a_payment(there, method="deposito")
    edit(database, (ended(there), there), (paid, None))
    receipt = by_purpose(fan(database, has_holders=True))[DeliveryPurpose.RECEIPT]
    text = text_of(message(database, receipt))
    assert "Consignación" in text
    assert "deposito" not in text


def test_in_colombia_a_confirmation_that_nobody_asked_for_stands_unsent_with_why(
    database: Database, world: World
) -> None:
    prepared(database, world)
    made = by_purpose(said(database, world))[DeliveryPurpose.CONFIRMATION]
    assert (made.state, made.code) == (DeliveryState.UNSENT, "unsent.not_asked")


def test_a_no_at_the_door_is_kept_in_mexico_too(database: Database, world: World) -> None:
    prepared(database, world, country="MX", time_zone="America/Mexico_City")
    made = by_purpose(said(database, world, asked="no"))
    assert made[DeliveryPurpose.CONFIRMATION].code == "unsent.declined"
    assert made[DeliveryPurpose.RECEIPT].state is DeliveryState.WAITING


def test_asked_for_at_the_door_it_leaves_and_names_the_proof(
    database: Database, world: World
) -> None:
    prepared(database, world)
    made = by_purpose(said(database, world, asked="sí"))[DeliveryPurpose.CONFIRMATION]
    assert made.state is DeliveryState.WAITING
    assert '"submission_id"' in made.content
    text = text_of(message(database, made))
    for words in ("$ 250.000 COP", "lun 30 mar", "cuenta 0000", "601 000 0000"):
        assert words in text
    assert "porque usted lo pidió durante la visita" in text
    assert "compromiso de pago" in text.casefold()


def test_in_mexico_it_leaves_with_the_words_and_money_of_mexico(
    database: Database, world: World
) -> None:
    prepared(database, world, country="MX", time_zone="America/Mexico_City")
    made = by_purpose(said(database, world))[DeliveryPurpose.CONFIRMATION]
    assert made.state is DeliveryState.WAITING
    text = text_of(message(database, made))
    assert "Confirmación de su promesa de pago" in text
    assert "porque usted autorizó el correo" in text


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"channels": (replace(EMAIL, consent=None),)}, "unsent.not_authorised"),
        ({"deceased_known_at": WEDNESDAY}, "unsent.deceased"),
        ({"restricted_at": WEDNESDAY}, "unsent.data_restricted"),
    ],
)
def test_who_may_not_be_written_to_gets_nothing_and_it_is_seen(
    database: Database, world: World, changed: dict[str, Any], code: str
) -> None:
    party, _ = prepared(database, world)
    edit(database, (replace(party, **changed), party))
    made = said(database, world, asked="sí")
    assert {(one.state, one.code) for one in made} == {(DeliveryState.UNSENT, code)}
    assert len(made) == 2


def test_who_has_no_mailbox_makes_no_line(database: Database, world: World) -> None:
    party, _ = prepared(database, world)
    edit(database, (replace(party, channels=()), party))
    assert said(database, world, asked="sí") == []


def test_the_rule_is_asked_again_when_it_leaves(database: Database, world: World) -> None:
    party, _ = prepared(database, world)
    receipt = by_purpose(said(database, world))[DeliveryPurpose.RECEIPT]
    edit(database, (replace(party, deceased_known_at=WEDNESDAY), party))
    with pytest.raises(Withheld) as refused:
        letter(database, receipt)
    assert refused.value.code == "unsent.deceased"


def test_a_promise_that_was_changed_is_confirmed_anew_alone(
    database: Database, world: World
) -> None:
    prepared(database, world, country="MX")
    there = at_door(world.north)
    write(database, there)
    promise = a_promise(there)
    edit(database, (ended(there), there), (promise, None))
    edit(database, (replace(promise, amount_minor=30_000_000), promise))
    old, new = fan(database, has_holders=True)
    with pytest.raises(Withheld) as refused:
        letter(database, old)
    assert refused.value.code == "unsent.due_changed"
    assert "300.000" in letter(database, new).text
    changed = replace(promise, amount_minor=30_000_000)
    edit(database, (replace(changed, state=PromiseState.CANCELLED), changed))
    with pytest.raises(Withheld) as gone:
        letter(database, new)
    assert gone.value.code == "unsent.due_gone"


def test_a_portfolio_that_sends_none_has_none(database: Database, world: World) -> None:
    prepared(database, world, sends_receipts=False, sends_confirmations=False)
    assert said(database, world, asked="sí") == []


def test_what_no_door_told_is_no_news_to_a_holder(database: Database, world: World) -> None:
    prepared(database, world)
    there = at_door(world.north)
    write(database, there, a_payment(there, visit_id=None))
    late = a_payment(there, id=new_id(), reported_at=WEDNESDAY - timedelta(days=20))
    write(database, late)
    assert fan(database, has_holders=True) == []


def test_a_holder_called_like_a_tag_stays_a_name(database: Database, world: World) -> None:
    party, _ = prepared(database, world)
    edit(database, (replace(party, name="<b>Ana\r\nBcc: x@y.example</b>"), party))
    read = message(database, by_purpose(said(database, world))[DeliveryPurpose.RECEIPT])
    assert read["Bcc"] is None
    assert "&lt;b&gt;Ana Bcc: x@y.example&lt;/b&gt;" in html_of(read)
