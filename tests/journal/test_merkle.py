import base64
import json
from pathlib import Path
from typing import Any

import pytest

from sopdesk.journal.merkle import (
    EMPTY,
    Frontier,
    Node,
    consistency_proof,
    holds_consistency,
    holds_inclusion,
    inclusion_proof,
    leaf_hash,
    node_hash,
    peaks,
    place_of,
)

VECTORS = Path(__file__).parents[1] / "vectors"
LARGEST_TREE = 70


def vectors(name: str) -> list[dict[str, Any]]:
    """Give the published proofs."""
    return [json.loads(line) for line in (VECTORS / name).read_text("utf-8").splitlines()]


def raw(text: str | None) -> bytes:
    """Give the bytes of a base64 text."""
    return base64.b64decode(text or "")


def recomputed(leaves: list[bytes]) -> bytes:
    """Give the root by the recursive definition of RFC 9162 section 2.1.1."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    cut = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(recomputed(leaves[:cut]), recomputed(leaves[cut:]))


class Tree:
    """A log kept as the journal keeps it: each entry with the hashes that it closes."""

    def __init__(self, size: int) -> None:
        """Append so many entries."""
        self.leaves = [leaf_hash(str(n).encode()) for n in range(size)]
        self.frontier = Frontier()
        self.stored = [self.frontier.append(leaf) for leaf in self.leaves]

    @property
    def node(self) -> Node:
        """The stored hash of a perfect subtree."""
        return lambda level, index: self.stored[place_of(level, index)][level]


@pytest.fixture(scope="module")
def tree() -> Tree:
    """Give a log of 70 entries."""
    return Tree(LARGEST_TREE)


def test_reference_tree() -> None:
    """The reference tree of RFC 6962 has the published roots and nodes."""
    published = json.loads((VECTORS / "rfc6962_reference_tree.json").read_text("utf-8"))
    frontier = Frontier()
    assert frontier.root().hex() == published["empty_root_hex"]
    nodes = []
    for text, root in zip(published["leaf_inputs_hex"], published["root_hashes_hex_size1_to_8"], strict=True):
        nodes += frontier.append(leaf_hash(bytes.fromhex(text)))
        assert frontier.root().hex() == root
    assert sorted(each.hex() for each in nodes) == sorted(published["node_hashes_hex_level_order"])
    assert leaf_hash(b"L123456").hex() == published["leaf_hash_of_L123456_hex"]
    assert node_hash(b"N123", b"N456").hex() == published["node_hash_of_N123_N456_hex"]


@pytest.mark.parametrize("vector", vectors("merkle_inclusion.jsonl"), ids=lambda each: each["file"])
def test_published_inclusion_proofs(vector: dict[str, Any]) -> None:
    """Every published inclusion proof is judged as published."""
    proof = [raw(each) for each in vector["proof"] or ()]
    found = holds_inclusion(raw(vector["leafHash"]), vector["leafIdx"], vector["treeSize"], proof, raw(vector["root"]))
    assert found is not vector["wantErr"]


@pytest.mark.parametrize("vector", vectors("merkle_consistency.jsonl"), ids=lambda each: each["file"])
def test_published_consistency_proofs(vector: dict[str, Any]) -> None:
    """Every published consistency proof is judged as published."""
    proof = [raw(each) for each in vector["proof"] or ()]
    roots = raw(vector["root1"]), raw(vector["root2"])
    assert holds_consistency(vector["size1"], vector["size2"], *roots, proof) is not vector["wantErr"]


def test_stored_nodes_give_the_root(tree: Tree) -> None:
    """The root from the stored hashes is the root by the definition, at every size."""
    for size in range(LARGEST_TREE + 1):
        assert Frontier.of(size, tree.node).root() == recomputed(tree.leaves[:size])


def test_an_entry_stores_what_it_closes() -> None:
    """Entry n stores one hash more than its number has trailing one bits; a frontier read anew goes on the same."""
    tree = Tree(40)
    for seq, nodes in enumerate(tree.stored):
        assert len(nodes) == 1 + len(bin(seq)) - len(bin(seq).rstrip("1"))
        assert Frontier.of(seq, tree.node).append(tree.leaves[seq]) == nodes


def test_a_copy_goes_on_alone() -> None:
    """What is appended to a copy of the frontier leaves the frontier as it was: an append can be undone."""
    frontier = Tree(5).frontier
    root = frontier.root()
    frontier.copy().append(leaf_hash(b"undone"))
    assert (frontier.size, frontier.root()) == (5, root)


def test_peaks() -> None:
    """A tree of eleven is made of perfect subtrees of eight, two and one."""
    assert peaks(11) == [(3, 0), (1, 4), (0, 10)]


def test_every_inclusion_proof_holds(tree: Tree) -> None:
    """Every entry of every tree up to 70 is proved, and no other leaf is."""
    for size in range(1, LARGEST_TREE + 1):
        root = recomputed(tree.leaves[:size])
        for index in range(size):
            proof = inclusion_proof(index, size, tree.node)
            assert holds_inclusion(tree.leaves[index], index, size, proof, root)
            assert not holds_inclusion(leaf_hash(b"other"), index, size, proof, root)
            assert not holds_inclusion(tree.leaves[index], index, size, [*proof, root], root)


def test_every_consistency_proof_holds(tree: Tree) -> None:
    """Every tree up to 70 is proved to begin with every smaller one, and with no other."""
    roots = [recomputed(tree.leaves[:size]) for size in range(LARGEST_TREE + 1)]
    for new in range(1, LARGEST_TREE + 1):
        for old in range(1, new + 1):
            proof = consistency_proof(old, new, tree.node)
            assert holds_consistency(old, new, roots[old], roots[new], proof)
            assert not holds_consistency(old, new, leaf_hash(b"other"), roots[new], proof)
            assert not holds_consistency(old, new, roots[old], roots[new], [*proof, roots[old]])


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_no_proof_of_what_is_not_there(tree: Tree, index: int, size: int) -> None:
    """There is no proof for an entry that the tree does not have."""
    with pytest.raises(ValueError, match="not in a tree"):
        inclusion_proof(index, size, tree.node)
    assert not holds_inclusion(tree.leaves[0], index, size, [], tree.leaves[0])


@pytest.mark.parametrize(("old", "new"), [(0, 5), (6, 5), (-1, 5)])
def test_no_proof_from_nothing(tree: Tree, old: int, new: int) -> None:
    """There is no consistency proof from an empty tree, or from a larger one."""
    with pytest.raises(ValueError, match="no proof"):
        consistency_proof(old, new, tree.node)
    assert not holds_consistency(old, new, EMPTY, EMPTY, [])
