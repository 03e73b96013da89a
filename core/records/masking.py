"""Names taken out of what others read: a masked name, and the public version of a record (D§2.0, H03)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from core.records.content import Person, Record, Values, is_empty
from core.records.field import ROW, Attendance, Automatic, Field, Files, Grid, LongText, People, Plain, Text
from core.records.field import Person as PersonField
from core.records.kind import Kind

HIDDEN = "（已隐去）"
"""Stands for a private text that is neither a name nor an office: an address, a telephone number, an account."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_COMPOUND = (
    "欧阳|司马|诸葛|上官|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|宇文|长孙|南宫|独孤|端木|轩辕|百里|呼延|钟离|鲜于|闻人|申屠"
    "|太史|公冶|仲孙|淳于|单于|濮阳|澹台|赫连|万俟|西门|左丘|东郭|南门|梁丘|第五"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏𬍛潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅"
    "庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁"
    "宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰"
    "秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄"
    "姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文"
    "寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付佟佘邸商"
    "牟岳帅代闫覃韩冼揭麦苟官练"
)
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_ROLE = (
    "村民|居民|市民|网民|网友|群众|家长|学生|新生|毕业生|教师|老师|教职工|职工|员工|职员|工人|农民|农户|党员|干部|村干部|组长|户主|业主"
    "|店主|老板|摊主|司机|邻居|路人|游客|老人|小孩|儿童|少年|青年|老乡|乡亲|保安|门卫|保洁员|厨师|厨工|护士|医生|会计|出纳|班主任"
    "|园长|支书|村支书|村主任|民警|律师|记者|人员|务工人员|工作人员|当事人|信访人|来访人|上访人|来信人|来电人|举报人|投诉人|反映人"
    "|检举人|申诉人|负责人|联系人|承包人|包工头|代表|原|本人|自己|本校|该校|校方|村方|厂方|施工方|承包方|甲方|乙方|丙方|男|女"
)
_WHICH = (
    "热心|部分|全体|全校|个别|各别|有关|相关|其他|其余|本村|本校|本地|当地|外地|外来|附近|周边|隔壁|退休|离退休|在职|离职|代课|留守"
    "|困难|贫困|残疾|低保|同班|同村|同级|一位|一名|一个|某位|某名|某个|两位|两名|几位|几名|几个|多位|多名|若干|众多|许多|众|各|该|这名"
    "|那名|语文|数学|英语|科学|体育|音乐|美术|食堂|宿舍|校车|小卖部|门口|高中|初中|小学|幼儿园|低年级|高年级|毕业班|住校|走读"
)
_COMPLAINS = "来信|来访|信访|上访|举报|投诉|检举|控告|申诉"
_COMPLAINER = "来信人|来访人|信访人|上访人|举报人|投诉人|检举人|控告人|申诉人|反映人|当事人"
_KIN = (
    "父亲|母亲|父母|爷爷|奶奶|外公|外婆|祖父|祖母|家长|家属|亲属|监护人|丈夫|妻子|儿子|女儿|孩子|哥哥|姐姐|弟弟|妹妹|家人|一家|夫妇"
    "|家"
)
_TITLE = "老师|同学|同志|先生|女士|师傅|书记|主任|校长|村长|医生|家长"
_TAIL = rf"(?:的?(?:{_KIN})|{_TITLE}|等(?:[0-9一二三四五六七八九十]+[人户])?)?"
_PLACE = (
    rf"(?:[{_HAN}]{{1,8}}?(?:县|市|区|镇|乡|街道|村|组|小学|中学|学校|幼儿园)|[{_HAN}]{{1,6}}?(?=村民|居民)"
    r"|[一二三四五六七八九初高]{1,2}年级|[一二三四五六七八九0-9]{1,4}班){0,4}"
)
_OFFICE = (
    "学校|小学|中学|高中|幼儿园|学区|村委会|居委会|委员会|调委会|办公室|公司|银行|医院|卫生院|派出所|法院|司法所|政府|教育局|局|工会|支部"
    "|班子|教导处|总务处|财务室|中心|社区|工程队|施工队|商店|超市|合作社"
)
_NOBODY = (
    "匿名|未署名|不署名|无记名|无名|无|没有|未留|未留名|不愿留名|不愿透露|不便透露|未说明|未知|保密|不详|不明|待查|同上|多人|双方|各方"
    "|部分"
)

