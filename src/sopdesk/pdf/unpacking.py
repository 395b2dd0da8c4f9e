"""What unpacking a PDF from anywhere may cost, said before any reader of PDFs opens it.

Readers unpack cross-reference and object streams to their end as soon as they open a file, and follow /Prev as
far as it leads. So every stream is unpacked here first, in pieces that are thrown away, whatever its dictionary
calls it.
"""

import re
import zlib

from sopdesk.domain.refusal import Refusal

LARGEST = 1 << 29
"""An attached bundle that unfolds to more than this (bytes) is no evidence that anybody reads."""
STREAM = 1 << 26
"""Nor is a file with any other stream that does."""
TABLE = 1 << 23
"""Nor one with a cross-reference stream that does: a reader makes an object of every few bytes of it."""
ALL = 1 << 30
"""Nor one whose streams together do."""
OLDER = 64
"""So many older tables of objects (/Prev) a file may name: each time that it is signed or stamped adds one."""
MARK = b'{"act":'
"""How every bundle begins: its text is canonical."""
_PIECE = 1 << 20
_HEAD = 1 << 14
"""Packed, the beginning of a bundle takes no more bytes than this."""
_BEGIN = re.compile(rb"(?<!end)stream[\t ]*\r?\n?")
_OLDER = re.compile(rb"/Prev\s+\d{1,12}+(?!\s+\d+\s+R)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FOREIGN = re.compile(rb"/(?:LZW|RunLength)Decode")
_ELSEWHERE = re.compile(rb"/Filter(?![A-Za-z])(?!\s*(?:/[A-Za-z0-9]|\[(?:\s*/[A-Za-z0-9]++)*+\s*\]))")
_FLATE = re.compile(rb"/FlateDecode")
_SHORT = re.compile(rb"/(?:LZW|RL|Fl)(?![A-Za-z])")
_BOMB = "This PDF unpacks to more than any evidence does: it was made to fill the memory, and is not opened."
_ODD = "This PDF is packed in a way that no evidence is, and is not opened."


def check_unpacking(pdf: bytes) -> None:
    """Refuse a PDF that costs more to unpack than any evidence does."""
    if sum(1 for _ in _OLDER.finditer(pdf)) > OLDER:
        raise Refusal("This PDF was written over more often than any evidence is, and is not opened.")
    last, size = 0, 0
    for begin in _BEGIN.finditer(pdf):
        before = _plain(pdf[last : begin.start()])
        last = begin.end()
        if _is_odd(before):
            raise Refusal(_ODD)
        size += _unpacked(memoryview(pdf)[last:], TABLE if b"/XRef" in before else STREAM)
        if size > ALL:
            raise Refusal(_BOMB)


def bundles_in(pdf: bytes) -> int:
    """Count the streams that begin as a bundle, as they stand or unpacked, whether anything leads to them or not."""
    return sum(_begins(pdf[each.end() : each.end() + _HEAD]) for each in _BEGIN.finditer(pdf))


def _begins(stream: bytes) -> bool:
    try:
        return stream.startswith(MARK) or zlib.decompressobj().decompress(stream, len(MARK)) == MARK
    except zlib.error:
        return False


def _plain(text: bytes) -> bytes:
    """Give what stands before a stream with the names in it spelled out."""
    return _ESCAPED.sub(lambda each: bytes.fromhex(each[1].decode()), text)


def _is_odd(before: bytes) -> bool:
    """Tell whether a stream is packed twice, or as this program never does; another's bytes may stand before it."""
    if _FOREIGN.search(before) or _ELSEWHERE.search(before) or len(_FLATE.findall(before)) > 1:
        return True
    dictionary = before[max(before.rfind(b"endstream"), before.rfind(b"endobj"), 0) :]
    return _SHORT.search(dictionary) is not None


def _unpacked(packed: memoryview, most: int) -> int:
    """Give to how many bytes a stream unpacks, as far as it does; refuses one that unpacks to too many."""
    unfolding, size, at = zlib.decompressobj(zlib.MAX_WBITS | 32), 0, 0
    rest: bytes | memoryview = packed[:_PIECE]
    while rest and not unfolding.eof:
        try:
            piece = unfolding.decompress(rest, _PIECE)
        except zlib.error:
            return size
        if not size and most == STREAM and piece.startswith(MARK):
            most = LARGEST
        size += len(piece)
        if size > most:
            raise Refusal(_BOMB)
        rest = unfolding.unconsumed_tail
        if not rest:
            at += _PIECE
            rest = packed[at : at + _PIECE]
    return size
