import json
from collections.abc import Callable
from itertools import groupby

import pytest

from sopdesk.domain.refusal import Cancelled
from sopdesk.journal.canon import canon
from sopdesk.journal.finding import Held
from sopdesk.journal.note import Verifier
from sopdesk.journal.sealed import seal
from sopdesk.journal.verification import STEP
from tests.journal.given import KEY, ORIGIN, THIEF, Log, made, vkey


@pytest.fixture
def log() -> Log:
    """Give a log of 50 entries with a checkpoint every 10."""
    return made()


def sentences(log: Log, what: str) -> list[str]:
    """Give what the full check says under one heading."""
    return [each.sentence for each in log.verify().findings if each.what == what]


def rewrite(log: Log, seq: int, **changes: object) -> None:
    """Rewrite an entry's body in good form and make the hashes fit."""
    log.change(seq, 4, canon({**json.loads(log.rows[seq][4]), **changes}))
    log.rehash()
    log.checkpoints = []


def rewrite_opening(log: Log, key: str) -> None:
    """Let the first entry name another key."""
    rewrite(log, 0, payload={**json.loads(log.rows[0][4])["payload"], "vkey": key})


# What holds


def test_an_untouched_log(log: Log) -> None:
    """A log that nobody touched is unbroken since the newest checkpoint that somebody else holds."""
    report = log.verify(outside=[log.held(20), log.held(40)], pinned=vkey())
    assert report.holds
    assert report.sentence == "Unbroken since the checkpoint of 2026-05-03 08:39 UTC that the auditor holds."
    assert (report.entries, report.origin) == (50, ORIGIN)
    assert all(each.holds for each in report.findings)


def test_nobody_else_holds_a_checkpoint(log: Log) -> None:
    """Without a checkpoint outside, the program says what would not show, and promises nothing."""
    report = log.verify()
    assert report.holds
    assert "would not show" in report.sentence
    assert not {"secure", "tamper"} & set(report.sentence.lower().replace("-", " ").split())


def test_an_empty_log() -> None:
    """A log without entries has nothing that could be broken."""
    report = Log().verify(outside=[Log().held(0)])
    assert (report.holds, report.entries) == (True, 0)
    assert "covers no entry" in report.findings[-7].sentence


def test_the_quick_check_reads_no_texts(log: Log) -> None:
    """The quick check is about hashes and checkpoints; it says nothing of what entries say."""
    what = {each.what for each in log.verify(full=False).findings}
    assert what == {"numbers", "hashes", "key", "checkpoints"}


def test_the_key_known_from_the_desk_only(log: Log) -> None:
    """Without a key given by the reader, the check asks to compare the fingerprint and does not call the key known."""
    key = next(each for each in log.verify().findings if each.what == "key")
    assert key.holds is None
    assert "fingerprint" in key.sentence


def test_the_end_that_no_checkpoint_covers() -> None:
    """Entries after the last checkpoint are counted: nothing vouches for them yet."""
    finding = next(each for each in made(57).verify().findings if each.what == "uncovered")
    assert finding.holds is None
    assert finding.sentence == "Entries that no checkpoint covers: 7, from entry 50 on."


# What somebody with the file could do, and what shows


def test_an_edited_entry(log: Log) -> None:
    """An edited entry is found: it no longer fits the stored hashes, nor the checkpoints after it."""
    log.edit(12)
    assert log.failed() >= {"hashes", "checkpoints", "chain"}
    assert log.verify().sentence.startswith("Entry 12 is not as it was recorded")


def test_an_edited_entry_with_new_hashes(log: Log) -> None:
    """Whoever makes the hashes fit again still lacks the key: the signed checkpoints do not fit."""
    log.edit(12)
    log.rehash()
    report = log.verify(full=False)
    assert [each.what for each in report.findings if each.holds is False] == ["checkpoints"]
    assert report.sentence.endswith("the first 20 entries are not those that it covers.")


def test_later_checkpoints_deleted_too(log: Log) -> None:
    """Whoever also deletes the later checkpoints shows by the many entries that none covers."""
    log.edit(12)
    log.rehash()
    log.checkpoints = log.checkpoints[:1]
    finding = next(each for each in log.verify().findings if each.what == "uncovered")
    assert finding.sentence == "Entries that no checkpoint covers: 40, from entry 10 on."


def test_a_missing_entry(log: Log) -> None:
    """An entry taken out of the middle leaves a gap."""
    del log.rows[12]
    assert log.failed() >= {"numbers", "hashes", "checkpoints"}
    assert log.verify().findings[0].sentence == "Before entry 13 there is a gap."


def test_the_end_taken_away(log: Log) -> None:
    """Entries taken away at the end, with their checkpoints, show only by a checkpoint that lies outside."""
    outside = log.held(40)
    del log.rows[35:]
    log.disclosures = [each for each in log.disclosures if each[0] < 35]
    log.checkpoints = log.checkpoints[:3]
    assert log.verify(pinned=vkey()).holds
    report = log.verify(outside=[outside])
    assert not report.holds
    assert report.sentence.endswith("it covers 40 entries, but the log has only 35.")


