"""A vault as the first schema had it, made out of a kept one: what the later steps added is taken out again."""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from core.store import backup
from core.store.engine import connect
from core.store.migrations.running import STEPS
from core.store.unlock import unwrap
from tests.support.vaults import PASSWORD

KEPT = Path(__file__).resolve().parents[1] / "data" / "v0.1.0" / "school.taizhang"
FIRST = 1
"""Number of the schema it has afterwards."""

_BACK = (
    "DROP TABLE reply",
    "DROP TABLE hidden_name",
    "DROP TABLE absence",
    "DROP TABLE campaign_edition",
    "DROP TABLE campaign",
    "DROP INDEX ix_record_entered_at",
    "ALTER TABLE record DROP COLUMN origins",
    "ALTER TABLE record DROP COLUMN templates",
    "ALTER TABLE link DROP COLUMN offshoot",
    "ALTER TABLE link DROP COLUMN row",
    "ALTER TABLE link DROP COLUMN own",
    f"PRAGMA user_version = {FIRST}",
)


def lay_old(folder: Path, *, ended_badly: bool = False) -> Path:
    """Put an old vault into a folder and return its path; it holds three records, a packet and its journal.

    With `ended_badly` what was written last stands in the database's log only, as a crash leaves it.
    """
    assert len(STEPS) == 3, "a newer step has to be taken back here, too"
    target = folder / "old.taizhang"
    shutil.copytree(KEPT, target)
    with closing(connect(target / "vault.db", unwrap(target, PASSWORD).key)) as connection:
        for statement in _BACK:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if ended_badly:
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("UPDATE record SET payload = payload || ' '")
            connection.execute("UPDATE record SET payload = rtrim(payload)")
            shutil.copytree(target, folder / "crashed.taizhang")
    if ended_badly:
        shutil.rmtree(target)
        (folder / "crashed.taizhang").rename(target)
    return target


def journal_of(folder: Path) -> list[tuple[int, str]]:
    """Return (number, digest) of all entries of a closed vault's journal, whatever its schema."""
    with closing(connect(folder / "vault.db", unwrap(folder, PASSWORD).key)) as connection:
        return list(connection.execute("SELECT seq, digest FROM journal ORDER BY seq"))


def whole_backups(folder: Path, key: bytes) -> int:
    """Return how many backups of the old vault lie in a folder; fails when one of them isn't whole."""
    kept = list((folder / backup.FOLDER).glob(f"*{backup.ENDING}"))
    for path in kept:
        with tempfile.TemporaryDirectory() as place:
            backup.unpack(path, Path(place))
            with closing(connect(Path(place, "vault.db"), key)) as connection:
                assert connection.execute("PRAGMA user_version").fetchone() == (FIRST,)
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                connection.execute("PRAGMA journal_mode = DELETE")
    return len(kept)
