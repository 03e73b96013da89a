"""Updates that are refused: each by its own name, the program staying what it was."""

import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from core.base.canonical import digest
from core.base.errors import (
    NewerUpdate,
    UpdateDamaged,
    UpdateForOthers,
    UpdateOfAnother,
    UpdateOlder,
    UpdateTooFar,
    UpdateTooLarge,
    UpdateUnsafe,
    UpdateUnsigned,
    UserError,
)
from core.exchange import installation, update
from core.exchange.update import FOLDER, Archive, Item
from core.services import updates
from tests.support.bundles import (
    CLOCK,
    HERE,
    apply,
    archive_of,
    lay_update,
    offered,
    plugged,
    program_in,
    public_key,
    say,
    started,
    tree,
    words_of,
)

# --- refused ----------------------------------------------------------------------------------------------------------


def refusal(root: Path, stick: Path) -> UserError:
    """Return why an update is refused: the same when it is found, checked and applied, and nothing is written."""
    before = tree(root)
    program = program_in(root)
    (found,) = updates.find(program, [plugged(stick)])
    assert found.refused is not None
    for doing in (
        lambda: updates.check(program, found),
        lambda: updates.apply(program, found, clock=CLOCK),
    ):
        with pytest.raises(type(found.refused)) as caught:
            doing()
        assert caught.value.particulars == found.refused.particulars
    assert tree(root) == before
    assert started(root) == "0.1.0"
    return found.refused


def test_one_without_a_signature_is_refused(root: Path, stick: Path) -> None:
    (lay_update(stick) / f"{HERE}.sig").unlink()
    assert isinstance(refusal(root, stick), UpdateUnsigned)


def test_one_signed_by_another_key_is_refused_with_that_keys_name(root: Path, stick: Path) -> None:
    lay_update(stick, seed=2)
    found = refusal(root, stick)
    assert isinstance(found, UpdateOfAnother)
    assert found.particulars["key"] == public_key(2).name[:8]


def test_one_that_names_our_key_but_was_signed_by_another_is_refused(root: Path, stick: Path) -> None:
    signature = lay_update(stick, seed=2) / f"{HERE}.sig"
    told = signature.read_text(encoding="ascii")
    signature.write_text(told.replace(public_key(2).name, public_key().name), encoding="ascii")
    assert refusal(root, stick).particulars["part"] == "manifest"


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe", b"ed25519 xyz AAAA", b"a b", b"x" * 5000], ids=range(5))
def test_a_signature_that_is_none_is_refused(root: Path, stick: Path, garbage: bytes) -> None:
    (lay_update(stick) / f"{HERE}.sig").write_bytes(garbage)
    assert isinstance(refusal(root, stick), UpdateDamaged | UpdateTooLarge)


def test_a_single_changed_sign_of_the_words_is_seen(root: Path, stick: Path) -> None:
    words = lay_update(stick) / f"{HERE}.json"
    words.write_bytes(words.read_bytes().replace("打印更快".encode(), "打印更慢".encode()))
    assert refusal(root, stick).particulars["part"] == "manifest"


def test_one_for_another_system_is_refused_with_both_names(root: Path, stick: Path) -> None:
    lay_update(stick, platform="windows-x86_64")
    found = refusal(root, stick)
    assert isinstance(found, UpdateForOthers)
    assert (found.particulars["found"], found.particulars["wanted"]) == ("windows-x86_64", HERE)


def test_one_renamed_to_this_system_is_refused_all_the_same(root: Path, stick: Path) -> None:
    folder = lay_update(stick, platform="windows-x86_64")
    for path in list(folder.iterdir()):
        path.rename(path.with_name(path.name.replace("windows-x86_64", HERE)))
    assert isinstance(refusal(root, stick), UpdateForOthers)


@pytest.mark.parametrize("version", ["0.1.0", "0.1", "0.0.9"])
def test_one_no_newer_is_refused(root: Path, stick: Path, version: str) -> None:
    lay_update(stick, version, since="0.0.1")
    assert isinstance(refusal(root, stick), UpdateOlder)


def test_one_too_new_to_jump_to_names_the_version_in_between(root: Path, stick: Path) -> None:
    lay_update(stick, "0.9.0", since="0.5.0")
    found = refusal(root, stick)
    assert isinstance(found, UpdateTooFar)
    assert found.particulars["since"] == "0.5.0"


def test_one_of_a_newer_form_is_told_as_that(root: Path, stick: Path) -> None:
    say(lay_update(stick), {"format_version": 2})
    assert isinstance(refusal(root, stick), NewerUpdate)


@pytest.mark.parametrize(
    "name",
    [
        "../taizhang.sh",
        "_internal/../../current",
        "/etc/passwd",
        "_internal//x",
        "C:/Windows/x",
        "_internal\\x",
        "_internal/CON.txt",
        "_internal/.",
        "_internal/x ",
        "_internal/a\x00b",
        "",
        "a/" * 20 + "x",
        "_internal/" + "x" * 200,
        "TAIZHANG",
        "taizhang/x",
    ],
)
def test_a_name_that_leads_elsewhere_or_clashes_is_refused_though_it_is_signed(
    root: Path, stick: Path, name: str
) -> None:
    folder = lay_update(stick)
    extra = Item(path=name, size=0, sha256="0" * 64)
    say(folder, lambda words: msgspec.structs.replace(words, files=(*words.files, extra)))
    assert isinstance(refusal(root, stick), UpdateUnsafe)


