"""How anything is answered to an OpenRosa client: the headers, and sentences for the agent."""

from collections.abc import Mapping

from fastapi.responses import Response

from field_api.errors import status_of
from field_api.phones import openrosa_xml
from kobra_domain.errors import DomainError
from kobra_domain.words import say

VERSION_HEADER = {"X-OpenRosa-Version": "1.0"}
LENGTH_HEADER = "X-OpenRosa-Accept-Content-Length"
# Collect says nothing of its language, and agents read Spanish.
_LOCALE = "es"


class OpenRosaXml(Response):
    """An XML document with the headers without which Collect does not read it."""

    media_type = "text/xml"

    def __init__(
        self,
        content: str | bytes = b"",
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(content, status_code, {**VERSION_HEADER, **(headers or {})})


def said(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> OpenRosaXml:
    """A message that Collect shows to the agent."""
    return OpenRosaXml(openrosa_xml.message(sentence), status, headers)


def refused(error: DomainError, headers: Mapping[str, str] | None = None) -> OpenRosaXml:
    """A refusal as a message to the agent."""
    return said(say(error.code, error.params, _LOCALE), status_of(error), headers)
