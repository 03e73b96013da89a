"""Titles in balanced lines: whole words, a trapezium or a lozenge, never a lone character (GB/T 9704-2012 7.3.1)."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import ceil, inf

from core.documents.paragraph import may_break

_WORDS = (
    "放学后 课后 农村小学 服务 部门 解决 意见 备课 学校 政府 深入 贯彻 测评 促进 中学 整改 纠纷 组织 业绩 报送"
    " 党员 环境 单位 推进 建设 体育 围墙 交通 社会 校长 网络 改进 创业 公示 水沟 检查 资产"
    " 中心 学期 调查 若干 科技 每周 消防 宿舍 校舍 实践 素质 食堂 落实 大会 精神 全校 校车"
    " 改造 蹲点 办法 初中 培训 成立 课程 防汛 防疫 总结 支持 示范 机制 督导 矛盾 排查 问题"
    " 试点 管理 创新 关于 台账 留守 小结 器材 远程 教研 图书 学习 保障 典型 切实 支部 财务"
    " 放学 计划 主题 经费 编制 公开 月份 看护 开展 通过 学籍 效能 活动 质量 制度 全县 分析"
    " 部分 档案 教学 建立 印发 阶段 护送 补助 用电 相关 调研 工作 招生 职称 寄宿 德育 技术"
    " 学生 盖板 研究 执行 设备 通知 交流 评价 实施 农村 统筹 安排 有关 决定 卫生 课堂 营养"
    " 作业 操场 艺术 先进 发展 报告 学年 饮水 困难 作风 危房 年度 全面 材料 安全 请示 义务"
    " 明确 轮岗 情况 列入 试行 家长 加强 健全 村小 动员 民主 班子 资助 归档 公用 提高 小组"
    " 支教 请求 实行 认真 全镇 帮助 考核 以及 经验 儿童 补贴 举办 打算 方案 问卷 事迹 纳入"
    " 验收 维修 乡镇 完善 书面 渗水 群众 设立 信访 日记 道路 优先 路程 教育 信息 教师 事项"
    " 化解 清单 进展 小学 会议 领导 建议 形象 均衡 规范 每月 给予 外墙 教育局 计算机 委员会"
    " 报送包 建议书 下半年 恳谈会 满意度 上半年 党支部 教职工 教学点 办公室 教学楼 生活会 进一步"
    " 控辍保学 县教育局"
).split()
"""Words that school letters are about; they stay in one piece."""
_LONGEST = max(map(len, _WORDS))

_NOT_FIRST = frozenset("的了着过地得等们性化者员会局校部们")
"""Characters that belong to what stands before them."""
_NOT_LAST = frozenset("不未第各每本该全最在把被对将向从为以其与和及同并或")
"""Characters that belong to what follows."""
_OPEN, _CLOSE = "《“‘（〈「『〔【", "》”’）〉」』〕】"
_HOLDS = 18
"""Characters between brackets up to which they stay on one line."""

TORN, WITHIN, LOOSE, BARE = 60.0, 40.0, 2.0, 0.4
"""What a break costs inside a word, inside brackets, between characters nobody knows, between words that are known."""
ANOTHER = 3.0
"""What a line more than needed costs."""
LEAST = 4
"""Characters on a line at least."""
_STEP = 1.5
"""Characters by which lines of a trapezium or lozenge differ."""


def balance(text: str, widths: Sequence[float], room: float, *, whole: Iterable[str] = ()) -> list[str]:
    """Cut a title into balanced lines; `widths` of its characters and `room` of a line in one unit, 1 = a hanzi.

    `whole` are names that stay in one piece, the school's own above all. A title too long to be balanced is cut as
    best it goes; every character stays.
    """
    if not text or sum(widths) <= room:
        return [text]
    ends = [0.0, *accumulate(widths)]
    costs = _costs(text, tuple(whole))
    least = ceil(ends[-1] / room - 1e-6)
    found = [(_best(ends, costs, room, least + more), more * ANOTHER) for more in (0, 1)]
    cuts = min(((one[0] + more, one[1]) for one, more in found if one), default=(inf, []))[1]
    if not cuts:
        cuts = _crude(ends, room)
    places = [0, *cuts, len(text)]
    return [text[start:end].strip() for start, end in pairwise(places)]


def _costs(text: str, whole: tuple[str, ...]) -> list[float]:
    """Return what it costs to break before each character; inf = never."""
    costs = [LOOSE] * (len(text) + 1)
    known = [False] * (len(text) + 1)
    table = {*_WORDS, *filter(None, whole)}
    longest = max(_LONGEST, *(len(word) for word in whole), 1)
    place = 0
    while place < len(text):
        most = min(len(text), place + longest)
        word = next((text[place:end] for end in range(most, place + 1, -1) if text[place:end] in table), "")
        if word:
            known[place] = known[place + len(word)] = True
            for inside in range(place + 1, place + len(word)):
                costs[inside] = TORN
        place += len(word) or 1
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if not may_break(text, place):
            costs[place] = inf
        elif costs[place] < TORN:
            costs[place] = _between(before, after, known=known[place])
            if text.startswith("关于", place):
                costs[place] = 0.0
    for opening, closing in zip(_OPEN, _CLOSE, strict=True):
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start)
            if 0 <= end <= start + _HOLDS:
                for inside in range(start + 1, end + 1):
                    costs[inside] = max(costs[inside], WITHIN)
            start = text.find(opening, start + 1)
    return costs


def _between(before: str, after: str, *, known: bool) -> float:
    """Return what it costs to break between two characters that are parts of no known word."""
    if before in "、，；：》”）　 ":
        return 0.0
    if after in _NOT_FIRST:
        return 12.0
    if before in _NOT_LAST:
        return 8.0
    if before == "的":
        return 0.2
    return BARE if known else LOOSE


def _shapes(total: float, count: int, room: float) -> list[list[float]]:
    """Return the lengths of lines that look well: trapezia either way up, and a lozenge."""
    mean = total / count
    step = min(_STEP, 2 * max(0.0, room - mean) / max(1, count - 1))
    slope = [(place - (count - 1) / 2) * step for place in range(count)]
    middle = [-abs(place - (count - 1) / 2) * step for place in range(count)]
    lift = sum(middle) / count
    shapes = [[mean - by for by in slope], [mean + by for by in slope]]
    return [*shapes, [mean + by - lift for by in middle]] if count > 2 else shapes


def _best(ends: list[float], costs: list[float], room: float, count: int) -> tuple[float, list[int]] | None:
    """Return cost and places of the best cuts into `count` lines; None when it can't be done."""
    best: tuple[float, list[int]] | None = None
    for shape in _shapes(ends[-1], count, room):
        found = _cut(ends, costs, room, shape)
        if found:
            cost, cuts = found
            cost += _ugliness([ends[b] - ends[a] for a, b in pairwise([0, *cuts, len(ends) - 1])])
            if best is None or cost < best[0]:
                best = (cost, cuts)
    return best


