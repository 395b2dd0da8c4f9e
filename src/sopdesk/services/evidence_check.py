"""Checking evidence that came from anywhere: no desk is needed, and nothing of it is believed before it is checked."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.journal.bundle import Bundle, BundleError, read_bundle
from sopdesk.journal.bundle_check import check_bundle
from sopdesk.journal.finding import Held
from sopdesk.journal.judgement import Judgement, Question
from sopdesk.pdf import evidence_file, signed
from sopdesk.services.evidence_pages import report_of
from sopdesk.services.evidence_story import Story
from sopdesk.services.printing_apart import made
from sopdesk.views.evidence import EvidenceAnswer, EvidenceQuestion, EvidenceVerdict

LARGEST = 1 << 30
"""A file larger than this (bytes) is no evidence that anybody reads."""
LONG = 1 << 20
"""A file larger than this (bytes) is checked by a process of its own."""
Progress = Callable[[int, int], None]
_FINGERPRINT = re.compile("[0-9a-f]{64}")
WORDS = {
    Question.BYTES: "Is everything as it was recorded?",
    Question.SIGNER: "Is the signer known?",
    Question.COMPLETE: "Is it all there?",
    Question.HELD: "Does somebody outside hold a checkpoint of it?",
}


def read_evidence(file: Path) -> bytes:
    """Give the bytes of a file that may be evidence. Raises Trouble for one that cannot be read or is too large."""
    try:
        if file.stat().st_size > LARGEST:
            raise Trouble(f"{file} is larger than any evidence.")
        return file.read_bytes()
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}.") from error


def check_evidence(
    content: bytes, *, keys: Sequence[str] = (), checkpoints: Sequence[tuple[str, str]] = (),
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> EvidenceVerdict:  # fmt: skip
    """Answer the four questions of a bundle, alone or in a PDF; `checkpoints` are (holder, note).

    `keys` are keys of logs and fingerprints of certificates (hex) that came by another way. Refuses a file that is no
    evidence. Raises Cancelled.
    """
    apart = len(content) > LONG
    return made(_checked, content, keys, checkpoints, apart=apart, progress=progress, cancelled=cancelled)


def _checked(
    content: bytes, keys: Sequence[str], checkpoints: Sequence[tuple[str, str]], *, progress: Progress
) -> EvidenceVerdict:
    if not content[:1024].lstrip().startswith(b"%PDF-"):
        bundle = _opened(content)
        return _verdict(bundle, _judged(bundle, keys, checkpoints))
    inside = evidence_file.open_file(content)
    bundle = _opened(inside.bundle)
    judgement = _judged(bundle, keys, checkpoints)
    _check_file(content, inside, bundle, keys, judgement, progress)
    return _verdict(bundle, judgement)


def _opened(content: bytes) -> Bundle:
    try:
        return read_bundle(content)
    except BundleError as error:
        raise Refusal(str(error)) from None


def _judged(bundle: Bundle, keys: Sequence[str], checkpoints: Sequence[tuple[str, str]]) -> Judgement:
    return check_bundle(bundle, pinned=keys, outside=[Held(note, holder) for holder, note in checkpoints])


def _check_file(  # noqa: PLR0917 - the file, taken apart
    content: bytes, inside: evidence_file.EvidenceInside, bundle: Bundle, keys: Sequence[str], judgement: Judgement,
    progress: Progress,
) -> None:  # fmt: skip
    """Check the file around a bundle: that nothing was changed since it was signed, by whom, and what its pages say."""
    state = signed.check(content)
    for each in state.findings:
        judgement.fail("file", each)
    if not state.intact:
        said = "The pages are not compared with the evidence, since the file is not as it was signed."
        judgement.say(Question.BYTES, "pages", said, holds=None)
        return
    judgement.say(Question.BYTES, "file", "The whole file is as it was signed.", holds=True)
    _check_root(state.root, keys, judgement)
    if judgement.verdict(Question.BYTES) is False or any(each.code == "act" for each in judgement.answers):
        said = "The pages are not compared with the evidence, since it does not hold."
        judgement.say(Question.BYTES, "pages", said, holds=None)
        return
    report = report_of(bundle, inside.bundle, state.root, judgement)
    if evidence_file.is_made_of(content, report, inside.bundle, progress):
        said = "The pages were made again of the evidence, and are the same: they show it, and nothing else."
        judgement.say(Question.BYTES, "pages", said, holds=True)
    elif inside.maker == evidence_file.maker():
        said = "The pages are not those that this program makes of the evidence: do not rely on what they show."
        judgement.say(Question.BYTES, "pages", said, holds=False)
    else:
        said = f"The file says that {inside.maker} made its pages; here they cannot be made again. Read the story."
        judgement.say(Question.BYTES, "pages", said, holds=None)


def _check_root(root: str, keys: Sequence[str], judgement: Judgement) -> None:
    """Compare the certificate that signed a file with the fingerprints that came by another way."""
    given = {found for each in keys if (found := "".join(each.split()).lower()) and _FINGERPRINT.fullmatch(found)}
    if root in given:
        judgement.say(Question.SIGNER, "root", "The certificate of the file is the one that you gave.", holds=True)
    elif given:
        said = "The certificate of the file is not the one that you gave: it was replaced, or this file is forged."
        judgement.say(Question.SIGNER, "root", said, holds=False)
    else:
        shown = " ".join(root[n : n + 4] for n in range(0, len(root), 4))
        said = f"The certificate of the file is known only from it. Compare its fingerprint: {shown}."
        judgement.say(Question.SIGNER, "root", said, holds=None)


def _verdict(bundle: Bundle, judgement: Judgement) -> EvidenceVerdict:
    return EvidenceVerdict(
        tuple(_question(judgement, each) for each in Question), judgement.entries, judgement.readable,
        tuple(judgement.withheld), tuple(judgement.erased), tuple(Story(bundle, judgement).lines()),
    )  # fmt: skip


def _question(judgement: Judgement, question: Question) -> EvidenceQuestion:
    """Give a question with its answers, what fails first: that is what the answer to the question comes from."""
    answers = [
        EvidenceAnswer(each.code, each.holds, each.sentence, each.place)
        for each in judgement.answers
        if each.question is question
    ]
    answers.sort(key=lambda each: (False, None, True).index(each.holds))
    return EvidenceQuestion(question.value, WORDS[question], judgement.verdict(question), tuple(answers))
