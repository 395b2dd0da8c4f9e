import base64
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sopdesk.journal.bundle import BundleError, read_bundle
from sopdesk.journal.bundle_check import check_bundle
from sopdesk.journal.canon import canon
from sopdesk.journal.finding import Held
from sopdesk.journal.judgement import Question
from tests.attacks.mutants import mutant
from tests.attacks.parsers import parsers
from tests.journal.evidence_station import good, signed, two_logs, whole
from tests.journal.evidence_tampering import Copy
from tests.journal.evidence_vectors import FOLDER
from tests.verifier.browser import Browser
from tools.verifier import TARGET, built

INDEX = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
LARGEST = 300_000
ASK = """(async () => {
  const found = [];
  for (const {bundle, keys, checkpoints} of %s) {
    const bytes = Uint8Array.from(atob(bundle), (each) => each.charCodeAt(0));
    const held = checkpoints.map((note) => ({note, holder: 'you'}));
    try {
      const {questions, withheld, erased, readable} = await Evidence.check(bytes, {keys, checkpoints: held});
      const fails = questions.flatMap((each) => each.answers).filter((each) => each.holds === false);
      found.push({
        answers: Object.fromEntries(questions.map((each) => [each.name, each.holds])),
        fails: [...new Set(fails.map((each) => each.code))].sort(), withheld, erased, readable,
      });
    } catch (error) {
      if (!(error instanceof Evidence.NoBundle)) throw error;
      found.push(null);
    }
  }
  return found;
})()"""
Asked = tuple[bytes, list[str], list[str]]


def asked(page: Browser, questions: list[Asked]) -> Any:  # noqa: ANN401 - what the page gives
    """Have the page judge bundles."""
    given = [
        {"bundle": base64.b64encode(content).decode(), "keys": keys, "checkpoints": notes}
        for content, keys, notes in questions
    ]
    return page.run(ASK % json.dumps(given))


