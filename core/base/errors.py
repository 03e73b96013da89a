"""What a person can act on, as codes with particulars; the sentences stand in gui/messages.py."""

import re
from typing import ClassVar

Particular = str | int


class UserError(Exception):
    """The world's fault or the person's: a code and the particulars of its sentence, no words.

    Everything that is not a UserError is our own mistake and ends in the crash notice.
    """

    names: ClassVar[tuple[str, ...]] = ()
    """Particulars that must be given and that the sentence may use."""

    def __init__(self, **particulars: Particular) -> None:
        missing = set(self.names) ^ set(particulars)
        if missing:
            raise TypeError(f"{type(self).__name__} takes {self.names}, got {sorted(particulars)}")
        super().__init__(self.code(), particulars)
        self.particulars = particulars

    @classmethod
    def code(cls) -> str:
        """Return the class name in snake case, e.g. `wrong_password`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def all_errors() -> tuple[type[UserError], ...]:
    """Return every declared kind of UserError, for the test that asks each for its sentence."""
    found: list[type[UserError]] = []
    queue = list(UserError.__subclasses__())
    while queue:
        kind = queue.pop(0)
        found.append(kind)
        queue.extend(kind.__subclasses__())
    return tuple(sorted(found, key=lambda kind: kind.code()))


class Cancelled(UserError):
    """The person pressed Cancel; nothing was changed."""


# --- files ---------------------------------------------------------------------------------------


class DiskFull(UserError):
    """No room to write; sizes in bytes."""

    names = ("path", "needed", "free")


class FileCanRun(UserError):
    """A program or a shortcut is no attachment; such files are what stick viruses look like (D§7.1)."""

    names = ("name",)


class FileEmpty(UserError):
    """There is nothing in the file."""

    names = ("name",)


class FileMissing(UserError):
    """There is no such file."""

    names = ("path",)


class FileTooLarge(UserError):
    """The file is larger than this program takes in; sizes in bytes."""

    names = ("name", "size", "limit")


class FileUnreadable(UserError):
    """The file is there and can't be read."""

    names = ("path", "reason")


class FolderNotWritable(UserError):
    """The folder doesn't take new files."""

    names = ("path",)


class NotAFile(UserError):
    """A folder, a pipe or a device stands where a file was asked for."""

    names = ("path",)


class ReadBackDiffers(UserError):
    """What was written and what was read back are not the same; the file was removed again."""

    names = ("path",)


# --- records -------------------------------------------------------------------------------------


class UnknownKind(UserError):
    """A record of a kind that neither the program nor the file defines."""

    names = ("kind",)


class BadValue(UserError):
    """A stored or received value doesn't fit its field; `path` is written with dots."""

    names = ("kind", "path", "value")


class NewerKind(UserError):
    """A record made with a newer definition of its kind than this program has."""

    names = ("kind", "found", "known")


class MoveNotReady(UserError):
    """Something a move of the workflow needs doesn't hold; `finding` names the first of `lacking` (rule and code)."""

    names = ("move", "finding", "lacking")


class MoveRefused(UserError):
    """A move of the workflow is not possible from the present state."""

    names = ("move", "state")


class RowGone(UserError):
    """A move acts on a row that is no longer there; `grid` is the key of the list it stood in."""

    names = ("move", "grid")


class AnswerMissing(UserError):
    """A move needs an answer (a reason, a date, a person) that was not given."""

    names = ("move", "field")


# --- campaign ------------------------------------------------------------------------------------


class CampaignRefused(UserError):
    """A campaign template that can't be read or contradicts itself; `path` like `phases[1].end`, `reason` is a code."""

    names = ("path", "reason")


class SealMissing(UserError):
    """A record that is locked away inside the vault, and no password for such records was chosen yet."""


class SealClosed(UserError):
    """A record that is locked away inside the vault, and its password was not given yet."""


class SealExists(UserError):
    """A password for locked records was chosen already; it can be changed, not chosen anew."""


class NotFinished(UserError):
    """A record that has no number yet, so that nothing can be tied to it."""


class OffshootMissing(UserError):
    """A row that is gone, or that can't become what was asked for."""


class KeptInside(UserError):
    """A record that does not go into ordinary packets; `number` as on the list."""

    names = ("number",)


class CampaignMissing(UserError):
    """A campaign the school has not taken up."""

    names = ("campaign",)


