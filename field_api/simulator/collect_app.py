"""The agent's app for questionnaires, as ODK Collect speaks: it fetches forms and the visits of the
day by their hashes, and sends what was filled in with its photos and its log of the form.
"""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, tostring

import requests
from defusedxml.ElementTree import fromstring

from field_api.simulator.events import CheckedIn, Ended
from field_api.simulator.facades import facade
from field_api.simulator.form_answers import FORM, answers
from field_api.simulator.world import local
from field_api.submissions.logic import LogicBroken, LogicWorker
from kobra_domain.portfolios import Account
from kobra_domain.questionnaires.lint_lists import FILES as TABLES
from kobra_domain.questionnaires.things import VISIT_LIST
from kobra_domain.visits import CheckIn, NotCompletedReason

LIST = VISIT_LIST
TIMEOUT_S = 30
AUDIT = "audit.csv"
_LIST_SPACE = "{http://openrosa.org/xforms/xformsList}"
_MANIFEST_SPACE = "{http://openrosa.org/xforms/xformsManifest}"
_HEADERS = {"X-OpenRosa-Version": "1.0"}
_BEFORE_ARRIVAL = timedelta(seconds=40)


@dataclass(slots=True)
class CollectApp:
    """One agent's app. `url` is the keyed address of the enrolment; `debts` are the accounts by
    visit, which give its promises their size. One thread at a time.
    """

    url: str
    worker: LogicWorker
    debts: Mapping[str, Sequence[Account]]
    tally: Counter[str]
    http: requests.Session = field(default_factory=requests.Session)
    visits: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)
    _form: str = ""
    _list: str = ""
    _arrivals: dict[str, CheckedIn] = field(default_factory=dict)
    _filled: dict[str, bytes] = field(default_factory=dict)

    def close(self) -> None:
        """Give the connection back."""
        self.http.close()

    def refresh(self, _now: datetime) -> None:
        """Fetch what has another hash than what is on the phone. Raises RequestException."""
        for form in fromstring(self._get(f"{self.url}/formList").content):
            told = {name: form.findtext(_LIST_SPACE + name, "") for name in _FORM_PARTS}
            if told["formID"] != FORM:
                continue
            if self._is_new("form", told["hash"]):
                self._form = self._checked(told["downloadUrl"], told["hash"]).decode()
                self.tally["forms"] += 1
            self._refresh_files(told["manifestUrl"])

    def act(self, event: CheckedIn | Ended) -> None:
        """Keep the arrival; at the end fill in the form and send it. Raises RequestException."""
        if isinstance(event, CheckedIn):
            self._arrivals[event.visit_id] = event
        elif event.visit_id not in self.visits or not self._form:
            self.tally["acts_without_visit"] += 1
        else:
            self._send(event)

    def _refresh_files(self, url: str) -> None:
        for file in fromstring(self._get(url).content):
            name, digest = (file.findtext(_MANIFEST_SPACE + n, "") for n in ("filename", "hash"))
            if not self._is_new(f"file {name}", digest):
                continue
            content = self._checked(file.findtext(f"{_MANIFEST_SPACE}downloadUrl", ""), digest)
            if name == LIST:
                self._list = content.decode()
                self.visits = {row["name"]: row for row in csv.DictReader(io.StringIO(self._list))}
                self.tally["visit_lists"] += 1
            else:
                self.files[name] = content
                self.tally["form_files"] += 1

    def _send(self, end: Ended) -> None:
        arrival = self._arrivals.get(end.visit_id)
        # What was filled in stays the same however often it has to be sent.
        xml = self._filled.get(end.visit_id) or self._fill(end, arrival)
        self._filled[end.visit_id] = xml
        files: dict[str, tuple[str, bytes, str]] = {
            "xml_submission_file": ("submission.xml", xml, "text/xml")
        }
        for name in _photos(xml):
            files[name] = (name, _photo(name, end, arrival), "image/jpeg")
        files[AUDIT] = (AUDIT, audit_log(end, arrival), "text/csv")
        answer = self.http.post(
            f"{self.url}/submission", files=files, headers=_HEADERS, timeout=TIMEOUT_S
        )
        answer.raise_for_status()
        self.tally["submissions"] += 1
        del self._filled[end.visit_id]
        self._arrivals.pop(end.visit_id, None)

    def _fill(self, end: Ended, arrival: CheckedIn | None) -> bytes:
        debts = self.debts.get(end.visit_id, ())
        try:
            filled = self._filled_in(end, answers(arrival, end, debts))
        except LogicBroken as problem:
            if problem.code != "unanswered":
                raise
            # The form itself does not let anybody go on who is not at the door.
            self.tally["stopped_by_form"] += 1
            given_up = replace(end, outcome=None, reason=NotCompletedReason.OTHER)
            filled = self._filled_in(end, answers(arrival, given_up, debts))
        begun_at = (arrival.at if arrival is not None else end.at) - _BEFORE_ARRIVAL
        return stamped(filled, {"start": begun_at, "end": end.at})

    def _filled_in(self, end: Ended, given: Mapping[str, str]) -> str:
        seed = int.from_bytes(hashlib.sha256(end.visit_id.encode()).digest()[:4], "big")
        tables = {n: c.decode("utf-8-sig") for n, c in self.files.items() if n.endswith(TABLES)}
        return self.worker.fill(self._form, {**tables, LIST: self._list}, given, seed=seed)

    def _is_new(self, what: str, digest: str) -> bool:
        before, self._hashes[what] = self._hashes.get(what), digest
        return before != digest

    def _checked(self, url: str, digest: str) -> bytes:
        content = self._get(url).content
        if f"md5:{hashlib.md5(content, usedforsecurity=False).hexdigest()}" != digest:
            raise requests.RequestException(f"{url} is not what its hash says")
        return content

    def _get(self, url: str) -> requests.Response:
        answer = self.http.get(url, headers=_HEADERS, timeout=TIMEOUT_S)
        answer.raise_for_status()
        return answer


