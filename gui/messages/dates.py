"""Dates, times, spans and sizes as they stand on the screen, in both languages (Arabic digits)."""

from datetime import date, datetime, time
from typing import Any

from core.base.words import N_
from gui.messages.language import _, chinese, ngettext

_ZH_SHORT = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_ZH_LONG = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_EN_LONG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_TOMORROW = N_("due tomorrow")
_TODAY = N_("due today")


def weekday(on: date) -> str:
    """周四 / Thu."""
    return _ZH_SHORT[on.weekday()] if chinese() else _EN_LONG[on.weekday()][:3]


def weekday_long(on: date) -> str:
    """星期四 / Thursday."""
    return _ZH_LONG[on.weekday()] if chinese() else _EN_LONG[on.weekday()]


def weekday_name(number: int) -> str:
    """Return the long name of a weekday by its number, 0 = Monday."""
    return _ZH_LONG[number] if chinese() else _EN_LONG[number]


def weekday_head(number: int) -> str:
    """Return a weekday as it stands over the column of a calendar, 0 = Monday: 一 / Mon."""
    return _ZH_SHORT[number][1:] if chinese() else _EN_LONG[number][:3]


def month_only(number: int) -> str:
    """9月 / Sep."""
    return f"{number}月" if chinese() else _EN_MONTH[number - 1]


def month(year: int, number: int) -> str:
    """2008年9月 / Sep 2008."""
    return f"{year}年{number}月" if chinese() else f"{_EN_MONTH[number - 1]} {year}"


def day(on: date, *, today: date | None = None) -> str:
    """9月30日 / 30 Sep; with its year when that differs from the year of `today`."""
    if today is not None and today.year != on.year:
        return full_day(on)
    return f"{on.month}月{on.day}日" if chinese() else f"{on.day} {_EN_MONTH[on.month - 1]}"


def full_day(on: date) -> str:
    """2008年9月30日 / 30 Sep 2008."""
    return f"{on.year}年{on.month}月{on.day}日" if chinese() else f"{on.day} {_EN_MONTH[on.month - 1]} {on.year}"


def long_day(on: date) -> str:
    """2008年9月19日 星期五 / Friday 19 Sep 2008."""
    return f"{full_day(on)} {weekday_long(on)}" if chinese() else f"{weekday_long(on)} {full_day(on)}"


def clock(at: datetime | time) -> str:
    """14:03."""
    return f"{at.hour:02d}:{at.minute:02d}"


def moment(at: datetime, *, today: date | None = None) -> str:
    """9月19日 14:25; only the time when it was on the day `today`."""
    if today is not None and at.date() == today:
        return clock(at)
    return f"{day(at.date(), today=today)} {clock(at)}"


def due(on: date, *, today: date) -> str:
    """How far off a deadline is: 还有 11 天, 明天到期, 今天到期, 逾期 81 天."""
    left = (on - today).days
    if left == 0:
        return _(_TODAY)
    if left == 1:
        return _(_TOMORROW)
    if left > 0:
        return ngettext("{days} day left", "{days} days left", left).format(days=left)
    return ngettext("{days} day overdue", "{days} days overdue", -left).format(days=-left)


def days_since(on: date, *, today: date) -> str:
    """How long ago something was: 今天, 昨天, 3 天前."""
    ago = (today - on).days
    if ago <= 0:
        return _("today")
    if ago == 1:
        return _("yesterday")
    return ngettext("{days} day ago", "{days} days ago", ago).format(days=ago)


def duration(minutes: int) -> str:
    """100 分钟 / 100 min."""
    return _("{minutes} min").format(minutes=minutes)


def size(count: int) -> str:
    """3.2 MB, 640 kB; decimal units, as sticks are sold."""
    if count < 1000:
        return _("{count} bytes").format(count=count)
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    if count < 1_000_000_000:
        return f"{count / 1_000_000:.1f} MB"
    return f"{count / 1_000_000_000:.1f} GB"


def write(value: Any, spec: str, *, today: date | None) -> str:
    """Write one particular of a sentence; what doesn't parse is shown as it came."""
    try:
        match spec:
            case "size":
                return size(int(value))
            case "duration":
                return duration(int(value))
            case "day":
                return day(_date(value), today=today)
            case "date":
                return full_day(_date(value))
            case "moment":
                return moment(_moment(value), today=today)
            case "weekday":
                return weekday_name(int(value))
            case "month":
                year, number = str(value).split("-")[:2]
                return month(int(year), int(number))
            case "time":
                return clock(value if isinstance(value, time | datetime) else time.fromisoformat(str(value)))
            case _:
                return str(value)
    except (ValueError, IndexError):
        return str(value)


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
