"""The index is disposable: whatever happens to its folder, it says so and can be built anew."""

import json
from pathlib import Path
from threading import Thread

import pytest

from sopdesk.search.document import Document, Watermark
from sopdesk.search.index import NeedsRebuildError, SearchIndex
from tests.search.conftest import LATER, OWNER, START, cafe, procedure


def opened(folder: Path, at: Watermark | None = START, owner: str = OWNER) -> SearchIndex:
    """Open the index of a folder."""
    return SearchIndex.open(folder, at, owner=owner)


def test_a_missing_index_needs_a_rebuild(tmp_path: Path) -> None:
    """Where there is no index yet, the search finds nothing and says that it needs a rebuild."""
    index = opened(tmp_path / "none")
    assert index.needs_rebuild
    assert index.watermark is None
    assert index.search("refund").hits == ()
    assert index.propose("refund receipt till") == ()
    assert index.telling("refund receipt till") == ""
    with pytest.raises(NeedsRebuildError):
        index.replace([], [], START)


def test_a_built_index_opens_again(folder: Path) -> None:
    """What was built is there after the next start, with its watermark."""
    index = opened(folder)
    assert not index.needs_rebuild
    assert index.watermark == START


@pytest.mark.parametrize("way", ["flip", "cut", "empty", "delete", "garbage"])
def test_any_damage_is_noticed(folder: Path, way: str) -> None:
    """One flipped bit, a cut, empty, missing or foreign file: the index says that it needs a rebuild."""
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        if way == "delete":
            path.unlink()
        else:
            flipped = bytearray(whole)
            flipped[len(whole) // 2] ^= 1
            path.write_bytes({"flip": bytes(flipped), "cut": whole[:-1], "empty": b"", "garbage": b"\x80\x04."}[way])
        assert opened(folder).needs_rebuild, path.name
        path.write_bytes(whole)
    assert not opened(folder).needs_rebuild


@pytest.mark.parametrize(
    "listed", ["null", "[]", "{}", '{"sealed": 1, "seal": "x"}', '{"sealed": {}, "seal": null}', "[" * 9000]
)
def test_a_list_that_makes_no_sense_is_noticed(folder: Path, listed: str) -> None:
    """Whatever stands in the list of files, opening does not fail."""
    (folder / "index.json").write_text(listed)
    assert opened(folder).needs_rebuild


def test_an_index_of_another_desk_is_never_read(folder: Path) -> None:
    """An index that came with a copied or mailed desk is not opened, since opening one can run code."""
    assert opened(folder, owner="another desk").needs_rebuild
    with pytest.raises(ValueError, match="secret"):
        opened(folder, owner="")


def test_a_forged_list_is_never_read(folder: Path) -> None:
    """Files that the owner did not seal do not count, even when every digest is right."""
    listed = json.loads((folder / "index.json").read_text())
    listed["sealed"]["watermark"]["seq"] = 9
    (folder / "index.json").write_text(json.dumps(listed))
    assert opened(folder).needs_rebuild


@pytest.mark.parametrize("desk", [None, Watermark(9, "aa", ""), Watermark(10, "other", "")])
def test_an_index_ahead_of_the_desk_needs_a_rebuild(folder: Path, desk: Watermark | None) -> None:
    """After a backup has been restored, an index that knows later entries is not used."""
    assert opened(folder, desk).needs_rebuild


def test_an_index_behind_the_desk_catches_up(folder: Path) -> None:
    """An index that lags behind is used, and says how far it has read."""
    assert opened(folder, LATER).watermark == START


def test_a_kill_while_writing_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed at any write of a commit, the folder holds the old index or the new one, never a mixture."""
    writes = 0

    def dying_write(path: Path, content: bytes) -> None:
        nonlocal writes
        writes -= 1
        if writes < 0:
            path.with_suffix(".part").write_bytes(content[: len(content) // 2])
            raise KeyboardInterrupt
        path.write_bytes(content)

    monkeypatch.setattr("sopdesk.search.shelf._write", dying_write)
    outcomes = set()
    for survived in range(4):
        writes = survived
        index = opened(folder, Watermark(99, "zz", ""))
        before = index.watermark
        try:
            index.replace([], procedure(50, "Power cuts", "Light the lamps."), Watermark(20 + survived, "cc", ""))
        except KeyboardInterrupt:
            assert index.watermark == before
        again = opened(folder, Watermark(99, "zz", ""))
        assert bool(again.search("lamps ").hits) == (again.watermark != START)
        outcomes.add(again.watermark == START)
    assert outcomes == {True, False}


def test_replacing_a_procedure(folder: Path) -> None:
    """After an edit the new text is found and the old is not, at once and after the next start."""
    index = opened(folder)
    index.replace(["sop-21"], procedure(21, "Cleaning the samovar", "Once a week.", ["Drain the kettle."]), LATER)
    for each in (index, opened(folder, LATER)):
        assert each.watermark == LATER
        assert [hit.id for hit in each.search("samovar ").hits] == ["sop-21"]
        assert [hit.id for hit in each.search("kettle ").of("step")] == ["sop-21#s1"]
        assert each.search("wand ").hits == ()


def test_taking_a_procedure_out(folder: Path) -> None:
    """A procedure that was taken out is gone with its steps and answers; the others stay."""
    index = opened(folder)
    index.replace(["sop-12"], [], LATER)
    assert not [hit for hit in index.search("refund receipt ").hits if hit.id.startswith("sop-12")]
    assert index.search("drawer ").hits[0].id == "sop-13"


def test_forgetting_leaves_no_byte(folder: Path) -> None:
    """Words that were erased are in no file of the index any more."""
    index = opened(folder)
    index.replace(["incident-1"], [Document("incident-1", "incident", "[erased]", "[erased]")], LATER, forget=True)
    # Stored text is compressed on disk, so the bytes are looked through as they are opened.
    storage = index._state.storage  # type: ignore[union-attr]
    for leaf, deleted in index._state.found:  # type: ignore[union-attr]
        assert not deleted
        assert "zygomatic" not in leaf.found_in
        assert all("zygomatic" not in str(leaf._reader.stored_fields(n)) for n in range(leaf.count))
    assert {path.read_bytes() for path in folder.iterdir() if path.suffix == ""} == set(storage.files.values())


def test_many_edits_do_not_pile_up(folder: Path) -> None:
    """After forty edits there are a few segments, no stray files, and each procedure is found once."""
    index = opened(folder)
    for n in range(40):
        index.replace([], procedure(60 + n % 7, f"Edit {n}", f"Wording number {n}."), Watermark(100 + n, "dd", ""))
    assert len(index._state.found) <= 6  # type: ignore[union-attr]
    assert len(list(folder.iterdir())) <= 10
    assert [hit.id for hit in index.search("wording number 39 ").hits if "39" in hit.title] == [f"sop-{60 + 39 % 7}"]
    assert len(index.search("wording ", limit=50).of("procedure")) == 7


def test_an_edited_index_ranks_like_a_new_one(tmp_path: Path) -> None:
    """Whether a manual was indexed at once or piece by piece, the same pages come first."""
    whole, pieces = opened(tmp_path / "whole"), opened(tmp_path / "pieces")
    whole.rebuild(cafe(), START)
    pieces.rebuild(cafe(), START)
    for document in reversed(cafe()):
        family = [each for each in cafe() if each.page == document.page]
        pieces.replace([document.page], family, START)
    for asked in ("refund", "ask the kitchen ", "customer wants money back", "clean"):
        assert [hit.id for hit in whole.search(asked).hits] == [hit.id for hit in pieces.search(asked).hits]


def test_a_cancelled_rebuild_changes_nothing(folder: Path) -> None:
    """Cancelled half way, the old index stays in use."""
    index, seen = opened(folder), []
    finished = index.rebuild(cafe(), LATER, lambda done, of: seen.append((done, of)), lambda: len(seen) == 3)
    assert not finished
    assert seen == [(1, 8), (2, 8), (3, 8)]
    assert index.watermark == opened(folder).watermark == START


def test_a_failing_source_changes_nothing(folder: Path) -> None:
    """When the documents cannot all be read, the old index stays in use and the next rebuild works."""

    def failing() -> object:
        yield from cafe()[:3]
        raise OSError

    index = opened(folder)
    with pytest.raises(OSError):  # noqa: PT011 - the error of the source, as it came
        index.rebuild(failing(), LATER)  # type: ignore[arg-type]
    assert index.search("refund ").hits
    assert index.rebuild(cafe(), LATER)
    assert opened(folder, LATER).watermark == LATER


def test_an_empty_manual(tmp_path: Path) -> None:
    """A manual without procedures is a valid index that finds nothing and can be added to."""
    index = opened(tmp_path)
    index.rebuild([], START)
    index = opened(tmp_path)
    assert not index.needs_rebuild
    assert index.search("refund").hits == ()
    index.replace([], cafe(), LATER)
    assert index.search("refund").hits


def test_searching_while_writing(folder: Path) -> None:
    """While one thread writes, searches go on and always see a whole procedure, old or new."""
    index, wrong = opened(folder), []

    def search() -> None:
        for _ in range(150):
            hits = index.search("samovar grinder ").of("procedure")
            if len(hits) != 1:
                wrong.append(hits)

    readers = [Thread(target=search) for _ in range(2)]
    for reader in readers:
        reader.start()
    for n in range(20):
        text = "samovar" if n % 2 else "grinder"
        index.replace(["sop-21"], procedure(21, text, text, [text]), Watermark(30 + n, "ee", ""))
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_closed_index_finds_nothing(index: SearchIndex) -> None:
    """After closing, the search is empty rather than failing."""
    index.close()
    assert index.search("refund").hits == ()
