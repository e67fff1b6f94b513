"""What a column of a portfolio's file can be, and what each kind of file takes."""

from collections.abc import Mapping
from enum import StrEnum

from kobra_domain.imports.things import ImportKind


class Target(StrEnum):
    """What a column can be, by the header of the template."""

    NUMBER = "credito"
    DOCUMENT = "documento"
    DOCUMENT_TYPE = "tipo_documento"
    NAME = "nombre"
    SURNAME = "apellidos"
    ROLE = "rol"
    REASON = "motivo_rol"
    PHONE = "telefono"
    EMAIL = "correo"
    CONSENT_SOURCE = "origen_consentimiento"
    CONSENT_ON = "fecha_consentimiento"
    STREET = "direccion"
    NEIGHBOURHOOD = "barrio"
    MUNICIPALITY = "municipio"
    REGION = "departamento"
    POSTAL_CODE = "codigo_postal"
    DIRECTIONS = "indicaciones"
    ADDRESS_KIND = "tipo_domicilio"
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
    AUTHORISED_PLACE = "lugar_autorizado"
    EXPIRES_ON = "fecha_vigencia"
    REVOKED_ON = "fecha_revocatoria"
    ADDRESS_SOURCE = "origen_domicilio"
    CODEBTOR_NAME = "nombre_codeudor"
    CODEBTOR_DOCUMENT = "documento_codeudor"
    CODEBTOR_DOCUMENT_TYPE = "tipo_documento_codeudor"
    CODEBTOR_PHONE = "telefono_codeudor"
    AMOUNT = "valor_pago"
    PAID_ON = "fecha_pago"
    METHOD = "medio_pago"
    REFERENCE = "referencia"
    REVERSAL = "reverso"
    CONTACTED_ON = "fecha_contacto"
    CONTACTED_AT = "hora_contacto"
    CHANNEL = "canal"
    TWO_WAY = "contacto_efectivo"
    RECEIVED = "contacto_recibido"
    PURPOSE = "proposito_contacto"
    BY = "hecho_por"
    NOTE = "nota"
    PROMISED = "valor_promesa"
    PROMISED_ON = "fecha_promesa"
    MADE_ON = "fecha_compromiso"
    PROMISE_STATE = "estado_promesa"
    AGENT_CODE = "codigo_gestor"
    TEAM = "equipo"
    SHIFT = "turno"
    SHIFT_DAYS = "dias_turno"
    SHIFT_FROM = "hora_entrada"
    SHIFT_TO = "hora_salida"


T = Target
MONEY = frozenset({T.BALANCE, T.OVERDUE, T.PRINCIPAL, T.INSTALMENT, T.AMOUNT, T.PROMISED})
DAYS = frozenset(
    {
        *(T.DUE_ON, T.ORIGINATED_ON, T.ASSIGNED_ON, T.NEXT_DUE_ON, T.LAST_PAID_ON, T.CUT_OFF_ON),
        *(T.AUTHORISED_ON, T.EXPIRES_ON, T.REVOKED_ON, T.PAID_ON, T.CONTACTED_ON, T.PROMISED_ON),
        *(T.MADE_ON, T.CONSENT_ON),
    }
)
PLACES = frozenset({T.LAT, T.LON, T.PLACE})
# What is said by one of a few values; `values.known` reads them.
CHOICES = frozenset(
    {
        *(T.ROLE, T.ADDRESS_KIND, T.PRODUCT_TYPE, T.STATUS, T.CURRENCY, T.AUTHORISED_PLACE),
        *(T.ADDRESS_SOURCE, T.CHANNEL, T.TWO_WAY, T.RECEIVED, T.PURPOSE, T.REVERSAL),
        T.PROMISE_STATE,
    }
)
# Of these a file may have several columns («telefono 1», «telefono 2», «direccion 2»).
ADDRESS = frozenset(
    {
        *(T.STREET, T.NEIGHBOURHOOD, T.MUNICIPALITY, T.REGION, T.POSTAL_CODE, T.DIRECTIONS),
        *(T.ADDRESS_KIND, T.ADDRESS_SOURCE, *PLACES),
    }
)
COUNTED = frozenset({T.PHONE, T.EMAIL, T.CODEBTOR_PHONE})
REPEATED = ADDRESS | COUNTED
# A co-debtor who stands in the row of the account: what of them is what of a person.
CODEBTOR: Mapping[Target, Target] = {
    T.CODEBTOR_NAME: T.NAME,
    T.CODEBTOR_DOCUMENT: T.DOCUMENT,
    T.CODEBTOR_DOCUMENT_TYPE: T.DOCUMENT_TYPE,
    T.CODEBTOR_PHONE: T.PHONE,
}

