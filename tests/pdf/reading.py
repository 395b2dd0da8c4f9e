"""Reading back what was printed, by another hand (pypdf)."""

import io

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def pages_of(content: bytes) -> list[str]:
    """Give the words of every page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def text_of(content: bytes) -> str:
    """Give the words of all pages, with no-break spaces as plain ones."""
    return "\n".join(pages_of(content)).replace("\u00a0", " ")


def fonts_of(content: bytes) -> dict[str, bool]:
    """Give every font that the pages name, and whether its letters are in the file."""
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(content)).pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        assert isinstance(fonts, DictionaryObject)
        for each in fonts.values():
            font = each.get_object()
            described = font.get("/FontDescriptor")
            found[str(font["/BaseFont"])] = described is not None and "/FontFile2" in described.get_object()
    return found


def outline_of(content: bytes) -> list[tuple[int, str, int]]:
    """Give the outline as (depth, title, page from 1)."""
    reader = PdfReader(io.BytesIO(content))

    def walk(entries: list[object], depth: int) -> list[tuple[int, str, int]]:
        found: list[tuple[int, str, int]] = []
        for each in entries:
            if isinstance(each, list):
                found += walk(each, depth + 1)
            else:
                number = reader.get_destination_page_number(each)  # type: ignore[arg-type] # an entry or a list of them
                found.append((depth, str(each.title), (number or 0) + 1))  # type: ignore[attr-defined] # an entry
        return found

    return walk(list(reader.outline), 0)
