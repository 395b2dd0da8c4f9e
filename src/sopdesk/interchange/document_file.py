"""One document (Word, HTML or Markdown) read as Markdown, with its pictures, before it is cut into procedures."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.folder import LARGEST_PAGE
from sopdesk.interchange.front_matter import read_front_matter
from sopdesk.interchange.html_text import HtmlText, tree_of
from sopdesk.interchange.html_words import Told
from sopdesk.interchange.page_text import decoded
from sopdesk.interchange.procedure_lines import Line, mark_code

LARGEST_DOCUMENT = 60_000_000
"""Bytes of one file."""
ENDINGS = (".docx", ".html", ".htm", ".md", ".markdown")
_DATA = re.compile(r"""(?<=["'(\s=])data:(?P<kind>[\w/+.\-]*)(?P<coded>(?:;[\w=\-"]+)*),(?P<bytes>[^"')<>]*)""")
_SOURCE = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']([^"'<>:]{1,300})["']""", re.IGNORECASE)
_MARKDOWN_SOURCE = re.compile(r"!\[[^\[\]\n]{0,500}\]\(\s*<?([^\s()<>:]{1,300})")


@dataclass(slots=True)
class Document:
    """A document as lines of Markdown; `pictures` are the bytes of those in it by the name that the lines use."""

    name: str
    lines: list[Line]
    title: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    told: Told = field(default_factory=list)


def read_document(path: Path) -> Document:
    """Read one file by its ending. Refuses what is too large, and what is none of these. Nothing is executed."""
    try:
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            raise Refusal(f"{path.name} is larger than {LARGEST_DOCUMENT // 1_000_000} MB. Cut it into parts first.")
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path.name} cannot be read: {error.strerror}.") from error
    document = document_of(path.name, content)
    _take_neighbours(path, document)
    return document


def document_of(name: str, content: bytes) -> Document:
    """Give a document by its name and bytes."""
    ending = Path(name).suffix.lower()
    if ending == ".docx":
        from sopdesk.interchange.word_file import word_document

        return word_document(name, content)
    if ending in {".html", ".htm"}:
        return html_document(name, *_text(content))
    if ending in {".md", ".markdown"}:
        text, told = _text(content)
        head = read_front_matter(text)
        title = str(head.values.get("title", "")) if head else ""
        lines = (head.body if head else text).split("\n")
        first = head.body_line if head else 1
        return Document(name, [Line(first + at, each) for at, each in enumerate(lines)], title, told=told)
    raise Refusal(f"{name} is not a document that can be read here: Word (.docx), HTML or Markdown.")


def html_document(name: str, source: str, told: Told) -> Document:
    """Read HTML; pictures that stand in the file itself come along."""
    pictures: dict[str, bytes] = {}

    def named(found: re.Match[str]) -> str:
        content = _data(found)
        if content is None:
            return "data:"
        names = f"picture-{len(pictures) + 1}"
        pictures[names] = content
        return names

    bare = _DATA.sub(named, source)
    if len(bare) > LARGEST_PAGE:
        raise Refusal(f"{name} holds more than {LARGEST_PAGE // 1_000_000} MB of text. Cut it into parts first.")
    text = HtmlText(tree_of(bare), told)
    comments = bare.count("<!--")
    if comments:
        told.append((1, f"Comments were left out; the file has {comments}."))
    lines, _ = mark_code(text.lines())
    return Document(name, lines, text.title(), pictures, told)


def _text(content: bytes) -> tuple[str, Told]:
    if len(content) > LARGEST_DOCUMENT:
        raise Refusal(f"The file is larger than {LARGEST_DOCUMENT // 1_000_000} MB. Cut it into parts first.")
    told: Told = []
    return decoded(content, told), told


def _data(found: re.Match[str]) -> bytes | None:
    """Give the bytes of a picture that is written into an address (RFC 2397)."""
    if not found["kind"].startswith("image/"):
        return None
    try:
        if "base64" in found["coded"]:
            return base64.b64decode(unquote(re.sub(r"\s", "", found["bytes"])), validate=False)
        return unquote_to_bytes(found["bytes"])
    except (binascii.Error, ValueError):
        return b""


def _take_neighbours(path: Path, document: Document) -> None:
    """Take pictures that lie beside the file, where it names them; links of the file system are not followed."""
    root = path.resolve().parent
    for each in document.lines:
        for source in _MARKDOWN_SOURCE.findall(each.text):
            name = unquote(source)
            if name in document.pictures:
                continue
            place = root / name
            inside = not Path(name).is_absolute() and place.resolve().is_relative_to(root)
            if inside and place.is_file() and not place.is_symlink() and place.stat().st_size <= LARGEST_DOCUMENT:
                document.pictures[name] = place.read_bytes()
