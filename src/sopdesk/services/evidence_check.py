"""Checking evidence that came from anywhere: no desk is needed, and nothing of it is believed before it is checked."""

from collections.abc import Iterator, Mapping, Sequence

from sopdesk.domain.event import ERASED, Recorded, in_clock_order
from sopdesk.domain.person import PersonChanged, PersonRegistered
from sopdesk.domain.refusal import Refusal
from sopdesk.journal.bundle import Bundle, BundleError, read_bundle
from sopdesk.journal.bundle_check import check_bundle
from sopdesk.journal.codec import DIGESTS
from sopdesk.journal.entry import read_body, recorded_of
from sopdesk.journal.finding import Held
from sopdesk.journal.judgement import Judgement, Question
from sopdesk.journal.sealed import digest_of_text
from sopdesk.services.wording import tell
from sopdesk.views.evidence import EvidenceAnswer, EvidenceLine, EvidenceQuestion, EvidenceVerdict

WORDS = {
    Question.BYTES: "Is everything as it was recorded?",
    Question.SIGNER: "Is the signer known?",
    Question.COMPLETE: "Is it all there?",
    Question.HELD: "Does somebody outside hold a checkpoint of it?",
}


def check_evidence(
    content: bytes, *, keys: Sequence[str] = (), checkpoints: Sequence[tuple[str, str]] = ()
) -> EvidenceVerdict:
    """Answer the four questions of a bundle; `checkpoints` are (holder, note). Refuses a file that is none."""
    try:
        bundle = read_bundle(content)
    except BundleError as error:
        raise Refusal(str(error)) from None
    judgement = check_bundle(bundle, pinned=keys, outside=[Held(note, holder) for holder, note in checkpoints])
    return EvidenceVerdict(
        tuple(_question(judgement, each) for each in Question), judgement.entries, judgement.readable,
        tuple(judgement.withheld), tuple(judgement.erased), tuple(_story(bundle)),
    )  # fmt: skip


def _question(judgement: Judgement, question: Question) -> EvidenceQuestion:
    answers = tuple(
        EvidenceAnswer(each.code, each.holds, each.sentence, each.place)
        for each in judgement.answers
        if each.question is question
    )
    return EvidenceQuestion(question.value, WORDS[question], judgement.verdict(question), answers)


def _story(bundle: Bundle) -> Iterator[EvidenceLine]:
    """Give what the entries say, oldest first; what this version cannot read is passed over, the questions name it."""
    by_digest = {digest_of_text(each): each for each in bundle.disclosures}
    read = (_recorded(each.body, by_digest) for log in bundle.logs for each in log.entries)
    story = in_clock_order(each for each in read if each is not None)
    people = (each for each in story if isinstance(each.what, PersonRegistered | PersonChanged))
    names = {each.subject: each.what.name for each in people if each.what.name not in {None, ERASED}}
    for each in story:
        told, stamp = tell(each), each.stamp
        who = names.get(stamp.actor, stamp.actor)
        yield EvidenceLine(f"{stamp.log}:{stamp.seq}", stamp.at, who, told.what, told.text or told.now)


def _recorded(body: bytes, by_digest: Mapping[str, str]) -> Recorded | None:
    try:
        found = read_body(body)
        texts = [by_digest[each] for each in found["payload"].get(DIGESTS, ()) if each in by_digest]
        return recorded_of(found, texts)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