_FULL = rf"(?:{_COMPOUND})[{_HAN}]{{1,2}}|[{_SURNAMES}][{_HAN}]{{1,2}}?|[{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,8}})+"
_ANY = rf"(?:[{_HAN}][{_HAN}{_LATIN}·•・.]+?|[{_LATIN}](?:[ .'’·-]*[{_LATIN}{_HAN}]){{2,}}\.?)"
"""Whatever may be a name: two characters or more, three Latin letters or more, no digits."""
_NAMED = re.compile(rf"{_PLACE}(?P<role>(?:{_ROLE})*)(?P<name>{_FULL})(?P<tail>{_TAIL})")
_TAKEN = re.compile(rf"{_PLACE}(?P<role>(?:{_ROLE})*)(?P<name>{_ANY})(?P<tail>{_TAIL})")
_MASKED = re.compile(
    rf"{_PLACE}(?P<rest>(?:{_ROLE})*(?:(?:[{_HAN}]{{1,2}}?)?某{{1,2}}|[甲乙丙丁戊己庚辛]|[A-Za-z]\d{{0,3}}){_TAIL}"
    rf"|(?:{_ROLE})*(?:{_COMPOUND}|[{_HAN}])(?:{_TITLE}))"
)
_SOMEBODY = rf"(?:{_ROLE}|{_KIN}|{_TITLE})"
_ROLES = re.compile(
    rf"{_PLACE}(?P<rest>(?:(?:{_WHICH})的?)*{_SOMEBODY}(?:的?{_SOMEBODY})*(?:[0-9一二三四五六七八九十两几数多]+[人名位户])?"
    rf"|(?:{_NOBODY})(?:{_ROLE})*)"
)
_INSTITUTION = re.compile(rf"(?!.*[到去找向在说的把被对要])[{_HAN}A-Za-z0-9]*(?:{_OFFICE})")
"""Whoever goes to an office is no office."""
_SPOT = re.compile(rf"[{_HAN}0-9]{{2,9}}(?:县|市|区|镇|乡|街道|村|组|队|班|年级)")
"""A place by itself, which is nobody's name."""
_REMARK = re.compile(rf"(?!{HIDDEN})[（(\[［【][^（()）\]］】]*[）)\]］】]")
_ALONE = rf"(?![甲乙丙丁戊己庚辛某男女原无家])[{_HAN}]"
_SPACED = re.compile(rf"(?<![{_HAN}])({_ALONE})\s+({_ALONE})(?![{_HAN}])")
"""A name of two characters with a blank between them, as it stands in lists."""
_NUMBER = re.compile(r"\d[\d-]{5,}\d")
"""A number one can call or look up: seven digits or more."""
_SAYING = 4
_LONGEST = 24
"""Characters beyond which a piece of text is no name."""
_BETWEEN = re.compile(rf"((?:[、，,；;／/]|(?<![{_LATIN}.])\s|\s(?![{_LATIN}]))+)")
"""Blanks between Latin words part nothing."""
_AND = re.compile(r"([和与及跟]|同(?![学志事]))")


def mask_name(text: str, *, named: bool = False) -> str:
    """Return a text that names people with their given names taken out: 蔡明 → 蔡某某, 欧阳修 → 欧阳某某.

    Roles stay (村民蔡明（化名） → 村民蔡某某), remarks in brackets and places before a name go. Offices, roles and
    code names (学校, 村委会, 家长, 乙方) are no persons and stay as they are; so does 王老师, who has no given name.
    What is none of these becomes `HIDDEN`, for nobody knows what it tells; where the field says who somebody is
    (`named`) it is a name, whatever its surname: 涂小明 → 涂某某. A masked text stays the same.
    """
    if is_empty(text) or text == HIDDEN:
        return text
    return "".join(
        _mask_piece(piece, named=named) if number % 2 == 0 else piece
        for number, piece in enumerate(_pieces(_bare(text)))
    )


def person_names(text: str, *, named: bool = False) -> tuple[str, ...]:
    """Return the names of people a private text tells: 村民蔡明（化名）、李四 → (蔡明, 李四); masked ones are none.

    In a field that says who somebody is (`named`) whatever reads as no role, office or place is a name, Latin ones too.
    """
    found = (_read_name(piece, named=named) for piece in _pieces(_bare(text))[::2])
    return tuple(match["name"] for match in found if match)


