"""Names of files that mean one file, in its folder, under every system."""

_UNSAFE = set('<>:"/\\|?*')
_DEVICES = frozenset(
    (
        *("con", "prn", "aux", "nul", "conin$", "conout$", "clock$"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
    )
)
"""Names that mean a device in every folder of Windows, whatever ending follows."""


def is_plain(name: str) -> bool:
    """Tell whether a name could be saved under any system and leads nowhere else; its length is another matter."""
    printable = all(sign.isprintable() and sign not in _UNSAFE for sign in name)
    device = name.partition(".")[0].rstrip(" ").casefold() in _DEVICES
    return bool(name) and printable and not device and name.strip(" .") == name
