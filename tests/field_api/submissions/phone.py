"""A phone as the server sees it: forms as XML, photos, and posts as ODK Collect makes them."""

import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import requests
from PIL import ExifTags, Image
from sqlalchemy import insert

from field_api.database import Database
from field_api.tables.phone_forms import published_forms
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_domain.visits import Visit
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import DOOR, write

FORM_ID, FORM_VERSION = "visita_cobro", "1"
AT_DOOR = f"{DOOR[0]} {DOOR[1]} 2600 8.5"
FAR_AWAY = f"{DOOR[0] + 0.02} {DOOR[1]} 2600 8.5"
STARTED, ENDED = "2026-03-04T09:40:00.000-05:00", "2026-03-04T09:55:00.000-05:00"

_QUESTIONS = (
    *("start", "end", "visita", "llegada", "resultado", "motivo_no_realizada"),
    *("promesa_monto", "promesa_fecha", "pago_monto", "pago_fecha", "pago_medio"),
    *("pago_referencia", "telefono_nuevo", "domicilio_nuevo", "ubicacion_propuesta"),
    *("motivo_fuera", "nota", "firma"),
    *("consiente_sms", "consiente_correo", "consiente_whatsapp", "consiente_visita"),
)
_FILES = ("fachada", "comprobante", "interior", "firma", "meta/audit")
_BINDS = "".join(f'<bind nodeset="/data/{name}" type="binary"/>' for name in _FILES)
_TIMES = "".join(
    f'<bind nodeset="/data/{name}" type="dateTime" jr:preload="timestamp" '
    f'jr:preloadParams="{name}"/>'
    for name in ("start", "end")
)
XFORM = f"""<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Visita</h:title><model>
<instance><data id="{FORM_ID}" version="{FORM_VERSION}">
{"".join(f"<{name}/>" for name in _QUESTIONS)}<fachada/><comprobante/><interior/>
<ingresos jr:template=""><monto/></ingresos><meta><instanceID/><audit/></meta></data></instance>
{_BINDS}{_TIMES}</model></h:head><h:body>
<upload mediatype="image/*" ref="/data/firma" appearance="signature"/>
<group ref="/data/ingresos"><repeat nodeset="/data/ingresos"><input ref="/data/ingresos/monto"/>
</repeat></group></h:body></h:html>
"""


def publish(database: Database, form_id: str = FORM_ID, version: str = FORM_VERSION) -> str:
    """A published version, straight into the database; answers its id."""
    version_id = new_id()
    questionnaire = Questionnaire(
        id=new_id(),
        current_version_id=version_id,
        title="Visita de cobro",
        form_id=form_id,
        document="{}",
        created_at=WEDNESDAY,
        state=QuestionnaireState.PUBLISHED,
    )
    made = QuestionnaireVersion(
        id=version_id,
        questionnaire_id=questionnaire.id,
        form_id=form_id,
        form_version=version,
        title="Visita de cobro",
        document="{}",
        document_hash="",
        number=1,
        published_at=WEDNESDAY,
    )
    write(database, questionnaire, made)
    with database.begin() as connection:
        connection.execute(
            insert(published_forms).values(
                version_id=made.id, xform=XFORM.encode(), md5="0" * 32, reads_visits=False
            )
        )
    return made.id


def new_instance() -> str:
    """An instance id as phones make them."""
    return f"uuid:{uuid.uuid4()}"


def form(
    answers: Mapping[str, str],
    instance_id: str | None = None,
    *,
    form_id: str = FORM_ID,
    version: str = FORM_VERSION,
    inside: str = "",
    meta: str = "",
) -> bytes:
    """A filled-in form; `inside` is XML put among the answers, `meta` into the meta block."""
    said = {"start": STARTED, "end": ENDED, **answers}
    body = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in said.items())
    return (
        f'<?xml version=\'1.0\' ?><data id="{form_id}" version="{version}" '
        f'xmlns:orx="http://openrosa.org/xforms">{body}{inside}'
        f"<orx:meta><orx:instanceID>{instance_id or new_instance()}</orx:instanceID>{meta}"
        f"</orx:meta></data>"
    ).encode()


def promise_of(visit: Visit, **more: str) -> dict[str, str]:
    """The answers of a visit at the door that ended with a promise."""
    return {
        "visita": visit.id,
        "llegada": AT_DOOR,
        "resultado": "promise",
        "promesa_monto": "150000.50",
        "promesa_fecha": "2026-03-15",
        "fachada": "fachada.jpg",
        **more,
    }


def photo(
    place: tuple[float, float] | None = None,
    taken: str = "2026:03:04 09:50:00",
    size: tuple[int, int] = (640, 480),
) -> bytes:
    """A JPEG with the place and time a camera writes into it."""
    image, out = Image.new("RGB", size, (40, 90, 120)), io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if place is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if place[0] >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = (abs(place[0]), 0.0, 0.0)
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if place[1] >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = (abs(place[1]), 0.0, 0.0)
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@dataclass
class Phone:
    """Posts with one key."""

    base: str
    key: str
    http: requests.Session = field(default_factory=requests.Session)

    @property
    def url(self) -> str:
        """Where answers go."""
        return f"{self.base}/key/{self.key}/submission?deviceID=collect%3Aabc"

    def post(
        self, xml: bytes | None, files: Mapping[str, bytes] | None = None, *, last: bool = True
    ) -> requests.Response:
        """One post; not the last one carries the mark of those that are to be followed."""
        parts: list[tuple[str, Any]] = []
        if xml is not None:
            parts.append(("xml_submission_file", ("submission.xml", xml, "text/xml")))
        for name, content in (files or {}).items():
            parts.append((name, (name, content, "application/octet-stream")))
        if not last:
            parts.append(("*isIncomplete*", (None, "yes")))
        return self.http.post(self.url, files=parts, timeout=60)

    def fetched_list(self) -> str:
        """The visit list as a phone fetches it: form list, manifest, file."""
        listed = self.http.get(f"{self.base}/key/{self.key}/formList", timeout=60)
        forms = ElementTree.fromstring(listed.content)
        manifest_url = forms.findtext(".//{*}manifestUrl")
        assert manifest_url is not None
        manifest = ElementTree.fromstring(self.http.get(manifest_url).content)
        url = manifest.findtext(".//{*}downloadUrl")
        assert url is not None
        return self.http.get(url).content.decode()
