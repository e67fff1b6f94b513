"""The published forms that submissions name, read once: a version never changes."""

import unicodedata
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, select

from field_api.submissions.form_facts import UNKNOWN, FormFacts, facts_of
from field_api.tables.phone_forms import published_forms
from field_api.tables.replicated import questionnaire_versions

_MOST = 200


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A version of a questionnaire as it was published, and what the reader of its answers must
    know.
    """

    form_id: str
    form_version: str
    version_id: str
    questionnaire_id: str
    facts: FormFacts


class KnownForms:
    """The forms of one server, the latest used at hand."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], KnownForm] = OrderedDict()
        self._lock = Lock()

    def find(self, connection: Connection, form_id: str, form_version: str) -> KnownForm | None:
        """The version, None if none of that name was published."""
        return self.kept(form_id, form_version) or self._load(connection, form_id, form_version)

    def kept(self, form_id: str, form_version: str) -> KnownForm | None:
        """The version if it is at hand: then nobody need be asked."""
        with self._lock:
            return self._kept.get((form_id, form_version))

    def _load(self, connection: Connection, form_id: str, form_version: str) -> KnownForm | None:
        versions = questionnaire_versions
        query = (
            select(
                versions.c.id,
                versions.c.questionnaire_id,
                versions.c.form_id,
                versions.c.form_version,
                published_forms.c.xform,
            )
            .join(published_forms, published_forms.c.version_id == versions.c.id, isouter=True)
            .where(
                versions.c.form_id.in_(_spellings(form_id)),
                versions.c.form_version.in_(_spellings(form_version)),
            )
        )
        # The very spelling goes before others of the same letters.
        asked = (form_id, form_version)
        rows = connection.execute(query).all()
        rows = sorted(rows, key=lambda row: ((row.form_id, row.form_version) != asked, row.id))
        row = rows[0] if rows else None
        if row is None:
            return None
        facts = UNKNOWN if row.xform is None else facts_of(row.xform)
        known = KnownForm(row.form_id, row.form_version, row.id, row.questionnaire_id, facts)
        if row.xform is not None:
            with self._lock:
                self._kept[form_id, form_version] = known
                while len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
        return known


def _spellings(text: str) -> set[str]:
    """A name as it was sent, and as other systems write the same letters."""
    return {text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}
