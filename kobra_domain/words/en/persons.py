"""One person: how urgent what they asked for is, in English."""

WORDS: dict[str, str] = {
    "urgency.overdue": "Overdue",
    "urgency.today": "Due today",
    "urgency.soon": "Due soon",
    "urgency.in_time": "In time",
}
