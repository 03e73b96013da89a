"""Taizhang's front door: opens the window, or runs one command without it."""

import argparse
import getpass
import io
import locale
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from core.base import bell, xscreen
from core.base.canonical import encode
from core.base.clock import SystemClock
from core.base.errors import NoVault, UserError
from core.base.files import explain_reading, require_file
from core.base.jobs import Progress, Silent
from core.base.paths import data_folder
from core.base.settings import Language, load
from core.base.version import PROGRAM, commit
from core.views.verdicts import VerdictView
from gui import messages
from gui.messages import _

JUDGE_CHILD = "--judge-child"
"""First argument with which the bundled program starts itself as the judge's child process."""

ALL_VALID, ANY_INVALID, ANY_UNDECIDED, FAILED = 0, 1, 2, 3
"""Exit codes of `verify`; a command that could not do its work at all ends with 3."""

HEALTHY, FINDINGS, NOT_LOOKED = 0, 1, 2
"""Exit codes of `health`: all is whole; something was found, mended or not; nothing could be looked at."""

INTERRUPTED, LEFT = 130, 141
"""Exit codes after Ctrl-C, and when nobody reads the output any more: those of other programs (128 + signal)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; without a command it opens the window."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == [JUDGE_CHILD]:
        from core.signing.child import main as serve  # the child needs neither words nor windows

        return serve()
    _speak_anywhere()
    chosen = _parser().parse_args(given)
    if chosen.command is None:
        return _window(chosen)
    messages.use(chosen.language)
    try:
        code = COMMANDS[chosen.command](chosen)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UserError as error:
        _tell_error(error, as_json=chosen.json)
        return NOT_LOOKED if chosen.command == "health" else FAILED
    except BrokenPipeError:
        # Whoever listened has heard enough (`| head`); what Python would still flush at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return LEFT
    except (KeyboardInterrupt, EOFError):  # the second: a password was to be typed and there is nobody
        print(_("Cancelled."), file=sys.stderr)
        return INTERRUPTED
    return code


def _window(chosen: argparse.Namespace) -> int:
    """Leave it to the window that is open already, or open one and stay until it is closed."""
    folder = data_folder()
    vault = str(chosen.vault or load(folder / "settings.json").vault)
    own = bell.arrive(folder, bell.wish(chosen.vault, chosen.judge), vault=vault)
    if own is True:
        xscreen.end_start()
        return 0
    from gui.app import run  # Qt is loaded for the window only

    return run(chosen.vault, chosen.judge, own or None)


def _speak_anywhere() -> None:
    """Let no character stop the program that this terminal or pipe can't show; it is written as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    """Return the description of the command line."""
    spoken = Language.CHINESE if (locale.getlocale()[0] or "").startswith(("zh", "Chinese")) else Language.ENGLISH
    parser = argparse.ArgumentParser(prog="taizhang", description="Records, printed pages and signed packets, offline.")
    parser.add_argument("--vault", type=Path, help="open this vault")
    parser.add_argument("--judge", type=Path, nargs="*", default=[], help="check files in the window")
    parser.set_defaults(command=None)
    verbs = parser.add_subparsers(title="commands without a window", metavar="COMMAND")
    demo = verbs.add_parser("demo", help="make a fictional school's vault and packet in a folder")
    demo.add_argument("folder", type=Path)
    verify = verbs.add_parser(
        "verify",
        help="judge files, a receipt before its packet; exit code 0: all valid, 1: any invalid, 2: any undecided",
    )
    verify.add_argument("files", type=Path, nargs="+")
    verify.add_argument("--trust", type=Path, help="file with registered fingerprints")
    intake = verbs.add_parser("intake", help="county desk: judge the files of a folder and take the packets in")
    intake.add_argument("folder", type=Path)
    intake.add_argument("--register", required=True, help="postgresql://… or the folder of a desk")
    intake.add_argument("--password-file", type=Path, help="first line: password of the desk; else it is asked for")
    intake.add_argument("--by", default="", help="name of the clerk, for the register")
    health = verbs.add_parser(
        "health", help="look a vault through; exit code 0: whole, 1: something was found, 2: it could not be looked at"
    )
    health.add_argument("--vault", type=Path, default=argparse.SUPPRESS, help="this vault, not the one opened last")
    health.add_argument("--deep", action="store_true", help="read every attachment, compare all lists with the records")
    health.add_argument("--mend", action="store_true", help="make anew what can be made out of the records")
    describe = verbs.add_parser("describe", help="print campaigns, kinds, rules and the schema of data.json")
    check = verbs.add_parser("selfcheck", help="try the whole program on this computer in a passing folder")
    named = {
        "demo": demo,
        "verify": verify,
        "describe": describe,
        "intake": intake,
        "health": health,
        "selfcheck": check,
    }
    for name, verb in named.items():
        verb.add_argument("--json", action="store_true", help="one JSON object a line")
        verb.add_argument("--language", choices=tuple(Language), default=spoken)
        verb.set_defaults(command=name)
    return parser


