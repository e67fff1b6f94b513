"""A phone with ODK Collect as its sources show it: what it asks in which order, what it accepts of
the answers, and what it keeps of an entity list. Nothing of the server is used here.
"""

import csv
import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

import requests
from defusedxml import ElementTree

TIMEOUT_S = 30
LISTED = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
ANSWER = "{http://openrosa.org/http/response}"
# A 12-hour clock, as Collect sends it.
HEADERS = {"X-OpenRosa-Version": "1.0", "Date": "mié., 04 mar. 2026 03:00:00 GMT-05:00"}


@dataclass
class Kept:
    """A form on the phone."""

    version: str
    name: str
    md5: str
    xform: bytes


@dataclass
class Collect:
    """One installed app, set up with a server's URL. `match_exactly` is on."""

    url: str
    forms: dict[str, Kept] = field(default_factory=dict)
    entities: dict[str, dict[str, str]] = field(default_factory=dict)
    downloads: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    _list_hash: str | None = None
    _http: requests.Session = field(default_factory=requests.Session)

    def get(self, url: str, **query: str) -> requests.Response:
        """As the app gets anything: the device id is appended to every URL."""
        params = {**query, "deviceID": "collect:a1b2"}
        return self._http.get(url, params=params, headers=HEADERS, timeout=TIMEOUT_S)

    def xml(self, url: str, **query: str) -> Any:
        """A document; only 200 with the version's header is read as OpenRosa."""
        answer = self.get(url, **query)
        assert answer.status_code == 200, answer.text
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        return ElementTree.fromstring(answer.content)

    def listed(self, **query: str) -> list[dict[str, str]]:
        """The form list; one form without id, name or URL would lose it all."""
        root = self.xml(f"{self.url}/formList", **query)
        assert root.tag == f"{LISTED}xforms"
        forms = [{part.tag.removeprefix(LISTED): part.text or "" for part in form} for form in root]
        assert all(f["formID"] and f["name"] and f["downloadUrl"] for f in forms)
        return forms

    def update(self) -> None:
        """What the app does every quarter of an hour."""
        listed = self.listed()
        manifests = {
            form["formID"]: self.manifest(form["manifestUrl"])
            for form in listed
            if "manifestUrl" in form
        }
        for form in listed:
            self._update_form(form, manifests.get(form["formID"], []))
        for form_id in self.forms.keys() - {form["formID"] for form in listed}:
            del self.forms[form_id]

    def manifest(self, url: str) -> list[dict[str, str]]:
        """The files of a form."""
        root = self.xml(url)
        assert root.tag == f"{MANIFEST}manifest"
        return [
            {"type": file.get("type", "")}
            | {part.tag.removeprefix(MANIFEST): part.text or "" for part in file}
            for file in root
        ]

    def _update_form(self, form: dict[str, str], files: list[dict[str, str]]) -> None:
        kept, md5 = self.forms.get(form["formID"]), form["hash"].removeprefix("md5:")
        if kept is None or kept.md5 != md5:
            answer = self.get(form["downloadUrl"])
            assert answer.status_code == 200, answer.text
            assert hashlib.md5(answer.content).hexdigest() == md5
            self.downloads.append(form["formID"])
            self.forms[form["formID"]] = Kept(form["version"], form["name"], md5, answer.content)
        for file in files:
            if file["filename"] == "visitas.csv":
                assert file["type"] == "entityList"
                self._update_list(file)
            else:
                self._update_file(file)

    def _update_file(self, file: dict[str, str]) -> None:
        """A file that goes with the form."""
        assert file["type"] == ""
        assert "integrityUrl" not in file
        md5, held = file["hash"].removeprefix("md5:"), self.files.get(file["filename"], b"")
        if hashlib.md5(held).hexdigest() != md5:
            answer = self.get(file["downloadUrl"])
            assert answer.status_code == 200, answer.text
            assert hashlib.md5(answer.content).hexdigest() == md5
            self.downloads.append(file["filename"])
            self.files[file["filename"]] = answer.content

    def _update_list(self, file: dict[str, str]) -> None:
        md5 = file["hash"].removeprefix("md5:")
        if md5 != self._list_hash:
            answer = self.get(file["downloadUrl"])
            assert answer.status_code == 200, answer.text
            assert hashlib.md5(answer.content).hexdigest() == md5
            self.downloads.append(file["filename"])
            self._merge(answer.content.decode())
            self._list_hash = md5

    def _merge(self, text: str) -> None:
        """By id; a row is taken only with a higher version, and what is not listed goes."""
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert all(row["name"] and row["label"] and int(row["__version"]) for row in rows)
        for row in rows:
            mine = self.entities.get(row["name"])
            if mine is None or int(mine["__version"]) < int(row["__version"]):
                self.entities[row["name"]] = row
        listed = [row["name"] for row in rows]
        self.entities = {key: self.entities[key] for key in listed}

    def gone(self, *ids: str) -> dict[str, str]:
        """What the integrity URL says of entities that were changed offline."""
        [form] = [form for form in self.listed() if "manifestUrl" in form]
        [file] = self.manifest(form["manifestUrl"])
        data = self.xml(file["integrityUrl"], id=",".join(ids))
        assert data.tag == "data"
        [entities] = data
        assert all(not (part.text or "").strip() for part in (data, entities))
        return {entity.get("id", ""): entity.findtext("deleted", "") for entity in entities}


def sentence(answer: requests.Response) -> str:
    """What the app shows of an answer to a post, or of a refusal."""
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{ANSWER}OpenRosaResponse"
    return root.findtext(f"{ANSWER}message", "")
