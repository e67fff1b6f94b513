"""Tables that the compiler invents: of `pulldata(${x}, …)` it takes the text of the first argument
for the name of a file, and a phone that does not find «${x}.csv» does not open the form. The phone
itself looks things up in every CSV that came with the form, so nothing is lost with them.
"""

import re
from html import unescape

from kobra_domain.questionnaires.asked_files import asked_files
from kobra_domain.questionnaires.files import FileKind
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.references import Reading

_TABLE = re.compile(r'<instance id="([^"]*)" src="jr://file-csv/([^"]*)\.csv"\s*/>')


def without_phantoms(xform: str, form: Form) -> str:
    """The XForm without tables that no cell names; unchanged where every name is written out."""
    asked = [each for each in asked_files(Reading(form)) if each.kind is FileKind.DATA]
    if all(each.name for each in asked):
        return xform
    known = {each.name for each in asked}

    def kept(found: re.Match[str]) -> str:
        return found[0] if f"{unescape(found[2])}.csv" in known else ""

    return _TABLE.sub(kept, xform)
