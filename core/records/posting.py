"""Whether, where and how long something is made public (S38, E10); the same in every kind that says so."""

from core.base.words import Words
from core.records.field import Choice, Date, Text, Toggle
from core.records.kind import SheetRow
from core.records.usual import SCOPES, cell, row

POSTING = (
    Toggle(key="publish", words=Words("需要公布", "To be published"), later=True),
    Choice(key="publish_scope", words=Words("公布范围", "Scope"), options=SCOPES[1:], multiple=True, later=True),
    Text(key="publish_place", words=Words("公布地点", "Place"), low=2, high=20, recent=True, later=True),
    Date(key="publish_from", words=Words("公布起", "From"), later=True),
    Date(key="publish_to", words=Words("公布止", "To"), later=True),
)

POSTING_LINES = (("publish", "publish_scope"), ("publish_place", "publish_from", "publish_to"))
"""Form rows of these fields."""

POSTING_ROW: SheetRow = row(
    cell("publish publish_scope", "公布", "Publication"),
    cell("publish_place publish_from publish_to", "地点和起止", "Place and dates", span=2),
)
