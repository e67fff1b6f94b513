"""What the shipped reports say, in neutral Spanish."""

WORDS: dict[str, str] = {
    "report.semana-direccion": "Semana de dirección",
    "report.mes-cliente": "Mes del cliente",
    "report.semana-direccion.how": "Lo recuperado y su meta, por cartera y equipo, promesas, "
    "gestores y horarios de la semana pasada",
    "report.mes-cliente.how": "El mes pasado para la institución, con su logotipo y sin nombres de "
    "gestores",
    "report.beside": "{days}: {value}",
    "report.number.done": "Visitas hechas",
    "report.bare": "Con estos filtros no hay nada que contar",
    "report.bare.named": "{name}: con estos filtros no hay nada que contar",
    "report.total": "Total",
    "report.most": "Lo más frecuente: {name}, el {share} de {count}",
    "report.table.portfolio": "Por cartera",
    "report.table.team": "Por equipo",
    "report.table.agent": "Por gestor",
    "report.table.bucket": "Por tramo de mora",
    "report.table.outcome": "Qué pasó en las visitas",
    "report.table.zone": "Por zona",
}
