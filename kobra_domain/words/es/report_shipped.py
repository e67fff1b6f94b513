"""What the shipped reports say, in neutral Spanish."""

WORDS: dict[str, str] = {
    "report.semana-direccion": "Semana de dirección",
    "report.mes-cliente": "Mes del cliente",
    "report.beside": "{days}: {value}",
    "report.number.done": "Visitas hechas",
    "report.total": "Total",
    "report.table.portfolio": "Por cartera",
    "report.table.team": "Por equipo",
    "report.table.agent": "Por gestor",
    "report.table.bucket": "Por tramo de mora",
    "report.table.outcome": "Qué pasó en las visitas",
    "report.table.zone": "Por zona",
}
