"""The lines of a foreign page: notes set apart become tips and warnings, and headings cut it into sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopdesk.domain.unclear import marked_block, without_marks
from sopdesk.interchange.procedure_lines import Line, mark_code, one_line, trimmed
from sopdesk.interchange.prose import plain_text

_NOTE = re.compile(r"(?:!!!|\?\?\?\+?) *(?P<kind>[A-Za-z]+)[^\"]*(?:\"(?P<title>.*)\")?\s*")
_FENCED = re.compile(r":{3,} *(?P<kind>[A-Za-z]+) *(?:\[(?P<title>[^\[\]]*)\]|(?P<words>[^:]*))")
_ALERT = re.compile(r"> ?\[!(?P<kind>[A-Za-z]+)\]\s*")
_WARNING = {"warning", "danger", "caution", "attention", "error", "important", "failure", "fail", "bug"}
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_NO_PARAGRAPH = re.compile(r"\s*(?:$|[#>|]|[-+*]\s|\d+[.)]\s|    |\t|```|~~~|:?-+:?\s*\|)")
_ATTRIBUTES = re.compile(r"\s*\{:?[#.][^{}]*\}\s*$")
_COUNT = re.compile(r"(?:\d+(?:\.\d+)*[.):]?|[A-Z][.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page with the lines up to the next heading of its level or above; level 0 is the page's lead."""

    level: int
    title: str
    anchor: str
    number: int
    lines: tuple[Line, ...]


def with_notes(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with notes of MkDocs and GitHub turned into "> **Tip:**" and "> **Warning:**"."""
    done: list[Line] = []
    rest = list(lines)[::-1]
    while rest:
        each = rest.pop()
        opened = _NOTE.fullmatch(each.text) or _ALERT.fullmatch(each.text) or _FENCED.fullmatch(each.text.strip())
        found = None if each.code else opened
        if found is None:
            done.append(each)
            continue
        label = "Warning" if found["kind"].lower() in _WARNING else "Tip"
        said = found.groupdict()
        title = (said.get("title") or said.get("words") or "").strip()
        inside = _NESTED[found.re](rest)
        done += [Line(each.number, "")] if done and done[-1].text.strip() else []
        done += _as_quote(label, title, inside, each.number)
    return mark_code([Line(each.number, each.text) for each in done])[0]


def _indented(rest: list[Line]) -> list[Line]:
    inside: list[Line] = []
    while rest and (not rest[-1].text.strip() or rest[-1].text.startswith(("    ", "\t"))):
        inside.append(rest.pop())
    while inside and not inside[-1].text.strip():
        rest.append(inside.pop())
    return [Line(each.number, re.sub(r"^(?: {1,4}|\t)", "", each.text)) for each in inside]


def _quoted(rest: list[Line]) -> list[Line]:
    inside: list[Line] = []
    while rest and rest[-1].text.startswith(">"):
        inside.append(Line(rest[-1].number, re.sub(r"^> ?", "", rest.pop().text)))
    return inside


def _fenced(rest: list[Line]) -> list[Line]:
    """Take the lines of a note up to the colons that close it; without those it holds one paragraph."""
    closes = next((at for at, each in enumerate(reversed(rest)) if not each.code and each.text.strip() == ":::"), None)
    if closes is None:
        closes = next((at for at, each in enumerate(reversed(rest)) if not each.text.strip()), len(rest))
        return [rest.pop() for _ in range(closes)]
    inside = [rest.pop() for _ in range(closes)]
    rest.pop()
    while inside and not inside[-1].text.strip():
        inside.pop()
    return inside


_NESTED = {_NOTE: _indented, _ALERT: _quoted, _FENCED: _fenced}


def _as_quote(label: str, title: str, inside: list[Line], number: int) -> Iterator[Line]:
    while inside and not inside[0].text.strip():
        del inside[0]
    first = inside[0].text if inside and not title else f"**{title}**" if title else ""
    yield Line(number, f"> **{label}:** {first}".rstrip())
    if title and inside:
        yield Line(number, ">")
    for each in inside if title else inside[1:]:
        yield Line(each.number, f"> {each.text}".rstrip())


def sections_of(lines: Sequence[Line]) -> list[Section]:
    """Cut a page at every heading, whatever its level; the first section is the lead (level 0)."""
    starts: list[tuple[int, int, int, str]] = []
    for at, each in enumerate(lines):
        if each.code:
            continue
        if found := _HEADING.fullmatch(each.text):
            starts.append((at, at + 1, len(found[1]), found[2] or ""))
        elif _is_underlined(lines, at):
            starts.append((at, at + 2, 1 if lines[at + 1].text.strip()[0] == "=" else 2, each.text))
    found_sections = [
        Section(0, "", "", lines[0].number if lines else 1, tuple(lines[: starts[0][0] if starts else None]))
    ]
    for (_, begin, level, title), end in zip(starts, [*(each[0] for each in starts[1:]), len(lines)], strict=False):
        bare, marks = without_marks(title)
        words, number = plain_title(bare), lines[begin - 1].number
        below = [
            line for raw in marks for line in (Line(number, ""), Line(number, marked_block(raw)), Line(number, ""))
        ]
        found_sections.append(Section(level, words, anchor_of(words), number, (*below, *lines[begin:end])))
    return found_sections


def _is_underlined(lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(lines) or not _UNDERLINE.fullmatch(lines[at + 1].text) or lines[at + 1].code:
        return False
    alone = at == 0 or not lines[at - 1].text.strip()
    return alone and not _NO_PARAGRAPH.match(lines[at].text)


def plain_title(title: str) -> str:
    """Give a heading's words without marks and attributes."""
    return one_line(plain_text(_ATTRIBUTES.sub("", title)))


def uncounted(title: str) -> str:
    """Give a heading without the number before it."""
    return _COUNT.sub("", title, count=1)


def anchor_of(title: str) -> str:
    """Give the anchor that sites make from a heading."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip())


def groups_of(found: Sequence[Section], level: int) -> list[tuple[Section, ...]]:
    """Put sections below a heading of this level with it."""
    groups: list[list[Section]] = []
    for each in found:
        if not groups or each.level <= level:
            groups.append([each])
        else:
            groups[-1].append(each)
    return [tuple(each) for each in groups]


def questions_of(found: Sequence[Section]) -> list[tuple[Section, ...]]:
    """Put sections below a question with it, unless they are questions themselves."""
    groups: list[list[Section]] = []
    for each in found:
        below = groups and groups[-1][0].title.endswith("?") and each.level > groups[-1][0].level
        if below and not each.title.endswith("?"):
            groups[-1].append(each)
        else:
            groups.append([each])
    return [tuple(each) for each in groups]


def flat(group: Sequence[Section]) -> list[Line]:
    """Give a section with those below it as lines again, headings included."""
    head, *below = group
    lines = list(head.lines)
    for each in below:
        mark = "#" * min(6, max(3, 3 + each.level - min(other.level for other in below)))
        lines += [Line(each.number, ""), Line(each.number, f"{mark} {each.title}"), *each.lines]
    return lines


def text_of_section(lines: Sequence[Line], deepest: int) -> str:
    """Give lines as text; headings are at least as deep as a text of this part may have them."""

    def deepened(each: Line) -> str:
        found = None if each.code else re.fullmatch(r"(#{1,6})(\s+.*)", each.text)
        return f"{'#' * min(6, max(deepest, len(found[1])))}{found[2]}" if found else each.text

    single = [
        each for at, each in enumerate(lines) if each.code or each.text.strip() or (at and lines[at - 1].text.strip())
    ]
    return trimmed("\n".join(map(deepened, single)))
