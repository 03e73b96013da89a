"""Fields and workflow that most kinds share (D§2.0)."""

from core.base.words import Words
from core.records.field import Choice, Files, LongText, Option, Text
from core.records.workflow import Effect, Move, Need, State, Tone, Workflow

SCOPES = (
    Option("none", Words("不公开", "Not public")),
    Option("team", Words("班子内", "Leadership team")),
    Option("party", Words("党内", "Party members")),
    Option("staff", Words("全体教职工", "All staff")),
    Option("parents", Words("家长代表", "Parents' representatives")),
    Option("society", Words("社会", "The public")),
)
"""Publication scopes of D§2.0."""

SCOPE = Choice(key="publication_scope", words=Words("公开范围", "Publication"), required=True, options=SCOPES)

LATE_REASON = Text(
    key="late_reason",
    words=Words("补记原因", "Reason for late entry"),
    low=5,
    high=50,
    note=Words("迟录没关系，写一句原因就行", "Late is fine; one sentence says why"),
)

FILE_TYPES = (
    Option("sign_in_sheet", Words("签到表", "Sign-in sheet")),
    Option("photo", Words("照片", "Photo")),
    Option("document", Words("文件", "Document")),
    Option("letter", Words("函件", "Letter")),
    Option("outline", Words("发言提纲", "Speaking notes")),
    Option("survey", Words("调查表", "Survey")),
    Option("receipt", Words("票据", "Receipt")),
    Option("other", Words("其他", "Other")),
)

ATTACHMENTS = Files(key="attachments", words=Words("附件", "Attachments"), types=FILE_TYPES)


def why(en: str = "Reason", zh: str = "原因", *, low: int = 5, high: int = 50) -> LongText:
    """Return the question for a reason that a move asks."""
    return LongText(key="reason", words=Words(zh, en), required=True, low=low, high=high)


_ALL = ("draft", "done", "signed", "submitted", "received", "returned")

ORDINARY = Workflow(
    states=(
        State("draft", Words("草稿", "Draft"), icon="edit", open=True),
        State("done", Words("已定稿", "Finished"), icon="document_checkmark", ended=True),
        State("signed", Words("已签", "Signed"), icon="document_checkmark", ended=True),
        State("submitted", Words("已报送", "Handed in"), icon="send", ended=True, handed=True),
        State("received", Words("已收", "Received"), Tone.GOOD, "checkmark_circle", ended=True, handed=True),
        State("returned", Words("退回", "Sent back"), Tone.WARN, "arrow_undo"),
        State("void", Words("作废", "Void"), icon="dismiss_circle", ended=True),
    ),
    moves=(
        Move(
            key="finish",
            words=Words("定稿", "Finish"),
            sources=("draft",),
            target="done",
            needs=(Need.NO_ERRORS, Need.WARNINGS_EXPLAINED),
            effect=Effect.NUMBER,
            primary=True,
        ),
        Move(
            key="revise",
            words=Words("修改（另存一版）", "Change (keeps this version)"),
            sources=("done", "signed", "submitted", "received", "returned"),
            target="draft",
            asks=(why(),),
            effect=Effect.REOPEN,
        ),
        Move(key="sign", words=Words("签名", "Sign"), sources=("done",), target="signed", by_program=True),
        Move(
            key="submit",
            words=Words("报送", "Hand in"),
            sources=("done", "signed"),
            target="submitted",
            by_program=True,
        ),
        Move(
            key="receive", words=Words("已收", "Received"), sources=("submitted",), target="received", by_program=True
        ),
        Move(
            key="return",
            words=Words("退回", "Sent back"),
            sources=("submitted",),
            target="returned",
            asks=(why("Remark", "退回意见"),),
            by_program=True,
        ),
        Move(
            key="void",
            words=Words("作废", "Void"),
            sources=_ALL,
            target="void",
            asks=(why(),),
            grave=True,
        ),
    ),
)
"""Draft → finished → signed → handed in → received; also sent back and void."""
