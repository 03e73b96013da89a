"""The vault's tables as typed mappings; importing this package declares them all."""

from core.store.tables.base import Base
from core.store.tables.campaigns import CampaignRow, EditionRow
from core.store.tables.derived import AbsenceRow, DeadlineRow, HiddenNameRow, LinkRow, PersonTimeRow
from core.store.tables.history import JournalRow
from core.store.tables.packets import PacketRecordRow, PacketRow
from core.store.tables.people import PersonRow, SchoolRow, TermRow
from core.store.tables.records import BlobRow, RecordRow
from core.store.tables.replies import ReplyRow
from core.store.tables.settings import IdentityRow, MetaRow, SettingRow

__all__ = [
    "AbsenceRow",
    "Base",
    "BlobRow",
    "CampaignRow",
    "DeadlineRow",
    "EditionRow",
    "HiddenNameRow",
    "IdentityRow",
    "JournalRow",
    "LinkRow",
    "MetaRow",
    "PacketRecordRow",
    "PacketRow",
    "PersonRow",
    "PersonTimeRow",
    "RecordRow",
    "ReplyRow",
    "SchoolRow",
    "SettingRow",
    "TermRow",
]
