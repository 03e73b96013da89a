"""Errors are codes with particulars."""

import pytest

from core.base.errors import Cancelled, DiskFull, UserError, all_errors


def test_an_error_is_named_after_its_class() -> None:
    assert DiskFull.code() == "disk_full"
    assert Cancelled.code() == "cancelled"


def test_an_error_keeps_its_particulars() -> None:
    error = DiskFull(path="/x", needed=3, free=2)
    assert error.particulars == {"path": "/x", "needed": 3, "free": 2}


@pytest.mark.parametrize("given", [{}, {"path": "/x"}, {"path": "/x", "needed": 1, "free": 1, "more": 1}])
def test_an_error_refuses_other_particulars_than_it_declares(given: dict[str, str | int]) -> None:
    with pytest.raises(TypeError, match="DiskFull takes"):
        DiskFull(**given)


def test_no_two_errors_share_a_code() -> None:
    codes = [kind.code() for kind in all_errors()]
    assert len(codes) == len(set(codes))
    assert all(issubclass(kind, UserError) for kind in all_errors())