def test_the_end_taken_away_but_not_its_checkpoints(log: Log) -> None:
    """Whoever forgets the checkpoints kept beside the log is found by them."""
    del log.rows[35:]
    assert "checkpoints" in log.failed()


def test_what_is_newer_than_every_outside_checkpoint(log: Log) -> None:
    """Who has the key can change what is newer than the last outside checkpoint, and nothing shows."""
    outside = log.held(20)
    log.edit(48)
    log.rehash()
    log.resign(KEY, [10, 20, 50])
    assert log.verify(outside=[outside], full=False).holds


def test_a_replaced_key(log: Log) -> None:
    """A log signed anew with another key is found by its first entry; rewritten, too, by who kept key or checkpoint."""
    outside = log.held(20)
    log.vkey = vkey(THIEF)
    log.edit(12)
    log.rehash()
    log.resign(THIEF, [10, 20, 50])
    assert log.failed(full=False) == {"key"}
    rewrite_opening(log, vkey(THIEF))
    log.resign(THIEF, [10, 20, 50])
    assert log.verify(full=False).holds
    assert log.failed(pinned=vkey()) >= {"key"}
    assert log.failed(outside=[outside]) >= {"outside"}


def test_a_replaced_key_over_true_entries(log: Log) -> None:
    """What the key that the reader trusts has signed still counts, also when the desk names another key."""
    outside = log.held(20)
    log.vkey = vkey(THIEF)
    assert "outside" not in log.failed(pinned=vkey(), outside=[outside])


def test_a_stolen_key(log: Log) -> None:
    """A log rebuilt under the stolen key is found up to the outside checkpoint, and only by it."""
    outside = log.held(20)
    log.edit(12)
    log.rehash()
    log.resign(KEY, [10, 20, 50])
    assert log.verify(full=False, pinned=vkey()).holds
    assert log.failed(full=False, pinned=vkey(), outside=[outside]) == {"outside"}


def test_a_forked_log(log: Log) -> None:
    """Two copies that went on apart each pass alone; they are found when their checkpoints meet."""
    other = made(50, every=5)
    other.edit(48)
    other.rehash()
    other.resign(KEY, [50])
    assert other.verify(full=False).holds
    assert log.verify(full=False).holds
    assert other.failed(full=False, outside=[log.held(50)]) == {"outside"}


@pytest.mark.parametrize(
    "note", ["", "no note", "text\n\n\N{EM DASH} x AAAAAAAA\n"], ids=["empty", "words", "foreign"]
)  # fmt: skip
def test_what_is_no_checkpoint(log: Log, note: str) -> None:
    """What is no checkpoint of this log does not count, and the check says why."""
    assert log.failed(outside=[Held(note, "the office")]) == {"outside"}
    log.checkpoints.append(note)
    assert log.failed() == {"checkpoints"}


@pytest.mark.parametrize("key", ["", "nonsense", "other+00000000+AAAA", Verifier("other", bytes(32)).vkey()])
def test_a_key_that_is_none(log: Log, key: str) -> None:
    """A log whose key cannot be read, or belongs to another log, has no key that could vouch for it."""
    log.vkey = key
    assert log.failed() >= {"key", "checkpoints"}


# What the entries say


@pytest.mark.parametrize(
    ("column", "value"), [(1, "item.unticked/1"), (2, "run-9"), (3, "2020-01-01T00:00:00.000000Z")]
)
def test_a_changed_column(log: Log, column: int, value: str) -> None:
    """A column that says something else than the entry's text is found."""
    log.change(12, column, value)
    assert log.failed() == {"columns"}


@pytest.mark.parametrize(
    ("column", "value"),
    [(0, "12"), (0, None), (4, None), (4, "text"), (5, None), (5, b"")],
    ids=["number as text", "no number", "no body", "body as text", "no hashes", "empty hashes"],
)
def test_columns_of_another_type(log: Log, column: int, value: object) -> None:
    """SQLite takes anything in any column; what is no entry is found, never a crash."""
    log.change(12, column, value)
    assert "hashes" in log.failed()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: b" " + body,
        lambda body: body.replace(b'{"actor"', b'{"v":1,"actor"'),
        lambda _: b"nonsense",
        lambda _: b"[]",
        lambda _: b'{"v":2}',
        lambda _: b'{"v":1}',
        lambda body: body.replace(b'"nth":3', b'"nth":{}').replace(b'"hlc":', b'"hlc":"",'),
        lambda body: body.replace(b'"item":"item-12"', b'"item":12'),
        lambda body: body.replace(b'"payload":{"item":"item-12"}', b'"payload":[]'),
    ],
    ids=["space", "repeated key", "word", "list", "version", "empty", "types", "field", "payload"],
)
def test_a_text_that_is_none_of_ours(log: Log, spoil: Callable[[bytes], bytes]) -> None:
    """A body that is not written as this journal writes is found even where the hashes fit."""
    log.change(12, 4, spoil(log.rows[12][4]))
    log.rehash()
    assert "text" in log.failed()


