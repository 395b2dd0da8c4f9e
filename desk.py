"""Set the project up and open it, or set it up and check it, on a machine that has only Python and git.

python3 desk.py run      open a demo desk (what follows goes to `sopdesk demo`)
python3 desk.py check    lint, types and tests
python3 desk.py test     the same, and the built program's self-test

The first start installs what is missing; later starts find it there. On Debian, Ubuntu and their kin the
libraries that windows need come from apt-get; everything else goes into the folder .venv beside this file.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
MEASURED = ("tests/domain", "tests/journal")
COVERED = 100
"""The share of branches of these rooms that these tests alone must reach, in percent. Measuring takes time: the others
run without it."""

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
PROGRAM = ROOT / "dist" / "sopdesk" / ("sopdesk.exe" if WINDOWS else "sopdesk")

# What Qt's wheels expect of the system: file to load → Debian package. Qt itself blames the wrong one when it fails.
WINDOW_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


class Stop(Exception):  # noqa: N818 - it ends the run with a sentence
    """Nothing more can be done here; carries the sentence that says why and what to do."""


def run(arguments: list[str]) -> None:
    """Open a demo desk."""
    prepare("run")
    python("-m", "sopdesk", "demo", *arguments)


def check(arguments: list[str]) -> None:
    """Check the source: layout, lint, types, tests (with the import contracts and budgets), coverage."""
    prepare("test")
    check_source(arguments)


def test(arguments: list[str]) -> None:
    """Check everything. The tests come last, so that their closing line is the last thing to read."""
    prepare("test")
    check_built_program()
    check_source(arguments)


def check_source(arguments: list[str]) -> None:
    """Run lint, types and tests; arguments go to pytest, and coverage is judged only without them."""
    python("-m", "ruff", "check", says="Lint")
    python("-m", "ruff", "format", "--check", says="Layout")
    python("-m", "mypy", says="Types")
    workers = str((os.cpu_count() or 2) * 3 // 2)  # many tests wait, for a window or for a program of their own
    tests = ["-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup"]  # what shares a browser, in one process
    if arguments:
        python(*tests, *arguments, says="Tests")
        return
    python(*tests, *MEASURED, "--cov", "--cov-report=", says="Tests of the domain and the journal")
    rooms = ",".join(f"src/sopdesk/{Path(each).name}/*" for each in MEASURED)
    python("-m", "coverage", "report", f"--include={rooms}", f"--fail-under={COVERED}", says="Coverage")
    python(*tests, *(f"--ignore={each}" for each in MEASURED), says="Tests of everything else")


def check_built_program() -> None:
    """Build the program that needs no Python and let it test itself."""
    python("-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", "build.spec", says="Building dist/sopdesk")
    command([str(PROGRAM), "selftest"], says="Self-test of the built program", QT_QPA_PLATFORM="offscreen")


def prepare(purpose: str) -> None:
    """Install what "run" or "test" needs and is not there yet."""
    if LINUX:
        prepare_system(purpose)
    prepare_packages(purpose)


def prepare_system(purpose: str) -> None:
    """Install the missing system packages, or say which they are."""
    missing = {package for library, package in WINDOW_LIBRARIES.items() if not loads(library)}
    if importlib.util.find_spec("ensurepip") is None and not works(PYTHON):
        missing.add(f"python{here()}-venv")
    if purpose == "test":  # the built program is put together with these
        missing |= {"binutils"} if shutil.which("objdump") is None or shutil.which("objcopy") is None else set()
        debian_python = Path(sys.base_prefix) == Path("/usr")
        missing |= {f"libpython{here()}"} if debian_python and not loads(f"libpython{here()}.so.1.0") else set()
    if missing:
        install_system_packages(sorted(missing))


def loads(library: str) -> bool:
    """Tell whether a system library can be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> None:
    """Install with apt-get as root or through sudo. Stops with the packages' names where that cannot be."""
    names = " ".join(packages)
    by_hand = f"apt-get update && apt-get install --no-install-recommends {names}"
    if shutil.which("apt-get") is None:
        raise Stop(f"This system lacks what Debian calls: {names}. Install them with its own package tool, then retry.")
    become_root = [] if os.geteuid() == 0 else ["sudo"]
    if become_root and shutil.which("sudo") is None:
        raise Stop(f"System packages are missing. Have an administrator run this, then retry:\n  {by_hand}")
    if become_root and not sys.stdin.isatty():
        become_root.append("--non-interactive")
    announce(f"Installing system packages: {names}")
    apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    quiet = subprocess.DEVNULL  # what goes wrong is on the other channel
    subprocess.run([*apt, "update"], stdout=quiet, check=False)  # a list that cannot be had may not be needed
    if subprocess.run(install, stdout=quiet, check=False).returncode:
        raise Stop(f"The system packages could not be installed. Once this works, retry:\n  {by_hand}")


def prepare_packages(purpose: str) -> None:
    """Make .venv and fill it, unless that was done for this pyproject.toml, this place and this Python."""
    stamp = VENV / f"desk-{purpose}.stamp"
    enough = [stamp, VENV / "desk-test.stamp"]
    state = hashlib.sha256(f"{ROOT}\n{sys.version}\n".encode() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if works(PYTHON) and any(each.is_file() and each.read_text("ascii") == state for each in enough):
        return
    if not works(PYTHON):
        command([sys.executable, "-m", "venv", "--clear", str(VENV)], says="Making the environment in .venv")
    what = f"{ROOT}[dev]" if purpose == "test" else str(ROOT)
    pip = ["-m", "pip", "install", "--disable-pip-version-check", "--editable", what]
    python(*pip, says="Installing packages into .venv (once; a few minutes)")
    stamp.write_text(state, "ascii")


def works(interpreter: Path) -> bool:
    """Tell whether the environment's interpreter starts, is of this Python's version and has pip."""
    question = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(interpreter), "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == here()


def here() -> str:
    """Give this Python's version as in "3.11"."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def python(*arguments: str, says: str = "") -> None:
    """Run the environment's Python in the project's folder."""
    command([str(PYTHON), *arguments], says=says)


def command(words: list[str], *, says: str = "", **environment: str) -> None:
    """Run a program in the project's folder; end with its exit code when it fails."""
    if says:
        announce(says)
    code = subprocess.run(words, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    if code:
        if says:
            announce(f"{says}: failed")
        raise SystemExit(code if code > 0 else 1)


def announce(words: str) -> None:
    """Say what is being done."""
    print(f"-- {words}", flush=True)


def main() -> None:
    """Do what the first word asks for."""
    acts = {"run": run, "check": check, "test": test}
    if sys.version_info < OLDEST_PYTHON:
        raise SystemExit(f"SOPDesk needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer; this is {here()}.")
    if len(sys.argv) < 2 or sys.argv[1] not in acts:  # noqa: PLR2004 - the program and one word
        raise SystemExit(__doc__)
    try:
        acts[sys.argv[1]](sys.argv[2:])
    except Stop as stop:
        raise SystemExit(str(stop)) from stop
    except KeyboardInterrupt as interrupt:
        raise SystemExit(130) from interrupt


if __name__ == "__main__":
    main()