def test_more_than_any_version_can_be_is_refused(root: Path, stick: Path) -> None:
    folder = lay_update(stick)
    good = words_of(folder)
    many = tuple(Item(path=f"_internal/{number}", size=1, sha256="0" * 64) for number in range(update.MOST_FILES))
    for change in (
        {"files": (*good.files, *many)},
        {"files": (*good.files, Item(path="x", size=update.MOST_BYTES, sha256="1" * 64))},
        {"payload": Archive(size=update.MOST_BYTES + 1, sha256="0" * 64)},
        {"changes": {"zh_CN": ("长" * 500,), "en": ("long",)}},
    ):
        assert isinstance(refusal(root, say(folder, msgspec.structs.asdict(good) | change).parent), UpdateTooLarge)
    with (folder / f"{HERE}.json").open("r+b") as words:
        words.truncate(update.MOST_WORDS + 1)
    assert isinstance(refusal(root, stick), UpdateTooLarge)


@pytest.mark.parametrize(
    "change",
    [
        {"version": "../x"},
        {"version": "1"},
        {"since": "old"},
        {"format": "another"},
        {"files": ()},
        {"payload": Archive(size=3, sha256="0" * 64)},
    ],
    ids=str,
)
def test_words_that_can_not_be_meant_are_refused(root: Path, stick: Path, change: dict[str, object]) -> None:
    say(lay_update(stick), change)
    assert refusal(root, stick).particulars["part"] == "manifest"


def test_an_archive_cut_short_or_missing_is_refused(root: Path, stick: Path) -> None:
    archive = archive_of(lay_update(stick))
    with archive.open("r+b") as stream:
        stream.truncate(archive.stat().st_size - 1)
    assert refusal(root, stick).particulars["part"] == "payload"
    archive.unlink()
    assert refusal(root, stick).particulars["part"] == "payload"
    archive.symlink_to("/dev/zero")
    assert refusal(root, stick).particulars["part"] == "payload"


def damaged(root: Path, stick: Path) -> UserError:
    """Return why an update is refused that looks well from outside; nothing is written that starts."""
    before = tree(root)
    program, found = program_in(root), offered(root, stick)
    assert found.refused is None
    with pytest.raises(UpdateDamaged):
        updates.check(program, found)
    with pytest.raises(UserError) as caught:
        updates.apply(program, found, clock=CLOCK)
    assert tree(root) == before
    assert started(root) == "0.1.0"
    return caught.value


def test_a_flipped_bit_anywhere_in_the_archive_never_gets_into_the_program(root: Path, stick: Path) -> None:
    archive = archive_of(lay_update(stick))
    whole = archive.read_bytes()
    for place in [*range(0, len(whole) - 1, len(whole) // 23), *range(len(whole) - 22, len(whole))]:
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(UpdateDamaged):
            updates.check(program_in(root), offered(root, stick))
        try:
            apply(root, stick)
        except (UpdateDamaged, UpdateUnsafe):
            assert started(root) == "0.1.0"
        else:  # a bit that means nothing: a time, a system's name
            assert tree(root / "versions/0.2.0") == tree_of_update(whole, stick)
            updates.choose(program_in(root), "0.1.0")
            shutil.rmtree(root / "versions/0.2.0")


def tree_of_update(whole: bytes, stick: Path) -> dict[str, bytes]:
    kept = stick.parent / "whole.zip"
    kept.write_bytes(whole)
    with zipfile.ZipFile(kept) as archive:
        held = {item.sha256: archive.read(item.path) for item in words_of(stick / f"{FOLDER}0.2.0").contents()}
    return {item.path: held[item.sha256] for item in words_of(stick / f"{FOLDER}0.2.0").files}


def repack(update_: Path, change) -> None:
    """Pack the archive anew with some members changed, and sign it, as a careless or cheated releaser might."""
    archive = archive_of(update_)
    with zipfile.ZipFile(archive) as packed:
        members = [(member, packed.read(member)) for member in packed.infolist()]
    with zipfile.ZipFile(archive, "w") as packed:
        for member, content in members:
            packed.writestr(*change(member, content))
    size = archive.stat().st_size
    say(update_, {"payload": Archive(size=size, sha256=digest(archive.read_bytes()))})


@pytest.mark.parametrize("kind", [0o120777, 0o020666, 0o060666, 0o010644, 0o040755])
def test_links_devices_and_pipes_in_the_archive_are_refused_though_they_are_signed(
    root: Path, stick: Path, kind: int
) -> None:
    def change(member: zipfile.ZipInfo, content: bytes):
        if member.filename.endswith("VERSION"):
            member.external_attr = kind << 16
        return member, content

    repack(lay_update(stick), change)
    with pytest.raises(UpdateUnsafe):
        apply(root, stick)
    assert started(root) == "0.1.0"


def test_a_file_of_other_content_or_name_than_the_words_say_is_refused_though_it_is_signed(
    root: Path, stick: Path
) -> None:
    def other_content(member: zipfile.ZipInfo, content: bytes):
        return member, b"0.9.9" if member.filename.endswith("VERSION") else content

    def other_name(member: zipfile.ZipInfo, content: bytes):
        member.filename = member.filename.replace("VERSION", "VERSIOM")
        return member, content

    def squeezed(member: zipfile.ZipInfo, content: bytes):
        member.compress_type = zipfile.ZIP_DEFLATED
        return member, content

    for change in (other_content, other_name, squeezed):
        repack(lay_update(stick), change)
        with pytest.raises(UpdateDamaged):
            apply(root, stick)
        assert started(root) == "0.1.0"
        assert not (root / installation.FRESH).exists()


def test_an_archive_whose_list_is_longer_than_it_can_be_is_refused_unread(root: Path, stick: Path) -> None:
    archive = archive_of(lay_update(stick))
    whole = bytearray(archive.read_bytes())
    whole[-10:-6] = (1 << 20).to_bytes(4, "little")
    archive.write_bytes(whole)
    assert damaged(root, stick).particulars["part"] == "payload"
