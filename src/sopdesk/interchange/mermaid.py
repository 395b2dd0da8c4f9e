"""Mermaid flow charts, read: statement by statement; what is not understood is kept with its line.

The grammar follows the flow chart reference of Mermaid 11 (nodes, shapes, links, subgraphs, comments, directives).
"""

import html
import re
from urllib.parse import unquote

import yaml

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.chart import Arrow, Box, Chart, Shape, Unclear, plain
from sopdesk.interchange.mermaid_scan import EDGE_NAME, LOOKS, NAME, label, link, words

LONGEST = 500_000
"""Characters of a chart that are read."""
OWN = "%% SOPDesk workflow 1"
BETWEEN = " — "
"""Stands between what is done and how it ends, in a chart of our own."""
_HEAD = re.compile(
    r"\s*(?:flowchart(?:-elk)?|graph)\b(?:[ \t]+(?:TB|TD|BT|RL|LR|[<>^v])(?![\w]))?[ \t]*;?", re.IGNORECASE
)
_FRONT = re.compile(r"\s*---[ \t]*\n(?P<yaml>.*?)\n[ \t]*---[ \t]*(?=\n|\Z)", re.DOTALL)
_DIRECTIVE = re.compile(r"%%\{.*?\}%%", re.DOTALL)
_COMMENT = re.compile(r"(?m)^[ \t]*%%[^\n]*")
_DESCRIBED = re.compile(r"accDescr\s*\{[^}]*\}", re.IGNORECASE)
_MARK = re.compile(r"(?m)^[ \t]*%% (?P<box>s\d+(?:_\d+)?) (?P<rest>.*)$")
_SUBGRAPH = re.compile(r"subgraph\b[ \t]*(?P<rest>[^\n;]*)")
_FENCED = re.compile(r"(?ms)^[ \t]*(?:```|~~~|:::)[ \t]*mermaid[\w-]*[^\n]*\n(.*?)^[ \t]*(?:```|~~~|:::)[ \t]*$")
_PRE = re.compile(r"(?is)<(pre|div)[^>]*class=\"[^\"]*mermaid[^\"]*\"[^>]*>(.*?)</\1>")


def charts_in(text: str) -> list[tuple[int, str]]:
    """Give the Mermaid texts in a file, each with the line before it: blocks in Markdown or HTML, or all of it."""
    found = [(text[: each.start(1)].count("\n"), each[1]) for each in _FENCED.finditer(text)]
    if not found and "<" in text[:2000]:
        found = [(text[: each.start(2)].count("\n"), html.unescape(each[2])) for each in _PRE.finditer(text)]
    return found or [(0, text)]


def is_flow_chart(text: str) -> bool:
    """Tell whether a Mermaid text is a flow chart, not another kind of diagram."""
    return _HEAD.match(_body(text)[1]) is not None


def read_mermaid(text: str, first_line: int = 0) -> Chart:
    """Give the chart that a Mermaid flow chart draws. Raises Refusal when it is none."""
    if len(text) > LONGEST:
        raise Refusal(f"This chart has more than {LONGEST:,} characters; that is not read.")
    title, body = _body(plain(text.replace("\r\n", "\n")))
    head = _HEAD.match(body)
    if head is None:
        raise Refusal("This is no Mermaid flow chart: it has to begin with “flowchart” or “graph”.")
    reader = _Reader(body, text.count("\n") - body.count("\n") + first_line, title)
    reader.chart.own = OWN in text
    reader.read(head.end())
    if reader.chart.own:
        _mark(reader.chart, text)
    return reader.chart


def _body(text: str) -> tuple[str, str]:
    """Give the title of the front matter and the text without it; comments and directives become spaces."""
    title = ""
    text = _DIRECTIVE.sub(_blank, text)
    if (front := _FRONT.match(text)) is not None:
        try:
            values = yaml.safe_load(front["yaml"]) if len(front["yaml"]) < 20_000 else {}  # noqa: PLR2004 - as front_matter
        except yaml.YAMLError:
            values = {}
        title = str(values.get("title", "")) if isinstance(values, dict) else ""
        text = _blank(front) + text[front.end() :]
    for each in (_COMMENT, _DESCRIBED):
        text = each.sub(_blank, text)
    return " ".join(title.split()), text


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


