"""Changing inputs by chance: bytes, lines, and (where it is JSON) values, packed in canonical form again."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from sopdesk.journal.canon import canon
from tests.journal.evidence_tampering import Copy

TOKENS = (
    b"\0", b"\xff", b"\xe2\x80\x94 ", b"\n\n", b"\n", b" ", b"+", b"=", b"==", b"AAAA", b'"', b"\\u0000", b"\\ud800",
    b"{}", b"[]", b"-0", b"1e9", b"9007199254740993", b"\xc2\x85", b"\xc2\xa0", b"\xef\xbb\xbf", b"\x1c", b"%PDF-1.7\n",
    b"endstream", b"stream\n", b"/EmbeddedFile", b"/ByteRange [0 1 2 3]", b"/Length 9 0 R", b"/Length 99999999999",
    b"/FlateDecode", b" obj",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None,
    "",
    0,
    -1,
    1,
    2**40,
    2**53 - 1,
    [],
    {},
    "x",
    True,
    1.5,
    [[]],
    {"log": "x"},
    "\N{BOM}",
    "a:1",
)


def mutant(content: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """Give an input with one to four changes; half of those of JSON are in good form again."""
    if content[:1] == b"{" and chance.random() < 0.6:
        try:
            return _of_json(json.loads(content), chance)
        except ValueError:
            pass
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        _change(changed, others, chance)
    return bytes(changed)


def _change(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    place = chance.randrange(len(content) + 1)
    length = min(1 << chance.randrange(8), len(content))
    act = chance.randrange(7)
    if act == 0 and content:
        content[place % len(content)] ^= 1 << chance.randrange(8)
    elif act == 1 and content:
        content[place % len(content)] = chance.randrange(256)
    elif act == 2:
        del content[place : place + length]
    elif act == 3:
        content[place:place] = chance.choice(TOKENS)
    elif act == 4:
        content[place:place] = content[(start := chance.randrange(len(content) + 1)) : start + length]
    elif act == 5:
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        content[place : place + length] = other[start : start + length]
    else:
        other = chance.choice(others)
        content[place:] = other[min(place, len(other)) :]


def _of_json(value: Any, chance: Random) -> bytes:  # noqa: ANN401 - any value of JSON
    try:
        if _is_bundle(value) and chance.random() < 0.6:
            copy = Copy.of(value)
            for _ in range(chance.randint(1, 3)):
                mutate(copy.content, chance)
            return copy.packed()
        for _ in range(chance.randint(1, 3)):
            mutate(value, chance)
        return canon(value)
    except (TypeError, KeyError, AttributeError, ValueError, IndexError):  # too odd to be written in good form
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def _is_bundle(value: Any) -> bool:  # noqa: ANN401 - any value of JSON
    return isinstance(value, dict) and isinstance(value.get("logs"), list) and isinstance(value.get("hashes"), list)


def mutate(value: Any, chance: Random) -> None:  # noqa: ANN401 - any value of JSON
    """Change something somewhere in a value of JSON: also inside the texts that hold JSON themselves."""
    while True:
        places = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not places:
            return
        place = chance.choice(places)
        if isinstance(value[place], dict | list) and chance.random() < 0.85:
            value = value[place]
            continue
        _replace(value, place, chance)
        return


def _replace(value: Any, place: Any, chance: Random) -> None:  # noqa: ANN401 - any value of JSON
    old, act = value[place], chance.randrange(6)
    if act == 0:
        del value[place]
    elif act == 1:
        value[place] = chance.choice(VALUES)
    elif act == 2 and isinstance(value, list):
        value.insert(place, value[chance.randrange(len(value))])
    elif act == 3 and isinstance(value, list):
        chance.shuffle(value)
    elif isinstance(old, str) and old[:1] == "{":
        value[place] = _of_text(old, chance)
    elif isinstance(old, str) and old:
        at = chance.randrange(len(old))
        value[place] = old[:at] + chance.choice('a0"{}\\é\n+=') + old[at + chance.randrange(2) :]
    elif isinstance(old, int) and not isinstance(old, bool):
        value[place] = old + chance.choice((-1, 1, 256))


def _of_text(text: str, chance: Random) -> str:
    """Change something in a text of JSON and write it canonically again."""
    try:
        inner = json.loads(text)
        mutate(inner, chance)
        return canon(inner).decode()
    except ValueError:
        return text[:-1]
