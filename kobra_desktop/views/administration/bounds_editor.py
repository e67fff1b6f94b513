"""Ranges of days past due, typed as the last day of each: «7, 30, 60, 90»."""

from __future__ import annotations

import re
from typing import Any

from kobra_desktop.views.widgets.editors import LineEditor
from kobra_domain.buckets import bucket_words, check_bounds
from kobra_domain.errors import Invalid

_DIGITS = 6


class BoundsEditor(LineEditor):
    """Whole numbers apart by commas, spaces or semicolons."""

    def put(self, value: Any) -> None:
        """Show them."""
        self.widget.setText(", ".join(str(one) for one in value or ()))

    def read(self) -> Any:
        """The bounds. Raises Invalid."""
        parts = [part for part in re.split(r"[,;\s]+", self.widget.text()) if part]
        if any(not part.isascii() or not part.isdigit() for part in parts):
            raise Invalid("not_a_number")
        if any(len(part) > _DIGITS for part in parts):
            raise Invalid("too_large")
        bounds = tuple(int(part) for part in parts)
        check_bounds(bounds)
        return bounds

    def words(self, locale: str) -> str:
        """«Al día · 1–7 · 8–30 · Más de 30»; empty while what is typed is none."""
        try:
            return " · ".join(bucket_words(self.read(), locale))
        except Invalid:
            return ""
