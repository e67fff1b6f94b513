"""Small contents that are what they say."""

import struct
import zlib


def png(width: int = 2, height: int = 2) -> bytes:
    """A grey picture; of a large one only its head and its first rows are true."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x7f" * width) * min(height, 9))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


TABLE = "name,label,zona\nc1,Chapinero,norte\nc2,«Bosa», sur\n".encode()
PLACES = (
    b'{"type":"FeatureCollection","features":[{"type":"Feature","id":"p1","properties":'
    b'{"title":"Plaza"},"geometry":{"type":"Point","coordinates":[-74.08,4.61]}}]}'
)
ITEMS = b"<root><item><name>a</name><label>A</label></item></root>"
