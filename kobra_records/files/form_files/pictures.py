"""How many pixels a picture would unpack to, read from its head: 8 KB may ask for gigabytes."""

MOST_PIXELS = 40_000_000
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})  # of the markers of frames, those that are none


def pixels_of(end: str, data: bytes) -> int:
    """Width times height of a picture by its ending; 0 for what is none, or does not say."""
    read = {
        "png": _png,
        "gif": _gif,
        "bmp": _bmp,
        "webp": _webp,
        "jpg": _jpeg,
        "jpeg": _jpeg,
    }.get(end)
    width, height = read(data) if read else (0, 0)
    return width * height


def _png(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _gif(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")


def _bmp(data: bytes) -> tuple[int, int]:
    width = int.from_bytes(data[18:22], "little", signed=True)
    return abs(width), abs(int.from_bytes(data[22:26], "little", signed=True))


def _webp(data: bytes) -> tuple[int, int]:
    form = data[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    wide, high = data[26:28], data[28:30]
    return int.from_bytes(wide, "little") & 0x3FFF, int.from_bytes(high, "little") & 0x3FFF


def _jpeg(data: bytes) -> tuple[int, int]:
    """The first frame's size: segments are walked by their lengths."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = data[at + 5 : at + 7], data[at + 7 : at + 9]
            return int.from_bytes(width, "big"), int.from_bytes(height, "big")
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0
