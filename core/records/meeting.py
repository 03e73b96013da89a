"""Fields, rules and rows that meetings share: when and where, who led, who came (D§2.0)."""

from core.base.words import Words
from core.records.field import Attendance, Automatic, Date, Formula, Option, Person, Text, Time
from core.records.kind import SheetRow
from core.records.rule import Span
from core.records.usual import cell, row

REASONS = (
    Option("official", Words("公假", "Official leave")),
    Option("personal", Words("事假", "Personal leave")),
    Option("sick", Words("病假", "Sick leave")),
    Option("maternity", Words("产假", "Maternity leave")),
    Option("training", Words("培训", "Training")),
    Option("other", Words("其他", "Other")),
)
"""Why somebody was absent (D§2.1)."""

DATE = Date(key="date", words=Words("日期", "Date"), required=True)
START = Time(key="start_time", words=Words("开始", "From"), required=True)
END = Time(key="end_time", words=Words("结束", "To"), required=True)
WEEKDAY = Automatic(key="weekday", words=Words("星期", "Weekday"), formula=Formula.WEEKDAY)
MINUTES = Automatic(key="minutes", words=Words("时长", "Duration"), formula=Formula.MINUTES)
PLACE = Text(key="place", words=Words("地点", "Place"), required=True, low=2, high=20, recent=True)
HOST = Person(key="host", words=Words("主持", "Host"), required=True)
RECORDER = Person(key="recorder", words=Words("记录", "Recorder"), required=True)

MOMENT = (DATE, START, END, WEEKDAY, MINUTES)
"""The day and its times, as they stand in a form."""
MOMENT_KEYS = tuple(field.key for field in MOMENT)

ATTENDANCE = Attendance(
    key="attendance", words=Words("到会", "Attendance"), required=True, reasons=REASONS, excused=("maternity",)
)

WHEN = "date weekday start_time end_time minutes"
"""Keys of a cell that tells when a meeting was."""

LED_ROW: SheetRow = row(
    cell("place", "地点", "Place"), cell("host", "主持人", "Host"), cell("recorder", "记录人", "Recorder")
)
ATTENDANCE_ROW: SheetRow = row(cell("attendance", "到会情况", "Attendance"))


def span(*people: str, place: str | None = "place") -> Span:
    """Return the rule that these people were there meanwhile."""
    return Span(date="date", start="start_time", end="end_time", place=place, people=people)
