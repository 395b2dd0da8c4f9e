"""Texts that break programs: own ones, and those of a list of naughty strings where there is one."""

import json
from pathlib import Path

NAUGHTY = (
    "undefined",
    "null",
    "NaN",
    "-1",
    "0x0",
    "1e309",
    "TRUE",
    "\\",
    "\\\\",
    "\"'",
    "'; DROP TABLE event; --",
    "%s %n %d {0} {name} ${HOME} $(id) `id`",
    "=1+1",
    '=HYPERLINK("x")',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "<script>alert(1)</script>",
    "<b>bold",
    "&amp; &#x0; &nbsp;",
    "]]>",
    "<!--",
    "<para><font size=200>x",
    "../../etc/passwd",
    "C:\\con\\nul",
    "file:///dev/zero",
    'a*b? "c" (d OR',
    "NOT AND OR",
    "~~ ^2 [x TO",
    "*",
    "?",
    "!",
    "---\ntitle: no\n---",
    "# Heading\n\n- [ ] box\n\n| a |\n|---|",
    "```\nnever closed",
    "$$x^2$$",
    "[a](javascript:1)",
    "\N{BYTE ORDER MARK}begins with a mark",
    "zero\N{ZERO WIDTH SPACE}width\N{ZERO WIDTH JOINER}",
    "soft\N{SOFT HYPHEN}hyphen",
    "\N{RIGHT-TO-LEFT OVERRIDE}backwards",
    "\N{LEFT-TO-RIGHT ISOLATE}never closed",
    "line\N{LINE SEPARATOR}separator",
    "مرحبا بالعالم",
    "שלום עולם",
    "नमस्ते दुनिया",
    "สวัสดีชาวโลก",
    "こんにちは世界",
    "안녕하세요",
    "Ελληνικά",
    "Кириллица",
    "\U0001d518\U0001d52b\U0001d526",
    "Zalgo: h\u0338\u0321e\u0334\u0322l\u0335\u0323p\u0336\u0324",
    "e\u0301 is not \u00e9",
    "ﬁ ﬂ ß ẞ İ \u0131",
    "😀👩‍👩‍👧‍👦🏳️‍🌈🇩🇪",
    "\U0010fffd",
    "\N{REPLACEMENT CHARACTER}\N{NO-BREAK SPACE}\u2007",
    "x" * 20_000,
    "word " * 5_000,
    "a\r\nb\rc\nd",
    "\x0b\x0c\x1c tab\tend",
    "\x01\x02\x07\x1b[31mred\x7f",
    "nul\x00inside",
    "12.5.2026 31/02/2026 25:61",
)
LONE = ("\ud800 half a pair", "\udfff")
"""What is no text at all: halves of surrogate pairs, which have no UTF-8."""


def naughty_texts(corpora: Path | None) -> tuple[str, ...]:
    """Give the naughty texts that hold more than white space, with those of the collected list."""
    listed: list[str] = []
    if corpora is not None:
        listed = json.loads((corpora / "badinput/blns/files/blns.json").read_text("utf-8"))
    return tuple(dict.fromkeys(text for text in (*NAUGHTY, *listed) if text.strip()))