def test_time_that_stands_still(log: Log) -> None:
    """The order of time rises strictly within a log."""
    rewrite(log, 12, hlc=json.loads(log.rows[11][4])["hlc"])
    assert "time" in log.failed()


def test_a_clock_set_back(log: Log) -> None:
    """A clock that was set back is told; it breaks nothing."""
    at = "2026-05-03T07:00:00.000000Z"
    rewrite(log, 49, at=at)
    log.change(49, 3, at)
    assert log.verify().holds
    assert sentences(log, "clock") == ["The station's clock was set back before entry 49."]
    assert sentences(log, "ahead") == []


def test_an_order_a_day_ahead_of_the_clock(log: Log) -> None:
    """An order of time that runs more than a day ahead of the clock is told."""
    rewrite(log, 49, hlc=json.loads(log.rows[49][4])["hlc"] + 25 * 3600 * 1000 * 1024)
    assert sentences(log, "ahead") == ["The station's clock stood more than a day behind its order at entry 49."]


@pytest.mark.parametrize("changes", [{"nth": 1}, {"prev": "00"}, {"after": ["aa:49"]}, {"after": ["aa:60", "bb:3"]}])
def test_a_broken_chain(log: Log, changes: dict[str, object]) -> None:
    """An entry names its subject's last one before it; a skipped or a later one is found."""
    rewrite(log, 49, **changes)
    assert log.failed() == {"chain"}


def test_entries_seen_at_another_station(log: Log) -> None:
    """An entry may follow entries of other stations' logs, which this log cannot check."""
    rewrite(log, 49, after=["bb:400"])
    assert log.verify().holds


def test_another_opening(log: Log) -> None:
    """The first entry names this log and its key, so that a log under another name is found."""
    found = json.loads(log.rows[0][4])
    rewrite(log, 0, payload={**found["payload"], "origin": "sopdesk/other/aa"})
    assert "opening" in log.failed()


def test_a_kind_of_a_newer_version(log: Log) -> None:
    """A kind that this version does not know is told; it is no fault."""
    rewrite(log, 48, kind="item.sung/7")
    log.change(48, 1, "item.sung/7")
    assert log.verify().holds
    assert sentences(log, "kind") == ["Entry 48 is of a kind that this version does not know."]


def test_erased_values_are_counted(log: Log) -> None:
    """Of an extract, a sealed value that is not there is counted; the log still holds."""
    del log.disclosures[3]
    assert log.verify().holds
    assert sentences(log, "withheld") == ["Sealed values that are not here, erased or withheld: 1."]


def test_missing_values_of_a_desk(log: Log) -> None:
    """Of a whole desk, a value may be missing only where an entry says that it was erased."""
    gone = log.disclosures.pop(3)[1]
    told = log.verify(erased=[gone])
    assert told.holds
    assert [each.sentence for each in told.findings if each.what == "erased"] == [
        "Sealed values that were erased, as entries say: 1."
    ]
    assert not log.verify(erased=[]).holds


def test_a_forged_value(log: Log) -> None:
    """A sealed value that was exchanged is found, with its digest left or made to fit."""
    forged = seal("text", "what they wish had been said")
    seq, digest, _ = log.disclosures[3]
    log.disclosures[3] = (seq, digest, forged.text)
    assert log.failed() == {"sealed"}
    log.disclosures[3] = (seq, forged.digest, forged.text)
    assert log.failed() == {"sealed"}


def test_a_digest_without_its_field(log: Log) -> None:
    """An entry names as many sealed fields as it has digests."""
    payload = json.loads(log.rows[49][4])["payload"]
    rewrite(log, 49, payload={**payload, "_sd": [*payload["_sd"], "A" * 43]})
    assert log.failed() == {"sealed"}


@pytest.mark.parametrize("seq", [5, 300, "12", None])
def test_a_value_of_no_entry(log: Log, seq: object) -> None:
    """A value that belongs to no entry, or to one that sealed nothing, is found."""
    forged = seal("text", "slipped in")
    place = 1 if seq == 5 else len(log.disclosures)
    log.disclosures.insert(place, (seq, forged.digest, forged.text))
    assert log.failed() == {"sealed"}


def test_values_without_their_entry(log: Log) -> None:
    """Values left behind by a row that is gone are found."""
    del log.rows[4]
    assert "sealed" in log.failed()


# Long work


def test_progress_is_told() -> None:
    """A long check tells how far it is."""
    steps: list[tuple[int, int]] = []
    log = made(STEP + 10, every=10_000)
    log.verify(full=False, total=STEP + 10, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(STEP, STEP + 10), (STEP + 10, STEP + 10)]


def test_a_check_can_be_cancelled(log: Log) -> None:
    """A check can be cancelled and leaves everything as it was."""
    assert log.verify(cancelled=lambda: False).holds
    with pytest.raises(Cancelled):
        log.verify(cancelled=lambda: True)


def test_findings_come_once(log: Log) -> None:
    """Every check says one thing, also when it fails in many places."""
    for seq in range(10, 40):
        log.edit(seq)
    found = [each.what for each in log.verify().findings]
    assert all(len(list(group)) == 1 for _, group in groupby(sorted(found)))
    assert "in all" in log.verify().sentence
