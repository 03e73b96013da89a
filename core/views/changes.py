"""What a service changed, so that open pages refresh only that."""

import msgspec


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Parts of the vault that a piece of work touched."""

    records: frozenset[str] = frozenset()
    """Ids of records written."""
    kinds: frozenset[str] = frozenset()
    """Kinds whose lists changed."""
    people: bool = False
    school: bool = False
    packets: bool = False
    backups: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        """Join two changes."""
        return Changes(
            records=self.records | other.records,
            kinds=self.kinds | other.kinds,
            people=self.people or other.people,
            school=self.school or other.school,
            packets=self.packets or other.packets,
            backups=self.backups or other.backups,
        )
