"""Which backups are kept as they age."""

from datetime import timedelta

from core.services.rolling import DAYS, MONTHS, WEEKS, to_keep
from tests.support.vaults import NOON

START = NOON.replace(hour=17, minute=30)


def test_of_a_year_of_schooldays_a_week_is_whole_and_then_it_thins_out():
    moments = [START - timedelta(days=day, hours=hour) for day in range(400) for hour in (0, 3)]
    kept = to_keep(moments)
    assert START in kept
    assert len(kept) <= DAYS + WEEKS + MONTHS
    newest_of_day = {START - timedelta(days=day) for day in range(DAYS)}
    assert newest_of_day <= kept
    assert len({(moment.year, moment.month) for moment in kept}) >= MONTHS
    assert max(kept) - min(kept) > timedelta(days=320)


def test_days_without_a_backup_do_not_count():
    before_holiday = [START - timedelta(days=60 + day) for day in range(DAYS)]
    assert set(before_holiday) <= to_keep(before_holiday)
    assert set(before_holiday[: DAYS - 1]) | {START} <= to_keep([*before_holiday, START])


def test_the_newest_of_a_span_is_the_one_that_is_kept():
    early, late = START.replace(hour=8), START.replace(hour=18)
    assert to_keep([early, late]) == {late}
    assert to_keep([]) == frozenset()


def test_what_was_kept_once_is_kept_again_when_nothing_is_new():
    moments = [START - timedelta(days=3 * day) for day in range(100)]
    kept = to_keep(moments)
    assert to_keep(tuple(kept)) == kept
