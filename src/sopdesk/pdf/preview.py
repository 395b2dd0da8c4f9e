"""The first pages of a PDF, or a HEIC picture, that somebody else made, drawn: bounded, and nothing in it acts.

Only what stands on the pages is drawn: no forms, no scripts, no files within it. Meant for a process of its own, which
may end, or be ended, with the file that it could not bear.
"""

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import parent_process
from typing import TYPE_CHECKING

from sopdesk.domain.refusal import Refusal
from sopdesk.pdf.heic import is_heic, read_heic_too
from sopdesk.pdf.pictures import MOST_PIXELS
from sopdesk.views.attachments import DrawnPage, DrawnPages

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 10
"""So many pages are drawn; the file itself holds them all."""
LARGEST = 2000
"""The most pixels of a page, each way."""
MOST_WORDS = 4000
"""So many letters of a page are given for those who listen to it."""
_MEMORY = 2_000_000_000
"""Bytes that a process that draws may have, where the system can hold it to that."""
_PASSWORD, _SECURITY = 4, 5
"""What PDFium says of a file that opens with a password, or in a way that it does not know."""

LOCKED = "This PDF is locked with a password, so its pages cannot be shown here. It is kept as it came."
NO_PICTURE = "This picture is damaged, so it cannot be shown here. It is kept as it came."
TOO_LARGE = "This picture is too large to be shown here. It is kept as it came."
DAMAGED = "This PDF is damaged, so its pages cannot be shown here. It is kept as it came."


def draw_pages(
    content: bytes, most: int = MOST_PAGES, largest: int = LARGEST, *, progress: Callable[[int, int], None]
) -> DrawnPages:
    """Draw the first pages of a PDF as PNG. Refuses a damaged one, one without pages and one that is locked.

    A page that cannot be drawn for itself stands there empty.
    """
    _bound_memory()
    with _opened(content) as document:
        count = len(document)
        wanted = min(count, most, MOST_PAGES)
        drawn = []
        for n in range(wanted):
            progress(n, wanted)
            drawn.append(_page(document, n, min(largest, LARGEST)))
    return DrawnPages(tuple(drawn), count)


def draw_picture(content: bytes, largest: int = LARGEST, *, progress: Callable[[int, int], None]) -> bytes:
    """Draw a HEIC picture as JPEG, upright, with nothing besides what it shows. Refuses a damaged and a huge one."""
    from PIL import Image, UnidentifiedImageError

    _bound_memory()
    read_heic_too()
    progress(0, 1)
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refusal(TOO_LARGE)
            whole = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, RuntimeError, SyntaxError, ValueError, MemoryError):
        raise Refusal(NO_PICTURE) from None
    whole.thumbnail((min(largest, LARGEST), min(largest, LARGEST)))
    plain = Image.new("RGB", whole.size)
    plain.paste(whole)
    buffer = io.BytesIO()
    plain.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def draw_first_pages(
    contents: Sequence[bytes], largest: int, *, progress: Callable[[int, int], None]
) -> tuple[bytes, ...]:
    """Draw the first page of each of some PDFs, or each of some pictures; nothing where that cannot be done."""
    return tuple(_first(each, largest, progress) for each in contents)


def _first(content: bytes, largest: int, progress: Callable[[int, int], None]) -> bytes:
    try:
        if is_heic(content):
            return draw_picture(content, largest, progress=progress)
        return draw_pages(content, 1, largest, progress=progress).pages[0].png
    except Refusal:
        return b""


@contextmanager
def _opened(content: bytes) -> "Iterator[PdfDocument]":
    """Have a PDF open for a while; refuse what cannot be opened."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        locked = getattr(error, "err_code", None) in {_PASSWORD, _SECURITY}
        raise Refusal(LOCKED if locked else DAMAGED) from None
    try:
        if not len(document):
            raise Refusal(DAMAGED)
        yield document
    finally:
        document.close()


def _page(document: "PdfDocument", n: int, largest: int) -> DrawnPage:
    """Draw one page so that its longer side has `largest` pixels; the words on it come with it."""
    try:
        page = document[n]
        scale = largest / max(*page.get_size(), 1)
        bitmap = page.render(scale=scale, may_draw_forms=False)
        buffer = io.BytesIO()
        bitmap.to_pil().save(buffer, "PNG", compress_level=1)
        words = page.get_textpage().get_text_bounded(errors="replace")[:MOST_WORDS]
    except (RuntimeError, ValueError, MemoryError):  # a PdfiumError is the first of these
        return DrawnPage(b"", "")
    return DrawnPage(buffer.getvalue(), " ".join(words.split()))


def _bound_memory() -> None:
    """Take no more memory than is meant, in a process that is there for this alone; Windows has no such bound."""
    if parent_process() is None:
        return
    try:
        import resource
    except ImportError:
        return
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))
    except (OSError, ValueError):
        logging.getLogger(__name__).info("this system holds no process to a bound of memory", exc_info=True)
