"""Every rule of the judge, the attack that it is there for, and what the judge would say without it.

Whoever writes a new rule names it `_refuse_…` and gives it a row here; a test asks for it.
"""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodeLimits, StreamDecodeLimits

from core.signing import bodies, chain, claims, contents, embedded, limits, pages, signature, structure
from core.signing.verdict import Reason

MODULES = (limits, signature, structure, embedded, contents, pages, bodies, claims, chain)
"""Where the rules are."""

UNBOUNDED = DecodeLimits(per_stream=StreamDecodeLimits(max_ratio=None, max_output_size=None))
GREEN = Reason.REGISTERED_SIGNER
CERTIFIED = Reason.COUNTY_CERTIFICATE


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule and the proof that it is needed."""

    module: ModuleType
    name: str
    """Name of the function; DECODING are the bounds that pyHanko keeps while it inflates."""
    attack: str
    """Name of an attack or a bomb."""
    without: Reason = GREEN
    """What the judge says with the rule switched off: green where only this rule stops the attack."""
    switch: tuple[str, Any] | None = None
    """What to put in place of what, where leaving the rule out would only break the next step."""


RULES = (
    Rule(limits, "_refuse_bytes", "oversize", Reason.NOT_PDF),
    Rule(limits, "_refuse_objects", "bomb-objects", Reason.TOO_LARGE),
    Rule(limits, "_refuse_keys", "bomb-names", Reason.NOT_SIGNED),
    Rule(limits, "DECODING", "bomb-ratio", GREEN, ("DECODING", UNBOUNDED)),
    Rule(signature, "_refuse_unsigned", "unsigned", Reason.SIGNATURE_FORM),
    Rule(signature, "_refuse_other_ranges", "wrapping-negative-range", Reason.APPENDED),
    Rule(signature, "_refuse_appended", "update-page", Reason.CHANGED, ("_is_whole", lambda *_: True)),
    Rule(signature, "_refuse_several", "wrapping-range-twice"),
    Rule(signature, "_refuse_other_gap", "gap-longer"),
    Rule(signature, "_refuse_other_hex", "gap-capitals"),
    Rule(signature, "_refuse_padding", "gap-filled"),
    Rule(signature, "_refuse_other_digest", "changed-byte"),
    Rule(signature, "_refuse_forged", "borrowed-signature"),
    Rule(signature, "_refuse_other_usage", "certificate-authority-usage"),
    Rule(signature, "_refuse_other_purposes", "certificate-server"),
    Rule(signature, "_refuse_authority", "certificate-authority"),
    Rule(structure, "_refuse_encrypted", "encrypted", Reason.BROKEN),
    Rule(structure, "_refuse_revisions", "three-revisions"),
    Rule(structure, "_refuse_objects", "bomb-objects-listed", Reason.TOO_LARGE),
    Rule(structure, "_refuse_crowded", "bomb-objects-packed", Reason.NOT_OURS),
    Rule(structure, "_refuse_signatures", "second-signature-dictionary"),
    Rule(structure, "_refuse_unnamed_files", "hidden-file"),
    Rule(structure, "_refuse_catalogs", "shadow-both-prepared"),
    Rule(structure, "_refuse_hidden_pages", "shadow-page-prepared"),
    Rule(structure, "_refuse_depth", "bomb-nesting"),
    Rule(structure, "_refuse_items", "bomb-numbers-packed", Reason.NOT_OURS),
    Rule(structure, "_refuse_active_keys", "layer-of-picture"),
    Rule(structure, "_refuse_actions", "web-link"),
    Rule(structure, "_refuse_postscript", "postscript"),
    Rule(structure, "_refuse_outside_streams", "outside-stream"),
    Rule(structure, "_refuse_many_filters", "bomb-filters-picture"),
    Rule(structure, "_refuse_strange_filters", "strange-filter", Reason.BROKEN),
    Rule(structure, "_refuse_pixels", "bomb-picture"),
    Rule(structure, "_refuse_strange_keys", "strange-catalog"),
    Rule(structure, "_refuse_other_form", "form-appendable"),
    Rule(structure, "_refuse_fields", "two-fields"),
    Rule(structure, "_refuse_other_field", "field-name"),
    Rule(structure, "_refuse_other_range", "wrapping-decoy-range"),
    Rule(structure, "_refuse_other_keys", "signature-remark"),
    Rule(structure, "_refuse_other_sub_filter", "sub-filter-adbe"),
    Rule(structure, "_refuse_other_permission", "mdp-fill"),
    Rule(structure, "_refuse_other_perms", "perms-elsewhere"),
    Rule(structure, "_refuse_zoneless", "time-without-zone", Reason.BROKEN),
    Rule(structure, "_refuse_twice", "page-twice", Reason.STRUCTURE),
    Rule(structure, "_refuse_pages", "bomb-pages"),
    Rule(structure, "_refuse_widgets", "shadow-replace-prepared"),
    Rule(structure, "_refuse_annotations", "stamp-over-page"),
    Rule(embedded, "_refuse_many", "bomb-branches"),
    Rule(embedded, "_refuse_twice", "name-twice"),
    Rule(embedded, "_refuse_other_names", "other-plain-name"),
    Rule(embedded, "_refuse_unsafe", "name-device-nul"),
    Rule(embedded, "_refuse_other_files", "other-plain-file"),
    Rule(embedded, "_refuse_other_role", "other-role"),
    Rule(embedded, "_refuse_without_data", "no-data", Reason.BROKEN),
    Rule(contents, "_refuse_large", "data-large", Reason.DATA),
    Rule(contents, "_refuse_foreign", "data-foreign"),
    Rule(contents, "_refuse_newer", "data-newer"),
    Rule(contents, "_refuse_other_form", "data-blank"),
    Rule(contents, "_refuse_kinds_twice", "kind-twice"),
    Rule(contents, "_refuse_record_twice", "record-twice"),
    Rule(contents, "_refuse_other_digest", "record-digest"),
    Rule(contents, "_refuse_unknown_kind", "kind-missing", Reason.BROKEN),
    Rule(contents, "_refuse_misfits", "record-misfit"),
    Rule(contents, "_refuse_missing_files", "record-file-lost"),
    Rule(contents, "_refuse_listed_twice", "file-listed-twice"),
    Rule(contents, "_refuse_absent", "file-lost"),
    Rule(contents, "_refuse_unlisted", "file-unlisted"),
    Rule(contents, "_refuse_other_content", "file-other"),
    Rule(pages, "_refuse_other_count", "page-count", Reason.BROKEN),
    Rule(pages, "_refuse_other_range", "pages-beyond", Reason.BROKEN),
    Rule(pages, "_refuse_without_code", "pages-other-code"),
    Rule(pages, "_refuse_missing_text", "pages-differ"),
    Rule(bodies, "_refuse_other_body", "body-other", CERTIFIED),
    Rule(bodies, "_refuse_packet_parts", "body-with-records", Reason.PAGES),
    Rule(bodies, "_refuse_bad_request", "request-unproven", Reason.SIGNER_NOT_REGISTERED),
    Rule(bodies, "_refuse_other_key", "request-of-another", Reason.SIGNER_NOT_REGISTERED),
    Rule(bodies, "_refuse_other_fingerprints", "letter-fingerprint", CERTIFIED),
    Rule(bodies, "_refuse_other_issuers", "letter-edited", CERTIFIED),
    Rule(bodies, "_refuse_unprinted", "receipt-unprinted", CERTIFIED),
    Rule(bodies, "_refuse_other_code", "receipt-other-code", CERTIFIED),
    Rule(claims, "_refuse_other_signer", "signer-other", CERTIFIED),
    Rule(claims, "_refuse_other_school", "school-other", CERTIFIED),
    Rule(claims, "_refuse_out_of_date", "certificate-expired"),
    Rule(claims, "_refuse_other_role", "school-on-receipt", CERTIFIED),
    Rule(claims, "_refuse_ahead", "clock-ahead", CERTIFIED),
    Rule(claims, "_refuse_behind", "clock-behind", CERTIFIED),
    Rule(claims, "_refuse_expired", "expired-since", CERTIFIED),
    Rule(chain, "_refuse_listed", "withdrawn-later", CERTIFIED),
    Rule(chain, "usable", "list-rolled-back", CERTIFIED, ("usable", lambda trust, _: trust.revocation_lists)),
)
