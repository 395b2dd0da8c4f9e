"""What a new procedure begins with: the next free number, and a small text for each format."""

import json
import re
from collections import Counter
from collections.abc import Iterable

from sopdesk.domain.sop import Format

_NUMBER = re.compile(r"(.*?)(\d+)")
_HEAD = """---
number: {number}
title: {title}
kind: process
format: {format}
section: General
owner: supervisor
review: 6 months
---

## Purpose

Say in a sentence why this procedure exists.

"""
_STEPS = """## Steps

### First step {#first role=front-of-house}

What to do.

"""
_END = """## Responsibilities

| Step | front-of-house | supervisor |
| --- | --- | --- |
| first | R | A |
"""
_BODIES = {
    Format.ARTICLE: _STEPS + _END,
    Format.CHECKLIST: _STEPS + "- [ ] First thing to tick {#first-thing must}\n\n" + _END,
    Format.PICTURE_GUIDE: _STEPS + _END,
    Format.WORKFLOW: """## Steps

### Is it this or that? {#first role=front-of-house}

What to look at.

- [It is this](#this)
- [It is neither](#escalate:supervisor): Ask before you go on.

### Do this {#this role=front-of-house}

What to do.

## Responsibilities

| Step | front-of-house | supervisor |
| --- | --- | --- |
| first | R | A |
| this | R | A |
""",
    Format.FAQ: """## Questions

### What do people ask? {#first}

The answer.
""",
}


def next_number(numbers: Iterable[str], usual: str = "SOP-001") -> str:
    """Give the next free number in the way that most numbers of the manual are written."""
    taken = set(numbers)
    matches = [found for each in taken if (found := _NUMBER.fullmatch(each))]
    if not matches:
        return usual
    prefix = Counter(found[1] for found in matches).most_common(1)[0][0]
    last = max((found for found in matches if found[1] == prefix), key=lambda found: int(found[2]))
    return f"{prefix}{int(last[2]) + 1:0{len(last[2])}d}"


def beginning(which: Format, number: str, title: str = "New procedure") -> str:
    """Give the text with which a procedure of a format begins."""
    named = title if title.replace(" ", "").isalnum() else json.dumps(title, ensure_ascii=False)  # YAML reads both
    return _HEAD.format(number=number, format=which.value, title=named) + _BODIES[which]