# A shift in columns of its own.
SHIFT_PARTS = frozenset({T.SHIFT_DAYS, T.SHIFT_FROM, T.SHIFT_TO})

_PERSON = frozenset({T.NUMBER, T.DOCUMENT, T.DOCUMENT_TYPE, T.NAME, T.SURNAME})
TAKEN: Mapping[ImportKind, frozenset[Target]] = {
    ImportKind.ACCOUNTS: _PERSON
    | ADDRESS
    | {T.PHONE, T.EMAIL, T.ROLE, T.REASON, T.BALANCE, T.OVERDUE, T.PRINCIPAL, T.INSTALMENT}
    | {T.DAYS_PAST_DUE, T.PRODUCT, T.PRODUCT_TYPE, T.SEGMENT, T.STATUS, T.CURRENCY, T.AGENT, T.LOT}
    | {T.DUE_ON, T.ORIGINATED_ON, T.ASSIGNED_ON, T.NEXT_DUE_ON, T.LAST_PAID_ON, T.CUT_OFF_ON}
    | {T.AUTHORISED_ON, T.AUTHORISATION}
    | CODEBTOR.keys(),
    ImportKind.PAYMENTS: _PERSON
    | {T.AMOUNT, T.CURRENCY, T.PAID_ON, T.METHOD, T.REFERENCE, T.REVERSAL, T.CUT_OFF_ON},
    ImportKind.AUTHORISATIONS: _PERSON
    | {T.AUTHORISATION, T.AUTHORISED_ON, T.AUTHORISED_PLACE, T.EXPIRES_ON, T.REVOKED_ON},
    ImportKind.CONTACTS: _PERSON
    | {T.CONTACTED_ON, T.CONTACTED_AT, T.CHANNEL, T.TWO_WAY, T.RECEIVED, T.PURPOSE, T.BY, T.NOTE},
    ImportKind.PROMISES: _PERSON
    | {
        T.PROMISED,
        T.CURRENCY,
        T.PROMISED_ON,
        T.MADE_ON,
        T.PROMISE_STATE,
        T.CHANNEL,
        T.AGENT,
        T.NOTE,
    },
    ImportKind.PARTIES: _PERSON
    | {T.ROLE, T.REASON, T.PHONE, T.EMAIL, T.CONSENT_SOURCE, T.CONSENT_ON},
    ImportKind.ADDRESSES: _PERSON | ADDRESS,
    ImportKind.AGENTS: frozenset({T.AGENT_CODE, T.NAME, T.SURNAME, T.PHONE, T.EMAIL, T.TEAM})
    | SHIFT_PARTS
    | {T.SHIFT},
}

# Of each set a row needs one.
NEEDED: Mapping[ImportKind, tuple[frozenset[Target], ...]] = {
    ImportKind.ACCOUNTS: (frozenset({T.NUMBER}), frozenset({T.NAME})),
    ImportKind.PAYMENTS: (
        frozenset({T.NUMBER, T.DOCUMENT}),
        frozenset({T.AMOUNT}),
        frozenset({T.PAID_ON}),
    ),
    ImportKind.AUTHORISATIONS: (
        frozenset({T.NUMBER}),
        frozenset({T.AUTHORISATION}),
        frozenset({T.AUTHORISED_ON}),
    ),
    ImportKind.CONTACTS: (
        frozenset({T.NUMBER, T.DOCUMENT}),
        frozenset({T.CONTACTED_ON}),
        frozenset({T.CHANNEL}),
    ),
    ImportKind.PROMISES: (
        frozenset({T.NUMBER}),
        frozenset({T.PROMISED}),
        frozenset({T.PROMISED_ON}),
    ),
    ImportKind.PARTIES: (frozenset({T.NUMBER, T.DOCUMENT}), frozenset({T.NAME})),
    ImportKind.ADDRESSES: (frozenset({T.NUMBER, T.DOCUMENT}), frozenset({T.STREET})),
    ImportKind.AGENTS: (frozenset({T.AGENT_CODE}), frozenset({T.NAME})),
}
