"""What the cells of a column of choices mean: «VIG» is active, «Codeudor» a co-debtor. A value that
nobody knows is asked once and remembered with the mapping.
"""

import re
import unicodedata
from collections.abc import Mapping

from kobra_domain.imports.targets import Target

T = Target


def _meant(**names: str) -> dict[str, str]:
    """Each of the names that stand parted by «|» means its key."""
    return {name: value for value, listed in names.items() for name in (value, *listed.split("|"))}


_CHANNELS = _meant(
    phone="telefono|llamada|llamada telefonica|celular|fijo|telefonico|call|tel|ivr|voz|blaster",
    whatsapp="wsp|wa|wpp|chat",
    sms="mensaje|mensaje texto|msj|texto",
    email="correo|correo electronico|mail|e mail",
    visit="visita|terreno|campo|visita domiciliaria|domicilio|domiciliaria|visita campo",
)
_TWO_WAY = _meant(
    yes="si|s|1|true|verdadero|contacto|contactado|efectivo|contacto efectivo|contestado"
    "|contesta|contesto|contacto titular|promesa|promesa pago|x",
    no="n|0|false|falso|sin contacto|no contacto|no contactado|no efectivo|ocupado|buzon"
    "|apagado|fallido|intento|equivocado|numero equivocado|no contesta|no contesto"
    "|sin respuesta",
)
# By what a cell's words are, without case, accents and small words, to the value that is stored.
_MEANINGS: Mapping[Target, Mapping[str, str]] = {
    T.ROLE: _meant(
        holder="titular|deudor|deudor principal|principal|acreditado|cliente|t|tit",
        codebtor="codeudor|coacreditado|obligado solidario|coobligado|solidario|c|cod"
        "|deudor solidario",
        guarantor="aval|avalista|fiador|garante|fiadora|a",
        reference="referencia|ref|referencia personal|referencia familiar|familiar|r",
    ),
    T.STATUS: _meant(
        active="vig|vigente|activo|activa|abierto|abierta|en mora|mora|vencido|vencida|castigado"
        "|castigada|normal|judicial|juridico|asignado|asignada|en gestion|reestructurado",
        paid="pagado|pagada|pago total|cancelado|cancelada|liquidado|liquidada|saldado|saldada"
        "|paz salvo|pago|terminado pago",
        withdrawn="retirado|retirada|devuelto|devuelta|retiro|desasignado|desasignada",
        closed="cerrado|cerrada|vendido|vendida|cedido|cedida|baja|inactivo|inactiva",
    ),
    T.PRODUCT_TYPE: _meant(
        consumer="consumo|libre inversion|libranza|credito consumo|personal|prestamo personal"
        "|nomina|credito personal|credito nomina|ordinario|rotativo|cupo rotativo",
        credit_card="tarjeta credito|tarjeta|tdc|tc",
        microcredit="microcredito|micro credito|micro|microempresa|microempresarial|grupal"
        "|credito grupal|microfinanzas",
        development="fomento|desarrollo|credito fomento",
        agricultural="agropecuario|agricola|agro|finagro|credito agropecuario",
        rural="credito rural",
        mortgage="hipotecario|vivienda|hipoteca|credito hipotecario|credito vivienda",
        vehicle="vehiculo|auto|automotriz|moto|credito vehiculo|carro|motocicleta",
        other="otro|otros|comercial|comercio|servicios",
    ),
    T.ADDRESS_KIND: _meant(
        home="casa|residencia|domicilio|vivienda|hogar|particular|res|residencial",
        work="trabajo|laboral|oficina|empleo|empresa|lab",
        business="negocio|local|comercio|establecimiento|comercial",
    ),
    T.ADDRESS_SOURCE: _meant(
        given="dado|dada|entregado|entregada|titular|cliente|dado titular|contrato|solicitud"
        "|entidad|proporcionado|proporcionada|declarado|declarada",
        found="encontrado|encontrada|hallado|hallada|investigado|investigacion|buro|localizacion"
        "|ubicado|skip|central riesgo|busqueda",
    ),
    T.AUTHORISED_PLACE: _meant(
        home="casa|residencia|domicilio|vivienda|hogar",
        work="trabajo|laboral|oficina|negocio",
        any="cualquiera|ambos|todos|domicilio trabajo|casa trabajo",
    ),
    T.CHANNEL: _CHANNELS,
    T.TWO_WAY: _TWO_WAY,
    T.RECEIVED: _meant(
        yes="si|s|1|true|verdadero|x|entrante|recibido|recibida|inbound|in",
        no="n|0|false|falso|saliente|realizado|realizada|outbound|out",
    ),
    T.PURPOSE: _meant(
        collection="cobro|cobranza|gestion cobro|gestion cobranza|recordatorio|recordatorio pago",
        transactional="transaccional|confirmacion|confirmacion pago|confirmacion operacion"
        "|alerta fraude|operacion",
        requested_info="informacion|informacion solicitada|informacion pedida|solicitud"
        "|respuesta solicitud|consulta",
    ),
    T.REVERSAL: _meant(
        yes="si|s|1|true|verdadero|x|reverso|reversado|reversion|anulado|anulacion|devolucion",
        no="n|0|false|falso|pago|abono|normal|aplicado",
    ),
    T.PROMISE_STATE: _meant(
        open="abierta|vigente|pendiente|activa|por vencer",
        kept="cumplida|cumplido|pagada|pagado|si",
        partly_kept="parcial|cumplida parcial|parcialmente cumplida|abono parcial",
        broken="incumplida|incumplido|rota|vencida|no cumplida|no",
        cancelled="cancelada|cancelado|anulada",
    ),
    T.CURRENCY: _meant(
        COP="cop|pesos colombianos|peso colombiano",
        MXN="mxn|mxp|pesos mexicanos|peso mexicano|mn|m n",
        USD="usd|dolares|dolar|us",
        CLP="clp|pesos chilenos",
        PEN="pen|soles|sol",
    ),
}
_SMALL = frozenset({"de", "del", "la", "el", "con", "en", "por"})
_CURRENCY = re.compile(r"[A-Z]{3}")


def folded(text: str) -> str:
    """A cell as it is compared: without case, accents, signs and small words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join([word for word in words if word not in _SMALL] or words)


_KNOWN = {
    target: {folded(name): value for name, value in meanings.items()}
    for target, meanings in _MEANINGS.items()
}


def choices(target: Target) -> tuple[str, ...]:
    """The values that a column of choices may have, in the order in which they are offered."""
    return tuple(dict.fromkeys(_MEANINGS[target].values()))


def known(target: Target, text: str) -> str | None:
    """What a cell of a column of choices means by itself; None: nobody knows. A currency is its
    ISO 4217 code.
    """
    found = _KNOWN[target].get(folded(text))
    if found is None and target is T.CURRENCY and _CURRENCY.fullmatch(text.strip().upper()):
        return text.strip().upper()
    return found
