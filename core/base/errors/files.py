"""Files, folders and disks."""

from core.base.errors.usererror import UserError


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


class FolderGone(FileMissing):
    """The folder a file was to be written into is no longer there."""


class FolderNotWritable(UserError):
    """The folder doesn't take new files."""

    names = ("path",)


class NotAFile(UserError):
    """A folder, a pipe or a device stands where a file was asked for."""

    names = ("path",)


class ReadBackDiffers(UserError):
    """What was written and what was read back are not the same; the file was removed again."""

    names = ("path",)
