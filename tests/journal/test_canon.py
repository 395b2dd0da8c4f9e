import base64
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.journal.canon import LARGEST, canon, is_canonical, parse

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "jcs_rfc8785.json").read_text("utf-8"))["files"]
WITHIN_OUR_RULES = {"arrays.json", "unicode.json"}

texts = st.text(st.characters(exclude_categories=["Cs"]))
keys = st.text(st.characters(max_codepoint=127))
leaves = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=20)


@given(values)
def test_equal_to_another_hand(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """Canonical JSON is, byte for byte, what another implementation of RFC 8785 gives."""
    assert canon(value) == rfc8785.dumps(value)


@given(values)
def test_reads_back(value: object) -> None:
    """What was written is read back the same, and is known as canonical."""
    assert parse(canon(value)) == value
    assert is_canonical(value, canon(value))


@pytest.mark.parametrize("body", [b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'{"a": 1}', b'"\\u0041"', b'"\\/"', b" 1"])
def test_other_spellings_are_known(body: bytes) -> None:
    """Another order, a repeated key, a space or a needless escape is not canonical."""
    assert not is_canonical(parse(body), body)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["name"])
def test_published_vectors(vector: dict[str, str]) -> None:
    """The published examples come out as published, or are refused for their floats and non-ASCII keys."""
    given_text = base64.b64decode(vector["input_b64"])
    if vector["name"] in WITHIN_OUR_RULES:
        assert canon(parse(given_text)) == base64.b64decode(vector["output_b64"])
    else:
        with pytest.raises(ValueError, match=r"JSON|ASCII"):
            canon(parse(given_text))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (1.0, "float"),
        ([{"a": float("nan")}], "float"),
        (LARGEST + 1, "too large"),
        (-LARGEST - 1, "too large"),
        ({"é": 1}, "ASCII"),
        ({1: 1}, "ASCII"),
        ("\ud800", "Unicode"),
        ({"a": ["\udfff"]}, "Unicode"),
        (b"bytes", "bytes"),
        ({1, 2}, "set"),
    ],
)
def test_refuses(value: object, sentence: str) -> None:
    """What other programs would read differently is refused with a sentence."""
    with pytest.raises(ValueError, match=sentence):
        canon(value)


def test_refuses_bottomless_nesting() -> None:
    """A value nested without end is refused, not a crash."""
    value: list[Any] = []
    value.append(value)
    with pytest.raises(ValueError, match="nested"):
        canon(value)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"nonsense", b'"\xff"', b"[" * 100_000], ids=["empty", "open", "word", "latin", "deep"]
)
def test_refuses_what_is_no_json(body: bytes) -> None:
    """Bytes that are no JSON are refused with a sentence."""
    with pytest.raises(ValueError, match="JSON"):
        parse(body)