def tells(text: str, name: str) -> bool:
    """Tell whether a running text tells a name; a Latin one must stand there as words of its own."""
    words = _as_words(name)
    return bool(words.search(text)) if words else name in text


def tells_of_complaint(text: str, name: str) -> bool:
    """Tell whether a text says that this person complains or is a party: 教师蔡明来信反映, 信访人：蔡明."""
    told = re.escape(name)
    complains = rf"{told}[^，。；！？\s]{{0,8}}?(?:{_COMPLAINS})"
    return re.search(rf"{complains}|(?:{_COMPLAINER})[：:（(]?{told}", text) is not None


def mask_within(text: str, names: Iterable[str]) -> str:
    """Return a running text with these names masked wherever they stand; longer names must come first."""
    for name in names:
        if tells(text, name):
            words = _as_words(name)
            text = words.sub(_masked(name), text) if words else text.replace(name, _masked(name))
    return text


@dataclass(frozen=True, slots=True)
class _Masks:
    """What must not stand in any text of a record: names, and what private texts say besides."""

    names: tuple[str, ...]
    sayings: tuple[str, ...]

    def within(self, text: str) -> str:
        """Return a text without them."""
        for said in self.sayings:
            text = text.replace(said, HIDDEN)
        return mask_within(text, self.names)

    def __bool__(self) -> bool:
        return bool(self.names or self.sayings)


def public_version(kind: Kind, record: Record, people: Mapping[str, Person]) -> Record:
    """Return a record as others may read it: private values masked, their names masked in every other text too.

    A person of the roster in a private field is replaced by the masked name itself, for an id nobody has shows itself.
    Private days, numbers, choices and files are left out. The version of a version is the same.
    """
    masks = _Masks(private_names(kind, record, people), private_sayings(kind, record, people))
    return msgspec.structs.replace(
        record,
        heading=masks.within(record.heading),
        explanations={mark: masks.within(said) for mark, said in record.explanations.items()},
        values=_mask_values(kind.fields(), record.values, masks, people),
    )


