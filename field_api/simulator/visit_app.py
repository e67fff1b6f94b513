"""The agent's app for visits: takes them onto the phone, checks in, says what came of it.

Every act is an operation of the sync wire, as any client sends it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from field_api.simulator.api_client import ApiClient
from field_api.simulator.events import CheckedIn, Ended
from field_api.simulator.world import local
from kobra_domain.visits import NotCompletedReason, VisitState
from kobra_records import json_form
from kobra_records.ids import new_id

NOT_BELIEVED = "not_at_address"


@dataclass(slots=True)
class VisitApp:
    """One agent's visits as the app knows them: bodies and versions by id."""

    client: ApiClient
    tally: Counter[str]
    _bodies: dict[str, dict[str, Any]] = field(default_factory=dict)
    _versions: dict[str, int] = field(default_factory=dict)
    _unanswered: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def refresh(self, now: datetime) -> None:
        """Read the feed and take new visits onto the phone."""
        for change in self.client.changes():
            if change["kind"] != "visit":
                continue
            if change["body"] is None:
                self._bodies.pop(change["id"], None)
            else:
                self._keep(change["body"], change["version"])
        for visit_id, body in list(self._bodies.items()):
            is_due = str(body["planned_on"]) <= local(now).date().isoformat()
            if body["state"] == VisitState.ASSIGNED.value and is_due:
                values = {"state": VisitState.ON_PHONE, "on_phone_at": now}
                self._send("visit.deliver", visit_id, values)

    def act(self, event: CheckedIn | Ended) -> None:
        """Tell the server; a visit that was taken away meanwhile is none of this phone's."""
        if event.visit_id not in self._bodies:
            self.tally["acts_without_visit"] += 1
        elif isinstance(event, CheckedIn):
            values = {"state": VisitState.CHECKED_IN, "check_in": event.check_in}
            self._send("visit.check_in", event.visit_id, values)
        elif self._bodies[event.visit_id]["state"] == VisitState.CHECKED_IN.value:
            self._end(event)

    def _end(self, event: Ended) -> None:
        result: dict[str, Any] = {"ended_at": event.at, "result_note": event.note}
        if event.outcome is not None:
            done = {**result, "state": VisitState.COMPLETED, "outcome": event.outcome}
            if self._send("visit.complete", event.visit_id, done) != NOT_BELIEVED:
                return
        if event.proposed is not None:
            result |= {"proposed_lat": event.proposed[0], "proposed_lon": event.proposed[1]}
        reason = event.reason or NotCompletedReason.OTHER
        failed = {**result, "state": VisitState.NOT_COMPLETED, "not_completed_reason": reason}
        self._send("visit.fail", event.visit_id, failed)

    def _send(self, command: str, visit_id: str, values: dict[str, Any]) -> str:
        """Send one operation; answers the code of a refusal, or nothing."""
        # An answer may be lost on its way: the same operation is told again, never a second one.
        operation = self._unanswered.setdefault(
            (command, visit_id), self._operation(command, visit_id, values)
        )
        (result,) = self.client.post("/operations", [operation])["results"]
        del self._unanswered[command, visit_id]
        self.tally[f"{command} {result['code'] or result['status']}"] += 1
        if result.get("body") is not None:
            self._keep(result["body"], result["version"])
        return str(result["code"])

    def _operation(self, command: str, visit_id: str, values: dict[str, Any]) -> dict[str, Any]:
        body = self._bodies[visit_id]
        wanted = {name: json_form.builtin(value) for name, value in values.items()}
        return {
            "op_id": new_id(),
            "command": command,
            "entity_id": visit_id,
            "base_version": self._versions[visit_id],
            "changed": {name: [body.get(name), value] for name, value in wanted.items()},
        }

    def _keep(self, body: dict[str, Any], version: int) -> None:
        self._bodies[body["id"]], self._versions[body["id"]] = body, version
