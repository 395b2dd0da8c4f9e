"""One procedure as a text file (docs/procedure-format.md): reading and writing undo each other."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sopdesk.domain.editing import DEEPEST
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Format, Kind, Part, Procedure
from sopdesk.interchange import procedure_lines as lines
from sopdesk.interchange import procedure_tables as tables
from sopdesk.interchange.attribute_block import format_attributes, split_attributes
from sopdesk.interchange.front_matter import FrontMatter, read_front_matter, yaml_list, yaml_word
from sopdesk.interchange.limit_table import format_limits, read_limits
from sopdesk.interchange.procedure_lines import Line, Titled
from sopdesk.interchange.step_lines import Errors, format_question, format_step, read_question, read_step

LONGEST = 2_000_000
"""Characters that a procedure file may have."""
TEXTS = {
    "Purpose": "purpose",
    "Scope": "scope",
    "Not covered": "not_covered",
    "Definitions": "definitions",
    "Decision notes": "decision_notes",
    "Escalation": "escalation",
    "Resources": "resources",
    "Contact": "contact",
    "Training": "training",
}
"""Headings of the parts that are plain Markdown, and the field that each fills."""
_LISTS = ("Steps", "Questions", "Responsibilities", "Limits", "References")
_KNOWN = {each.lower(): each for each in (*TEXTS, *_LISTS)}
_KEYS = ("number", "title", "kind", "format", "section", "owner", "channels", "review", "when", "phases")
IN_ORDER = "in order"
"""Says that the phases of a checklist are done one after the other."""
_MUST = ("number", "title", "kind", "format", "section", "owner")
_MONTHS = re.compile(r"([0-9]{1,4}) months?")
_DEFAULT_REVIEW = 6
_OWN_BRACES = re.compile(r"\\+\{#[^{}]*\}\s*$")
"""Braces at the end of a title that belong to it and are no id: one backslash more than the title has."""


class ProcedureFileError(Refusal):
    """A procedure file that cannot be read: `lines` holds every error as (line, sentence), in order."""

    def __init__(self, name: str, found: Iterable[tuple[int, str]]) -> None:
        """Speak of the first error; keep them all."""
        self.lines = tuple(sorted(found))
        self.line, first = self.lines[0]
        super().__init__(f"{name or 'The procedure'}, line {self.line}: {first}")


def parse_procedure(text: str, name: str = "") -> Procedure:
    """Read a procedure file; `name` stands in the message. Raises ProcedureFileError with every error found."""
    errors: Errors = []
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _check_text(text, name)
    head = read_front_matter(text)
    if head is None:
        raise ProcedureFileError(name, [(1, "A procedure file begins with front matter between two lines “---”.")])
    errors += head.errors
    parts = _read_parts(head, errors)
    procedure = _assemble(head, parts, errors)
    if errors or procedure is None:
        raise ProcedureFileError(name, errors)
    return procedure


def format_procedure(procedure: Procedure) -> str:
    """Write a procedure as a file that reads back as the same procedure."""
    written = {heading: lines.escaped(getattr(procedure, name), lines.IN_PART) for heading, name in TEXTS.items()}
    written["Steps"] = "\n\n".join(map(format_step, procedure.steps))
    written["Questions"] = "\n\n".join(map(format_question, procedure.questions))
    written["Responsibilities"] = tables.format_duties(procedure.duties)
    written["Limits"] = format_limits(procedure.limits)
    written["References"] = tables.format_references(procedure.references)
    blocks = [_format_head(procedure)]
    blocks += [f"## {heading}\n\n{written[heading]}" for heading in _ORDER if written[heading]]
    blocks += [_format_part(each) for each in procedure.parts]
    return "\n\n".join(blocks) + "\n"


_ORDER = (
    "Purpose", "Scope", "Not covered", "Definitions", "Steps", "Questions", "Responsibilities", "Limits",
    "Decision notes", "Escalation", "References", "Resources", "Contact", "Training",
)  # fmt: skip


def _check_text(text: str, name: str) -> None:
    if len(text) > LONGEST:
        raise ProcedureFileError(name, [(1, f"A procedure file has at most {LONGEST:,} characters.")])
    found = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise ProcedureFileError(name, [(line, "Here stands a control character, which no text needs.")])


def _read_parts(head: FrontMatter, errors: Errors) -> list[Titled]:
    body = [Line(number, each) for number, each in enumerate(head.body.split("\n"), head.body_line)]
    marked, never_closed = lines.mark_code(body)
    if never_closed:
        errors.append((never_closed, "This code block is never closed."))
    before, parts = lines.titled(marked, "##")
    stray = [each.number for each in before if each.text.strip()]
    errors += [(number, "Text stands under a heading that begins with ##.") for number in stray[:1]]
    return parts


def _assemble(head: FrontMatter, parts: list[Titled], errors: Errors) -> Procedure | None:
    said = _read_head(head, errors)
    known: dict[str, Titled] = {}
    own: list[Part] = []
    for each in parts:
        heading = _KNOWN.get(each.title.lower())
        if heading is None:
            own.append(_read_part(each))
        elif heading in known:
            errors.append((each.number, f"“{heading}” stands here twice."))
        else:
            known[heading] = each
    texts: dict[str, Any] = {
        name: lines.text_of(known[heading].lines, lines.IN_PART) for heading, name in TEXTS.items() if heading in known
    }
    steps = tuple(read_step(each, errors) for each in _entries(known.get("Steps"), "step", errors))
    questions = tuple(read_question(each, errors) for each in _entries(known.get("Questions"), "question", errors))
    duties = tables.read_duties(_lines(known.get("Responsibilities")), errors)
    limits = read_limits(_lines(known.get("Limits")), errors)
    references = tables.read_references(_lines(known.get("References")), errors)
    if errors:
        return None
    return Procedure(
        said["number"], said["title"], Kind(said["kind"]), Format(said["format"]), said["section"], said["owner"],
        steps=steps, questions=questions, duties=duties, limits=limits, parts=tuple(own), references=references,
        channels=_channels(head), review_months=int(said["review"]), when=said.get("when", ""),
        in_order="phases" in said, **texts,
    )  # fmt: skip


def _lines(found: Titled | None) -> Sequence[Line]:
    return found.lines if found else ()


def _entries(found: Titled | None, what: str, errors: Errors) -> list[Titled]:
    before, entries = lines.titled(_lines(found), "###", DEEPEST if what == "step" else 0)
    stray = [each.number for each in before if each.text.strip()]
    errors += [(number, f"Each {what} begins with a heading ###.") for number in stray[:1]]
    return entries


def _read_head(head: FrontMatter, errors: Errors) -> dict[str, str]:
    said: dict[str, str] = {}
    for key, value in head.values.items():
        if key not in _KEYS:
            errors.append((head.lines[key], f"“{key}” is not known here. Known: {', '.join(_KEYS)}."))
        elif isinstance(value, str):
            said[key] = lines.one_line(value)
        elif key != "channels":
            errors.append((head.lines[key], f"“{key}” takes one value, not a list."))
    if head.errors:
        return said
    errors += [(1, f"The front matter needs “{key}”.") for key in _MUST if key not in head.values]
    for key, words in (("kind", Kind), ("format", Format)):
        if key in said and said[key] not in {str(each) for each in words}:
            known = ", ".join(words)
            errors.append((head.lines[key], f"“{said[key]}” is no {key}. Known: {known}."))
    months = _MONTHS.fullmatch(said.get("review", f"{_DEFAULT_REVIEW} months"))
    if months is None:
        errors.append((head.lines["review"], "A review cycle is written as “6 months”."))
    said["review"] = months[1] if months else "0"
    if said.get("when"):
        try:
            read_plan(said["when"])
        except Refusal as no:
            errors.append((head.lines["when"], no.sentence))
    if said.get("phases", IN_ORDER) != IN_ORDER:
        errors.append((head.lines["phases"], f"Phases are done “{IN_ORDER}”, or this line is left out."))
    return said


def _channels(head: FrontMatter) -> tuple[str, ...]:
    given = head.values.get("channels", ())
    return tuple(lines.one_line(each) for each in ((given,) if isinstance(given, str) else given) if each.strip())


def _format_head(what: Procedure) -> str:
    said = [(name, yaml_word(lines.one_line(str(getattr(what, name))))) for name in _MUST]
    if what.channels:
        said.append(("channels", yaml_list(what.channels)))
    said.append(("review", f"{what.review_months} month{'' if what.review_months == 1 else 's'}"))
    if what.when:
        said.append(("when", yaml_word(lines.one_line(what.when))))
    if what.in_order:
        said.append(("phases", IN_ORDER))
    return "\n".join(["---", *(f"{key}: {value}" for key, value in said), "---"])


def _read_part(found: Titled) -> Part:
    title, said = split_attributes(found.title)
    if _OWN_BRACES.search(found.title) or (said is not None and said.values):
        title, said = found.title, None
    title = _OWN_BRACES.sub(lambda each: each[0][1:], title)
    return Part(_unescaped_title(title), lines.text_of(found.lines, lines.IN_PART), said.id if said else "")


def _unescaped_title(title: str) -> str:
    return title[1:] if title.startswith("\\") and title.lstrip("\\").lower() in _KNOWN else title


def _format_part(part: Part) -> str:
    title = lines.one_line(part.title)
    if title.lstrip("\\").lower() in _KNOWN:
        title = "\\" + title
    if _OWN_BRACES.search(title) or split_attributes(title)[1] is not None:
        title = re.sub(r"(\\*\{#[^{}]*\}\s*)$", r"\\\1", title)
    heading = f"## {title} {format_attributes(part.id, ())}" if part.id else f"## {title}".rstrip()
    text = lines.escaped(part.text, lines.IN_PART)
    return f"{heading}\n\n{text}" if text else heading
