"""The documents that ODK Collect reads: form list, manifest, integrity answer, message.

Pure text; what XML cannot hold is left out, because one bad character would lose the whole list.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedForm:
    """A line of the form list; `md5` is of the exact bytes that `download_url` gives."""

    form_id: str
    name: str
    version: str
    md5: str
    download_url: str
    manifest_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A file of a manifest; with an `integrity_url` it is an entity list."""

    filename: str
    md5: str
    download_url: str
    integrity_url: str | None = None


def form_list(forms: Iterable[ListedForm]) -> str:
    """The answer to formList; Collect drops the whole list if one form lacks id, name or URL."""
    lines = "".join(
        "<xform>"
        + _element("formID", form.form_id)
        + _element("name", form.name)
        + _element("version", form.version)
        + _element("hash", f"md5:{form.md5}")
        + _element("downloadUrl", form.download_url)
        + (_element("manifestUrl", form.manifest_url) if form.manifest_url else "")
        + "</xform>"
        for form in forms
    )
    return f'{_HEAD}<xforms xmlns="http://openrosa.org/xforms/xformsList">{lines}</xforms>'


def manifest(files: Iterable[ListedFile]) -> str:
    """The answer to a form's manifest."""
    lines = "".join(
        ('<mediaFile type="entityList">' if file.integrity_url else "<mediaFile>")
        + _element("filename", file.filename)
        + _element("hash", f"md5:{file.md5}")
        + _element("downloadUrl", file.download_url)
        + (_element("integrityUrl", file.integrity_url) if file.integrity_url else "")
        + "</mediaFile>"
        for file in files
    )
    return f'{_HEAD}<manifest xmlns="http://openrosa.org/xforms/xformsManifest">{lines}</manifest>'


def integrity(are_gone: Mapping[str, bool]) -> str:
    """Which entities are gone, by id. No white space: Collect takes it for an element."""
    lines = "".join(
        f"<entity id={quoteattr(_clean(entity_id))}>"
        f"<deleted>{'true' if is_gone else 'false'}</deleted></entity>"
        for entity_id, is_gone in are_gone.items()
    )
    return f"{_HEAD}<data><entities>{lines}</entities></data>"


def message(text: str) -> str:
    """A sentence for the agent, after a submission or a refusal."""
    body = _element("message", text)
    root = "OpenRosaResponse"
    return f'{_HEAD}<{root} xmlns="http://openrosa.org/http/response">{body}</{root}>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_clean(text))}</{name}>"


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
