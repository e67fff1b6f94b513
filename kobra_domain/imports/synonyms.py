"""How files of Colombia and Mexico call each column, as `columns.plain` makes it."""

from collections.abc import Mapping

from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind

T = Target


def _named(*lines: str) -> tuple[str, ...]:
    return tuple(name for line in lines for name in line.split("|"))


SYNONYMS: Mapping[Target, tuple[str, ...]] = {
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
    T.CODEBTOR_NAME: _named(
        "nombre codeudor|codeudor|nombre completo codeudor|codeudor nombre|codeudor 1",
        "nombre coacreditado|coacreditado|nombre obligado solidario|obligado solidario",
    ),
    T.CODEBTOR_DOCUMENT: _named(
        "documento codeudor|cedula codeudor|cc codeudor|identificacion codeudor|nit codeudor",
        "numero documento codeudor|codeudor documento|codeudor cedula|rfc coacreditado",
        "curp coacreditado|rfc obligado solidario|curp obligado solidario",
    ),
    T.CODEBTOR_DOCUMENT_TYPE: _named(
        "tipo documento codeudor|tipo identificacion codeudor|tipo doc codeudor|tipo id codeudor"
    ),
    T.CODEBTOR_PHONE: _named(
        "telefono codeudor|celular codeudor|tel codeudor|movil codeudor|codeudor telefono",
        "codeudor celular|telefono coacreditado|celular coacreditado|telefono obligado solidario",
    ),
    T.PHONE: _named(
        "telefono|celular|movil|tel|telefono celular|telefono 1|tel 1|celular 1",
        "numero celular|telefono contacto|telefono movil|whatsapp|phone|cel|telefono fijo",
        "telefono casa|telefono residencia|tel fijo|tel celular|otro telefono",
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
    T.SURNAME: _named("apellido|primer apellido|apellido paterno"),
    T.REASON: _named("motivo|motivo referencia|razon"),
    T.CONSENT_SOURCE: _named("origen autorizacion datos|fuente consentimiento|consentimiento"),
    T.CONSENT_ON: _named("fecha autorizacion datos|fecha habeas data"),
    T.DIRECTIONS: _named("referencias domicilio|como llegar|entre calles|complemento"),
    T.ADDRESS_KIND: _named("tipo direccion|clase direccion|tipo vivienda"),
    T.AUTHORISED_PLACE: _named("lugar|lugar visita|lugar autorizacion"),
    T.EXPIRES_ON: _named("vigencia|vence|fecha vencimiento|vigencia hasta|fecha fin"),
    T.REVOKED_ON: _named("revocada|fecha revocacion|revocatoria"),
    T.AMOUNT: _named(
        "valor|monto|importe|pago|valor pagado|monto pago|monto pagado|valor recaudo|recaudo|abono",
        "importe pago|valor abono|amount",
    ),
    T.PAID_ON: _named(
        "fecha|fecha recaudo|fecha abono|fecha valor|fecha aplicacion|fecha efectiva|paid on",
    ),
    T.METHOD: _named("medio|forma pago|canal pago|canal|canal recaudo|metodo|metodo pago"),
    T.REFERENCE: _named(
        "referencia pago|numero referencia|comprobante|numero comprobante|recibo|folio",
        "id transaccion|numero transaccion|reference",
    ),
    T.REVERSAL: _named("reversion|reversado|anulado|devolucion|es reverso"),
    T.RECEIVED: _named("recibido|entrante|inbound|lo busco titular"),
    T.PURPOSE: _named("proposito|proposito gestion|finalidad|para que"),
    T.PROMISE_STATE: _named("estado|estado compromiso|estatus|estado acuerdo"),
    T.CONTACTED_ON: _named("fecha|fecha gestion|fecha llamada|fecha hora|fecha y hora contacto"),
    T.CONTACTED_AT: _named("hora|hora gestion|hora llamada"),
    T.CHANNEL: _named("medio|medio contacto|tipo gestion|canal contacto|tipo contacto"),
    T.TWO_WAY: _named("contacto|contactado|resultado|efectivo|hubo contacto|resultado gestion"),
    T.BY: _named("gestor|asesor|agente|usuario|agencia|casa cobranza|call center|realizado por"),
    T.NOTE: _named("observacion|observaciones|comentario|comentarios|nota|notas|detalle"),
    T.PROMISED: _named("valor|monto|importe|valor compromiso|monto promesa|monto compromiso"),
    T.PROMISED_ON: _named("fecha|fecha promesa pago|fecha pago|fecha acuerdo"),
    T.MADE_ON: _named("fecha registro|fecha gestion|fecha toma|hecha"),
    T.AGENT_CODE: _named("codigo|cod gestor|codigo|id gestor|numero empleado|gestor|clave"),
    T.TEAM: _named("equipo|grupo|celula|team|cuadrilla|zona|nombre equipo"),
    T.SHIFT: _named("horario|jornada|shift|schedule|horario trabajo|turno trabajo"),
    T.SHIFT_DAYS: _named("dias|dias trabajo|dias laborales|days|working days"),
    T.SHIFT_FROM: _named("entrada|inicio|hora inicio|desde|start|from|inicio turno|hora inicial"),
    T.SHIFT_TO: _named("salida|fin|hora fin|hasta|end|to|fin turno|hora final"),
}

# Headers that mean something else in one kind of file than their synonyms say.
OTHERWISE: Mapping[ImportKind, Mapping[str, Target]] = {
    ImportKind.AGENTS: {
        "gestor": T.NAME,
        "asesor": T.NAME,
        "employee": T.NAME,
        "agent": T.NAME,
        "code": T.AGENT_CODE,
        "agent code": T.AGENT_CODE,
        "employee number": T.AGENT_CODE,
    },
}
