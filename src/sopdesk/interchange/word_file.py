"""A Word file (DOCX) read as Markdown by way of mammoth's HTML; whatever mammoth leaves out is added and told.

The file is looked through before it is opened: it may not unfold to more than fits, nor define entities.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.unclear import marked_block
from sopdesk.interchange.archive import check_parts
from sopdesk.interchange.document_file import Document, html_document
from sopdesk.interchange.html_words import Told
from sopdesk.interchange.procedure_lines import Line

_DEEPEST = 400
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh > p:fresh
p[style-name='Intense Quote'] => blockquote:fresh > p:fresh
p[style-name='Code'] => pre:separator('\\n')
comment-reference => sup
u => em
strike => s
"""
_TEXTS = re.compile(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_BESIDE = re.compile(r"word/(header|footer)\d*\.xml")
_WORD = re.compile(r"[^\W_]{2,}")
_TEXT_TAGS = {"t", "delText"}
_BREAKS = {"p", "br", "tab", "cr"}


def word_document(name: str, content: bytes) -> Document:
    """Read a Word file. Refuses what is none, what is locked, damaged, or unfolds to too much."""
    texts = _texts(name, content)
    pictures: dict[str, bytes] = {}
    html, said = _html(name, content, pictures)
    told: Told = []
    document = html_document(name, html, told)
    document.pictures.update(pictures)
    told += [(1, each) for each in dict.fromkeys(said)]
    document.lines += _what_is_missing(texts, document, told)
    return document


def _html(name: str, content: bytes, pictures: dict[str, bytes]) -> tuple[str, list[str]]:
    import mammoth

    def keep(image: Any) -> dict[str, str]:  # noqa: ANN401 - mammoth's image
        source = f"word-picture-{len(pictures) + 1}"
        try:
            with image.open() as file:
                pictures[source] = file.read()
        except ValueError:  # it lies outside the file, where nothing is ever fetched from
            return {"src": "a picture outside the Word file"}
        return {"src": source}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLES, include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(keep),
        )  # fmt: skip
    except RecursionError:
        raise Refusal(f"{name} is nested too deeply to be read.") from None
    except Exception as error:  # mammoth raises whatever its parts raise: nothing was changed, and it is told
        raise Refusal(f"{name} cannot be read as a Word file: {str(error)[:200] or type(error).__name__}.") from error
    return result.value, [_sentence(each.message) for each in result.messages]


def _sentence(message: str) -> str:
    """Give a message of the library as a sentence."""
    if found := re.match(r"Unrecognised (\w+) style: '?(.+?)'? \(Style ID", message):
        return f"The {found[1]} style “{found[2]}” is not known here; its text came in as plain text."
    if found := re.match(r"(\w+) style with ID (\S+) was referenced but not defined", message):
        return f"The {found[1].lower()} style {found[2]} is not defined in the file; it was taken by its name."
    if "external" in message:
        return "A picture lies outside the file; it was not fetched."
    if found := re.search(r"element was ignored: \{?[^}]*?\}?(?:\w+:)?(\w+)", message):
        return f"Something that Word calls “{found[1]}” was left out."
    return f"The Word file: {message[:1].lower()}{message[1:]}."


def _texts(name: str, content: bytes) -> dict[str, str]:
    """Look through the file before it is opened, and give the texts of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = file.infolist()
            _check(name, parts)
            return {each.filename: _plain(file.read(each)) for each in parts if _TEXTS.fullmatch(each.filename)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        locked = "encrypted" in str(error) or content.startswith(b"\xd0\xcf\x11\xe0")
        why = "it is locked with a password, or an older Word file. Save it as .docx without one" if locked else \
            "it is damaged, or no Word file"  # fmt: skip
        raise Refusal(f"{name} cannot be read: {why}.") from error
    except expat.ExpatError as error:
        raise Refusal(f"{name} cannot be read: a part of it is no well-formed XML.") from error


def _check(name: str, parts: list[zipfile.ZipInfo]) -> None:
    check_parts(name, parts)
    if not any(each.filename.endswith("document.xml") for each in parts):
        raise Refusal(f"{name} is no Word file: it holds no text.")


def _plain(content: bytes) -> str:
    """Give the words of a part as plain text. Refuses entities and nesting that no writer makes."""
    said: list[str] = []
    inside: list[str] = []
    choices: list[int] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(tag: str, _attributes: dict[str, str]) -> None:
        inside.append(tag.rpartition(" ")[2])
        if inside[-1] == "Choice":
            choices.append(len(said))
        elif inside[-1] == "Fallback" and choices:  # the same once more, for older programs
            del said[choices.pop() :]
        if len(inside) > _DEEPEST:
            raise Refusal("This Word file is nested too deeply to be read.")

    def end(_tag: str) -> None:
        if inside.pop() in _BREAKS:
            said.append("\n")

    def text(words: str) -> None:
        if inside[-1] in _TEXT_TAGS:
            said.append(words)

    def entity(*_: object) -> None:
        raise Refusal("This Word file defines entities of its own, which no writer does; it is not opened.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = text, entity
    parser.Parse(content, True)  # noqa: FBT003 - expat knows no keywords
    return "".join(said)


def _what_is_missing(texts: dict[str, str], document: Document, told: Told) -> Iterator[Line]:
    """Give what stands in the file and did not come in: headers and footers, and any words that are gone."""
    at = document.lines[-1].number if document.lines else 1
    here = Counter(_WORD.findall(re.sub(r"[*~`\\]|&\w+;", "", "\n".join(each.text for each in document.lines))))
    for name, text in sorted(texts.items()):
        words = Counter(_WORD.findall(text))
        beside = _BESIDE.fullmatch(name)
        lost = words - here
        if not beside:
            here -= words
        gone = [each for each in text.split("\n") if (set(_WORD.findall(each)) & set(lost))]
        if not gone:
            continue
        what = "Text" if beside is None else f"The {beside[1]} of the pages"
        told.append((at, f"{what} did not come in where it stood; it is at the end of the text."))
        for line in dict.fromkeys(gone):
            yield Line(at, "")
            yield Line(at, marked_block(line))
