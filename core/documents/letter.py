"""Official letters 公文件 on their grid of 28 characters × 22 lines (GB/T 9704-2012, D§4.1)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.documents import letterstyles as look
from core.documents.annex import lay_annex
from core.documents.closing import Signed, close
from core.documents.frames import Leaf, Rule, Text
from core.documents.grid import BLANK, Row, centred, draw_rows, fill_pages, part_for_seal
from core.documents.letterbody import Paragraph, body_of
from core.documents.paragraph import Line, Typesetter, clean
from core.documents.sheet import DRAFT, VOID
from core.records import display
from core.records.content import Person, Record, School, is_empty
from core.records.kind import Kind
from core.records.letter import SCHOOL, Annex, Form, Letter, fill, in_braces

DATELESS = "　　　　年　　月　　日"
"""Stands for the date of a draft that has none."""
_BRACKETS = re.compile(r"[\[［(（【〈<]((?:19|20)\d\d)[\]］)）】〉>]")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of official paper, filled in."""

    mark: str
    number: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """Everything a letter says, before it is set."""

    title: str
    to: str
    body: Sequence[Paragraph]
    signed: Signed
    annexes: Sequence[str] = ()
    """Titles of what the attachments note lists."""
    head: Head | None = None
    school: str = ""
    """Full name, kept in one piece in the title."""


def lay_letter(
    setter: Typesetter, kind: Kind, record: Record, *, people: Mapping[str, Person], school: School
) -> list[Leaf]:
    """Lay out a record of a kind that is a letter, its annexes behind it. Raises MissingGlyph."""
    letter = kind.letter
    if letter is None:
        raise ValueError(kind.key)
    name = record.number or kind.words.zh
    unfinished = record.finished_at is None or record.state == "draft"
    stamp = VOID if record.state == "void" else DRAFT if unfinished else ""
    annexes = [annex for annex in letter.annexes if any(not is_empty(record.values.get(key)) for key in annex.keys)]
    written = read_letter(kind, letter, record, people=people, school=school, annexes=annexes, blank=unfinished)
    leaves = lay_written(setter, written, foot=record.number, stamp=stamp, where=name)
    total = len(written.annexes)
    for number, annex in enumerate(annexes, start=1):
        mark = f"附件{number}" if total > 1 else "附件"
        leaves += lay_annex(
            setter,
            kind,
            annex,
            record,
            people=people,
            mark=mark,
            leaf=Leaf(area=look.PAGE, foot=record.number, stamp=stamp),
        )
    return leaves


def lay_written(
    setter: Typesetter, written: Written, *, foot: str = "", stamp: str = "", where: str = ""
) -> list[Leaf]:
    """Lay out a letter: `foot` = small print below every page, `stamp` = 草稿 or 作废. Raises MissingGlyph."""
    setting = _Setting(setter, written, where=where)
    pages, lines = setting.pages()
    leading = (look.HIGH - look.EM) / (lines - 1)
    leaves = []
    for number, rows in enumerate(pages):
        leaf = Leaf(area=look.PAGE, foot=foot, stamp=stamp)
        if number == 0 and written.head:
            setting.draw_head(leaf, written.head)
        draw_rows(leaf, rows, leading)
        leaves.append(leaf)
    return leaves


# --- what it says ---------------------------------------------------------------------------------


def read_letter(
    kind: Kind,
    letter: Letter,
    record: Record,
    *,
    people: Mapping[str, Person],
    school: School,
    annexes: Sequence[Annex],
    blank: bool,
) -> Written:
    """Return all that a letter of this form says of a record; of a draft (`blank`) what is still to be written, too."""
    values = record.values

    def told(key: str) -> str:
        return told_line(kind, key, values, people) if key else ""

    titled = {key: school.name if key == SCHOOL else told(key) for key in in_braces(letter.title)}
    files = values.get(letter.files) or ()
    head = letter.red_head
    return Written(
        title=fill(letter.title, titled),
        to=told(letter.to),
        body=body_of(kind, letter, values, people, blank=blank),
        signed=Signed(
            form=letter.form,
            signers=[text for key in letter.signers if (text := _signer(letter, values.get(key), key, people, school))],
            day=told(letter.date) or (DATELESS if blank else ""),
            note=told(letter.note).strip("（）()"),
        ),
        # Five photos under one title are one attachment of the letter.
        annexes=list(dict.fromkeys((*(annex.words.zh for annex in annexes), *filter(None, map(_title_of, files))))),
        head=Head(
            mark=fill(head.mark, {SCHOOL: school.name}),
            number=_BRACKETS.sub(r"〔\1〕", told(head.number)),
            issuer=told(head.issuer),
        )
        if head
        else None,
        school=school.name,
    )