class _Reader:
    """Reads one chart from its first statement to its last."""

    def __init__(self, text: str, line: int, title: str) -> None:
        self._text, self._line = text, line
        self.chart = Chart(title)
        self._groups: list[tuple[str, str]] = []
        self._members: dict[str, list[str]] = {}
        self._near = ""
        self._edges = {each.group()[:-1] for each in EDGE_NAME.finditer(text)}

    def read(self, at: int) -> None:
        """Read to the end; a statement that is not understood is kept and passed over."""
        blank = re.compile(r"[\s;]*")
        while (at := blank.match(self._text, at).end()) < len(self._text):  # type: ignore[union-attr]  # matches nothing
            before = at
            at = self._statement(at)
            if at <= before:
                at = self._pass_over(before)
        for each in self.chart.arrows:
            each.source, each.target = self._member(each.source, -1), self._member(each.target, 0)
        for name in [each for each in self._members if each in self.chart.boxes and self._members[each]]:
            if not self.chart.boxes[name].text:
                del self.chart.boxes[name]

    def _member(self, name: str, place: int) -> str:
        """Give the box that stands for a group: its first or its last."""
        members = self._members.get(name, [])
        for _ in range(20):
            if not members or (name in self.chart.boxes and self.chart.boxes[name].text):
                break
            name = members[place]
            members = self._members.get(name, [])
        self.chart.add(Box(name, name))
        return name

    def _statement(self, at: int) -> int:
        """Read one statement; give where it ends, or where it began when it is none."""
        text = self._text
        if (group := _SUBGRAPH.match(text, at)) is not None:
            self._open(group["rest"].strip())
            return group.end()
        if re.compile(r"end\b(?![-\w])").match(text, at) is not None:
            if self._groups:
                self._groups.pop()
            return at + 3
        if (look := LOOKS.match(text, at)) is not None and not LOOKS_LIKE_NODE.match(text, look.end(1)):
            return look.end()
        if (edge := re.compile(r"[\w-]+@\{").match(text, at)) is not None and text[at : edge.end() - 2] in self._edges:
            found = label(text, edge.end() - 2)
            return found.end if found else at
        if re.compile(r"click\b").match(text, at) is not None:
            return at
        return self._chain(at)

    def _pass_over(self, at: int) -> int:
        """Keep a line that is not understood, near the box that it names or the one before it."""
        end = self._text.find("\n", at)
        end = len(self._text) if end < 0 else end
        said = self._text[at:end].strip()
        while said.count('"') % 2 and end < len(self._text):
            following = self._text.find("\n", end + 1)
            end = len(self._text) if following < 0 else following
            said = self._text[at:end].strip()
        named = re.compile(r"click\s+(\S+)").match(said)
        near = named[1] if named and named[1] in self.chart.boxes else self._near
        self._keep(at, said, near)
        return end

    def _keep(self, at: int, what: str, near: str) -> None:
        self.chart.unclear.append(Unclear(self._line + self._text.count("\n", 0, at) + 1, what, near))

    def _open(self, rest: str) -> None:
        """Begin a group; its name is told at its first box."""
        found = NAME.match(rest)
        name = found.group() if found else rest
        after = rest[found.end() :].strip() if found else ""
        shown = label(after, 0) if after else None
        title = shown.text or name if shown else words(rest)
        if self._groups:
            self._members.setdefault(self._groups[-1][0], []).append(name)
        self._members.setdefault(name, [])
        self._groups.append((name, title))

    def _chain(self, at: int) -> int:
        """Read boxes joined by links; give where the chain ends."""
        here, at = self._boxes(at)
        while here:
            found = link(self._text, _spaces(self._text, at, lines=False))
            if found is None:
                break
            after, end = self._boxes(_spaces(self._text, found.end))
            if not after:
                self._keep(at, self._text[at : found.end].strip(), here[-1])
                return found.end
            if not found.hidden:
                self.chart.arrows += [Arrow(one, other, found.text) for one in here for other in after]
            here, at = after, end
        return at

    def _boxes(self, at: int) -> tuple[list[str], int]:
        """Read one box, or several with & between them."""
        found: list[str] = []
        start = at
        while True:
            name, end = self._box(start)
            if not name:
                return found, at
            found.append(name)
            at = end
            more = re.compile(r"\s*&\s*").match(self._text, at)
            if more is None:
                return found, at
            start = more.end()

    def _box(self, at: int) -> tuple[str, int]:
        """Read one box: its name, its shape with its text, its class."""
        named = NAME.match(self._text, at)
        if named is None:
            return "", at
        name, end = named.group(), named.end()
        known = name in self.chart.boxes
        box = self.chart.add(Box(name, line=self._line + self._text.count("\n", 0, at) + 1))
        shown = label(self._text, end) or label(self._text, _spaces(self._text, end, lines=False))
        if shown is not None:
            end = shown.end
            box.text = shown.text if shown.text is not None else box.text or name
            box.shape = shown.shape
            if shown.unclear:
                self._keep(at, shown.unclear, name)
        elif not known and name not in self._members:
            box.text = name
        if self._groups and not known:
            self._join(box)
        dressed = re.compile(r":::[\w-]+").match(self._text, end)
        self._near = name
        return name, dressed.end() if dressed else end

    def _join(self, box: Box) -> None:
        group, title = self._groups[-1]
        if not self._members[group]:
            box.notes.append(f"*{title}*")
        self._members[group].append(box.id)


LOOKS_LIKE_NODE = re.compile(r"\s*(?:[\[({]|--|==|-\.)")
"""A box may be called “style” or “class”: then a shape or a link stands behind it."""


def _spaces(text: str, at: int, *, lines: bool = True) -> int:
    found = re.compile(r"\s*" if lines else r"[ \t]*").match(text, at)
    return found.end() if found else at


def _mark(chart: Chart, text: str) -> None:
    """Give the boxes of an own chart what its comments say of them."""
    for found in _MARK.finditer(text):
        box = chart.boxes.get(found["box"])
        if box is None:
            continue
        kind, *more = found["rest"].split(" ")
        values = dict(each.partition("=")[::2] for each in more)
        if kind == "go":
            box.shape, box.go = Shape.ENDING, unquote(more[0])
            box.text = box.text.rpartition(BETWEEN)[0]
        elif kind == "action":
            box.shape = Shape.ACTION
        elif more:
            box.step, box.role, box.must = unquote(more[0]), unquote(values.get("role", "")), "must" in more[1:]
            box.minutes = int(values["minutes"]) if values.get("minutes", "").isdigit() else None
