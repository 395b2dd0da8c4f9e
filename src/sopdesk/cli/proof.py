"""The proof of one entry, written for other tools and checked."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DOES_NOT_HOLD, DONE
from sopdesk.cli.exports import save
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.domain.refusal import Refusal, Trouble

ENDING = ".tlog-proof"
_WORDS = {True: "holds", False: "DOES NOT HOLD", None: "cannot be told"}


@click.command(epilog=example("export proof --entry 512 --as Ruth --out 512.tlog-proof --entry-body 512.json"))
@click.option("--entry", required=True, type=int, help="Its number in this station's log.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The file to write.")
@click.option(
    "--entry-body", "body", type=click.Path(path_type=Path), metavar="FILE", help="Write the entry's bytes, too."
)
@desk_option
@person_options
@json_option
def proof(
    *, entry: int, out: Path, body: Path | None, desk: Path | None, name: str | None, pin_file: Path | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Write the proof that one entry is in the log, as other tools read it (C2SP tlog-proof)."""
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        if body is not None:
            try:
                body.write_bytes(open_desk.tlog_proofs.body(entry, by=by))
            except OSError as error:
                raise Trouble(f"{body} cannot be written: {error.strerror}.") from error
        make = partial(open_desk.tlog_proofs.proof, entry=entry, by=by)
        return save(open_desk, out, "tlog-proof", make, as_json=as_json)


def verify_proof(file: Path, body: Path | None, keys: Sequence[str], output: Output) -> int:
    """Check a proof with the bytes of its entry; say what holds."""
    from sopdesk.services.evidence_check import read_evidence
    from sopdesk.services.tlog_proofs import check_tlog_proof

    if body is None:
        raise Refusal("A proof is checked with the bytes of its entry. Name their file with --entry-body.")
    found = check_tlog_proof(read_evidence(file), read_evidence(body), keys)
    findings = [{"holds": holds, "sentence": said} for holds, said in found.findings]
    data = {"file": str(file), "holds": found.holds, "log": found.origin, "entries": found.size, "findings": findings}
    output.result(data, f"{file}:", *(f"  {_WORDS[holds]}: {said}" for holds, said in found.findings))
    return DONE if found.holds else DOES_NOT_HOLD