def told_line(kind: Kind, key: str, values: Mapping[str, Any], people: Mapping[str, Person]) -> str:
    """Return what a field says, on one line."""
    return " ".join(clean(display.read_out(kind, key, values, people)).split("\n"))


def _title_of(file: Mapping[str, str]) -> str:
    """Return what an attached file is called."""
    return _unmarked(" ".join(clean(file.get("title") or file.get("name") or "").split()))


def _unmarked(name: str) -> str:
    """Return the name of an attachment without marks behind it: 附件名称后不加标点 (7.3.4)."""
    return name.rstrip("。；;，,、 ")


def _signer(letter: Letter, value: object, key: str, people: Mapping[str, Person], school: School) -> str:
    """Return how one signer is written: the school, or post and name; of a stamped letter the post alone."""
    if key == SCHOOL:
        return "" if letter.form is Form.STAMPED else school.name
    if not value:
        return ""
    person = people.get(str(value))
    post = person.post if person else ""
    if letter.form is Form.STAMPED:
        return post
    name = display.show_name(str(value), people)
    return f"{post}　{name}" if post else name


# --- setting --------------------------------------------------------------------------------------


class _Setting:
    """A letter while it is set on its grid."""

    def __init__(self, setter: Typesetter, written: Written, *, where: str) -> None:
        self._setter = setter
        self._where = where
        self._said = self._above(written)
        for paragraph in written.body:
            self._said += self._paragraph(paragraph)
        self._said += self._attached(written.annexes)
        self._tail = close(setter, written.signed, where=f"{where} 落款")

    def pages(self) -> tuple[list[list[Row]], int]:
        """Return the lines of every page, and for how many lines a page is set.

        Where the signature would not stand with the text, lines stand closer if that spares the page, as far as
        MOST_LINES; else lines of text go over to it. A page with nothing but the signature there never is.
        """
        usual = self._paginate(look.LINES)
        if not self._holds(fill_pages(self._said, look.LINES)[-1], look.LINES):
            for lines in range(look.LINES + 1, look.MOST_LINES + 1):
                closer = self._paginate(lines)
                if len(closer) < len(usual):
                    return closer, lines
        return usual, look.LINES

    def _paginate(self, lines: int) -> list[list[Row]]:
        """Fill pages of so many lines, the signature under the end of the text."""
        *pages, last = fill_pages(self._said, lines)
        if self._holds(last, lines):
            return [*pages, [*last, *self._tail]]
        before, over = part_for_seal(self._said, room=lines - len(self._tail))
        return [*fill_pages(before, lines), *fill_pages([*over, *self._tail], lines)]

    def _holds(self, last: Sequence[Row], lines: int) -> bool:
        """Tell whether the signature fits under these lines and finds text among them."""
        enough = min(look.WITH_SEAL, sum(row.counts for row in self._said))
        return len(last) + len(self._tail) <= lines and sum(row.counts for row in last) >= enough

    def _above(self, written: Written) -> list[Row]:
        """Set what stands above the text: room, title, addressee."""
        rows = [BLANK] * (self._head_lines(written.head) + look.ABOVE_TITLE)
        title = written.title or " "
        lines = centred(
            self._setter, title, look.TITLE, look.WIDE, where=f"{self._where} 标题", whole=(written.school,)
        )
        rows += [Row(line, look.TITLE, bound=True, counts=False) for line in lines]
        rows += [BLANK] * look.ABOVE_ADDRESSEE
        to = written.to.rstrip("：: ")
        where = f"{self._where} 主送"
        lines = self._setter.lines(f"{to}：", look.PLAIN, look.WIDE, where=where) if to else []
        return [*rows, *(Row(line, look.PLAIN, bound=True, counts=False) for line in lines)]

    def _paragraph(self, paragraph: Paragraph) -> list[Row]:
        """Set one paragraph, its heading in its own face."""
        where = f"{self._where} 正文"
        face = look.HEADED.get(paragraph.level)
        if face and paragraph.lead:
            lines = self._setter.headed(
                paragraph.text, look.BODY, look.WIDE, face=face, lead=paragraph.lead, where=where
            )
        else:
            lines = self._setter.lines(paragraph.text, look.BODY, look.WIDE, where=where)
        return [Row(line, look.BODY, bound=paragraph.alone and bool(face)) for line in lines]

    def _attached(self, titles: Sequence[str]) -> list[Row]:
        """Set the attachments note: numbers where there are several, further lines under the name (7.3.4)."""
        if not titles:
            return []
        rows = [BLANK] * look.ABOVE_NOTE
        where = f"{self._where} 附件说明"
        words = "附件："
        numbers = [f"{number}." for number in range(1, len(titles) + 1)] if len(titles) > 1 else [""]
        begin = look.NOTE_INDENT + self._setter.natural(words, look.PLAIN)
        hang = begin + max(self._setter.natural(number, look.PLAIN) if number else 0.0 for number in numbers)
        for place, (number, title) in enumerate(zip(numbers, titles, strict=True)):
            mark = f"{words}{number}" if place == 0 else number
            lines = self._setter.lines(_unmarked(title), look.PLAIN, look.WIDE - hang, where=where)
            left = hang - self._setter.natural(mark, look.PLAIN) if mark else hang
            rows.append(Row(lines[0]._replace(text=f"{mark}{lines[0].text}"), look.PLAIN, left=left, counts=False))
            rows += [Row(line, look.PLAIN, left=hang, counts=False) for line in lines[1:]]
        return rows

    # --- red head ---------------------------------------------------------------------------------

    @staticmethod
    def _head_lines(head: Head | None) -> int:
        """Return how many lines the head takes, down to its red line."""
        if head is None:
            return 0
        height = _number_top() + look.BODY.leading + look.RED_LINE_BELOW
        return -int(-height // look.BODY.leading)

    def draw_head(self, leaf: Leaf, head: Head) -> None:
        """Draw mark, number and issuer, and the red line."""
        room = look.WIDE
        natural = self._setter.natural(head.mark, look.RED_TITLE, where=f"{self._where} 发文机关标志")
        style = replace(look.RED_TITLE, size=look.RED_TITLE.size * min(1.0, look.RED_TITLE_WIDE / max(1.0, natural)))
        blank = (style.leading - style.size) / 2
        mark = self._setter.lines(head.mark, style, room + 1)
        leaf.marks.append(Text(mark, leaf.left, leaf.top + look.RED_MARK_TOP - blank, style))
        y = leaf.top + _number_top()
        left = leaf.left + look.RED_BESIDE
        where = f"{self._where} 发文字号"
        leaf.marks.append(Text(self._setter.lines(head.number, look.PLAIN, room, where=where), left, y, look.PLAIN))
        if head.issuer:
            words = self._setter.natural("签发人：", look.PLAIN)
            x = leaf.right - look.RED_BESIDE - words - self._setter.natural(head.issuer, look.ISSUER, where=where)
            leaf.marks.append(Text([Line("签发人：", 0.0)], x, y, look.PLAIN))
            leaf.marks.append(Text([Line(head.issuer, 0.0)], x + words, y, look.ISSUER))
        below = y + (look.BODY.leading + look.EM) / 2 + look.RED_LINE_BELOW
        leaf.marks.append(Rule(leaf.left, below, leaf.right, below, look.RED_LINE_WIDTH, red=True))


def _number_top() -> float:
    """Return how far below the type area's upper edge the line with the 发文字号 begins."""
    return look.RED_MARK_TOP + look.RED_TITLE.size + look.RED_ABOVE_NUMBER * look.BODY.leading