class CampaignOlder(UserError):
    """An edition older than the one in force: number offered, number there."""

    names = ("title", "edition", "found")


class ActivityMissing(UserError):
    """An activity its campaign doesn't have."""

    names = ("campaign", "activity")


# --- documents -----------------------------------------------------------------------------------


class MissingGlyph(UserError):
    """A character that no font of the program can draw; `codepoint` as U+XXXX, `place` = record number and field."""

    names = ("char", "codepoint", "place")


class PictureUnreadable(UserError):
    """An attached picture can't be put on the page; `record` is the record's number."""

    names = ("name", "record", "reason")


# --- signing -------------------------------------------------------------------------------------


class BadIdentity(UserError):
    """A name or school that can't stand in a certificate: empty, or longer than `longest` characters."""

    names = ("field", "longest")


class CertificateOutOfDate(UserError):
    """The signer's certificate is not in force now (days); mostly a wrong clock or one that needs renewing."""

    names = ("valid_from", "valid_until")


class FileChanged(UserError):
    """A file is no longer the one that was judged."""

    names = ("path",)


class IdentityDamaged(UserError):
    """The signing key kept in the vault can't be read or doesn't belong to its certificate."""

    names = ("reason",)


class NewerTrust(UserError):
    """A trust file written by a newer version of the program."""

    names = ("path", "found", "known")


class TrustDamaged(UserError):
    """A trust file that is not one, or is damaged."""

    names = ("path", "reason")


class Unsignable(UserError):
    """The PDF that was to be signed is not one this program can sign."""

    names = ("path", "reason")


# --- exchange ------------------------------------------------------------------------------------


class NameTaken(UserError):
    """Another file of the same name already lies on the stick; it was left as it is."""

    names = ("path",)


class StickBusy(UserError):
    """The stick can't be ejected because something still uses it; `reason` as the system words it."""

    names = ("path", "reason")


class StickFull(UserError):
    """No room on the stick; sizes in bytes."""

    names = ("path", "needed", "free")


class StickGone(UserError):
    """The stick was pulled out or can't be found; what is sure: no half file stands under its final name."""

    names = ("path",)


class StickReadOnly(UserError):
    """The stick takes no files: its switch is on 'lock', or the system mounted it read-only."""

    names = ("path",)


# --- store ---------------------------------------------------------------------------------------


class NewerVault(UserError):
    """The vault was made by a newer program; both are numbers of the vault's schema."""

    names = ("path", "found", "known")


class NoVault(UserError):
    """The folder is not a vault."""

    names = ("path",)


class NotAPhoto(UserError):
    """The file calls itself a photo and can't be read as one."""

    names = ("name",)


class PhotoTooLarge(UserError):
    """The photo has more pixels than this program takes; in millions of pixels."""

    names = ("name", "megapixels", "limit")


class RecordGone(UserError):
    """There is no record of this id (any more)."""

    names = ("record",)


class RecordMoved(UserError):
    """The record was changed elsewhere since it was read; both are revisions."""

    names = ("record", "expected", "found")


class RecordSealed(UserError):
    """The record can't be typed in, or thrown away, in its present state."""

    names = ("record", "state")


class VaultDamaged(UserError):
    """A part of the vault can't be read: `key`, `database`, `journal` or `attachment`."""

    names = ("path", "part")


class VaultExists(UserError):
    """A vault, or something else, already stands under this name."""

    names = ("path",)


class VaultInUse(UserError):
    """Another program has the vault open."""

    names = ("path",)


class VersionMissing(UserError):
    """The journal holds no whole version of the record under this number."""

    names = ("record", "seq")


class WrongPassword(UserError):
    """The password does not open the vault."""


# --- people --------------------------------------------------------------------------------------


class EmptyName(UserError):
    """A person or a school needs a name."""


class PersonMissing(UserError):
    """There is nobody of this id on the roster."""

    names = ("person",)


class TermEndsEarly(UserError):
    """A term of office ends before it begins; days as ISO text."""

    names = ("name", "since", "until")


# --- packets -------------------------------------------------------------------------------------


class NothingChosen(UserError):
    """A packet needs at least one record."""


class NothingToRegister(UserError):
    """The judged file names no signer."""


class SealNotBelieved(UserError):
    """Our own judge refuses what was just signed; nothing was kept. `reason` is the judge's code."""

    names = ("reason",)
