"""Questions that contact rules forbid to ask, as data with their source, and what must be said.

Words are looked for without accents or punctuation, in every language and in the question's name;
what a question must not be mistaken for stands beside them. None of it is legal advice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kobra_domain.contact.books import RULE_SETS
from kobra_domain.contact.colombia import DATED, LAW
from kobra_domain.contact.mexico import FINANCIAL_NO_REFERENCES as CONDUSEF
from kobra_domain.contact.rules import Rule, RuleStatus, Sureness
from kobra_domain.questionnaires.columns import split
from kobra_domain.questionnaires.form import Node
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.question_types import ValueKind
from kobra_domain.questionnaires.references import Reading, Spot
from kobra_domain.questionnaires.spelling import plain

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBan(Rule):
    """What may not be asked: a question whose plain words fit `asks` and not `innocent`."""

    code: str
    asks: re.Pattern[str]
    innocent: re.Pattern[str] = field(default=_NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Rule):
    """What must be said somewhere in the form: some words that fit `says`."""

    code: str
    says: re.Pattern[str]


_UNPAID = (
    r"(atras\w*|mora|morosidad|impag\w*|incumpl\w*|no (\w+ ){0,3}pag\w+|dej\w+ de pagar|"
    r"falta de pago|sin pagar|default\w*|arrears|overdue|late payment\w*|non ?payment|delinquen\w*|"
    r"(not|t|never) (\w+ )?(paid|pay)|behind on)"
)
REASON = re.compile(
    rf"\b(motivos?|razon|razones|causas?|por que|porque|a que se debe|reasons?|why|cause)\b"
    rf"(?: \w+){{0,7}}? {_UNPAID}\b"
)
# Volunteered reasons may be noted; the reason for a visit, or for not making it, is another matter.
REASON_INNOCENT = re.compile(
    r"\b(espontane\w*|voluntari\w*|por su cuenta|por iniciativa|sin preguntar\w*|"
    r"no (se |lo |la )?(debe )?pregunt\w*|solo si lo (dice|menciona|comenta|cuenta)|"
    r"si (el titular|la persona|el cliente) lo (dice|menciona|comenta)|volunteer\w*|"
    r"do not ask|unprompted|razon social|"
    r"(motivos?|razon|causas?|reason) (de|del|para|por|for|of) (la |esta |su |nuestra |the |this )?"
    r"(visita|llamada|contacto|gestion|visit|call|contact))\b"
)
_OTHERS = (
    r"(referencias?( personal\w*| familiar\w*)?|familiar\w*|pariente\w*|vecin\w+|terceros?|"
    r"conocid[oa]s?|amig[oa]s?|jefe|empleador|patron|conyuge|espos[oa]|herman[oa]s?|"
    r"personal references?|relatives?|neighbou?rs?|third part\w+|friends?|employer|spouse)"
)
_CONTACT = (
    r"(telefonos?|celular\w*|movil|numeros?|whatsapp|correo\w*|email|contactos?|direccion\w*|"
    r"domicilios?|nombres?|datos|phones?|mobile|address\w*|names?)"
)
THIRD_PARTIES = re.compile(
    rf"\b({_CONTACT}(?: \w+){{0,4}}? {_OTHERS}|{_OTHERS}(?: \w+){{0,4}}? {_CONTACT})\b"
)
# Landmarks, references of payments, and whoever opened the door are no contact data.
THIRD_PARTIES_INNOCENT = re.compile(
    r"\b(puntos? de referencia|referencias? (del?|para|visual\w*|de la|de su) ?(el )?"
    r"(domicilio|direccion|ubicacion|lugar|llegar|pagos?|deposito|transferencia)|"
    r"(numero|codigo|clave|folio|direccion) de referencia|(pago|payment) referenc\w*|"
    r"payment reference|reference number|landmark\w*|confirm\w*|no (pedir|solicitar|anotar)|"
    r"credito|cuenta|atendio|recibio)\b"
)
_TAKER = r"(gestor\w*|agente|cobrador\w*)"
PAYMENT = re.compile(
    r"\b((efectivo|dinero|pagos?|montos?|importe|abonos?|cantidad|billetes|valor) (\w+ ){0,3}?"
    rf"(recibid[oa]s?|cobrad[oa]s?|recaudad[oa]s?|entregad[oa]s? al? {_TAKER})|"
    r"(recibes?|recibio|recibiste|cobro|cobraste|recaudo|recaudaste) (\w+ ){0,2}?"
    r"((el|un|algun|su) (pago|abono)|efectivo)|"
    rf"(entrego|entrega) (\w+ ){{0,4}}?al? {_TAKER}|"
    r"cobro (en )?efectivo|pago en mano|"
    r"(cash|payment|money) (\w+ ){0,2}?(received|collected|taken|handed)|"
    r"(receive|received|collect|collected|take|took) (\w+ ){0,2}?(cash|payment))\b"
)
PAYMENT_INNOCENT = re.compile(
    r"\b(no (se )?(recib\w*|cobr\w*|acept\w*)|do not (take|receive|collect)|comprobante\w*|"
    r"ficha|deposit\w*|transfer\w*|banco|sucursal|tienda|receipt|proof|"
    r"nomina|salario|sueldo|ingresos?|salary|wages?|remesas?|pension|beca|prestamo)\b"
)
IDENTIFIES = re.compile(
    r"\b((me|se|te) identifi\w+|identificate|identifiquese|identificar(se|te)|mi nombre es|"
    r"me llamo|(en|a) (nombre|representacion) de|represento|(de|por) parte de|por cuenta de|"
    r"por encargo de|(me|se) presento|presentese|presentate|presentarse|"
    r"(muestre|muestra) (su|tu) identificacion|(mi|tu|su) (gafete|credencial)|"
    r"my name is|on behalf of|i represent|"
    r"identify (yourself|myself)|(my|your) badge)\b"
)

BANS: tuple[QuestionBan, ...] = (
    QuestionBan(
        key="co.reason_for_default",
        sureness=Sureness.STATUTE,
        source=LAW,
        article="art. 7",
        country="CO",
        dated=DATED,
        status=RuleStatus.AGREED,
        code="form.banned_reason_for_default",
        asks=REASON,
        innocent=REASON_INNOCENT,
    ),
    QuestionBan(
        key="co.third_parties",
        sureness=Sureness.STATUTE,
        source=LAW,
        article="art. 4",
        country="CO",
        dated=DATED,
        status=RuleStatus.AGREED,
        code="form.banned_third_parties",
        asks=THIRD_PARTIES,
        innocent=THIRD_PARTIES_INNOCENT,
    ),
    QuestionBan(
        key="mx.third_parties",
        sureness=CONDUSEF.sureness,
        source=CONDUSEF.source,
        country="MX",
        dated=CONDUSEF.dated,
        status=CONDUSEF.status,
        code="form.banned_third_parties",
        asks=THIRD_PARTIES,
        innocent=THIRD_PARTIES_INNOCENT,
    ),
    QuestionBan(
        key="mx.payment",
        sureness=CONDUSEF.sureness,
        source=CONDUSEF.source,
        country="MX",
        dated=CONDUSEF.dated,
        status=CONDUSEF.status,
        code="form.banned_payment",
        asks=PAYMENT,
        innocent=PAYMENT_INNOCENT,
    ),
)
DUTIES: tuple[Duty, ...] = (
    Duty(
        key="mx.identification",
        sureness=CONDUSEF.sureness,
        source=CONDUSEF.source,
        country="MX",
        dated=CONDUSEF.dated,
        status=CONDUSEF.status,
        code="form.identification_missing",
        says=IDENTIFIES,
    ),
)
_READ_COUNTRIES = frozenset(country for country, _ in RULE_SETS)
_WORDS = frozenset({"label", "hint", "guidance_hint"})


def bans_for(countries: tuple[str, ...]) -> tuple[QuestionBan, ...]:
    """The bans of these countries; where nobody has read a country's law, those of all."""
    if any(country not in _READ_COUNTRIES for country in countries):
        return BANS
    return tuple(ban for ban in BANS if ban.country in countries)


