"""The finished file: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once, with other files attached to it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sopdesk.pdf.metadata import Named, packet, plain

Pdf = Any
"""A file as pikepdf has it open; pikepdf is loaded late."""
_DATED = slice(24, 36)
"""Where a colour profile holds the time at which it was made (ICC.1, 7.2.8)."""
_STANDARD = "sRGB IEC61966-2.1"
_PDF_DATE = "D:%Y%m%d%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along: its name, its bytes, what kind it is (a media type), and what it is in words."""

    name: str
    content: bytes
    kind: str
    words: str = ""


def finish(
    source: Path | bytes, *, title: str, language: str = "en-GB", made_at: datetime | None = None,
    attachments: Sequence[Attachment] = (),
) -> bytes:  # fmt: skip
    """Give a tagged PDF as one that can be kept for ever; the same again gives the same bytes.

    One that was finished before may be finished again, with more attachments; one of the same name is replaced.
    """
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(source if isinstance(source, Path) else io.BytesIO(source)) as pdf:
        said = pdf.docinfo
        named = Named(
            plain(title), language, made_at, *(plain(str(said.get(each, ""))) for each in ("/Author", "/Subject"))
        )
        pdf.Root.Lang = pikepdf.String(language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.OutputIntents = pikepdf.Array([_colours(pdf)])
        _describe(pdf, named)
        for each in attachments:
            _attach(pdf, each, made_at)
        pdf.save(
            out, min_version="1.7", fix_metadata_version=False, deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip
    return out.getvalue()


def _describe(pdf: Pdf, named: Named) -> None:
    """Say what the file is, in the packet that archives read and in the dictionary that older programs show."""
    from pikepdf import Dictionary, Name, String

    pdf.Root.Metadata = pdf.make_stream(packet(named), Type=Name.Metadata, Subtype=Name.XML)
    said = {"Title": named.title, "Author": named.author, "Subject": named.subject, "Creator": "SOPDesk",
            "Producer": "SOPDesk"}  # fmt: skip
    if named.made_at is not None:
        stamp = _date(named.made_at)
        said |= {"CreationDate": stamp, "ModDate": stamp}
    pdf.trailer.Info = pdf.make_indirect(Dictionary({f"/{key}": String(text) for key, text in said.items() if text}))


def _colours(pdf: Pdf) -> Any:  # noqa: ANN401 - an object of pikepdf's
    """Say which colours the numbers mean."""
    from pikepdf import Dictionary, Name, String

    profile = pdf.make_stream(_profile(), N=3)
    return pdf.make_indirect(Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String(_STANDARD), Info=String(_STANDARD),
        DestOutputProfile=profile,
    ))  # fmt: skip


@cache
def _profile() -> bytes:
    """Give the profile of sRGB, without the time at which it was made."""
    from PIL import ImageCms

    found = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    found[_DATED] = (2000).to_bytes(2, "big") + b"\0\1\0\1" + bytes(6)
    return bytes(found)


def _attach(pdf: Pdf, attached: Attachment, made_at: datetime | None) -> None:
    """Attach a file as data that belongs to the document as a whole."""
    from pikepdf import Array, AttachedFileSpec, Name

    stamp = _date(made_at) if made_at is not None else ""
    spec: Any = AttachedFileSpec  # its types up to 10.17 lack what the attachment is to the document
    found = spec(
        pdf, attached.content, filename=attached.name, mime_type=attached.kind, description=attached.words,
        relationship=Name.Data, creation_date=stamp, mod_date=stamp,
    )  # fmt: skip
    pdf.attachments[attached.name] = found
    pdf.Root.AF = Array([pdf.attachments[name].obj for name in sorted(pdf.attachments)])


def _date(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime(_PDF_DATE)
