"""The Merkle tree over a log's entries (RFC 9162 section 2.1) and its proofs, from insert-only stored nodes.

Each entry stores the hashes of the perfect subtrees that it closes, lowest first: its leaf hash, then one more for
each trailing one bit of its number. Node (level, index) covers the entries from index * 2**level on.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]
"""Gives the stored hash of a perfect subtree by level and index."""
HASH = 32
EMPTY = sha256().digest()


def leaf_hash(body: bytes) -> bytes:
    """Give the hash of an entry."""
    return sha256(b"\0" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of an inner node."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees that make up a tree, largest first: all that an append needs."""

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """Stand at a tree of this size."""
        self.size = size
        self.peaks = list(peaks)

    @classmethod
    def of(cls, size: int, node: Node) -> "Frontier":
        """Read the frontier of a tree of this size from its stored nodes."""
        return cls(size, [node(level, index) for level, index in peaks(size)])

    def copy(self) -> "Frontier":
        """Give a copy that can go on by itself."""
        return Frontier(self.size, self.peaks)

    def append(self, leaf: bytes) -> list[bytes]:
        """Add a leaf; give the hashes of the subtrees that it closes, lowest first: what its entry stores."""
        closed = [leaf]
        size = self.size
        while size & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            closed.append(leaf)
            size >>= 1
        self.peaks.append(leaf)
        self.size += 1
        return closed

    def root(self) -> bytes:
        """Give the root hash."""
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def peaks(size: int) -> list[tuple[int, int]]:
    """Give (level, index) of the perfect subtrees that make up a tree, largest first."""
    found, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append((level, start >> level))
            start += 1 << level
    return found


def place_of(level: int, index: int) -> int:
    """Give the number of the entry that stores node (level, index): the last one that it covers."""
    return ((index + 1) << level) - 1


def subtree(start: int, end: int, node: Node) -> bytes:
    """Give the root over the entries from start (a multiple of a power of 2 >= the width) to end, exclusive."""
    width = end - start
    level = width.bit_length() - 1
    if width == 1 << level and start % width == 0:
        return node(level, start >> level)
    cut = start + (1 << (width - 1).bit_length() - 1)
    return node_hash(subtree(start, cut, node), subtree(cut, end, node))


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """Give the proof that an entry is in a tree, lowest hash first. Raises ValueError when it is not."""
    if not 0 <= index < size:
        raise ValueError(f"entry {index} is not in a tree of {size}")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        cut = start + (1 << (end - start - 1).bit_length() - 1)
        if index < cut:
            proof.append(subtree(cut, end, node))
            end = cut
        else:
            proof.append(subtree(start, cut, node))
            start = cut
    return proof[::-1]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """Give the proof that a tree begins with an older one (RFC 9162 2.1.4.1).

    Raises ValueError for sizes that cannot be.
    """
    if not 0 < old <= new:
        raise ValueError(f"no proof leads from a tree of {old} to one of {new}")
    proof: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        cut = start + (1 << (end - start - 1).bit_length() - 1)
        if old <= cut:
            proof.append(subtree(cut, end, node))
            end = cut
        else:
            proof.append(subtree(start, cut, node))
            start, whole = cut, False
    if not whole:
        proof.append(subtree(start, end, node))
    return proof[::-1]


def holds_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Check that a leaf is in the tree with this root (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size or any(len(each) != HASH for each in (leaf, root, *proof)):
        return False
    place, last, found = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(each, found)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            found = node_hash(found, each)
        place >>= 1
        last >>= 1
    return last == 0 and found == root


def holds_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Check that the tree with the new root begins with the old one (RFC 9162 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    hashes = list(proof) if old & (old - 1) else [old_root, *proof]
    if not hashes:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place >>= 1
        last >>= 1
    first = second = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            second = node_hash(second, each)
        place >>= 1
        last >>= 1
    return last == 0 and first == old_root and second == new_root
