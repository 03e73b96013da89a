"""What the judge says about a file that it must refuse."""

from pathlib import Path
from typing import Any

from core.signing.judge import judge
from core.signing.verdict import Light, Reason
from tests.support.signed import signer, trusting


def reason_of(path: Path, *, light: Light = Light.INVALID) -> tuple[Reason, dict[str, Any]]:
    """Judge a file signed by our registered signer; returns reason and particulars, the light being as expected."""
    verdict = judge(path, trusting(signer()))
    assert verdict.light is light, verdict
    if light is Light.INVALID:
        assert verdict.data is None
        assert verdict.checks[-1].passed is False
    return verdict.reason, dict(verdict.particulars)
