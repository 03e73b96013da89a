"""Every rule of D§3.3, declared once, family by family: `RULES` by number."""

from collections.abc import Mapping
from types import MappingProxyType

from core.checks.declared import (
    completeness,
    copied,
    meetings,
    pages,
    petitions,
    quotas,
    rectification,
    surveys,
    time,
)
from core.checks.declared.rule import CHECKED, Basis, Declared, Where

RULES: Mapping[str, Declared] = MappingProxyType(
    {
        rule.number: rule
        for family in (
            completeness,
            time,
            copied,
            quotas,
            rectification,
            meetings,
            surveys,
            petitions,
            pages,
        )
        for rule in family.DECLARED
    }
)
"""All rules by number, in the order of D§3.3."""

__all__ = ["CHECKED", "RULES", "Basis", "Declared", "Where"]
