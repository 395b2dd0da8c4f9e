"""Programs of other people that judge files: each gives "ok", or what it found."""

import hashlib
import io
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.pdf import verapdf

LACKING = "NOT JUDGED: "
_VALID = ("Signature is Valid", "Certificate is Trusted", "Total document signed", "ETSI.CAdES.detached")
_LONGEST = 900


def judge(files: Mapping[Path, bytes], root: bytes, folder: Path) -> dict[Path, dict[str, str]]:
    """Give what every tool says of signed files, each with its bundle; `root` is the house's certificate as PEM."""
    kept = conformance(files)
    return {
        file: {
            **kept[file],
            "qpdf --check": structure(file),
            "pdfsig": signature(file, root, folder),
            "pdfdetach": attached(file, bundle, folder),
            "pyHanko": validated(file, root),
        }
        for file, bundle in files.items()
    }


def pages(file: Path) -> int:
    """Give how many pages a file has, as qpdf counts them; 0 without qpdf."""
    return 0 if _without("qpdf") else int(_said(["qpdf", "--show-npages", str(file)]).stdout)


def conformance(files: Iterable[Path]) -> dict[Path, dict[str, str]]:
    """Ask veraPDF whether files keep to both standards: 3a is PDF/A-3a, ua1 is PDF/UA-1."""
    lacking = verapdf.lacking()
    found = {} if lacking else verapdf.broken(files, longest=_LONGEST)
    return {
        file: {f"veraPDF {each}": LACKING + lacking if lacking else found[file.name, each] for each in ("3a", "ua1")}
        for file in files
    }


def structure(file: Path) -> str:
    """Ask qpdf whether the structure is sound, with nothing to warn of."""
    lacking = _without("qpdf")
    if lacking:
        return lacking
    found = _said(["qpdf", "--check", str(file)])
    return "ok" if found.returncode == 0 else found.stdout + found.stderr


def signature(file: Path, root: bytes, folder: Path) -> str:
    """Ask Poppler, with NSS, whether the signature is valid, covers everything and is of this house."""
    lacking = _without("pdfsig", "certutil")
    if lacking:
        return lacking
    (folder / "root.pem").write_bytes(root)
    held = folder / "nss"
    if not held.exists():
        held.mkdir()
        _said(["certutil", "-d", f"sql:{held}", "-N", "--empty-password"])
        _said(["certutil", "-d", f"sql:{held}", "-A", "-n", "root", "-t", "CT,C,C", "-i", str(folder / "root.pem")])
    found = _said(["pdfsig", "-nssdir", f"sql:{held}", str(file)]).stdout
    return "ok" if all(each in found for each in _VALID) else found


def attached(file: Path, bundle: bytes, folder: Path) -> str:
    """Ask Poppler for what is attached: it is the bundle, byte for byte."""
    lacking = _without("pdfdetach")
    if lacking:
        return lacking
    out = folder / "out.json"
    found = _said(["pdfdetach", "-save", "1", "-o", str(out), str(file)])
    if found.returncode or not out.is_file():
        return found.stderr or "nothing is attached"
    content = out.read_bytes()
    out.unlink()
    return "ok" if content == bundle else f"other bytes: {hashlib.sha256(content).hexdigest()}"


def validated(file: Path, root: bytes) -> str:
    """Ask pyHanko, as any other program would use it, whether the one signature holds and nothing came after it."""
    from asn1crypto.pem import unarmor
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(io.BytesIO(file.read_bytes()))
    (found,) = reader.embedded_signatures
    trusted = ValidationContext(trust_roots=[Certificate.load(unarmor(root)[2])], moment=found.self_reported_timestamp)
    status = validate_pdf_signature(found, trusted)
    return "ok" if status.bottom_line else status.pretty_print_details()


def _without(*names: str) -> str:
    missing = [each for each in names if not shutil.which(each)]
    return f"{LACKING}{' and '.join(missing)} is missing" if missing else ""


def _said(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    program = shutil.which(command[0]) or ""
    return subprocess.run([program, *command[1:]], capture_output=True, text=True, timeout=_LONGEST, check=False)