def _cut(ends: list[float], costs: list[float], room: float, shape: list[float]) -> tuple[float, list[int]] | None:
    """Return the cheapest cuts towards a shape: torn words and the squares of what lines lack."""
    last = len(ends) - 1
    rows: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for number, wanted in enumerate(shape):
        reached: dict[int, tuple[float, int]] = {}
        for start, (paid, _) in rows[-1].items():
            final = number == len(shape) - 1
            for end in (last,) if final else range(start + LEAST, last - LEAST + 1):
                length = ends[end] - ends[start]
                if length > room + 0.01 or end - start < LEAST:
                    if not final and end - start >= LEAST:
                        break
                    continue
                if costs[end] == inf and not final:
                    continue
                cost = paid + (0.0 if final else costs[end]) + 0.25 * (length - wanted) ** 2
                if end not in reached or cost < reached[end][0]:
                    reached[end] = (cost, start)
        rows.append(reached)
    if last not in rows[-1]:
        return None
    total, cuts, place = rows[-1][last][0], [], last
    for row in reversed(rows[1:]):
        place = row[place][1]
        cuts.append(place)
    return total, sorted(cut for cut in cuts if cut)


def _ugliness(lengths: list[float]) -> float:
    """Return what it costs that lines are all alike (a rectangle) or waisted (an hourglass)."""
    alike = 1.0 if len(lengths) > 1 and max(lengths) - min(lengths) < 0.75 else 0.0
    waist = any(lengths[at] < min(lengths[at - 1], lengths[at + 1]) - 0.25 for at in range(1, len(lengths) - 1))
    return alike + (6.0 if waist else 0.0)


def _crude(ends: list[float], room: float) -> list[int]:
    """Cut wherever a line is full."""
    cuts, start = [], 0
    for place in range(1, len(ends)):
        if ends[place] - ends[start] > room + 0.01:
            cuts.append(place - 1)
            start = place - 1
    return [cut for cut in cuts if cut]
