"""A zipped file (DOCX, XLSX) is looked through before it is opened: it may not unfold to more than fits."""

import io
import zipfile

from sopdesk.domain.refusal import Refusal

MOST_BYTES = 200_000_000
"""What the parts of a file may come to when they are unfolded."""
MOST_TEXT = 40_000_000
"""The same of one part that is XML."""
MOST_PARTS = 5_000


def check_parts(name: str, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse a file that would unfold to too much."""
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_BYTES:
        raise Refusal(f"{name} unfolds to more than {MOST_BYTES // 1_000_000} MB; it is not opened.")
    if any(each.file_size > MOST_TEXT for each in parts if each.filename.endswith((".xml", ".rels"))):
        raise Refusal(f"{name} holds more than {MOST_TEXT // 1_000_000} MB of text; it is not opened.")


def parts_of(name: str, content: bytes) -> list[str]:
    """Give the names of the parts of a zipped file, after looking through it. Refuses what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            check_parts(name, file.infolist())
            return file.namelist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise Refusal(f"{name} cannot be read: it is damaged, locked, or something else than its name says.") from error