class _Counter(Progress):
    """Progress as a line that is written over, on the error stream so that the output stays clean."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def step(self, done: int, total: int, what: str) -> None:
        """Show how far a stage has come; without a terminal every stage gets one line."""
        text = f"  {what} {done}/{total}" if total else f"  {what}"
        if self._shown:
            print(f"\r{text:<60}", end="", file=sys.stderr, flush=True)
        elif not done:
            print(text, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line clean."""
        if self._shown:
            print(f"\r{'':<60}\r", end="", file=sys.stderr, flush=True)


def _demo(chosen: argparse.Namespace) -> int:
    """Make the demonstration and say what it did."""
    from core.records.catalogue import find_kind
    from core.services.demonstration import demonstrate

    counter = _Counter()
    try:
        done = demonstrate(chosen.folder, progress=counter)
    finally:
        counter.end()
    if chosen.json:
        _print_json(done)
    else:
        recorded = [f"{messages.words(find_kind(kind).words)} {count}" for kind, count in done.kinds.items()]
        program = sys.executable if getattr(sys, "frozen", False) else "python3 dev.py run"
        verdict = messages.verdict(done.verdict.reason, done.verdict.particulars).reason
        for line in (
            _("Vault: {path}").format(path=done.vault),
            _("Recorded: {records}, with {photos} photos").format(records=messages.join(recorded), photos=done.photos),
            _("Checked: {errors} errors, {warnings} warnings (all explained), {hints} hints").format(
                errors=done.errors, warnings=done.warnings, hints=done.hints
            ),
            _("Packet: {path} ({pages} pages, {size})").format(
                path=done.packet, pages=done.pages, size=messages.size(done.size)
            ),
            _("Judged: {word}. {reason}").format(word=messages.verdict_word(done.verdict.light), reason=verdict),
            _("To judge it again: {command}").format(command=f"{program} verify --trust {done.trust} {done.packet}"),
            _("To look around: {command} (password: {password})").format(
                command=f"{program} --vault {done.vault}", password=done.password
            ),
            _("Took {seconds:.1f} s").format(seconds=sum(done.seconds.values())),
        ):
            print(line)
    return {"valid": ALL_VALID, "invalid": ANY_INVALID, "undecided": ANY_UNDECIDED}[done.verdict.light]


def _verify(chosen: argparse.Namespace) -> int:
    """Judge files, one line each, and return the worst as exit code."""
    from core.services.judging import judge

    if chosen.trust:
        require_file(chosen.trust)  # one that was named must be there
    lights: set[str] = set()
    seen: list[VerdictView] = []
    for path in chosen.files:
        try:
            verdict = judge(path, trust=chosen.trust, seen=seen)
        except UserError as error:
            _tell_error(error, as_json=chosen.json)
            lights.add("undecided")
            continue
        seen.append(verdict)
        lights.add(str(verdict.light))
        if chosen.json:
            _print_json(verdict)
            continue
        said = messages.verdict(verdict.reason, verdict.particulars)
        told = _in_a_line(f"{said.reason} {said.action}")
        print(f"{messages.verdict_word(verdict.light)}  {_in_a_line(path)}\n    {told}")
    if "invalid" in lights:
        return ANY_INVALID
    return ANY_UNDECIDED if "undecided" in lights else ALL_VALID


def _intake(chosen: argparse.Namespace) -> int:
    """Judge the files of a folder or stick, take the green packets in, and tell each with a line."""
    from core.services.desk import desks, intake
    from core.services.desk import trust as trusting

    desk = None
    if "://" in chosen.register:
        register = desks.open_register(chosen.register)
    else:
        secret = _password(chosen.password_file, _("Password of the desk: "))
        desk = desks.open_desk(Path(chosen.register), secret, clock=SystemClock())
        register = desk.register
    opener = trusting.opener(desk) if desk is not None else None
    lights, taken = set(), 0
    try:
        found = intake.documents(chosen.folder)
        for row in intake.scan(register, found, clock=SystemClock(), by=chosen.by, opener=opener):
            lights.add(str(row.verdict.light))
            taken += row.fresh
            if chosen.json:
                _print_json(row)
                continue
            said = (
                messages.about_code(row.error, row.particulars)
                or messages.verdict(row.verdict.reason, row.verdict.particulars).reason
            )
            note = _("taken in") if row.fresh else _("was there already") if row.incoming else ""
            print(
                f"{messages.verdict_word(row.verdict.light)}  {_in_a_line(row.path)}  {note}\n    {_in_a_line(said)}",
                flush=True,
            )
    finally:
        if desk is not None:
            desks.close(desk)
        else:
            register.close()
    if not chosen.json:
        print(_("{count} packets taken in").format(count=taken))
    if "invalid" in lights:
        return ANY_INVALID
    return ANY_UNDECIDED if "undecided" in lights else ALL_VALID


