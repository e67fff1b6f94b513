"""How letters and the pages that they link to look: one column that reads on a phone, in light and
dark, without anything from elsewhere. The colours are those of the screen.
"""

LIGHT = {
    "window": "#F6F7F9",
    "surface": "#FFFFFF",
    "border": "#DDE2E9",
    "text": "#17202E",
    "text_2": "#4A5568",
    "text_3": "#596475",
    "accent": "#0E6E6E",
    "on_accent": "#FFFFFF",
    "ok_bg": "#E3F5EE",
    "ok_fg": "#005C45",
    "warn_bg": "#FFF4E0",
    "warn_fg": "#7A4700",
    "error_bg": "#FDECEA",
    "error_fg": "#8C1D18",
    "doubt_bg": "#F8E8F4",
    "doubt_fg": "#7A1F69",
    "neutral_bg": "#ECEFF3",
    "neutral_fg": "#3E4856",
    "info_bg": "#E6F0FB",
    "info_fg": "#0B4F94",
    "sos_bg": "#B3261E",
    "sos_fg": "#FFFFFF",
}
DARK = {
    "window": "#14181F",
    "surface": "#1B212A",
    "border": "#2E3744",
    "text": "#E8ECF2",
    "text_2": "#B4BECB",
    "text_3": "#9CA7B6",
    "accent": "#63D2CC",
    "on_accent": "#06201F",
    "ok_bg": "#10322A",
    "ok_fg": "#8FE6C9",
    "warn_bg": "#3A2A10",
    "warn_fg": "#FFD591",
    "error_bg": "#3D1A18",
    "error_fg": "#FFB4AB",
    "doubt_bg": "#3A1B34",
    "doubt_fg": "#F3B6E6",
    "neutral_bg": "#2A323D",
    "neutral_fg": "#C3CCD8",
    "info_bg": "#12304D",
    "info_fg": "#A9D2FF",
    "sos_bg": "#B3261E",
    "sos_fg": "#FFFFFF",
}
TINTS = ("ok", "warn", "error", "doubt", "neutral", "info", "sos")
WIDTH_PX = 560
_FACES = "-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif"


def color(name: str) -> str:
    """A colour of the light theme, as a style says it."""
    return LIGHT[name]


def style() -> str:
    """What mail programs that read style sheets do beyond the styles of the tags: the dark theme,
    and air at the sides of a phone.
    """
    c = DARK
    dark = (
        f"body,.page{{background:{c['window']}!important}}"
        f".card{{background:{c['surface']}!important;border-color:{c['border']}!important}}"
        f".t1{{color:{c['text']}!important}}.t2{{color:{c['text_2']}!important}}"
        f".t3{{color:{c['text_3']}!important}}.line{{border-color:{c['border']}!important}}"
        f"a.link{{color:{c['accent']}!important}}"
        f".act{{background:{c['accent']}!important;color:{c['on_accent']}!important}}"
        + "".join(
            f".{name}{{background:{c[name + '_bg']}!important;color:{c[name + '_fg']}!important}}"
            for name in TINTS
        )
    )
    return (
        ":root{color-scheme:light dark;supported-color-schemes:light dark}"
        f"body{{margin:0;padding:0;background:{LIGHT['window']};font-family:{_FACES}}}"
        "img{border:0;max-width:100%}"
        f"@media (max-width:{WIDTH_PX}px)"
        "{.page{padding:0!important}.card{border-left:0!important;border-right:0!important;"
        "border-radius:0!important;padding:20px 16px!important}.foot{padding:16px!important}}"
        f"@media (prefers-color-scheme:dark){{{dark}}}"
    )


FACES = _FACES
