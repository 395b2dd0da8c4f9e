"""Feeds the parsers of what comes from outside with chance, led by coverage: `python -m tools.fuzz bundle 300`.

Needs atheris (`pip install atheris`), which is no dependency of the program or its tests. What it finds new goes into
the folder named with --corpus; an input that breaks a rule is written beside it, and the run ends with a trace.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import mkdtemp


def main() -> None:
    """Fuzz one parser for so many seconds."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("parser", choices=("bundle", "note", "pdf"))
    given.add_argument("seconds", type=int)
    given.add_argument("--corpus", type=Path, required=True)
    asked = given.parse_args()
    try:
        atheris = import_module("atheris")
    except ImportError:
        sys.exit("This needs atheris: pip install atheris")
    with atheris.instrument_imports(
        include=["sopdesk.journal", "sopdesk.services.evidence_check", "pyhanko", "sopdesk.pdf"]
    ):
        from tests.attacks import pdfs
        from tests.attacks.parsers import parsers
    from tests.attacks.mutants import mutant

    parser = parsers()[asked.parser] if asked.parser != "pdf" else pdfs.parser(Path(mkdtemp()))
    asked.corpus.mkdir(parents=True, exist_ok=True)
    for n, seed in enumerate(parser.seeds):
        (asked.corpus / f"seed-{n}").write_bytes(seed)

    def changed(content: bytes, largest: int, seed: int) -> bytes:
        chance = Random(seed)  # noqa: S311 - no secret
        if chance.randrange(3):
            return mutant(content, parser.seeds, chance)[:largest]
        return bytes(atheris.Mutate(content, largest))

    def judge(content: bytes) -> None:
        parser.judge(content)

    options = [f"-max_total_time={asked.seconds}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=200000"]
    place = f"-artifact_prefix={asked.corpus.parent}/{asked.parser}-"
    atheris.Setup([sys.argv[0], *options, place, str(asked.corpus)], judge, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