def private_sayings(kind: Kind, record: Record, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Return what private texts say besides names, as it may stand elsewhere: numbers to call, whole addresses.

    The longest first. What is shorter than four characters (务农) would be found everywhere and is no secret alone.
    """
    found: set[str] = set()
    for told, named in _private_texts(kind.fields(), record.values, people):
        found.update(_NUMBER.findall(told))
        if not named and told != HIDDEN and len(told.strip()) >= _SAYING and mask_name(told) == HIDDEN:
            found.add(told.strip())
    return tuple(sorted(found, key=lambda said: (-len(said), said)))


def private_names(kind: Kind, record: Record, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Return the names of people in a record's private fields, the longest first; an id nobody has is no name."""
    private = _private_texts(kind.fields(), record.values, people)
    found = {name for told, named in private for name in person_names(told, named=named)}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


# --- one text -------------------------------------------------------------------------------------


def _bare(text: str) -> str:
    """Return a text without remarks in brackets, and without the blank inside a short name."""
    return _SPACED.sub(r"\1\2", _REMARK.sub("", text).strip())


def _pieces(text: str) -> list[str]:
    """Return the parts of a text that may each name somebody, with what stands between them at the odd places."""
    found: list[str] = []
    for number, piece in enumerate(_BETWEEN.split(text)):
        whole = number % 2 or _known(piece) or (len(piece) < 5 and "某" not in piece)
        found.extend([piece] if whole else _AND.split(piece))
    return found


def _known(piece: str) -> bool:
    """Tell whether a piece reads as one name, role or office."""
    return len(piece) <= _LONGEST and any(form.fullmatch(piece) for form in (_MASKED, _ROLES, _NAMED))


def _read_name(piece: str, *, named: bool) -> re.Match[str] | None:
    """Return the match of a piece that names somebody in full."""
    if len(piece) > _LONGEST or any(form.fullmatch(piece) for form in (_MASKED, _ROLES, _INSTITUTION, _SPOT)):
        return None
    return _NAMED.fullmatch(piece) or (_TAKEN.fullmatch(piece) if named else None)


def _mask_piece(piece: str, *, named: bool) -> str:
    """Mask one piece."""
    if len(piece) > _LONGEST:
        return HIDDEN
    if piece in {"", HIDDEN} or _INSTITUTION.fullmatch(piece):
        return piece
    for pattern in (_MASKED, _ROLES):
        if match := pattern.fullmatch(piece):
            return match["rest"]
    match = _read_name(piece, named=named)
    if match is None or _as_words(match["name"]):
        return HIDDEN
    return f"{match['role']}{_masked(match['name'])}{match['tail']}"


def _masked(name: str) -> str:
    """Return a name with the given name taken out; of a Latin one nothing stays."""
    if _as_words(name):
        return HIDDEN
    compound = re.match(_COMPOUND, name)
    return f"{compound.group() if compound and len(name) > 2 else name[0]}某某"


@cache
def _as_words(name: str) -> re.Pattern[str] | None:
    """Return what finds a name that begins in Latin letters as words of their own; None for others."""
    if not re.match(rf"[{_LATIN}]", name):
        return None
    return re.compile(rf"(?<![{_LATIN}]){re.escape(name)}(?![{_LATIN}])", re.IGNORECASE)


# --- the values of a record -----------------------------------------------------------------------


def columns_of(grid: Grid) -> tuple[Plain, ...]:
    """Return the columns of a grid; those of a private one are all private."""
    if not grid.private:
        return grid.columns
    return tuple(msgspec.structs.replace(column, private=True) for column in grid.columns)


def _private_texts(
    fields: Iterable[Field], values: Mapping[str, Any], people: Mapping[str, Person]
) -> Iterator[tuple[str, bool]]:
    """Yield what private fields tell in words, and whether it says who somebody is: texts, and the names behind ids."""
    for field in fields:
        value: Any = values.get(field.key)
        if is_empty(value):
            continue
        if isinstance(field, Grid):
            for row in value:
                yield from _private_texts(columns_of(field), row, people)
        elif field.private:
            match field:
                case Text(names=named):
                    yield str(value), named
                case LongText():
                    yield str(value), False
                case PersonField() | People() | Attendance():
                    yield from ((people[person].name, True) for person in _ids(field, value) if person in people)
                case _:
                    pass


def _ids(field: PersonField | People | Attendance, value: Any) -> Iterable[str]:
    """Return whom a field names; of an attendance everybody who was expected."""
    match field:
        case PersonField():
            return (value,)
        case People():
            return tuple(value)
        case Attendance():
            return value.get("expected") or ()


def _mask_values(
    fields: Iterable[Field], values: Mapping[str, Any], masks: _Masks, people: Mapping[str, Person]
) -> Values:
    """Return values as others may read them; those of fields nobody knows are left out."""
    masked: Values = {}
    for field in fields:
        value: Any = values.get(field.key)
        if is_empty(value):
            if field.key in values:
                masked[field.key] = value
        elif isinstance(field, Grid):
            columns = columns_of(field)
            masked[field.key] = [
                {ROW: row[ROW], **_mask_values(columns, row, masks, people)}
                if ROW in row
                else _mask_values(columns, row, masks, people)
                for row in value
            ]
        elif field.private:
            masked[field.key] = _mask_private(field, value, people)
        else:
            masked[field.key] = _mask_open(field, value, masks)
    return masked


def _mask_private(field: Field, value: Any, people: Mapping[str, Person]) -> Any:
    """Return the value of a private field as others may read it; None where only leaving it out hides it."""
    match field:
        case Text(names=named):
            return mask_name(str(value), named=named)
        case LongText():
            return mask_name(str(value))
        case PersonField():
            return mask_name(_name_of(value, people), named=True)
        case People():
            return [mask_name(_name_of(person, people), named=True) for person in value]
        case Automatic():
            return value
        case _:
            return None


def _mask_open(field: Field, value: Any, masks: _Masks) -> Any:
    """Return the value of any other field with the private names masked in its texts."""
    if not masks:
        return value
    match field:
        case Text() | LongText():
            return masks.within(str(value))
        case Files():
            return [_mask_row(row, ("title", "name"), masks) for row in value]
        case Attendance():
            absent = [_mask_row(row, ("note", "makeup_method"), masks) for row in value.get("absent") or ()]
            return {**value, "absent": absent} if "absent" in value else value
        case _:
            return value


def _mask_row(row: Mapping[str, Any], keys: tuple[str, ...], masks: _Masks) -> Values:
    """Return a row with the names masked in these texts."""
    return {key: masks.within(value) if key in keys and isinstance(value, str) else value for key, value in row.items()}


def _name_of(person: Any, people: Mapping[str, Person]) -> str:
    """Return the name behind an id; an id nobody has shows itself."""
    found = people.get(str(person))
    return found.name if found else str(person)
