"""One act on many files: each by the same service as alone, so the same gates hold; a refusal stops no other file."""

from collections.abc import Callable, Mapping, Sequence

from sopdesk.domain import gates
from sopdesk.domain.field_sets.entries import ENTRIES, FOLLOW_UP
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.services.assigning import Assigning
from sopdesk.services.desk import Desk
from sopdesk.services.incidents import Incidents
from sopdesk.services.privacy import Privacy
from sopdesk.views.bulk import BulkResult, Chosen, Refused

MOST_LINKED = 20
"""So many files at most are linked to one another: each names all the others."""
Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


class Bulk:
    """Acts on several files; those that are hidden from whoever acts are neither touched nor named.

    Each takes `progress(done, total)` and `cancelled()`; a cancel leaves what is done as it is, and says what is not.
    """

    def __init__(self, desk: Desk, incidents: Incidents, assigning: Assigning, privacy: Privacy) -> None:
        """Ask the services of the single acts."""
        self._desk = desk
        self._incidents = incidents
        self._assigning = assigning
        self._privacy = privacy

    def chosen(self, *, by: str, incidents: Sequence[str]) -> tuple[Chosen, ...]:
        """Give the files as they are now, with what is missing before each is closed, as far as somebody sees them."""
        found = []
        for row in self._incidents.files.rows_of(tuple(dict.fromkeys(incidents)), by=by):
            lacks = () if row.own_words else gates.lacking(self._incidents.load(row.id), Stage.CLOSED)
            named = tuple(one.named for one in lacks)
            found.append(Chosen(row.id, row.number, self._incidents.files.digest(row.id), named))
        return tuple(found)

    def give(
        self, *, by: str, incidents: Sequence[str], owner: str, reason: str = "", progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> BulkResult:  # fmt: skip
        """Give files to somebody who looks after them from now on."""
        self._desk.require(by, Right.HANDLE)
        return self._each(
            by, incidents, lambda each: self._assigning.give(by=by, incident=each, owner=owner, reason=reason),
            progress, cancelled,
        )  # fmt: skip

    def move_on(
        self, *, by: str, incidents: Sequence[str], text: str = "", progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> BulkResult:  # fmt: skip
        """Take each file to its own next stage, with what was done."""
        self._desk.require(by, Right.HANDLE)

        def move(each: str) -> None:
            state = self._incidents.load(each)
            following = gates.next_stage(state.stage) or Stage.CLOSED
            if following is Stage.FOLLOWED_UP and FOLLOW_UP in ENTRIES[gates.kind_of(state)]:
                raise Refusal("The customer is asked first: open it and record what they say.")
            self._incidents.move(by=by, incident=each, stage=following, text=text)

        return self._each(by, incidents, move, progress, cancelled)

    def close(
        self, *, by: str, password: str, shown: Mapping[str, str], outcome: str, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> BulkResult:  # fmt: skip
        """Close files, each with a signature of its own on the digest (by its id) that was shown.

        The password is asked once; a wrong one refuses the whole act before any file is touched.
        """
        self._desk.require(by, Right.SIGN_OFF)
        key = self._desk.check_password(by, password)
        return self._each(
            by, tuple(shown),
            lambda each: self._incidents.close_with(
                lambda: key, by=by, incident=each, outcome=outcome, digest=shown[each]
            ),
            progress, cancelled,
        )  # fmt: skip

    def hold(
        self, *, by: str, incidents: Sequence[str], reason: str, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> BulkResult:  # fmt: skip
        """Put files on legal hold."""
        self._desk.require(by, Right.PRIVACY)
        return self._each(
            by, incidents, lambda each: self._privacy.place_hold(by=by, record=each, reason=reason), progress, cancelled
        )

    def link(
        self, *, by: str, incidents: Sequence[str], reason: str = "", progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> BulkResult:  # fmt: skip
        """Link files to one another. Refuses fewer than two, and more than MOST_LINKED."""
        self._desk.require(by, Right.LOG)
        known = tuple(self._numbers(by, incidents))
        if not 1 < len(known) <= MOST_LINKED:
            raise Refusal(f"Choose 2 to {MOST_LINKED} files to link them to one another.")
        fresh: set[str] = set()

        def link(each: str) -> None:
            others = [one for one in known if one != each and one not in self._incidents.load(each).links]
            refused = None
            for one in others:
                try:
                    self._incidents.link(by=by, incident=each, other=one, reason=reason)
                    fresh.update((each, one))
                except Refusal as no:
                    refused = no
            if refused is not None:
                raise refused
            if each not in fresh:
                raise Refusal("It is linked with all of these already.")

        return self._each(by, known, link, progress, cancelled)

    def _numbers(self, by: str, incidents: Sequence[str]) -> dict[str, str]:
        """Give the numbers, by id, of those files that somebody sees, each once."""
        wanted = tuple(dict.fromkeys(incidents))
        return {row.id: row.number for row in self._incidents.files.rows_of(wanted, by=by)}

    def _each(
        self, by: str, incidents: Sequence[str], act: Callable[[str], None], progress: Progress | None,
        cancelled: IsCancelled | None,
    ) -> BulkResult:  # fmt: skip
        """Do an act with one file after another, and say of each what became of it."""
        numbers = self._numbers(by, incidents)
        wanted, done = list(numbers), list[str]()
        refused: list[Refused] = []
        for place, each in enumerate(wanted):
            if cancelled is not None and cancelled():
                return BulkResult(tuple(done), tuple(refused), tuple(wanted[place:]))
            try:
                act(each)
            except Refusal as no:
                refused.append(Refused(each, numbers[each], no.sentence))
            except Trouble as no:
                refused.append(Refused(each, numbers[each], no.sentence))
                return BulkResult(tuple(done), tuple(refused), tuple(wanted[place + 1 :]))
            else:
                done.append(numbers[each])
            if progress is not None:
                progress(place + 1, len(wanted))
        return BulkResult(tuple(done), tuple(refused))
