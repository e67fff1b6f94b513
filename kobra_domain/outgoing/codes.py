"""What a client may call otherwise: results, channels, marks; and what it has not named yet."""

from collections.abc import Iterable

from kobra_domain.outgoing.fields import OutgoingField
from kobra_domain.outgoing.gestion import GestionResult
from kobra_domain.outgoing.things import ClientCode, Mark, OutgoingTerms
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import NotCompletedReason, Outcome
from kobra_domain.words.say import code_of

OUTCOME_KEYS = tuple(map(code_of, Outcome))
REASON_KEYS = tuple(map(code_of, NotCompletedReason))
CONTACT_KEYS = tuple(map(code_of, GestionResult))
RESULT_KEYS = (*OUTCOME_KEYS, *REASON_KEYS, *CONTACT_KEYS)
CHANNEL_KEYS = tuple(map(code_of, ChannelKind))
MARK_KEYS = tuple(map(code_of, Mark))
KEYS = {
    OutgoingField.RESULT_CODE: RESULT_KEYS,
    OutgoingField.CHANNEL_CODE: CHANNEL_KEYS,
    OutgoingField.MARK_CODE: MARK_KEYS,
}
ALL_KEYS = tuple(key for keys in KEYS.values() for key in keys)
# Ours, to begin with; what a client calls its results is never guessed.
PROPOSED = (
    ClientCode(key=code_of(Mark.NEW), code="N"),
    ClientCode(key=code_of(Mark.LATE), code="T"),
    ClientCode(key=code_of(Mark.CORRECTION), code="C"),
    ClientCode(key=code_of(ChannelKind.VISIT), code="VISITA"),
    ClientCode(key=code_of(ChannelKind.PHONE), code="LLAMADA"),
    ClientCode(key=code_of(ChannelKind.WHATSAPP), code="WHATSAPP"),
    ClientCode(key=code_of(ChannelKind.SMS), code="SMS"),
    ClientCode(key=code_of(ChannelKind.EMAIL), code="CORREO"),
)


def codes_of(terms: OutgoingTerms) -> dict[str, str]:
    """By key, those that are given."""
    return {one.key: one.code.strip() for one in terms.codes if one.code.strip()}


def asked_keys(terms: OutgoingTerms) -> frozenset[str]:
    """The keys that some column of the file writes a code for."""
    fields = {one.field for one in terms.columns}
    return frozenset(key for field, keys in KEYS.items() if field in fields for key in keys)


def missing_codes(terms: OutgoingTerms, said: Iterable[str]) -> tuple[str, ...]:
    """Of the keys that rows say, those that the client has no code for, in our order."""
    given, asked, found = codes_of(terms), asked_keys(terms), set(said)
    return tuple(key for key in ALL_KEYS if key in found and key in asked and key not in given)
