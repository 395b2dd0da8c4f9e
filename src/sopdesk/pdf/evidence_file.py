"""The file in which evidence is handed over: pages, the bundle attached to them, and a signature over all of it."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import sopdesk
from sopdesk.domain.refusal import Refusal
from sopdesk.journal.certificates import Identity
from sopdesk.pdf.archival import Attachment, finish
from sopdesk.pdf.evidence_report import BUNDLE, Progress, print_evidence
from sopdesk.pdf.signed import is_signed_as, sign
from sopdesk.pdf.unpacking import LARGEST, MARK, bundles_in, check_unpacking
from sopdesk.views.evidence import EvidenceReport


@dataclass(frozen=True, slots=True)
class EvidenceInside:
    """What a file of evidence carries: the bundle, and which program it names as the one that made its pages."""

    bundle: bytes
    maker: str


def make_file(
    report: EvidenceReport, bundle: bytes, identity: Identity, *,
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> bytes:  # fmt: skip
    """Give evidence as a signed PDF/A-3a with its bundle attached; the time of signing is that of the report."""
    unsigned = _unsigned(report, bundle, progress, cancelled)
    return sign(unsigned, identity, report.printing.printed_at)


def is_made_of(pdf: bytes, report: EvidenceReport, bundle: bytes, progress: Progress | None = None) -> bool:
    """Tell whether a file is, but for the signature itself, byte for byte what this program makes of the bundle."""
    return is_signed_as(pdf, _unsigned(report, bundle, progress), report.printing.printed_at)


def maker() -> str:
    """Say which program makes files here: another version, or other libraries, may make other bytes of the same."""
    import pikepdf
    import PIL
    import pyhanko.version
    import reportlab

    return (
        f"SOPDesk {sopdesk.__version__}; reportlab {reportlab.__version__}, pikepdf {pikepdf.__version__}, "
        f"qpdf {pikepdf.__libqpdf_version__}, pyHanko {pyhanko.version.__version__}, Pillow {PIL.__version__}, "
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    )


def open_file(pdf: bytes) -> EvidenceInside:
    """Give what is attached to a PDF. Raises Refusal when there is no evidence, or more than one."""
    import pikepdf

    check_unpacking(pdf)
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            files = [(each.description, _unfolded(each.get_file().obj)) for each in opened.attachments.values()]
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, zlib.error) as error:
        raise Refusal(f"This PDF cannot be read: {' '.join(str(error).split())}.") from None
    found = [EvidenceInside(content, words) for words, content in files if content.startswith(MARK)]
    if not found:
        raise Refusal("This PDF has no evidence attached to it.")
    if len(found) > 1 or bundles_in(pdf) > 1:
        raise Refusal("This PDF holds more than one evidence file: which one is meant cannot be told.")
    return found[0]


def _unfolded(stream: object) -> bytes:
    """Give the bytes of an attached file. Raises Refusal for one that was made to fill the memory."""
    import pikepdf

    if not isinstance(stream, pikepdf.Stream):
        return b""
    filters = stream.get("/Filter")
    if filters is None:
        return stream.read_raw_bytes()
    if str(filters) != "/FlateDecode" or stream.get("/DecodeParms") is not None:
        return b""  # evidence is not folded in any other way; this is some other file
    unfolding = zlib.decompressobj()
    content = unfolding.decompress(stream.read_raw_bytes(), LARGEST + 1)
    if len(content) > LARGEST:
        raise Refusal("What is attached to this PDF unfolds to more than any evidence.")
    return content


def _unsigned(
    report: EvidenceReport, bundle: bytes, progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:  # fmt: skip
    printed = print_evidence(report, progress=progress, cancelled=cancelled)
    attached = Attachment(BUNDLE, bundle, "application/json", maker())
    title = f"Evidence: {report.title}"
    return finish(printed, title=title, made_at=report.printing.printed_at, attachments=[attached])