def _health(chosen: argparse.Namespace) -> int:
    """Look a vault through, mend what can be mended where that is wanted, and tell each finding with a line."""
    from core.services import health, vaults

    folder = chosen.vault or Path(load(data_folder() / "settings.json").vault)
    if not vaults.is_vault(folder):
        raise NoVault(path=str(folder))
    vault = vaults.open_vault(folder, _typed(_("Password of the record book: ")), clock=SystemClock())
    counter = _Counter()
    try:
        found = health.examine(vault, deep=chosen.deep, progress=counter)
        left = found
        if chosen.mend and any(finding.mendable for finding in found.findings):
            left = health.mend(vault)
    finally:
        counter.end()
        vaults.close(vault)
    mended = [finding for finding in found.findings if finding not in left.findings]
    if chosen.json:
        _print_json({"vault": folder, "found": left, "mended": mended})
    else:
        told = [(_("Mended"), one) for one in mended] + [(messages.health_word(one), one) for one in left.findings]
        for word, finding in told:
            print(f"{word}  {_in_a_line(messages.health_sentence(finding))}")
        if said := messages.health_advice(left):
            print(said)
        if any(finding.mendable for finding in left.findings):
            print(_("To mend what can be mended, add --mend."))
    return FINDINGS if found.findings or left.findings else HEALTHY


def _typed(asked: str) -> str:
    """Return what somebody types unseen, or the first line that comes through a pipe. Raises EOFError."""
    if sys.stdin is None or sys.stdin.isatty():
        return getpass.getpass(asked)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")  # PowerShell puts a mark before it


def _password(path: Path | None, asked: str) -> str:
    """Return the first line of a file, or what somebody types."""
    if path is None:
        return getpass.getpass(asked)
    require_file(path)
    try:
        # Notepad puts a mark before the first sign; what is no text opens nothing.
        return (path.read_text(encoding="utf-8-sig", errors="replace").splitlines() or [""])[0]
    except OSError as error:
        raise explain_reading(error, path) from error


def _in_a_line(said: Path | str) -> str:
    """Return what can stand in a line: a name or a title must not write lines of its own, nor steer the terminal."""
    line = " ".join(str(said).splitlines())
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)


def _describe(chosen: argparse.Namespace) -> int:
    """Print what the program knows: campaigns, kinds, rules, and the schema of data.json."""
    from core.services.description import describe

    said = describe()
    if chosen.json:
        _print_json(said)
        return ALL_VALID
    for campaign in said.campaigns:
        print(f"{campaign.id}  {campaign.title}")
        for activity in campaign.activities:
            print(f"    {activity.id}  {activity.name}  {activity.binding}  {activity.kind}")
    for kind in said.kinds:
        states = messages.join(messages.words(state.words) for state in kind.workflow.states)
        print(f"{kind.key} v{kind.version}  {messages.words(kind.words)}  ({kind.prefix})  {states}")
    for rule in said.rules:
        print(f"{rule.number}  {rule.level}  {messages.words(rule.title)}  {', '.join(rule.tested)}")
    return ALL_VALID


def _selfcheck(chosen: argparse.Namespace) -> int:
    """Try the program, one line a step, and return 0 when all went well."""
    from gui.selfcheck import Outcome, SelfCheck

    def tell(outcome: Outcome) -> None:
        if chosen.json:
            _print_json(outcome)
            return
        word = _("well") if outcome.passed else _("FAILED")
        print(f"{word}  {outcome.seconds:6.2f} s  {outcome.step}  {_in_a_line(outcome.said)}", flush=True)

    if not chosen.json:
        print(_in_a_line(f"{PROGRAM} {commit()} · {platform.platform()}"), flush=True)
    with tempfile.TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True) as folder:
        passed = SelfCheck(Path(folder), tell, language=Language(chosen.language), progress=Silent()).run()
    return ALL_VALID if passed else ANY_INVALID


def _print_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    plain = msgspec.to_builtins(value, enc_hook=_as_text)
    print(encode(plain).decode())


def _as_text(path: Path | str) -> str:
    """Return a path as text; what is no character becomes a question mark."""
    return str(path).encode(errors="replace").decode()


def _tell_error(error: UserError, *, as_json: bool) -> None:
    """Say what went wrong on the error stream."""
    if as_json:
        told = {key: _as_text(value) if isinstance(value, str) else value for key, value in error.particulars.items()}
        _print_json({"error": error.code(), "particulars": told})
    print(messages.about(error).text(), file=sys.stderr)


COMMANDS = {
    "demo": _demo,
    "verify": _verify,
    "describe": _describe,
    "intake": _intake,
    "health": _health,
    "selfcheck": _selfcheck,
}


if __name__ == "__main__":
    sys.exit(main())
