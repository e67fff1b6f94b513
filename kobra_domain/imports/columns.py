"""Which column of a file is what, by its header: «No. Obligación», «Saldo vencido (miles)».

Headers are compared without case, accents, signs and small words. What was mapped by hand is
remembered by whoever calls; this proposes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Target(StrEnum):
    """What a column of accounts can be, by the header of the template."""

    NUMBER = "credito"
    DOCUMENT = "documento"
    DOCUMENT_TYPE = "tipo_documento"
    NAME = "nombre"
    ROLE = "rol"
    PHONE = "telefono"
    EMAIL = "correo"
    STREET = "direccion"
    NEIGHBOURHOOD = "barrio"
    MUNICIPALITY = "municipio"
    REGION = "departamento"
    POSTAL_CODE = "codigo_postal"
    LAT = "lat"
    LON = "lon"
    PLACE = "coordenadas"
    BALANCE = "saldo"
    OVERDUE = "saldo_vencido"
    PRINCIPAL = "capital"
    DAYS_PAST_DUE = "dias_mora"
    PRODUCT = "producto"
    PRODUCT_TYPE = "tipo_producto"
    SEGMENT = "segmento"
    STATUS = "estado"
    CURRENCY = "moneda"
    AGENT = "gestor"
    DUE_ON = "fecha_vencimiento"
    ORIGINATED_ON = "fecha_desembolso"
    ASSIGNED_ON = "fecha_asignacion"
    LOT = "lote"
    INSTALMENT = "valor_cuota"
    NEXT_DUE_ON = "proxima_cuota"
    LAST_PAID_ON = "fecha_ultimo_pago"
    CUT_OFF_ON = "fecha_corte"
    AUTHORISED_ON = "fecha_autorizacion"
    AUTHORISATION = "autorizacion"
    ADDRESS_SOURCE = "origen_domicilio"


T = Target
MONEY = frozenset({T.BALANCE, T.OVERDUE, T.PRINCIPAL, T.INSTALMENT})
DAYS = frozenset(
    {
        *(T.DUE_ON, T.ORIGINATED_ON, T.ASSIGNED_ON, T.NEXT_DUE_ON, T.LAST_PAID_ON, T.CUT_OFF_ON),
        T.AUTHORISED_ON,
    }
)
NEEDED = frozenset({T.NUMBER, T.NAME})


def _named(*lines: str) -> tuple[str, ...]:
    return tuple(name for line in lines for name in line.split("|"))


# How files of Colombia and Mexico call each, as `plain` makes it.
_SYNONYMS: dict[Target, tuple[str, ...]] = {
    T.NUMBER: _named(
        "credito|cuenta|obligacion|prestamo|contrato|pagare|operacion|producto numero",
        "id credito|id cuenta|numero credito|numero cuenta|numero obligacion|numero contrato",
        "numero prestamo|numero operacion|cod credito|account|account number|loan|loan id",
    ),
    T.DOCUMENT: _named(
        "documento|cedula|cc|identificacion|nit|numero documento|numero identificacion",
        "id cliente|cedula cliente|documento identidad|rfc|curp|nit cc|num doc|doc|document",
        "dni",
    ),
    T.DOCUMENT_TYPE: _named("tipo documento|tipo identificacion|tipo id|tipo doc|tdoc|td"),
    T.NAME: _named(
        "nombre|nombre cliente|nombre completo|nombre titular|titular|cliente|razon social",
        "nombres apellidos|nombre apellidos|apellidos nombres|nombre deudor|acreditado",
        "nombre acreditado|name",
    ),
    T.ROLE: _named("rol|tipo deudor|tipo titular|calidad|participacion"),
    T.PHONE: _named(
        "telefono|celular|movil|tel|telefono celular|telefono 1|tel 1|celular 1",
        "numero celular|telefono contacto|telefono movil|whatsapp|phone|cel",
    ),
    T.EMAIL: _named("correo|email|e mail|correo electronico|mail"),
    T.STREET: _named(
        "direccion|domicilio|direccion residencia|direccion cliente|calle|calle numero|dir",
        "direccion 1|direccion casa|direccion domicilio|address|direccion correspondencia",
    ),
    T.NEIGHBOURHOOD: _named("barrio|colonia|col|vereda|urbanizacion|localidad"),
    T.MUNICIPALITY: _named(
        "municipio|ciudad|poblacion|delegacion|alcaldia|mpio|ciudad residencia|city"
    ),
    T.REGION: _named(
        "departamento|estado republica|entidad federativa|dpto|depto|provincia|region"
    ),
    T.POSTAL_CODE: _named("codigo postal|cp|c p|cod postal|zip"),
    T.LAT: _named("lat|latitud|latitude|coordenada y"),
    T.LON: _named("lon|longitud|lng|long|longitude|coordenada x"),
    T.PLACE: _named("coordenadas|geolocalizacion|ubicacion|gps|lat lon|latitud longitud"),
    T.BALANCE: _named(
        "saldo|saldo total|saldo actual|deuda|deuda total|saldo deuda|total deuda",
        "saldo obligacion|valor deuda|saldo capital intereses|adeudo|adeudo total|balance",
    ),
    T.OVERDUE: _named(
        "saldo vencido|vencido|valor mora|saldo mora|mora|monto vencido|importe vencido",
        "saldo en mora|capital vencido|valor vencido|overdue|exigible|saldo exigible",
    ),
    T.PRINCIPAL: _named(
        "capital|saldo capital|capital insoluto|saldo insoluto|principal|monto credito",
        "valor desembolsado|monto otorgado",
    ),
    T.DAYS_PAST_DUE: _named(
        "dias mora|dias en mora|dias atraso|dias vencidos|dias vencido|dias|atraso|dpd",
        "dias impago|edad mora|altura mora",
    ),
    T.PRODUCT: _named("producto|linea credito|linea|nombre producto|descripcion producto|product"),
    T.PRODUCT_TYPE: _named("tipo producto|tipo credito|modalidad|clase credito"),
    T.SEGMENT: _named("segmento|estrategia|campana|perfil|segment"),
    T.STATUS: _named(
        "estado|estatus|status|situacion|estado credito|estado cuenta|estado obligacion"
    ),
    T.CURRENCY: _named("moneda|divisa|currency"),
    T.AGENT: _named("gestor|asesor|codigo gestor|cod gestor|cobrador|agente|gestor asignado"),
    T.DUE_ON: _named(
        "fecha vencimiento|vencimiento|fecha venc|fec vencimiento|f vencimiento|due date"
    ),
    T.ORIGINATED_ON: _named(
        "fecha desembolso|fecha originacion|fecha otorgamiento|fecha apertura|fecha credito",
        "fecha disposicion|fecha colocacion",
    ),
    T.ASSIGNED_ON: _named("fecha asignacion|asignacion|fecha entrega|fecha asignado"),
    T.LOT: _named("lote|remesa|asignacion lote|numero lote"),
    T.INSTALMENT: _named("valor cuota|cuota|monto cuota|pago mensual|mensualidad|abono pactado"),
    T.NEXT_DUE_ON: _named(
        "proxima cuota|fecha proxima cuota|fecha proximo pago|proximo pago",
        "proximo vencimiento",
    ),
    T.LAST_PAID_ON: _named(
        "fecha ultimo pago|ultimo pago|fecha pago|fec ultimo pago|f ultimo pago"
    ),
    T.CUT_OFF_ON: _named("fecha corte|corte|fecha informacion|fecha saldo|fecha base"),
    T.AUTHORISED_ON: _named("fecha autorizacion|fecha autorizacion visita|autorizado"),
    T.AUTHORISATION: _named(
        "autorizacion|numero autorizacion|autorizacion visita|documento autorizacion"
    ),
    T.ADDRESS_SOURCE: _named("origen domicilio|origen direccion|fuente direccion|fuente domicilio"),
}
_SMALL = frozenset({"de", "del", "la", "el", "los", "las", "y", "o", "en", "a", "por", "para"})
_ALIASES = {
    **dict.fromkeys(("no", "nro", "num", "n", "nu", "numero"), "numero"),
    **dict.fromkeys(("fec", "fch", "f"), "fecha"),
    **dict.fromkeys(("cod", "codigo"), "codigo"),
    **dict.fromkeys(("id", "ident"), "id"),
}
_UNITS = (
    (re.compile(r"\b(?:en )?(?:miles|mil)\b"), 1_000),
    (re.compile(r"\b(?:en )?(?:millones|millon|mm)\b"), 1_000_000),
)


def plain(header: str) -> tuple[str, ...]:
    """A header's words as they are compared: «No. de Crédito» is «numero credito»."""
    text = unicodedata.normalize("NFKD", header.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = re.findall(r"[a-z]+|[0-9]+", text)
    return tuple(_ALIASES.get(word, word) for word in words if word not in _SMALL)


_KNOWN = {
    plain(synonym): target
    for target, synonyms in _SYNONYMS.items()
    for synonym in (target.value, *synonyms)
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a column is taken for; amounts in it are times `unit`."""

    target: Target
    unit: int = 1


def proposed(headers: Sequence[str]) -> list[Mapped | None]:
    """For each header what it is taken for; no target twice: the first to name it has it."""
    made: list[Mapped | None] = []
    taken: set[Target] = set()
    for header in headers:
        mapped = _mapped(header)
        if mapped is not None and mapped.target in taken:
            mapped = None
        if mapped is not None:
            taken.add(mapped.target)
        made.append(mapped)
    return made


def _mapped(header: str) -> Mapped | None:
    unit, text = 1, " ".join(plain(header))
    for pattern, times in _UNITS:
        without, found = pattern.subn("", text)
        if found and unit == 1:
            unit, text = times, without
    target = _KNOWN.get(tuple(text.split()))
    if target is None or (unit > 1 and target not in MONEY):
        return None
    return Mapped(target, unit)


def missing(mapped: Iterable[Mapped | None]) -> frozenset[Target]:
    """Of what every row needs, that which no column says."""
    return NEEDED - {one.target for one in mapped if one is not None}
