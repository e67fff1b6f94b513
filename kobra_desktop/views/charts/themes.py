"""The look in force as charts read it."""

from __future__ import annotations

from kobra_desktop import resources
from kobra_desktop.views.theme import colours
from kobra_domain.charts import Theme

FAINT = 0.45  # of what is shown while another is awaited


def chart_theme(theme: resources.Theme, *, is_high_contrast: bool = False) -> Theme:
    """The colours of a theme, with those of series."""
    named = colours(theme, is_high_contrast=is_high_contrast)
    return Theme(colours=named, series=resources.series(theme))
