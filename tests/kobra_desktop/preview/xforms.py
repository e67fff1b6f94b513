"""XForms by hand, so that the page is tried without a compiler."""

from __future__ import annotations

_FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
<h:head><h:title>{title}</h:title><model>{itext}
<instance><data id="form" version="1">{nodes}<meta><instanceID/></meta></data></instance>
{instances}{binds}
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/>
</model></h:head><h:body>{body}</h:body></h:html>"""


def form(
    *questions: tuple[str, str, str], title: str = "Form", itext: str = "", instances: str = ""
) -> str:
    """A form of (name, attributes of its bind, its control); `@` in a control is its path."""
    return _FORM.format(
        title=title,
        itext=itext,
        instances=instances,
        nodes="".join(f"<{name}/>" for name, *_ in questions),
        binds="".join(f'<bind nodeset="/data/{name}" {bind}/>' for name, bind, _ in questions),
        body="".join(control.replace("@", f"/data/{name}") for name, _, control in questions),
    )


def asked(label: str, tag: str = "input", more: str = "", inside: str = "") -> str:
    """A control with a label."""
    return f'<{tag} ref="@" {more}><label>{label}</label>{inside}</{tag}>'


def text(name: str, label: str, bind: str = "") -> tuple[str, str, str]:
    """A text question."""
    return name, f'type="string" {bind}', asked(label)


def _translation(language: str, value: str, more: str = "") -> str:
    inside = f'<text id="q"><value>{value}</value></text>'
    return f'<translation lang="{language}" {more}>{inside}</translation>'


_SPANISH = _translation("Español (es)", "Nombre", 'default="true()"')
TWO_LANGUAGES = f"<itext>{_SPANISH}{_translation('English (en)', 'Given name')}</itext>"
