"""What stands on every paper, in neutral Spanish."""

WORDS: dict[str, str] = {
    "paper.page": "Página {page} de {pages}",
    "paper.not_printed": (
        "Donde se lee {sign} hay un signo que la letra de este documento no tiene; en el programa "
        "se ve completo."
    ),
    "statement.title": "Estado de cuenta",
    "statement.deceased": (
        "Se tiene noticia de que esta persona falleció: este documento no le cobra ni le requiere "
        "nada."
    ),
    "statement.no_certificate": (
        "No es certificación de la entidad. Los saldos son los del último archivo que la "
        "entidad entregó, con el corte que se indica en cada uno."
    ),
    "statement.accounts": "Créditos",
    "statement.payments": "Pagos registrados por la entidad",
    "statement.promises": "Promesas de pago",
    "statement.source": "Fuente y corte",
    "statement.your_data": "Sus datos personales",
    "statement.nothing": "No hay registros.",
    "statement.made_on": "Fecha de este documento",
    "statement.amount": "Valor",
    "statement.total": "Total {currency}",
    "statement.reversal": "Reversión",
    "statement.promised_on": "Fecha",
    "statement.promised_for": "Para el",
    "statement.state": "Estado",
    "statement.cut_off": (
        "Archivos de la entidad con corte al {days}. Lo que se pagó después no aparece."
    ),
    "statement.no_cut_off": "Archivos de la entidad; no dicen su fecha de corte.",
    "statement.data_requests": (
        "Consultas y reclamos sobre sus datos ante {institution}: {contact}."
    ),
}