def ours(content: bytes, keys: list[str], notes: list[str]) -> dict[str, Any] | None:
    """Judge a bundle with the other verifier."""
    try:
        bundle = read_bundle(content)
    except BundleError:
        return None
    judged = check_bundle(bundle, pinned=keys, outside=[Held(each, "you") for each in notes])
    return {
        "answers": {each.value: judged.verdict(each) for each in Question},
        "fails": sorted({each.code for each in judged.answers if each.holds is False}),
        "withheld": [list(each) for each in judged.withheld],
        "erased": [list(each) for each in judged.erased],
        "readable": judged.readable,
    }


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """Give bundles with something changed by chance, packed in good form again or not."""
    chance = random.Random(seed)
    makers = (good, whole, signed, two_logs)
    for n in range(count):
        bundle = makers[n % len(makers)]()
        if n % 3 == 0:
            content = bytearray(canon(bundle))
            for _ in range(chance.randint(1, 3)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            yield bytes(content)
            continue
        copy = Copy.of(bundle)
        for _ in range(chance.randint(1, 2)):
            mutate(copy.content, chance)
        try:
            yield copy.packed() if n % 3 == 1 else canon({**copy.content, "hashes": []})
        except (TypeError, KeyError, AttributeError, ValueError):
            yield json.dumps(copy.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def mutate(value: Any, chance: random.Random) -> None:  # noqa: ANN401 - any value of JSON
    """Change something somewhere in a value of JSON."""
    while True:
        places = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not places:
            return
        place = chance.choice(places)
        if isinstance(value[place], dict | list) and chance.random() < 0.8:
            value = value[place]
            continue
        act = chance.randrange(4)
        if act == 0:
            del value[place]
        elif act == 1:
            value[place] = chance.choice([None, "", 0, -1, 2**40, [], {}, "x", True, 1.5])
        elif act == 2 and isinstance(value, list):
            value.insert(place, value[chance.randrange(len(value))])
        elif isinstance(value[place], str) and value[place]:
            at = chance.randrange(len(value[place]))
            value[place] = value[place][:at] + chance.choice('a0"{}\\é') + value[place][at + 1 :]
        return


def test_the_page_is_built() -> None:
    """The verifier is the one that its parts make, in one file of less than 300 kB."""
    assert TARGET.read_text("utf-8") == built(), "run: python -m tools.verifier"
    assert TARGET.stat().st_size < LARGEST


def test_the_page_reaches_no_network() -> None:
    """The page's own policy lets it load nothing, and no address stands in it."""
    page = TARGET.read_text("utf-8")
    assert "default-src 'none'" in page
    assert not re.findall(r"https?://|fetch\(|XMLHttpRequest|WebSocket|innerHTML", page)


def test_vectors(page: Browser) -> None:
    """Each published bundle gets the answers that are published beside it."""
    cases = [
        ((FOLDER / f"{each['name']}.json").read_bytes(), each.get("keys", []), each.get("checkpoints", []))
        for each in INDEX
    ]
    for case, answer in zip(INDEX, asked(page, cases), strict=True):
        if case.get("malformed"):
            assert answer is None, case["name"]
            continue
        told = {**answer["answers"], **{each: answer[each] for each in ("fails", "withheld", "erased", "readable")}}
        assert told == {**told, **{each: case[each] for each in told if each in case}}, case["name"]


@pytest.mark.parametrize("seed", range(4))
def test_both_verifiers_agree(page: Browser, seed: int) -> None:
    """Whatever chance does to a bundle, both verifiers answer the same, and neither falls over."""
    cases: list[Asked] = [(each, [], []) for each in mutants(150, seed)]
    answers = asked(page, cases)
    for (content, keys, notes), answer in zip(cases, answers, strict=True):
        assert answer == ours(content, keys, notes), content


@pytest.mark.parametrize("name", ["bundle", "note"])
def test_both_verifiers_agree_on_what_is_fuzzed(page: Browser, name: str) -> None:
    """What the fuzzed parsers get is judged alike by both: as a bundle, or as a key and a checkpoint from outside."""
    parser, chance, case = parsers()[name], random.Random(name), (FOLDER / "good.json").read_bytes()
    made = [mutant(chance.choice(parser.seeds), parser.seeds, chance) for _ in range(250)]
    texts = [each.decode("utf-8", "replace") for each in made]
    cases: list[Asked] = (
        [(each, [], []) for each in made] if name == "bundle" else [(case, [each], [each]) for each in texts]
    )
    for (content, keys, notes), answer in zip(cases, asked(page, cases), strict=True):
        assert answer == ours(content, keys, notes), (content, keys)


def test_a_file_is_chosen(page: Browser, tmp_path: Path) -> None:
    """Whoever chooses a file reads four answers and the story; what is no bundle gets a sentence."""
    page.choose(FOLDER / "erased.json")
    assert "Is everything as it was recorded? Yes." in page.text("#said")
    story = page.text(".story")
    assert "Ruth Adeyemi" in story
    assert "[erased]" in story
    assert "Everything" not in page.text("#result h2")
    page.choose(FOLDER / "edited-entry.json")
    assert "Is everything as it was recorded? No." in page.text("#said")
    page.choose(FOLDER / "spaces.json")
    assert "no evidence bundle" in page.text("#result")


def test_what_does_not_hold_is_marked_where_it_stands(page: Browser) -> None:
    """In the story the entry that was changed says so itself; the heading does not call it the journal's."""
    page.choose(FOLDER / "edited-entry.json")
    assert "not all of it holds" in page.text("#result")
    assert "An entry is not the one in the log." in page.text(".entry.ill")
    page.choose(FOLDER / "good.json")
    assert page.run("document.querySelectorAll('.entry.ill').length") == 0
    assert "The story, as the journal has it" in page.text("#result")


def test_a_file_can_be_saved(page: Browser) -> None:
    """A file that came with the entries can be saved, under the digest by which an entry names it."""
    page.choose(FOLDER / "whole.json")
    link = "document.querySelector('a[download]')"
    digest = page.run(f"{link}.closest('.entry').querySelector('.soft code').textContent")
    assert page.run(f"{link}.href.startsWith('blob:')")
    assert re.fullmatch("[0-9a-f]{64}", digest)
    assert digest in (FOLDER / "whole.json").read_text(encoding="utf-8")


def test_by_keyboard_alone(page: Browser) -> None:
    """Everything can be reached by keyboard, in the order in which it stands, and the answers take the focus."""
    page.choose(FOLDER / "good.json")
    assert page.run("document.activeElement.id") == "result"
    order = "[...document.querySelectorAll('input, summary, textarea, button')].filter((each) => each.tabIndex >= 0)"
    assert page.run(f"{order}.slice(0, 6).map((each) => each.id || each.localName)") == [
        "file", "summary", "keys", "note", "holder", "again",
    ]  # fmt: skip


def test_markup_in_a_file_stays_text(page: Browser, tmp_path: Path) -> None:
    """Text from a file is shown as text, whatever it looks like."""
    copy = Copy.of(good())
    copy.rewrite(4, subject="<img src=x onerror=document.title='hit'>")
    (tmp_path / "markup.json").write_bytes(copy.packed())
    page.choose(tmp_path / "markup.json")
    assert page.run("document.title") == "Check evidence of a SOPDesk journal"


def test_what_is_given_from_elsewhere(page: Browser) -> None:
    """A key and a checkpoint that are pasted answer the questions that the file alone cannot."""
    case = next(each for each in INDEX if each["name"] == "held-earlier")
    page.choose(FOLDER / "good.json")
    page.run(f"document.getElementById('keys').value = {json.dumps(case['keys'][0])}")
    page.run(f"document.getElementById('note').value = {json.dumps(case['checkpoints'][0])}")
    page.run("document.getElementById('said').textContent = '', document.getElementById('again').click()")
    page.wait_for("document.getElementById('said').textContent.startsWith('Checked')")
    said = page.text("#said")
    assert "Is the signer known? Yes." in said
    assert "Does somebody outside hold a checkpoint of it? Yes." in said
    page.run("document.getElementById('keys').value = '', document.getElementById('note').value = ''")