_FORM_PARTS = ("formID", "hash", "downloadUrl", "manifestUrl")


def stamped(xml: str, times: Mapping[str, datetime]) -> bytes:
    """The filled form with its metadata: when it was begun and ended, and its log's name."""
    root = fromstring(xml)
    for node in root.iter():
        name = _local_name(node)
        if name in times:
            node.text = local(times[name]).isoformat(timespec="milliseconds")
        elif name == "audit":
            node.text = AUDIT
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def audit_log(end: Ended, arrival: CheckedIn | None) -> bytes:
    """The log that the app writes beside the answers, with the places it noted meanwhile."""
    fix = arrival.check_in if arrival is not None else CheckIn(at=end.at)
    begun_at = fix.at - _BEFORE_ARRIVAL
    steps = (
        ("form start", "", begun_at, None),
        ("question", "/data/visita_g/visita", begun_at + timedelta(seconds=4), fix.at),
        ("question", "/data/llegada_g/llegada", fix.at, fix.at + timedelta(seconds=9)),
        ("end screen", "", end.at - timedelta(seconds=8), end.at),
        ("form exit", "", end.at, None),
    )
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("event", "node", "start", "end", "latitude", "longitude", "accuracy"))
    place = ("", "", "") if fix.lat is None else (fix.lat, fix.lon, fix.accuracy_m)
    for event, node, from_at, until_at in steps:
        rows.writerow((event, node, _ms(from_at), _ms(until_at), *place))
    return written.getvalue().encode()


def _ms(moment: datetime | None) -> str:
    return "" if moment is None else str(round(moment.timestamp() * 1000))


def _local_name(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _photos(xml: bytes) -> list[str]:
    texts = ((node.text or "").strip() for node in fromstring(xml).iter())
    return sorted({text for text in texts if text.endswith((".jpg", ".jpeg", ".png"))})


def _photo(name: str, end: Ended, arrival: CheckedIn | None) -> bytes:
    fix = arrival.check_in if arrival is not None else None
    lat = fix.lat if fix is not None and fix.lat is not None else 0.0
    lon = fix.lon if fix is not None and fix.lon is not None else 0.0
    return facade(f"{end.visit_id} {name.partition('.')[0]}", lat, lon, end.at)
