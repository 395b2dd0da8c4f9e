"""Placeholders of other systems that mean the house or somebody to ask become fields that the desk fills."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sopdesk.domain.unclear import FIELD
from sopdesk.interchange.procedure_lines import Line

_PLACE = re.compile(r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))|\{\{\s*(?P<name>[^{}\n]{1,120}?)\s*\}\}")
_PARTS = re.compile(r"[\s._\-]+|(?<=[a-z])(?=[A-Z])")
_HOUSE = {"organisation", "organization", "company", "business", "house", "firm", "employer", "organisations"}
_SITE = {"site", "location", "branch", "store", "shop", "office"}
_NOISE = {"meta", "page", "site", "config", "var", "vars", "my", "the", "our"}
_SENTENCES = {
    True: "Placeholders became fields that the house fills, in {n} places: {names}.",
    False: "Placeholders that are no field of the house stay as they are, in {n} places: {names}.",
}
_MOST_NAMED = 6

Remarks = list[tuple[int, str]]
"""Lines and sentences for the report."""
_REACH = {"email": "email", "mail": "email", "phone": "phone", "telephone": "phone", "tel": "phone"}


def with_fields(lines: Iterable[Line], counts: Counter[str]) -> tuple[list[Line], Remarks]:
    """Give the lines with placeholders that mean the house, its site or a contact as the desk's own fields.

    Also gives what to say about them: which became fields, and which nobody fills; these stay as they are.
    """
    found: dict[bool, dict[str, list[int]]] = {True: {}, False: {}}
    done = [each if each.code or "{{" not in each.text else _filled(each, found) for each in lines]
    remarks: Remarks = []
    for known, sentence in _SENTENCES.items():
        places = found[known]
        numbers = [number for each in places.values() for number in each]
        counts["fields" if known else "placeholders"] += len(numbers)
        if numbers:
            named = ", ".join(list(places)[:_MOST_NAMED]) + (" …" if len(places) > _MOST_NAMED else "")
            remarks.append((min(numbers), sentence.format(n=len(numbers), names=named)))
    return done, remarks


def field_of(name: str) -> str:
    """Give the desk's field for the name of a placeholder, or ""."""
    words = [each.lower() for each in _PARTS.split(name) if each]
    if not words or not all(re.fullmatch(r"\w+", each) for each in words):
        return ""
    if "role" in words[:-1] or "contact" in words[:-1]:
        start = max(words.index(each) for each in ("role", "contact") if each in words[:-1]) + 1
        return "{{contact:" + " ".join(_REACH.get(each, each) for each in words[start:]) + "}}"
    last = [each for each in words if each not in _NOISE] or words
    if last[-1] == "name" and len(last) > 1 and last[-2] in _HOUSE:
        return "{{house}}"
    if last[-1] == "name" and len(words) > 1 and words[-2] in _SITE:
        return "{{site}}"
    if len(words) == 1 and words[0] in _HOUSE:
        return "{{house}}"
    if last[-1] in _REACH and len(last) > 1 and last[-2] in _HOUSE:
        return "{{contact:" + _REACH[last[-1]] + "}}"
    return ""


def _filled(line: Line, seen: dict[bool, dict[str, list[int]]]) -> Line:
    def filled(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        made = found[0] if FIELD.fullmatch(found[0]) else field_of(found["name"])
        seen[bool(made)].setdefault(made or found[0], []).append(line.number)
        return made or found[0]

    return replace(line, text=_PLACE.sub(filled, line.text))
