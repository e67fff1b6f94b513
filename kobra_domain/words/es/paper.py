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
    "summary.title": "Resumen del día",
    "summary.as_of": "Cifras a las {hour}.",
    "summary.numbers": "Visitas",
    "summary.number": "Concepto",
    "summary.today": "Hoy",
    "summary.share": "Proporción",
    "summary.compared": "Frente a un {weekday} a la misma hora",
    "summary.too_few": "Pocos días para comparar",
    "summary.as_usual": "= igual que lo usual ({usual})",
    "summary.more": "{count} más que lo usual ({usual})",
    "summary.fewer": "{count} menos que lo usual ({usual})",
    "summary.money": "Dinero",
    "summary.amount": "Valor",
    "summary.due": "Promesas que vencen el {day}",
    "summary.not_done": "Lo que no se hizo y por qué",
    "summary.why": "Motivo",
    "summary.visits": "Visitas",
    "summary.waiting": "Planeadas y sin iniciar",
    "summary.unassigned": "Planeadas y sin gestor",
    "summary.begun": "Iniciadas, con el formulario aún en el teléfono",
    "summary.carried": "Pasadas a otro día",
    "summary.cancelled": "Canceladas",
    "summary.ended": "No realizadas: {reason}",
    "summary.all_done": "Todo lo planeado se hizo.",
    "summary.carried_unknown": (
        "Sin conexión con el servidor no se sabe cuántas pasaron a otro día."
    ),
    "summary.agents": "Gestores",
    "summary.agent": "Gestor",
    "summary.done_of": "Hechas/plan",
    "summary.distance": "Recorrido",
    "summary.total": "Total",
    "summary.no_agents": "No hay gestores en este alcance.",
    "summary.more_agents": "Y {count} gestores más, contados en el total.",
    "summary.distance_unknown": "– : recorrido sin dato.",
    "summary.alerts": "Alertas del día",
    "summary.alert": "Alerta",
    "summary.raised": "Abiertas",
    "summary.attended": "Atendidas",
    "summary.no_alerts": "No hubo alertas.",
}
