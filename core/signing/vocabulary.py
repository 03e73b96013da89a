"""The closed vocabulary of the PDFs this program writes and accepts (ISO 32000-1, ISO 19005-3)."""

ACTIVE = frozenset(
    (
        "/OpenAction",
        "/AA",
        "/JS",
        "/JavaScript",
        "/OCProperties",
        "/OCGs",
        "/OC",
        "/XFA",
        "/RichMediaContent",
        "/RichMediaSettings",
        "/NeedsRendering",
        "/Requirements",
        "/Collection",
        "/Threads",
        "/Launch",
        "/Win",
        "/Unix",
        "/Mac",
        "/3DD",
        "/3DI",
        "/Movie",
        "/Sound",
    )
)
"""Keys that make a PDF do something, or show one thing here and another there."""

ACTIONS = frozenset(
    (
        "/JavaScript",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/URI",
        "/SubmitForm",
        "/ResetForm",
        "/ImportData",
        "/Named",
        "/Rendition",
        "/Sound",
        "/Movie",
        "/SetOCGState",
        "/Trans",
        "/Hide",
        "/Thread",
        "/GoTo3DView",
        "/RichMediaExecute",
        "/GoToDp",
    )
)
"""Values of /S that make an action; /GoTo inside the file is all that may be clicked."""

CATALOG = frozenset(
    (
        "/Type",
        "/Pages",
        "/Version",
        "/Extensions",
        "/Metadata",
        "/Names",
        "/AF",
        "/OutputIntents",
        "/MarkInfo",
        "/StructTreeRoot",
        "/Lang",
        "/ViewerPreferences",
        "/PageLayout",
        "/PageMode",
        "/Outlines",
        "/Dests",
        "/PageLabels",
        "/AcroForm",
        "/Perms",
    )
)
"""What the document catalog may hold."""

SIGNATURE = frozenset(
    (
        "/Type",
        "/Filter",
        "/SubFilter",
        "/ByteRange",
        "/Contents",
        "/M",
        "/Name",
        "/Reference",
    )
)
"""What the signature dictionary may hold."""

FILTERS = frozenset(
    (
        "/FlateDecode",
        "/DCTDecode",
        "/ASCII85Decode",
        "/ASCIIHexDecode",
        "/CCITTFaxDecode",
        "/JPXDecode",
    )
)
"""How streams may be compressed."""

PICTURES = frozenset(
    (
        "/DCTDecode",
        "/CCITTFaxDecode",
        "/JPXDecode",
    )
)
"""Filters that only a picture decoder undoes."""

ANNOTATIONS = frozenset(
    (
        "/Widget",
        "/Link",
    )
)
"""What may lie over a page: links inside the file and the signature."""