def banned_problems(reading: Reading, countries: tuple[str, ...]) -> Iterator[Problem]:
    """The questions that may not be asked there, each under the first rule that forbids it."""
    bans = bans_for(countries)
    unknown = next((country for country in countries if country not in _READ_COUNTRIES), "")
    if bans:
        for spot in reading.spots.values():
            if spot.type.info.is_asked and spot.type.info.value is not ValueKind.NONE:
                yield from _banned(reading, spot, bans, unknown)
    for duty in DUTIES:
        if duty.country in countries and not _says(reading, duty.says):
            yield problem(duty.code, law=duty.citation, unverified=_is_unverified(duty))


def _banned(
    reading: Reading, spot: Spot, bans: tuple[QuestionBan, ...], unknown: str
) -> Iterator[Problem]:
    texts = list(_texts(reading, spot))
    said = set()
    for ban in bans:
        column = next((column for column, text in texts if ban.asks.search(text)), None)
        if column is None or ban.code in said:
            continue
        if any(ban.innocent.search(text) for _, text in texts):
            continue
        said.add(ban.code)
        yield problem(
            ban.code,
            spot.node,
            column,
            name=spot.node.name,
            law=ban.citation,
            unverified=_is_unverified(ban),
            unknown_country=unknown,
        )


def _texts(reading: Reading, spot: Spot) -> Iterator[tuple[str, str]]:
    """The plain words of a question by column, each after the label of the group it stands in."""
    parent = spot.parent
    for column, text in spot.node.cells.items():
        if text and split(column)[0] in _WORDS:
            above = _label_beside(parent, column) if parent else ""
            yield column, plain(f"{above} {text}" if above else text)
    yield "name", plain(spot.node.name)


def _label_beside(parent: Node, column: str) -> str:
    language = split(column)[1]
    return parent.cells.get("label" if language is None else f"label::{language}", "")


def _says(reading: Reading, words: re.Pattern[str]) -> bool:
    return any(
        words.search(plain(text))
        for spot in reading.spots.values()
        for column, text in spot.node.cells.items()
        if split(column)[0] in _WORDS
    )


def _is_unverified(rule: Rule) -> bool:
    return rule.status is RuleStatus.UNVERIFIED
