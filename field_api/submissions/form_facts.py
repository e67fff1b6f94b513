"""What the reader of answers must know of a form: its repeats, its files, its log, its times."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_XFORMS = "{http://www.w3.org/2002/xforms}"
_JAVAROSA = "{http://openrosa.org/javarosa}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """Paths are without the root and without numbers, as `answers` have them."""

    repeats: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    signatures: frozenset[str] = frozenset()
    has_audit: bool = False
    start: str = "start"
    end: str = "end"


UNKNOWN = FormFacts()


def facts_of(xform: bytes) -> FormFacts:
    """The facts of an XForm; those of an unknown form where it cannot be read."""
    try:
        root = fromstring(xform, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return UNKNOWN
    binds = list(root.iter(f"{_XFORMS}bind"))
    files = {_path(bind.get("nodeset", "")) for bind in binds if bind.get("type") == "binary"}
    signatures = {
        _path(upload.get("ref", ""))
        for upload in root.iter(f"{_XFORMS}upload")
        if {"signature", "draw", "annotate"} & set(upload.get("appearance", "").split())
    }
    return FormFacts(
        repeats=frozenset(
            _path(repeat.get("nodeset", "")) for repeat in root.iter(f"{_XFORMS}repeat")
        ),
        files=frozenset(files),
        signatures=frozenset(signatures),
        has_audit="meta/audit" in files,
        start=_timestamp(binds, "start"),
        end=_timestamp(binds, "end"),
    )


def _timestamp(binds: list[Element], which: str) -> str:
    """The path of the form's own start or end; the usual name where it has none."""
    found = (
        _path(bind.get("nodeset", ""))
        for bind in binds
        if bind.get(f"{_JAVAROSA}preload") == "timestamp"
        and bind.get(f"{_JAVAROSA}preloadParams") == which
    )
    return next(found, which)


def _path(nodeset: str) -> str:
    """«/data/group/photo» → «group/photo»."""
    steps = [step.rpartition(":")[2] for step in nodeset.strip("/").split("/")]
    return "/".join(steps[1:])
