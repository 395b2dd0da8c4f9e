"""Texts that break printers, and a way to put them into every field of a view."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import cycle
from typing import Any

TEXTS = (
    "",
    "   ",
    "null",
    "%s {0} ${x} {{house}}",
    "<b>not bold",
    "</para><font size='99'>",
    '<img src="/etc/hostname"/>',
    "&amp; &#x41; &unknown;",
    "'; DROP TABLE event; --",
    "=HYPERLINK(1)",
    "a" * 700,
    "https://example.org/" + "long/" * 90,
    "word " * 150,
    "line\n" * 40,
    "\n" * 30,
    "\r\n\t\x00\x07\x1b[31m",
    "\u202egnp.exe \u2066x\u2069",
    "\ud800 \uffff \U0010ffff \ue000",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "é e\u0301 ß ﬁ İ \u0131",
    "王小明 山田太郎 김철수",
    "😀👨\u200d👩\u200d👧 ✓ ☑ ⚠",
    "محمد العربي " * 12,
    "שלום (abc) 123 " * 12,
    "สมชาย ใจดี" * 12,
    "अर्जुन क्षत्रिय✓x " * 12,
    "Նարեկ Ωμέγα Ђорђе",
)
KEPT = {"id", "zone", "step", "item", "go", "subject", "sop", "party", "run", "checkpoint_at", "when"}
"""Fields that hold ids or words that the program reads, never what people type freely."""


def spoiled(view: Any, texts: Iterator[str] | None = None) -> Any:  # noqa: ANN401 - whatever view it is
    """Give a view in which every text that somebody could have typed is the next naughty one."""
    texts = texts or cycle(TEXTS)
    if isinstance(view, str) and not isinstance(view, Enum):
        return next(texts)
    if isinstance(view, tuple):
        return tuple(spoiled(each, texts) for each in view)
    if isinstance(view, Mapping):
        return {key: spoiled(each, texts) for key, each in view.items()}
    if is_dataclass(view) and not isinstance(view, type):
        changed = {each.name: getattr(view, each.name) for each in fields(view)}
        return type(view)(**{n: v if n in KEPT else spoiled(v, texts) for n, v in changed.items()})
    return view
