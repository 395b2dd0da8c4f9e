"""The small pieces of Mermaid: names, shapes with their text, links with their words, statements that only look."""

import html
import json
import re
from dataclasses import dataclass

from sopdesk.interchange.chart import Shape

NAME = re.compile(r"(?:[^\s\[\](){}<>|;@:\"&~,=\-]|-(?![-.>])|=(?!=)|:(?!::))+")
EDGE_NAME = re.compile(r"[^\s@{}()\[\]<>\"]+@(?=[<xo]?(?:--|==|-\.))")
LINK = re.compile(r"[<xo]?(?:-{2,}[->xo]|={2,}[=>xo]|-\.+-[>xo]?|(?P<hidden>~{3,}))")
_OPEN = re.compile(r"[<xo]?(?P<line>--|==|-\.)(?=[\s\"`\w<(]|[^\-=.>])")
_CLOSE = {"--": re.compile(r"-{2,}[->xo]"), "==": re.compile(r"={2,}[=>xo]"), "-.": re.compile(r"\.+-[>xo]?")}
LOOKS = re.compile(r"(style|classDef|class|linkStyle|direction|accTitle|accDescr)\b[^\n;]*", re.IGNORECASE)
_PAIRS = (
    ("(((", ")))", Shape.TERMINAL),
    ("((", "))", Shape.TERMINAL),
    ("([", "])", Shape.TERMINAL),
    ("[(", ")]", Shape.STEP),
    ("[[", "]]", Shape.STEP),
    ("{{", "}}", Shape.STEP),
    ("[/", "/]", Shape.STEP),
    ("[\\", "\\]", Shape.STEP),
    ("(-", "-)", Shape.TERMINAL),
    ("(", ")", Shape.STEP),
    ("[", "]", Shape.STEP),
    ("{", "}", Shape.QUESTION),
    (">", "]", Shape.STEP),
)
_KINDS = {
    "diamond": Shape.QUESTION, "diam": Shape.QUESTION, "decision": Shape.QUESTION, "question": Shape.QUESTION,
    "circle": Shape.TERMINAL, "circ": Shape.TERMINAL, "sm-circ": Shape.TERMINAL, "start": Shape.TERMINAL,
    "small-circle": Shape.TERMINAL, "stadium": Shape.TERMINAL, "terminal": Shape.TERMINAL, "pill": Shape.TERMINAL,
    "dbl-circ": Shape.TERMINAL, "double-circle": Shape.TERMINAL, "framed-circle": Shape.TERMINAL,
    "fr-circ": Shape.TERMINAL, "stop": Shape.TERMINAL, "f-circ": Shape.JUNCTION, "junction": Shape.JUNCTION,
    "filled-circle": Shape.JUNCTION,
}  # fmt: skip
_FIELD = re.compile(r"([\w-]+)\s*:\s*(\"(?:[^\"\\]|\\.)*\"|[^,}\n]+)")
_KNOWN_FIELDS = {"shape", "label", "animate", "animation", "curve", "w", "h", "pos", "constraint", "form"}
_TAG = re.compile(r"<(?!br)/?[a-z][^<>]{0,200}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?\s*>|\\n(?![a-z])", re.IGNORECASE)
_ICON = re.compile(r"(?<!\S)fa[bsrlk]?:fa-[\w-]+")
_CODE = re.compile(r"#(\w{1,12});")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands behind a name: the text (None: none), the shape, what was not understood, and where it ends."""

    text: str | None
    shape: Shape
    unclear: str
    end: int


def words(text: str) -> str:
    """Give a text of a chart as one plain line."""
    text = text.strip()
    if text[:1] == text[-1:] == '"' and len(text) > 1:
        text = text[1:-1].strip()
    if text[:1] == text[-1:] == "`" and len(text) > 1:
        text = text[1:-1]
    text = _TAG.sub("", _BREAK.sub(" ", _ICON.sub("", text)))
    text = _CODE.sub(lambda code: html.unescape(f"&#{code[1]};" if code[1].isdigit() else f"&{code[1]};"), text)
    return " ".join(text.split())


def label(text: str, at: int) -> Label | None:
    """Read the shape behind a name; None when none stands there, or it has no end."""
    if text.startswith("@{", at):
        return _fields(text, at)
    for opening, closing, shape in _PAIRS:
        if text.startswith(opening, at):
            found = _enclosed(text, at + len(opening), (closing, "\\]") if opening == "[/" else
                              (closing, "/]") if opening == "[\\" else (closing,))  # fmt: skip
            return Label(words(found[0]), shape, "", found[1]) if found else None
    return None


def _enclosed(text: str, at: int, closings: tuple[str, ...]) -> tuple[str, int] | None:
    """Give the text up to what closes it, and where that ends; quotes hold everything but a quote."""
    quoted = re.compile(r"\s*\"([^\"]*)\"\s*").match(text, at)
    if quoted is not None:
        closing = next((each for each in closings if text.startswith(each, quoted.end())), "")
        if closing:
            return quoted[1], quoted.end() + len(closing)
    ends = [(end, each) for each in closings if (end := text.find(each, at)) >= 0]
    if not ends:
        return None
    end, closing = min(ends)
    return None if re.search(r"\n\s*\n", text[at:end]) else (text[at:end], end + len(closing))


def _fields(text: str, at: int) -> Label | None:
    end = _brace(text, at + 2)
    if end < 0:
        return None
    given = {name: value.strip() for name, value in _FIELD.findall(text[at + 2 : end])}
    shown = given.get("label")
    shape = _KINDS.get(given.get("shape", "").strip('"'), Shape.STEP)
    unclear = ", ".join(f"{name}: {value}" for name, value in given.items() if name not in _KNOWN_FIELDS)
    return Label(words(_unquoted(shown)) if shown is not None else None, shape, unclear, end + 1)


def _brace(text: str, at: int) -> int:
    """Give where a brace closes, quotes left aside; -1 when it does not."""
    found = re.compile(r"(?:[^\"}]|\"(?:[^\"\\]|\\.)*\")*\}").match(text, at)
    return found.end() - 1 if found else -1


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text)) if text.startswith('"') else text
    except ValueError:
        return text.strip('"')


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, whether it is drawn at all, and where it ends."""

    text: str
    hidden: bool
    end: int


def link(text: str, at: int) -> Link | None:
    """Read a link with its words, whether they stand within it or behind it."""
    named = EDGE_NAME.match(text, at)
    at = named.end() if named else at
    if (found := LINK.match(text, at)) is not None:
        said = re.compile(r"\s*\|\s*(\"[^\"]*\"|[^|]*)\|").match(text, found.end())
        shown = words(said[1]) if said else ""
        return Link(shown, bool(found["hidden"]), said.end() if said else found.end())
    opened = _OPEN.match(text, at)
    if opened is None:
        return None
    start = opened.end()
    quoted = re.compile(r"\s*\"[^\"]*\"\s*").match(text, start)
    closed = _CLOSE[opened["line"]].search(text, quoted.end() if quoted else start)
    if closed is None or "\n\n" in text[start : closed.start()]:
        return None
    return Link(words(text[start : closed.start()]), hidden=False, end=closed.end())
