"""USB keys, with a real PKCS#11 module: the key is made on it, signs on it, and every mishap has its name."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), *Path("/usr/lib").glob("*/softhsm/libsofthsm2.so")]
MODULE = next((path for path in MODULES if path.exists()), None)
PIN = "123456"

pytestmark = pytest.mark.skipif(MODULE is None, reason="SoftHSM2 is not installed")

SCRIPT = Path(__file__).with_name("on_token.py")
ROOT = SCRIPT.parents[3]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for tokens with one token in it."""
    folder = tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n", encoding="utf-8"
    )
    command = ["softhsm2-util", "--init-token", "--free", "--label", "校长", "--pin", PIN, "--so-pin", "12345678"]
    subprocess.run(command, env=environment(folder), check=True, capture_output=True)
    return folder


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "SOFTHSM2_CONF": str(folder / "softhsm2.conf"), "PYTHONPATH": str(ROOT)}


def done(folder: Path, place: Path, what: str) -> str:
    """Do something with a token in a process of its own: a module stays loaded for as long as its process lives."""
    command = [sys.executable, str(SCRIPT), what, str(MODULE), str(place), PIN]
    run = subprocess.run(
        command,
        env=environment(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("algorithm", ["rsa-3072", "ec-p256"])
def test_a_packet_signed_on_a_token_is_valid_once_it_is_registered_or_certified(store: Path, tmp_path: Path, algorithm):
    assert done(store, tmp_path, f"sign:{algorithm}") == "registered_signer county_certificate"


def test_the_key_is_found_again_and_cannot_be_read_out(store: Path, tmp_path: Path):
    assert done(store, tmp_path, "again") == "same unreadable"


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("pin", "pin_wrong"),
        ("empty-pin", "pin_wrong"),
        ("absent", "token_gone"),
        ("no-key", "no_token_key"),
        ("no-module", "token_module_unusable"),
        ("other-module", "token_module_unusable"),
    ],
)
def test_every_mishap_has_its_error(store: Path, tmp_path: Path, what, error):
    assert done(store, tmp_path, what) == error


def test_a_token_pulled_out_between_opening_and_signing_is_told(store: Path, tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(store, copy)
    conf = copy / "softhsm2.conf"
    conf.write_text(conf.read_text(encoding="utf-8").replace(str(store), str(copy)), encoding="utf-8")
    assert done(copy, tmp_path, f"pull:{copy / 'tokens'}") == "token_gone"


def test_what_a_locked_token_says_becomes_its_error(store: Path, tmp_path: Path):
    """SoftHSM never locks a PIN: the module's answers are given by hand here."""
    assert done(store, tmp_path, "locked") == "pin_locked pin_locked"


def test_looking_for_keys_does_not_end_a_signature_under_way(store: Path, tmp_path: Path):
    assert done(store, tmp_path, "meanwhile") == "signed"


def test_what_a_token_cannot_do_is_told(store: Path, tmp_path: Path):
    """Old tokens make no RSA keys of 3072 bits; SoftHSM makes all: the module's answer is given by hand here."""
    assert done(store, tmp_path, "refused") == "token_refused"
