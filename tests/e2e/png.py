"""A PNG of what xwd says about a display of 24-bit depth."""
import struct
import zlib


def rows_of(raw):
    """Width, height and the rows of what xwd says, 3 bytes a pixel."""
    fields = struct.unpack(">25I", raw[:100])
    header, width, height, order, bits, stride, colours = fields[0], fields[4], fields[5], fields[7], fields[11], fields[12], fields[19]
    if bits != 32:
        raise ValueError(f"a display of {bits} bits a pixel; 32 are expected")
    start = header + colours * 12
    rows = []
    for y in range(height):
        row = raw[start + y * stride:start + y * stride + width * 4]
        red, green, blue = (row[2::4], row[1::4], row[0::4]) if order == 0 else (row[1::4], row[2::4], row[3::4])
        line = bytearray(width * 3)
        line[0::3], line[1::3], line[2::3] = red, green, blue
        rows.append(bytes(line))
    return width, height, rows


def count(raw, colour):
    """How many pixels have exactly this colour, 3 bytes."""
    _, _, rows = rows_of(raw)
    return sum(row[at:at + 3] == colour for row in rows if colour in row for at in range(0, len(row), 3))


def from_xwd(raw):
    width, height, rows = rows_of(raw)
    return encode(width, height, b"".join(b"\0" + row for row in rows))


def encode(width, height, rows):
    """`rows`: each a filter byte 0 and then 3 bytes a pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 3)) + chunk(b"IEND", b""))
