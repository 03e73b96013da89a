"""The state machine of a proposal: handed in like any paper, and then answered by the office (D§2.4)."""

from core.base.words import Words
from core.records.asking import by, closed, note, on
from core.records.field import Choice, Option, Text
from core.records.usual import ordinary
from core.records.workflow import Due, Effect, Move

REPLIES = (
    Option("adopted", Words("采纳", "Adopted")),
    Option("partly", Words("部分采纳", "Adopted in part")),
    Option("not_now", Words("暂不采纳", "Not for now")),
)

REPLIED_ON = on("答复日期", "Answered on", key="replied_on")
REPLY = Choice(key="reply", words=Words("答复结果", "Answer"), required=True, options=REPLIES)
REPLY_TEXT = note("答复内容", "What it says", key="reply_text", high=200)
RECEIPT_NO = Text(key="receipt_no", words=Words("回执号", "Receipt no."), low=4, high=40)

WORKFLOW = ordinary(
    awaited=("submitted", "received"),
    states=(closed("answered", Words("已答复", "Answered"), handed=True),),
    moves=(
        Move(
            key="answer",
            words=Words("登记答复", "Enter the answer"),
            sources=("done", "signed", "submitted", "received"),
            target="answered",
            asks=(REPLIED_ON, REPLY, REPLY_TEXT, RECEIPT_NO, by("登记人", "Entered by", required=False)),
            effect=Effect.FILL,
            on="replied_on",
        ),
    ),
    dues=(Due(states=("submitted", "received"), field="date", days=60),),
)
"""Without an answer 60 days after its date, a proposal that was handed in is brought to mind."""
