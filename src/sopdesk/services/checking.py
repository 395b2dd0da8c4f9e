"""Checking the whole desk: each log, people's signatures, and the read models folded anew."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from sopdesk.domain import person
from sopdesk.domain.attachment import AttachmentAdded
from sopdesk.domain.erasure import DisclosureErased
from sopdesk.domain.event import Recorded
from sopdesk.domain.mark import ItemPhotographed
from sopdesk.domain.refusal import Trouble
from sopdesk.domain.revision import RevisionSubmitted
from sopdesk.journal.codec import digest_of
from sopdesk.journal.finding import Held, Report
from sopdesk.services.desk import Desk
from sopdesk.services.signatures import stands
from sopdesk.views.trail import Check, Verdict

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
HOLDER = "the file that you gave"


def check_desk(
    desk: Desk, *, full: bool, checkpoints: Sequence[str], progress: Progress | None, cancelled: Cancelled | None
) -> Verdict:
    """Check everything that this desk holds; `full` also what entries say, signatures, and the read models."""
    began = perf_counter()
    held = tuple(Held(note, HOLDER) for note in checkpoints)
    reports = desk.store.verify_logs(held, full=full, progress=progress, cancelled=cancelled)
    checks = [Check(each.what, each.holds, each.sentence) for report in reports for each in report.findings]
    checks += [
        Check("outside", holds=False, sentence="A checkpoint that you gave belongs to none of this desk's logs.")
        for note in checkpoints
        if not any(note.startswith(f"{report.origin}\n") for report in reports)
    ]
    entries = sum(report.entries for report in reports)
    if full:
        checks += [
            _checked("file", lambda: _file(desk)),
            _checked("signatures", lambda: _signatures(desk)),
            _checked("revisions", lambda: _contents(desk)),
            _checked("pictures", lambda: _pictures(desk)),
            _checked("read models", lambda: _models(desk, progress, cancelled)),
        ]
    return _verdict(reports, checks, entries, perf_counter() - began)


def _checked(what: str, check: Callable[[], Check]) -> Check:
    """Give a check's result; what a damaged entry keeps from being checked does not hold."""
    try:
        return check()
    except Trouble as trouble:
        return Check(what, holds=False, sentence=trouble.sentence)


def check_models(desk: Desk, *, check: bool, progress: Progress | None, cancelled: Cancelled | None) -> Verdict:
    """Fold everything again (or, with `check`, only compare) and say whether every row is the same."""
    began = perf_counter()
    found = _models(desk, progress, cancelled)
    if check:
        entries = desk.store.size
    else:
        entries = desk.store.rebuild(progress, cancelled)
        changed = "Everything was as the journal says." if found.holds else "What differed is mended."
        found = Check(
            "read models", holds=True, sentence=f"The read models were folded anew from the journal. {changed}"
        )
    return Verdict(bool(found.holds), found.sentence, (found,), entries, perf_counter() - began)


def _models(desk: Desk, progress: Progress | None, cancelled: Cancelled | None) -> Check:
    differing = desk.store.compare_models(progress, cancelled)
    if not differing:
        return Check("read models", holds=True, sentence="What the screens show is what the journal says, row by row.")
    names = ", ".join(differing[:3]) + (" …" if len(differing) > 3 else "")  # noqa: PLR2004 - a few are enough
    said = f"What the screens show differs from the journal in {len(differing)} records ({names}). Fold it again."
    return Check("read models", holds=False, sentence=said)


def _file(desk: Desk) -> Check:
    if desk.store.file_is_sound():
        return Check("file", holds=True, sentence="The file itself is whole.")
    return Check("file", holds=False, sentence="The file is damaged in places. Keep it; restore a backup elsewhere.")


def _signatures(desk: Desk) -> Check:
    """Check that every person's signature was made with their own key over what it stands beside."""
    count, bad = 0, []
    keys: dict[str, list[str]] = {}
    for each in desk.store.whole():
        signature = getattr(each.what, "signature", None)
        if signature is None:
            continue
        count += 1
        if signature.signer not in keys:
            keys[signature.signer] = desk.load(signature.signer, person.fold).public_keys
        if not stands(desk.store, each, keys[signature.signer]):
            bad.append(f"{each.stamp.log}:{each.stamp.seq}")
    if bad:
        return Check("signatures", holds=False, sentence=f"{len(bad)} of {count} signatures do not hold: {bad[0]} …")
    said = f"All {count} signatures were made with their signers' own keys over the records beside which they stand."
    return Check("signatures", holds=True, sentence=said if count else "Nobody has signed anything yet.")


def _pictures(desk: Desk) -> Check:
    """Check that pictures and attached files have the bytes whose SHA-256 was recorded; erased ones may be missing."""
    wrong = desk.store.damaged_attachments()
    if wrong:
        said = f"{len(wrong)} pictures or files are not the ones that were handed in: {wrong[0][:12]} …"
        return Check("pictures", holds=False, sentence=said)
    named: dict[str, set[str]] = defaultdict(set)
    for each in desk.store.whole():
        named[each.subject].update(pictures_named(each.what))
        named[each.subject].difference_update(each.what.photos if isinstance(each.what, DisclosureErased) else ())
    missing = [each for each in sorted(set[str]().union(*named.values())) if not desk.store.has_attachment(each)]
    if missing:
        said = f"{len(missing)} pictures or files are missing: {missing[0][:12]} …"
        return Check("pictures", holds=False, sentence=said)
    return Check("pictures", holds=True, sentence="Every picture and attached file is the one that was handed in.")


def pictures_named(what: object) -> Iterator[str]:
    """Give the pictures and attached files that an event names, by their SHA-256."""
    if isinstance(what, RevisionSubmitted):
        yield from (picture.source for step in what.content.steps for picture in step.pictures)
    elif isinstance(what, ItemPhotographed):
        yield what.photo
    elif isinstance(what, AttachmentAdded):
        yield what.digest


def _contents(desk: Desk) -> Check:
    """Check that every submitted revision is the one whose digest was recorded, and so signed."""
    wrong = [
        each.what.content.number for each in _submissions(desk) if digest_of(each.what.content) != each.what.digest
    ]
    if wrong:
        return Check("revisions", holds=False, sentence=f"The text of {wrong[0]} is not the one that was handed in.")
    return Check("revisions", holds=True, sentence="Every revision's text is the one whose digest was signed.")


def _submissions(desk: Desk) -> Iterator[Recorded]:
    return (each for each in desk.store.whole() if isinstance(each.what, RevisionSubmitted))


def _verdict(reports: Sequence[Report], checks: Sequence[Check], entries: int, seconds: float) -> Verdict:
    failed = [each for each in checks if each.holds is False]
    sentence = failed[0].sentence if failed else reports[-1].sentence
    return Verdict(not failed, sentence, tuple(checks), entries, seconds)
