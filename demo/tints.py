"""A picture as it is seen without colour, or with deutan sight: shapes must tell states apart."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Pixels = NDArray[np.float64]

# Deuteranopia, severity 1.0: Machado, Oliveira, Fernandes 2009, table 1, on linear RGB.
_DEUTAN = np.array(
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]
)
_GREY = np.tile([0.2126, 0.7152, 0.0722], (3, 1))  # relative luminance, WCAG 2
TINTS = {"grey": _GREY, "deutan": _DEUTAN}


def tinted(picture: QImage, tint: str) -> QImage:
    """The picture through `grey` or `deutan` eyes."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = plain.width(), plain.height(), plain.bytesPerLine()
    raw = np.frombuffer(plain.constBits(), np.uint8).reshape(height, line)
    pixels = raw[:, : width * 3].reshape(height, width, 3)
    seen = _encoded(np.clip(_LINEAR[pixels] @ TINTS[tint].T, 0.0, 1.0))
    return QImage(seen.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()


def _linear(share: Pixels) -> Pixels:
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _encoded(linear: Pixels) -> NDArray[np.uint8]:
    share = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(share * 255).astype(np.uint8)


_LINEAR = _linear(np.arange(256) / 255)
