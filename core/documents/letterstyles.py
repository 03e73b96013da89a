"""The sizes of an official letter in one table, each with its clause of GB/T 9704-2012; lengths in points.

The grid (28 characters × 22 lines) is worked out in styles.py.
"""

from dataclasses import replace

from core.documents.fonts import Role
from core.documents.frames import Area
from core.documents.styles import GRID_LEADING, GRID_PITCH, MM, PAGE_NUMBER, Align, Style

TOP = 37 * MM  # 天头 37±1 mm (5.2.1)
LEFT = 28 * MM  # 订口 28±1 mm (5.2.1)
WIDE, HIGH = 156 * MM, 225 * MM  # 版心 156 × 225 mm (5.2.1)
LINES = 22  # 每面22行 (5.2.3)
MOST_LINES = 24  # 特定情况可以适当调整 (5.2.3), 调整行距 (7.3.5): up to here lines stand closer so that a seal has room

_DASH = 0.48
"""Where the dash of a page number lies below the top of its em, in em."""

PAGE = Area(
    LEFT,
    TOP,
    LEFT + WIDE,
    TOP + HIGH,
    number=TOP + HIGH + 7 * MM - _DASH * PAGE_NUMBER.size,  # 一字线上距版心下边缘 7 mm (7.5)
    parts=False,
)

EM = GRID_PITCH
BODY = Style(Role.FANG, GRID_PITCH, GRID_LEADING, indent=2)  # 3号仿宋, 每个自然段左空二字，回行顶格 (5.2.2, 7.3.3)
PLAIN = replace(BODY, indent=0.0, align=Align.LEFT)
HEADED = {1: Role.HEI, 2: Role.KAI}  # 第一层黑体，第二层楷体，第三层和第四层仿宋 (7.3.3)
TITLE = Style(Role.TITLE, 22, GRID_LEADING, Align.CENTRE)  # 2号小标宋，分一行或多行居中 (7.3.1)
ABOVE_TITLE = 2  # 红色分隔线下空二行 (7.3.1); the same room where there is no line
ABOVE_ADDRESSEE = 1  # 标题下空一行，居左顶格 (7.3.2)
ABOVE_NOTE = 1  # 附件说明在正文下空一行，左空二字 (7.3.4)
NOTE_INDENT = 2 * EM
ABOVE_SEALED = 2  # 印章顶端上距正文一行之内，署名和日期居印章中心偏下 (7.3.5.1): a school's seal measures 42 mm,
BELOW_SEALED = 1  # four lines of the grid; it begins within the first line and ends with the line below the date
SEALED_DATE = 4 * EM  # 成文日期右空四字 (7.3.5.1)
ABOVE_UNSEALED = 1  # 正文下空一行 (7.3.5.2)
UNSEALED_SIGNER = 2 * EM  # 署名右空二字 (7.3.5.2)
UNSEALED_STEP = 2 * EM  # 日期首字比署名首字右移二字 (7.3.5.2)
ABOVE_STAMP = 2  # 正文下空二行，右空四字 (7.3.5.3)
STAMP_RIGHT = 4 * EM
STAMP = 7 * EM  # a stamp of 40 × 20 mm: seven characters wide, two lines high
STAMP_LINES = 2
BESIDE_STAMP = 2 * EM  # 签名章左空二字标注职务 (7.3.5.3)
BELOW_STAMP = 1  # 下空一行右空四字编排日期 (7.3.5.3)
WITH_SEAL = 2
"""Lines of text that stand at least above the signature on its page: no 此页无正文 (7.3.5.5)."""
ANNEX_MARK = Style(Role.HEI, GRID_PITCH, GRID_LEADING, Align.LEFT)  # “附件”3号黑体，版心左上角第一行 (7.3.7)
ANNEX_TITLE_LINE = 2  # 附件标题居中编排在版心第三行: two lines above it (7.3.7)
ANNEX_ACROSS = 6
"""Columns of an annex's table up to which it stands upright; a wider one lies across (8)."""
CELL = Style(Role.FANG, 14, 21, Align.LEFT)  # 四号: the standard leaves tables in annexes to usage
CELL_HEAD = Style(Role.HEI, 14, 21, Align.CENTRE)

RED_TITLE = Style(Role.TITLE, 48, 56, Align.CENTRE, red=True)  # 发文机关标志: 红色小标宋，居中 (7.2.4)
RED_TITLE_WIDE = 142 * MM  # 以醒目、美观、庄重为原则酌定 (7.2.4): a long name is set smaller
RED_MARK_TOP = 35 * MM  # 上边缘至版心上边缘 35 mm (7.2.4)
RED_ABOVE_NUMBER = 2  # 发文字号在标志下空二行 (7.2.5)
RED_BESIDE = EM  # 上行文的发文字号居左空一字，签发人居右空一字 (7.2.5, 7.2.6)
RED_LINE_BELOW = 4 * MM  # 发文字号之下 4 mm，与版心等宽的红色分隔线 (7.2.7)
RED_LINE_WIDTH = 0.35 * MM
ISSUER = Style(Role.KAI, GRID_PITCH, GRID_LEADING, Align.LEFT)  # 签发人姓名3号楷体 (7.2.6)
