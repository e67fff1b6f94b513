"""Money that came in: ranges of days past due, payments, balances, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "bucket.current": "Al día",
    "bucket.over": "Más de {last}",
    "bounds_must_rise": "{field}: cada rango debe terminar después del anterior, desde 1 día.",
    "other_currency": "El crédito está en otra moneda ({currency}).",
    "month_closed": "El mes está cerrado hasta el {closed_on}: lo que cambie debe venir en "
    "un archivo, como reversión.",
    "payment_standing.confirmed": "Confirmado",
    "payment_standing.awaited": "Por confirmar",
    "payment_standing.not_seen": "No está en el banco",
    "payment_standing.bank_only": "Solo en el banco",
    "payment_standing.unmatched": "Sin crédito",
    "payment_standing.reversal": "Reversión",
    "match_reason.same_document": "Mismo documento",
    "match_reason.similar_number": "Número parecido",
    "match_reason.same_amount": "Mismo valor",
    "balance_doubt_code.balance_fell_unpaid": "Saldos que bajaron sin un pago que lo explique",
    "balance_doubt_code.balance_not_lowered": "Saldos que no bajaron aunque hubo un pago",
    "cancel_reason.account_paid": "Pagado, según el archivo de la entidad",
    "cancel_reason.account_withdrawn": "Retirado por la entidad",
    "cancel_reason.account_closed": "Cerrado por la entidad",
    "cut_not_taken": "Aún no hay corte del {cut_on}.",
    "money.ahead": Plural("en {count} día", "en {count} días"),
    "money.late": Plural("{count} día tarde", "{count} días tarde"),
    "money.age": Plural("{count} día", "{count} días"),
    "money.last": Plural("Último día", "Últimos {count} días"),
    "not_a_png": "{field}: debe ser una imagen PNG.",
    "logo_too_big": "{field}: la imagen pesa más de {limit} kB.",
    "logo_too_wide": "{field}: la imagen mide más de {limit} píxeles por lado.",
    "unreadable_file": "{field}: no se pudo leer el archivo.",
}
