"""What each column of a template is for."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "template": "Template",
    "template.example_one": "Example One (delete this row)",
    "template.example_two": "Example Two (delete this row)",
    "template.credito": "The account's number as the institution writes it, as text. Needed.",
    "template.documento": "The document's number, as text.",
    "template.tipo_documento": (
        "CC, CE, NIT, PPT, RFC, CURP… Documents of minors (TI, RC) are not taken."
    ),
    "template.nombre": "Full name or the firm's name. Needed.",
    "template.rol": "titular, codeudor, aval or referencia. Empty: titular.",
    "template.motivo_rol": "Why a reference is kept. Needed for a reference.",
    "template.telefono": (
        "One telephone, as text. There may be other columns: telefono 2, telefono 3."
    ),
    "template.correo": "A mail address.",
    "template.origen_consentimiento": "Where it is recorded that the person allowed this channel.",
    "template.fecha_consentimiento": "Since when.",
    "template.direccion": (
        "The address as it is written at the door. There may be another: direccion 2."
    ),
    "template.barrio": "Neighbourhood.",
    "template.municipio": "Municipality or city.",
    "template.departamento": "Department or state.",
    "template.codigo_postal": "Postal code, as text.",
    "template.indicaciones": "How to get there, between which streets.",
    "template.tipo_domicilio": "casa, trabajo or negocio.",
    "template.lat": "Latitude in degrees, if known.",
    "template.lon": "Longitude in degrees, if known.",
    "template.saldo": "All that is owed.",
    "template.saldo_vencido": "What is overdue.",
    "template.capital": "The principal.",
    "template.dias_mora": "Days past due, in figures.",
    "template.producto": "The product's name.",
    "template.tipo_producto": (
        "consumo, tarjeta, microcrédito, agropecuario, rural, vivienda, vehículo… In "
        "Colombia it decides whether there is a visit."
    ),
    "template.segmento": "The segment or strategy.",
    "template.estado": "vigente, pagado, retirado or cerrado.",
    "template.moneda": "COP, MXN… Empty: the portfolio's.",
    "template.gestor": "The agent's code.",
    "template.fecha_vencimiento": "When it fell due.",
    "template.fecha_desembolso": "When it was paid out.",
    "template.fecha_asignacion": "When it was given to collection.",
    "template.lote": "The lot.",
    "template.valor_cuota": "How much each instalment is.",
    "template.proxima_cuota": "When the next falls due.",
    "template.fecha_ultimo_pago": "When the last payment was.",
    "template.fecha_corte": "Of which day the balances are.",
    "template.fecha_autorizacion": "When the visit was authorised in writing.",
    "template.autorizacion": "The document in which it was.",
    "template.lugar_autorizado": "casa, trabajo or cualquiera.",
    "template.fecha_vigencia": "Until when it holds. Empty: without end.",
    "template.fecha_revocatoria": "Since when it is revoked, if it is.",
    "template.nombre_codeudor": (
        "One co-debtor in the same row. If there are more, each in a row with rol codeudor."
    ),
    "template.documento_codeudor": "The number of the co-debtor's document, as text.",
    "template.tipo_documento_codeudor": "CC, CE, NIT, PAS, RFC, CURP…",
    "template.telefono_codeudor": "One telephone of the co-debtor, as text.",
    "template.origen_domicilio": (
        "dado (by the person to the institution) or encontrado. In Mexico it decides whether "
        "there is a visit."
    ),
    "template.valor_pago": "How much was paid. Negative: a reversal.",
    "template.fecha_pago": "The bank's value date.",
    "template.medio_pago": "Cash, transfer, agent…",
    "template.referencia": "The number that the bank gave it, as text.",
    "template.reverso": "sí, when it takes back an earlier payment.",
    "template.fecha_contacto": "On which day it was.",
    "template.hora_contacto": "At what hour, from 00:00 to 23:59.",
    "template.canal": "llamada, whatsapp, sms, correo or visita.",
    "template.contacto_efectivo": "sí, when somebody answered.",
    "template.contacto_recibido": "sí, when the person sought it.",
    "template.proposito_contacto": "cobro, transaccional or información pedida; the last "
    "two with a note.",
    "template.hecho_por": "Who made it: the agency or the person.",
    "template.nota": "What has to be known.",
    "template.valor_promesa": "How much was promised.",
    "template.fecha_promesa": "For which day.",
    "template.fecha_compromiso": "On which day it was promised.",
    "template.estado_promesa": "abierta, cumplida, parcial, incumplida or cancelada.",
    "template.codigo_gestor": "The agent's code, as text. Needed.",
    "template.equipo": "The name of the agent's team.",
    "template.turno": "The week, as “Mon-Fri 08:00-17:00, Sat 08:00-13:00”.",
    "template.dias_turno": "Working days, where hours stand apart: “Mon-Fri”.",
    "template.hora_entrada": "When it begins, where it stands apart.",
    "template.hora_salida": "When it ends, where it stands apart.",
}
