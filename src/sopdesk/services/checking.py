"""Checking the whole desk: each log, people's signatures, and the read models folded anew."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from time import perf_counter

from sopdesk.domain import person
from sopdesk.domain.attachment import AttachmentAdded
from sopdesk.domain.erasure import DisclosureErased
from sopdesk.domain.event import KINDS
from sopdesk.domain.mark import ItemPhotographed
from sopdesk.domain.refusal import Trouble
from sopdesk.domain.revision import RevisionSubmitted
from sopdesk.journal.codec import digest_of
from sopdesk.journal.finding import Finding, Held, Report
from sopdesk.services.desk import Desk
from sopdesk.services.signatures import stands
from sopdesk.store.handrail import foreign_parts
from sopdesk.views.trail import Check, Verdict

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
HOLDER = "the file that you gave"


def check_desk(
    desk: Desk, *, full: bool, checkpoints: Sequence[str], progress: Progress | None, cancelled: Cancelled | None,
    keys: Sequence[str] = (),
) -> Verdict:  # fmt: skip
    """Check everything that this desk holds; `full` also what entries say, signatures, and the read models.

    `keys` are those of logs that the reader has from elsewhere, as text.
    """
    began = perf_counter()
    held = tuple(Held(note, HOLDER) for note in checkpoints)
    reports = desk.store.verify_logs(held, full=full, keys=keys, progress=progress, cancelled=cancelled)
    checks = [each for report in reports for each in _told(report.findings)]
    checks += [
        Check("outside", holds=False, sentence="A checkpoint that you gave belongs to none of this desk's logs.")
        for note in checkpoints
        if not any(note.startswith(f"{report.origin}\n") for report in reports)
    ]
    checks += [
        Check("key", holds=False, sentence="A key that you gave belongs to none of this desk's logs.")
        for key in keys
        if not any(key.startswith(f"{report.origin}+") for report in reports)
    ]
    checks += _signed_here(desk)
    entries = sum(report.entries for report in reports)
    if full:
        checks += [
            _checked("file", lambda: _file(desk)),
            *_handrail(desk),
            _checked("signatures", lambda: _signatures(desk)),
            _checked("revisions", lambda: _contents(desk)),
            _checked("pictures", lambda: _pictures(desk)),
            _checked("read models", lambda: _models(desk, progress, cancelled)),
        ]
    return _verdict(reports, checks, entries, perf_counter() - began)


def check_copy(desk: Desk, progress: Progress | None, cancelled: Cancelled | None) -> Verdict:
    """Check a copy of a desk: every entry, its logs and checkpoints, the file and what is attached; all but signatures.

    What a desk folds from these, and what people signed, follows from them.
    """
    began = perf_counter()
    reports = desk.store.verify_logs((), full=True, keys=(), progress=progress, cancelled=cancelled)
    checks = [each for report in reports for each in _told(report.findings)]
    checks += [_checked("file", lambda: _file(desk)), _checked("pictures", lambda: _pictures(desk))]
    return _verdict(reports, checks, sum(report.entries for report in reports), perf_counter() - began)


def _told(findings: Iterable[Finding]) -> list[Check]:
    """Give what the journal's room found as views."""
    return [Check(each.what, each.holds, each.sentence) for each in findings]


def _signed_here(desk: Desk) -> list[Check]:
    """Hold the logs against what this machine remembers; on any other it remembers nothing."""
    try:
        return _told(desk.store.signed_here())
    except Trouble as trouble:
        return [Check("signed here", holds=None, sentence=trouble.sentence)]


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
    if desk.store.outdated:
        said = "What the screens show was made by another version, and here nothing can be made anew to compare."
        return Check("read models", holds=None, sentence=said)
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


def _signed() -> Iterator[type]:
    """Give the shapes of events that somebody signs."""
    return (shape for shape in KINDS.values() if any(each.name == "signature" for each in fields(shape)))


def _handrail(desk: Desk) -> list[Check]:
    """Say whether somebody took the file's triggers away, or put in some that run whenever the program writes."""
    with desk.store.reading() as connection:
        names = ", ".join(foreign_parts(connection))
    said = f"The file has triggers or views that are not this program's, or lacks its own: {names}."
    return [Check("triggers", holds=False, sentence=said)] if names else []


def _signatures(desk: Desk) -> Check:
    """Check that every person's signature was made with their own key over what it stands beside."""
    count, bad = 0, []
    signers: dict[str, person.Person] = {}
    for each in desk.store.of_kinds(*_signed()):
        signature = each.what.signature
        if signature is None:
            continue
        count += 1
        if signature.signer not in signers:
            signers[signature.signer] = desk.load(signature.signer, person.fold)
        if not stands(desk.store, each, signers[signature.signer].key_at(each.stamp)):
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
    for each in desk.store.of_kinds(RevisionSubmitted, ItemPhotographed, AttachmentAdded, DisclosureErased):
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
    submitted = (each.what for each in desk.store.of_kinds(RevisionSubmitted))
    wrong = [each.content.number for each in submitted if digest_of(each.content) != each.digest]
    if wrong:
        return Check("revisions", holds=False, sentence=f"The text of {wrong[0]} is not the one that was handed in.")
    return Check("revisions", holds=True, sentence="Every revision's text is the one whose digest was signed.")


def _verdict(reports: Sequence[Report], checks: Sequence[Check], entries: int, seconds: float) -> Verdict:
    failed = [each for each in checks if each.holds is False]
    sentence = failed[0].sentence if failed else reports[-1].sentence
    return Verdict(not failed, sentence, tuple(checks), entries, seconds)
