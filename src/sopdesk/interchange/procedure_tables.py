"""The tables and links of a procedure file: responsibilities, references; read and written."""

import re
from collections.abc import Iterable, Sequence

from sopdesk.domain.person import Role
from sopdesk.domain.sop import Duty, Reference
from sopdesk.interchange import procedure_lines as lines
from sopdesk.interchange.procedure_lines import Line
from sopdesk.interchange.step_lines import Errors

_CELL = re.compile(r"(?:[^|\\]|\\.|\\\Z)*")
_DIVIDER = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
_LETTERS = re.compile(r"[RACI](?:[/, ]*[RACI])*")
_REFERENCE = re.compile(r"- (?P<label>\[(?:[^\[\]\\]|\\.)*\])\((?P<target><(?:[^<>\\]|\\.)*>|[^\s<>]*)\)\s*")
_NUMBER = re.compile(r"(?P<number>[\w.\-]*)(?:#(?P<step>\S*))?")


def read_duties(found: Sequence[Line], errors: Errors) -> tuple[Duty, ...]:
    """Read the responsibility matrix, row by row."""
    rows = read_rows(found, errors)
    if not rows:
        return ()
    (_, roles), *cells = rows
    duties = []
    for number, (step, *row) in cells:
        if len(row) > len(roles) - 1:
            errors.append((number, f"This row has {len(row) + 1} cells under {len(roles)} headings."))
        for role, letters in zip(roles[1:], row, strict=False):
            if letters and not _LETTERS.fullmatch(letters):
                errors.append((number, f"“{letters}” is none of R, A, C and I."))
            elif letters:
                duties.append(Duty(step, role, re.sub(r"[^RACI]", "", letters)))
    return tuple(duties)


def format_duties(duties: Sequence[Duty]) -> str:
    """Write the responsibility matrix; the roles of the house stand in their order, others after them."""
    if not duties:
        return ""
    roles = sorted(dict.fromkeys(each.role for each in duties), key=_rank)
    rows: list[tuple[str, dict[str, str]]] = []
    for each in duties:
        last = rows[-1] if rows else None
        if last is None or last[0] != each.step or any(roles.index(role) >= roles.index(each.role) for role in last[1]):
            rows.append((each.step, {}))
        rows[-1][1][each.role] = each.letters
    return format_table(["Step", *roles], ([step, *(row.get(role, "") for role in roles)] for step, row in rows))


def _rank(role: str) -> int:
    known = [str(each) for each in Role]
    return known.index(role) if role in known else len(known)


def read_references(found: Iterable[Line], errors: Errors) -> tuple[Reference, ...]:
    """Read the list of references."""
    references = []
    for each in found:
        link = _REFERENCE.fullmatch(each.text)
        if link:
            references.append(_reference(lines.from_link_text(link["label"]), link["target"]))
        elif each.text.strip():
            sentence = "A reference is a link on a line of its own: - [label](SOP-003) or - [label](https://…)."
            errors.append((each.number, sentence))
    return tuple(references)


def _reference(label: str, target: str) -> Reference:
    if target.startswith("<"):
        target = re.sub(r"\\(.)", r"\1", target[1:-1])
    number = _NUMBER.fullmatch(target)
    if number and not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", target):
        return Reference(label, number["number"], number["step"] or "")
    return Reference(label, url=target)


def format_references(references: Iterable[Reference]) -> str:
    """Write the list of references."""
    return "\n".join(f"- {lines.link_text(each.label)}({_target(each)})" for each in references)


def _target(reference: Reference) -> str:
    target = reference.url or reference.number + (f"#{reference.step}" if reference.step else "")
    if re.fullmatch(r"[^\s<>()\\]*", target):
        return target
    return "<" + re.sub(r"([\\<>])", r"\\\1", lines.one_line(target)) + ">"


def read_rows(found: Sequence[Line], errors: Errors) -> list[tuple[int, list[str]]]:
    """Give the rows of the one table among lines: the first is its head, the line of dashes is left out."""
    rows: list[tuple[int, list[str]]] = []
    table = [each for each in found if each.text.strip()]
    for at, each in enumerate(table):
        if at == 1 and _DIVIDER.fullmatch(each.text):
            continue
        cells = _cells(each.text)
        if cells is None or at == 1:
            errors.append((each.number, "Here stands one table: | a | b |, a line of dashes, then its rows."))
            return []
        rows.append((each.number, cells))
    return rows


def _cells(text: str) -> list[str] | None:
    bare = text.strip()
    if not bare.startswith("|"):
        return None
    cells, at = [], 1
    while at < len(bare):
        found = _CELL.match(bare, at)
        if found is None:
            return None
        cells.append(re.sub(r"\\([\\|])", r"\1", found[0].strip()))
        at = found.end() + 1
    return cells


def format_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write one table of Markdown."""
    divider = ["---"] * len(head)
    return "\n".join("|" + "".join(map(_cell, row)) for row in (head, divider, *rows))


def _cell(text: str) -> str:
    clean = re.sub(r"([\\|])", r"\\\1", lines.one_line(text))
    return f" {clean} |" if clean else " |"
