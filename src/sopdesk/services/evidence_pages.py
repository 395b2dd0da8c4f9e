"""Evidence on paper: what the pages say follows from the bundle alone, so whoever has it can make them again."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from sopdesk.domain import house as houses
from sopdesk.domain import role
from sopdesk.domain.event import ERASED, Recorded
from sopdesk.domain.evidence import Cover, EvidenceBundled
from sopdesk.domain.incident import IncidentLogged
from sopdesk.domain.refusal import Trouble
from sopdesk.domain.revision import RevisionApproved, RevisionSubmitted, Status
from sopdesk.domain.sop import Format, Procedure
from sopdesk.drawing.procedure import draw
from sopdesk.drawing.telling import Words
from sopdesk.journal.bundle import Bundle, LogPart, read_bundle
from sopdesk.journal.bundle_check import check_bundle
from sopdesk.journal.certificates import Identity
from sopdesk.journal.checkpoint import open_checkpoint
from sopdesk.journal.judgement import Judgement, Question
from sopdesk.journal.note import parse_vkey
from sopdesk.services.evidence_story import Story
from sopdesk.services.page import filler, prose_of, titles_of
from sopdesk.services.parcel import FILE, NEVER
from sopdesk.views.evidence import EvidenceFile, EvidenceLine, EvidenceLog, EvidenceReport, EvidenceText
from sopdesk.views.manual import Page, RevisionRow
from sopdesk.views.people import HouseView
from sopdesk.views.trail import Head, Printing

Progress = Callable[[int, int], None]
_COVERS = {
    Cover.CASE: "one incident, whole, with the procedures that were in force and the keys of those who signed",
    Cover.PROCEDURE: "one procedure with all its revisions",
    Cover.RUNS: "checklist runs, each whole, with the procedures that were in force",
    Cover.PERIOD: "everything that was recorded from one moment to another",
    Cover.PERSON: "acts of one person, chosen one by one",
    Cover.EVERYTHING: "everything that was recorded",
}


def make_pages(
    content: bytes, identity: Identity, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> bytes:
    """Give pages that show a bundle, of which `content` are the bytes, with it attached, signed. Raises Trouble."""
    from sopdesk.pdf.evidence_file import make_file

    report = report_of(read_bundle(content), content, identity.fingerprint)
    return make_file(report, content, identity, progress=progress, cancelled=cancelled)


def report_of(bundle: Bundle, content: bytes, root: str, judged: Judgement | None = None) -> EvidenceReport:
    """Give what the pages of a bundle say; `content` are its bytes, `root` the fingerprint of the file's certificate.

    `judged` is what a check of it found, where it was checked already. Raises Trouble for a bundle that does not
    hold: no pages are made of it.
    """
    judgement = judged or check_bundle(bundle)
    story = Story(bundle, judgement)
    act = next((each for each in _happened(story) if f"{each.stamp.log}:{each.stamp.seq}" == bundle.act), None)
    if judgement.verdict(Question.BYTES) is False or act is None or not isinstance(act.what, EvidenceBundled):
        raise Trouble("The evidence does not hold, so no pages are made of it. Let the desk be checked.")
    said, lines = act.what, tuple(story.lines())
    printing = Printing(_house(story), act.stamp.at, story.names.get(act.stamp.actor, ""), _head(bundle, act))
    logs = tuple(EvidenceLog(each.origin, parse_vkey(each.vkey).fingerprint(), _size(each)) for each in bundle.logs)
    stayed = [each for each in judgement.withheld if each[1] in NEVER]
    withheld = tuple(each for each in judgement.withheld if each[1] not in NEVER)
    reason = said.reason if said.reason not in {None, ERASED} else ""
    return EvidenceReport(
        printing, _title(said, story), _COVERS[said.what], reason or "", bundle.act, logs, lines,
        tuple(_texts(story, printing.house)), tuple(_files(bundle, lines)), judgement.readable, withheld,
        tuple(judgement.erased), len(stayed), said.uncovered, hashlib.sha256(content).hexdigest(), root,
        tuple(story.hands()),
    )  # fmt: skip


def _happened(story: Story) -> Iterator[Recorded]:
    return (each for _, each, _ in story.entries)


def _house(story: Story) -> HouseView:
    """Give the house as the newest entry about it says, with the names of its roles."""
    subjects = defaultdict(list)
    for each in _happened(story):
        subjects[each.subject].append(each)
    found = houses.fold(houses.HOUSE, subjects[houses.HOUSE])
    own = (role.fold(subject, events) for subject, events in subjects.items() if subject.startswith(role.ROLE))
    return HouseView(
        found.name, found.site, "", found.zone, found.currency, found.contacts, role.Roles.of(own).names(),
        found.country,
    )  # fmt: skip


def _size(log: LogPart) -> int:
    return open_checkpoint(log.checkpoint, [parse_vkey(log.vkey)]).size


def _head(bundle: Bundle, act: Recorded) -> Head:
    """Give the head of the log that was handed over from, as its checkpoint in the bundle has it."""
    log = next(each for each in bundle.logs if each.log == act.stamp.log)
    verifier = parse_vkey(log.vkey)
    found = open_checkpoint(log.checkpoint, [verifier])
    return Head(
        log.origin, found.size, found.root.hex(), act.stamp.at, found.size, log.checkpoint, verifier.fingerprint()
    )


def _title(said: EvidenceBundled, story: Story) -> str:
    happened = [each for each in _happened(story) if each.subject in said.subjects]
    if said.what is Cover.CASE:
        numbers = [each.what.number for each in happened if isinstance(each.what, IncidentLogged)]
        return f"Incident {numbers[0]}" if numbers else "Incident"
    if said.what is Cover.PROCEDURE:
        contents = [each.what.content for each in happened if isinstance(each.what, RevisionSubmitted)]
        return f"Procedure {contents[-1].number}, {contents[-1].title}" if contents else "Procedure"
    if said.what is Cover.RUNS:
        return "Checklist run" if len(said.subjects) == 1 else f"{len(said.subjects)} checklist runs"
    return {Cover.PERSON: "Acts of one person", Cover.PERIOD: "A period"}.get(said.what, "The whole journal")


def _texts(story: Story, house: HouseView) -> Iterator[EvidenceText]:
    """Give the text of every revision that is carried, in the order of handing in."""
    approvals = {
        (each.subject, each.what.digest): (each, each.what)
        for each in _happened(story)
        if isinstance(each.what, RevisionApproved)
    }
    for each in _happened(story):
        if isinstance(each.what, RevisionSubmitted):
            approval = approvals.get((each.subject, each.what.digest))
            revision = _revision(each, each.what, approval, story.names)
            yield EvidenceText(_page(each.subject, each.what.content, revision, house), _place(each))


def _revision(
    recorded: Recorded, what: RevisionSubmitted, approval: tuple[Recorded, RevisionApproved] | None,
    names: Mapping[str, str],
) -> RevisionRow:  # fmt: skip
    """Give a revision as far as the entries that are carried tell of it."""
    author = names.get(recorded.stamp.actor, recorded.stamp.actor)
    found = RevisionRow(
        what.proposal, "", Status.SUBMITTED, author, recorded.stamp.at, "", "", None, None, "", None, what.digest, (),
        "",
    )  # fmt: skip
    if approval is None:
        return found
    signed, terms = approval
    return replace(
        found, label=terms.label, status=Status.EFFECTIVE, approved_at=signed.stamp.at,
        approver=names.get(signed.stamp.actor, signed.stamp.actor), effective_from=terms.effective_from,
    )  # fmt: skip


def _page(sop: str, content: Procedure, revision: RevisionRow, house: HouseView) -> Page:
    fill = filler(house)
    words = Words(fill, lambda found: house.role_names.get(found, found))
    is_drawn = content.format is Format.WORKFLOW and content.steps
    return Page(
        sop, content, prose_of(content, fill), titles_of(content, fill), revision.status, revision, (), (), (), None,
        overdue=False, drawing=draw(content, words) if is_drawn else None,
    )  # fmt: skip


def _files(bundle: Bundle, lines: Sequence[EvidenceLine]) -> Iterator[EvidenceFile]:
    if not bundle.attachments:
        return
    named: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        for each in dict.fromkeys(FILE.findall(" ".join(text for _, text in line.values))):
            named[each].append(line.place)
    for each in bundle.attachments:
        digest = hashlib.sha256(each).hexdigest()
        yield EvidenceFile(digest, each, tuple(named[digest]))


def _place(recorded: Recorded) -> str:
    return f"{recorded.stamp.log}:{recorded.stamp.seq}"
