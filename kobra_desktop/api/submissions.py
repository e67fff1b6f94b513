"""Files of submissions, fetched from the server one at a time."""

from urllib.parse import quote

from kobra_desktop.api.http import FieldApi

THUMBNAIL, FULL = "thumbnail", "full"


def attachment(api: FieldApi, submission_id: str, name: str, size: str = FULL) -> bytes:
    """The content of a file as the server keeps it, or its thumbnail. Raises NotFound (it has not
    come yet, or has no thumbnail), Refusal (kept aside because of what it is), ApiError.
    """
    path = f"/submissions/{submission_id}/attachments/{quote(name, safe='')}"
    answer = api.request("GET", path, params={"size": size}, headers={"Accept": "*/*"})
    return answer.content
