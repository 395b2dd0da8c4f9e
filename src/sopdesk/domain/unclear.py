"""What an import did not understand stands at its place in the text, marked, until a person puts it right.

On a line of its own it is a note set apart, "> **Not understood:** `<video src=…>`"; within a line it is code that
begins so: `` `not understood: {% include %}` ``. Both read well wherever Markdown is shown.
"""

import re
from collections.abc import Iterator

from sopdesk.domain.problem import Problem, Weight
from sopdesk.domain.sop import Procedure, texts_of

LONGEST = 500
"""Characters of raw text that are shown at its place."""
_MARK = re.compile(
    r"> \*\*Not understood:\*\* (?P<wide>`+)(?P<block>.+?)(?P=wide)(?!`)"
    r"|(?<!`)(?P<ticks>`+) ?not understood: (?P<raw>[^\n]+?) ?(?P=ticks)(?!`)"
)
FIELD = re.compile(r"\{\{\s*(house|site|contact:[\w -]+?)\s*\}\}")
"""A place that the desk fills with what the house says of itself."""
_PLACE = re.compile(r"\{\{[^{}\n]{1,200}\}\}")
_CODE = re.compile(r"(`+)(?!`)(?:.(?!\n[ \t]*\n))*?(?<!`)\1(?!`)", re.DOTALL)
_MOST_NAMED = 3


def marked(raw: str) -> str:
    """Give raw text as it stands within a line that was not understood otherwise."""
    return _code(f"not understood: {_one_line(raw)}")


def marked_block(raw: str) -> str:
    """Give raw text as a note of its own."""
    return f"> **Not understood:** {_code(_one_line(raw))}"


def without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text without its marks, and what they hold: a title is no place for them."""
    return " ".join(_MARK.sub("", text).split()) if _MARK.search(text) else text, tuple(not_understood(text))


def not_understood(text: str) -> Iterator[str]:
    """Give what stands in a text and was not understood, as it stood in its source."""
    if "ot understood:" in text:
        for found in _MARK.finditer(text):
            yield (found["block"] or found["raw"]).strip()


def unknown_places(text: str) -> Iterator[str]:
    """Give the placeholders of a text that are no fields of the house; those shown as code are meant to be read."""
    if "{{" in text:
        yield from (each for each in _PLACE.findall(_CODE.sub("", text)) if not FIELD.fullmatch(each))


def contacts_named(what: Procedure) -> tuple[str, ...]:
    """Give the contacts of the house that a procedure names, each once, in their order."""
    found = (match[1] for text in texts_of(what) if "{{" in text for match in FIELD.finditer(text))
    names = (each.removeprefix("contact:").strip() for each in found if each.startswith("contact:"))
    return tuple(dict.fromkeys(names))


def unclear(what: Procedure) -> Iterator[Problem]:
    """Tell of every place in a procedure where an import left something for a person to put right."""
    for where, piece in _pieces(what):
        raws = [raw for text in texts_of(piece) for raw in not_understood(text)]
        if raws:
            sentence = f"{_named(raws)} was not understood when this was imported. Put it right, or take it out."
            yield Problem(where, sentence, Weight.WARNING)
        places = list(dict.fromkeys(each for text in texts_of(piece) for each in unknown_places(text)))
        if places:
            sentence = f"{_named(places)} is no field of the house, so nothing is filled in. Write what belongs there."
            yield Problem(where, sentence, Weight.HINT)


def _pieces(what: Procedure) -> Iterator[tuple[str, object]]:
    yield "title", what.title
    for name in ("purpose", "scope", "not_covered", "definitions", "decision_notes", "escalation", "resources",
                 "contact", "training"):  # fmt: skip
        yield name, getattr(what, name)
    yield from ((f"step:{each.id}", each) for each in what.steps)
    yield from ((f"question:{each.id}", each) for each in what.questions)
    yield "text", what.parts


def _named(raws: list[str]) -> str:
    said = ", ".join(f"“{each[:80]}”" for each in raws[:_MOST_NAMED])
    more = len(raws) - _MOST_NAMED
    return f"{said} and {more} more" if more > 0 else said


def _one_line(raw: str) -> str:
    words = " ".join(raw.split())
    return words if len(words) <= LONGEST else words[:LONGEST] + " …"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * (longest + 1 if longest else 1)
    pad = " " if text.endswith("`") or text.startswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"
