"""One person: how urgent what they asked for is, in neutral Spanish."""

WORDS: dict[str, str] = {
    "urgency.overdue": "Vencida",
    "urgency.today": "Vence hoy",
    "urgency.soon": "Por vencer",
    "urgency.in_time": "En plazo",
}
