"""How long a trail of 10,000 entries takes as a tagged, archival, signed PDF with a bundle, and how much memory.

`python -m benchmarks.evidence_pdf [ENTRIES]`; run it alone: the peak of memory is that of the whole process.
"""

import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sopdesk.journal.certificates import Certificates
from sopdesk.journal.keys import StationKeys
from sopdesk.pdf.archival import Attachment, finish
from sopdesk.pdf.signed import check, sign
from sopdesk.pdf.trail_report import print_trail
from tests.pdf import samples

NOW = datetime(2026, 3, 14, tzinfo=UTC)
_BYTES_AN_ENTRY = 1500


def _timed(what: str, work: Callable[[], bytes]) -> bytes:
    begun = perf_counter()
    content = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {what} | {perf_counter() - begun:.2f} s | {peak:.0f} MB | {len(content) / 1e6:.1f} MB |")
    return content


def main(entries: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        identity = Certificates(StationKeys(Path(folder), use_system=False)).identity("log", "House", NOW)
    lines = samples.trail_lines(entries)
    bundle = Attachment("bundle.json", b"x" * _BYTES_AN_ENTRY * entries, "application/json")
    print("| what | time | peak so far | size |\n| --- | --- | --- | --- |")
    printed = _timed("printed, tagged, archival", lambda: print_trail(samples.trail(entries), lines))
    whole = _timed("the bundle attached", lambda: finish(printed, title="Trail", made_at=NOW, attachments=[bundle]))
    signed = _timed("signed", lambda: sign(whole, identity, NOW))
    _timed("checked", lambda: signed if check(signed, [identity.root]).trusted else b"")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
