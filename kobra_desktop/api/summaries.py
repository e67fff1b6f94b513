"""Days of agents as the server counts them, and a day's summary on its way by mail."""

from datetime import date

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.summaries import AgentDays, SummaryMail, SummaryTaken
from kobra_records import json_form


def agent_days(api: FieldApi, on: date) -> AgentDays:
    """That day of each agent, kept or as it stands. Raises ApiError."""
    answer = api.request("GET", "/agent-days", params={"on": on.isoformat()})
    found: AgentDays = read(answer, AgentDays)
    return found


def send_summary(api: FieldApi, mail: SummaryMail) -> SummaryTaken:
    """Send it; under the same id it goes once. Raises ApiError."""
    answer = api.request("POST", "/summaries", json=json_form.builtin(mail))
    taken: SummaryTaken = read(answer, SummaryTaken)
    return taken
