"""Small pictures with data of a camera, made byte by byte: so it is known what has to be found and what has to stay."""

import io
import struct
import zlib
from base64 import b85decode
from hashlib import shake_256
from typing import Any

from PIL import Image

PLACE = b"SECRET-PLACE"
CAMERA = b"Lumen X100"
TAKEN = b"2026:05:03 14:20:05"


def exif(
    *, taken: bytes = b"2026:05:03 14:20:05", offset: bytes = b"+01:00", turned: int = 6, order: str = "<"
) -> bytes:
    """Give Exif data (TIFF) with camera, time, how it was held, and a place."""
    ascii_, short, long_ = 2, 3, 4
    entries = [
        (0x010F, ascii_, CAMERA + b"\0"),
        (0x0112, short, turned),
        (0x8769, long_, "second"),
        (0x8825, long_, "gps"),
    ]
    second = [(0x9003, ascii_, taken + b"\0"), (0x9011, ascii_, offset + b"\0")]
    gps = [(0x001D, ascii_, PLACE + b"\0")]
    sizes = [2 + 12 * len(each) + 4 for each in (entries, second, gps)]
    starts = {"first": 8, "second": 8 + sizes[0], "gps": 8 + sizes[0] + sizes[1]}
    data, behind = b"", 8 + sum(sizes)
    tables = []
    for table in (entries, second, gps):
        rows = b""
        for tag, sort, value in table:
            if isinstance(value, bytes) and len(value) > 4:
                rows += struct.pack(f"{order}HHII", tag, sort, len(value), behind + len(data))
                data += value
            elif isinstance(value, bytes):
                rows += struct.pack(f"{order}HHI", tag, sort, len(value)) + value.ljust(4, b"\0")
            elif sort == short:
                rows += struct.pack(f"{order}HHIHH", tag, sort, 1, value, 0)
            else:
                rows += struct.pack(f"{order}HHII", tag, sort, 1, starts[str(value)])
        tables.append(struct.pack(f"{order}H", len(table)) + rows + struct.pack(f"{order}I", 0))
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    return head + b"".join(tables) + data


def segment(marker: int, content: bytes) -> bytes:
    """Give a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def plain(form: str = "JPEG", **how: Any) -> bytes:  # noqa: ANN401 - as Pillow
    """Give a picture that tells nothing."""
    out = io.BytesIO()
    picture = Image.frombytes("RGB", (64, 40), shake_256(b"dots").digest(64 * 40 * 3))
    picture.save(out, form, **how)
    return out.getvalue()


def jpeg(data: bytes | None = None, **how: Any) -> bytes:  # noqa: ANN401 - as Pillow
    """Give a photo with Exif, XMP, IPTC, a comment, and a further picture behind its end."""
    content = plain(**how)
    told = segment(0xE1, b"Exif\0\0" + (exif() if data is None else data))
    told += segment(0xE1, b"XMP\0<x:xmpmeta>" + PLACE)
    told += segment(0xED, b"Photoshop 3.0\0" + PLACE) + segment(0xFE, PLACE)
    return content[:20] + told + content[20:] + b"\xff\xd8" + PLACE


def chunk(name: bytes, content: bytes) -> bytes:
    """Give a chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png() -> bytes:
    """Give a PNG with Exif and a text."""
    content = plain("PNG")
    return content[:33] + chunk(b"eXIf", exif()) + chunk(b"tEXt", b"Where\0" + PLACE) + content[33:] + PLACE


def webp() -> bytes:
    """Give a WebP with Exif."""
    return plain("WEBP", exif=b"Exif\0\0" + exif())


_HEIC = (
    "c-mc3&ui3B5T2LUrYqW3YXu8hQ$$#{NRw47gi=<wD=btf)q_Go(`>>H<i{f$OM0?Jv3e-<Al^hTdhy^%P!Un^;6?o>RK$xO_n^di"
    "NxGH}nanred~cFB?*YIOH(nKO2W=qp(KRIY(Q*Nl5#Na|$ZewC@}dHRKs$zAb^*OGYcf{@4oo6tI*(+>LCKh_J?0sy$ar6msgN%t"
    "25y$g>LE&;Y$0jdE4BeUNG4l063pb49?9i4d<QHcJhZJC!(b|Exs!?SWqpSP#y%81*#L@25dMzB4k@nCSL%#QYAX|s|As$*yIp``"
    "ew|hvuCaYAO{IWK1((nGYo%sUv2vcVU6se$djEr;U!T5uS!(MVQCz-YVwvRX9DCn+caJ`D&<?#Qu)T!XK~UF-8pV!qiow(hFWa6a"
    "3M_|KE@C#>G);fVNWNcSg4qm9r4ofb7=^K%=NJlq`#>2mbzR~8x9`YK7&&fH7_wU(oBFV<cb@S)W8k+edGg1~?D^Q*ujZ4tUq0OY"
    "wh?w0KVC~eg%59?eboBA`Qi;p)ck0g%?ikW=!0RVz+OTD`3TFeh)Rwd`4yNYKXEt5OWV5wzNNq@p;ht&ga;^Y_O@`86oZ8B7tH(("
    "-wCuUhOR?ZuTGo#8B;%{8K=#vP8cS2!=%!sMt!ky`Q*a<xq1U;5;O6Iyy>$$c@3%0#f6!v|K)#_L6Mp"
)


def heic() -> bytes:
    """Give a small HEIC picture, two colours, held sideways, with Exif as above and the place in XMP."""
    return zlib.decompress(b85decode(_HEIC))
