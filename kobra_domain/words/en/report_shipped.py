"""What the shipped reports say, in English."""

WORDS: dict[str, str] = {
    "report.semana-direccion": "A director’s week",
    "report.mes-cliente": "A client’s month",
    "report.semana-direccion.how": "What came in and its goal, by portfolio and team, promises, "
    "agents and hours of last week",
    "report.mes-cliente.how": "Last month for the institution, with its logo and no names of "
    "agents",
    "report.beside": "{days}: {value}",
    "report.number.done": "Visits done",
    "report.bare": "With these filters there is nothing to count",
    "report.bare.named": "{name}: with these filters there is nothing to count",
    "report.total": "Total",
    "report.most": "Most often: {name}, {share} of {count}",
    "report.table.portfolio": "By portfolio",
    "report.table.team": "By team",
    "report.table.agent": "By agent",
    "report.table.bucket": "By days past due",
    "report.table.outcome": "What became of visits",
    "report.table.zone": "By zone",
}
