"""What the shipped reports say, in English."""

WORDS: dict[str, str] = {
    "report.semana-direccion": "A director’s week",
    "report.mes-cliente": "A client’s month",
    "report.beside": "{days}: {value}",
    "report.number.done": "Visits done",
    "report.total": "Total",
    "report.table.portfolio": "By portfolio",
    "report.table.team": "By team",
    "report.table.agent": "By agent",
    "report.table.bucket": "By days past due",
    "report.table.outcome": "What became of visits",
    "report.table.zone": "By zone",
}
