"""Names of other places are found in a text; what only looks like one is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.paths import resources
from core.checks.places import Strange, strange_places, vocabulary
from tests.core.checks.demo import DATA, ENTRIES, TEXTS

OWN = vocabulary(
    [
        *(DATA["school"][key] for key in ("name", "short", "district", "superior")),
        *(entry["place"] for entry in ENTRIES if entry.get("place")),
    ]
)

ORDINARY = [
    # Words for places that name none.
    "全县教育工作会议在县城召开，我县各乡镇学校参加。",
    "参加县小学生运动会，县教育局派人到场。",
    "县委、县政府和县教育局联合发文，十三个县参加。",
    "我校、本校和各学校都要落实，我们学校先行一步。",
    "走访几所农村小学和附近村小，三所学校提出了困难。",
    "中心小学要带好村小，兄弟学校之间互相听课。",
    "乡镇和城镇的差别在于教师，全市都一样。",
    "小学校也要有好课堂，小学生要早睡。",
    "社区、校区、学区和片区要分清，区域内均衡编班。",
    "示范学校、重点中学、完全小学、初级中学都来了。",
    "市场里的摊贩占道，镇上的车多，上级已经知道。",
    "他在县里开会，由镇政府主持，同村委会会商。",
    "接收附近村小升上来的学生，到镇中学就读。",
    "建设社会主义新农村，办好每一所农村学校。",
    "送教下乡，支教老师返乡，家乡的变化很大。",
    "贫困县、贫困村、贫困乡镇的孩子免交课本费。",
    "小城镇建设加快，重镇、古镇、集镇各有特点。",
    "偏远山村的孩子走山路，山区小学缺少教师。",
    "组织学生打扫街道，学生走上街道宣传。",
    "根据县教育局通知，按照镇党委要求，结合学校实际。",
    "传达县委会议精神，学习县教育局文件，听取村干部意见。",
    "离开学校、回到学校、走进学校、热爱学校。",
    "希望学校解决，建议学校公布，要求学校答复，请学校说明。",
    "家长学校、业余党校、绿色学校、平安学校、文明学校。",
    "花园式学校、阳光学校、书香学校、和谐学校、节约型学校。",
    "寄宿制学校、薄弱学校、民办学校和职业中学。",
    "保持镇定，不要慌张；镇静下来再说。",
    "县长、镇长、乡长、村长都到了，请县长讲话。",
    "村民、村干部、村委会、村小组都要通知。",
    "从小学习，从小学到中学，在实践中学会，集中学习一次。",
    "班子集中学习，途中学生唱歌，其中小学三所。",
    "教学区、生活区、运动区分开，办公区在北面。",
    "上市公司、超市、菜市、夜市都在那边。",
    "城市学校和农村学校结对，沿海城市支援内地。",
    "适应城市生活，进城市打工的家长多。",
    "会同县教育局查看，比如县里的规定就不同。",
    "安全区、危险区、开发区、新城区、市中区不是地名。",
    "本镇、全镇、该镇、各镇、外镇、邻镇的教师。",
    "本村、全村、邻村、自然村、中心村、行政村的学生。",
    "各县、市、区，各乡（镇）、街道，各村。",
    "县（市、区）教育局，乡镇中心学校，村完小。",
    "六年级有七名学生要走三公里山路，回村要天黑。",
    "大家认为要先调查，再排轮值，由村里出人。",
    "幼儿园、学前班、小学、中学一起开会。",
    "镇中心幼儿园和民办幼儿园的老师。",
    "市级示范、区级示范、县级示范、镇级示范。",
    "革命老区、少数民族地区、灾区和山区。",
    "一是学校要管，二是乡镇要管，三是县里要管。",
    "附近小学、邻近小学、周边小学、对口小学。",
    "升入中学、考上中学、就读小学、撤并小学。",
    "联系村、包干村、驻点镇、挂钩乡、所在县。",
    "先进县、试点县、教育强县、农业大县、产粮大县。",
    "文明镇、卫生镇、平安镇、示范镇、建制镇。",
    "林志远、周海燕、郑国平、黄秀珍、吴立新、徐长青、王䶮、苏𬍛、陈晓敏、李文斌到校。",
    "张敏、何建华、叶春兰、蔡明同村干部座谈。",
    "请李文斌同村委会联系，由何建华到镇里去。",
    "书记通读县教育局主题实践活动实施方案。",
    "王老师家访到村口，周老师送学生到街道口。",
    "学校市容、校容校貌、村容村貌、县容不说。",
    "高山村民、海边渔民、城里居民都是家长。",
    "下乡支教、进村入户、走村串户、逐村排查。",
    "建县以来，撤县设市，撤乡并镇，村村通公路。",
    "省市县三级联动，县乡村三级网络，县镇两级。",
    "教育系统学习实践活动领导小组下设办公室。",
    "特殊教育学校、体育学校、艺术学校、技工学校。",
    "田头村尾、路边村道、村头村尾都走到了。",
    "江南水乡，山坡上的村庄，桥头的小店，河边的学校。",
    # The school's own places, however they are put.
    "云川县教育局：我校位于云岙镇西北，属云岙学区。",
    "云川县云岙镇中心小学（以下简称云岙小学）。",
    "到上垟村、下垟村走访，经上垟村口回校，了解下垟村情况。",
    "升入云岙中学，云岙镇第二小学也来人，云岙幼儿园缺人。",
    "下垟村人民调解委员会主持，下垟村民蔡某某到场。",
]

NAMED = [
    ("我们到石坪镇中心小学听课。", ["石坪镇中心小学"]),
    ("石坪镇党委书记到会讲话。", ["石坪镇"]),
    ("在松溪乡政府的支持下修了围墙。", ["松溪乡"]),
    ("东岭县教育局下发了通知。", ["东岭县"]),
    ("根据永嘉县教育局的要求", ["永嘉县"]),
    ("学习瑞安市经验，办好村小。", ["瑞安市"]),
    ("瑞安市马屿镇梅屿小学的做法", ["瑞安市马屿镇梅屿小学"]),
    ("由石坪小学承办", ["石坪小学"]),
    ("同柳溪中学结对", ["柳溪中学"]),
    ("现就读于江湾学校", ["江湾学校"]),
    ("家住石桥村，离校三公里", ["石桥村"]),
    ("走访了黄坑村和大岭村的家长", ["黄坑村", "大岭村"]),
    ("湖塘街道办事处负责人", ["湖塘街道"]),
    ("梅林幼儿园的教师来听课", ["梅林幼儿园"]),
    ("苍南县、平阳县、文成县的校长", ["苍南县", "平阳县", "文成县"]),
    ("景宁畲族自治县民族小学", ["景宁畲族自治县"]),
    ("呼和浩特清水河县通报", ["清水河县"]),
    ("介绍石坪镇的做法", ["石坪镇"]),
    ("赴瓯海区考察", ["瓯海区"]),
    ("鹿城区教研室来校指导", ["鹿城区"]),
    ("云川县石坪镇召开现场会", ["石坪镇"]),
    ("云岙镇和龙湾镇相邻", ["龙湾镇"]),
    ("石坪镇下岭村小学校长", ["石坪镇下岭村小学"]),
    ("瑞安市第三中学", ["瑞安市第三中学"]),
    ("永嘉县实验小学的老师", ["永嘉县实验小学"]),
    ("柳溪乡中心学校领导班子", ["柳溪乡中心学校"]),
    ("我是青田县人", ["青田县"]),
    ("为了龙泉市的教育事业", ["龙泉市"]),
    ("（石坪镇人民政府）", ["石坪镇"]),
    ("一、石坪镇基本情况\n二、松溪乡基本情况", ["石坪镇", "松溪乡"]),
    ("石坪镇、石坪镇小学", ["石坪镇", "石坪镇小学"]),
    ("向汶川县的灾区捐款", ["汶川县"]),
    ("五马桥镇的孩子", ["五马桥镇"]),
    ("阿荣旗、和林格尔县的牧民", ["阿荣旗", "和林格尔县"]),
]


@pytest.mark.parametrize("text", ORDINARY)
def test_what_is_no_strange_place_is_left_in_peace(text: str) -> None:
    assert strange_places(text, OWN) == ()


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_a_strange_place_is_found(text: str, named: list[str]) -> None:
    found = strange_places(text, OWN)

    assert [place.words for place in found] == named
    assert all(text[place.start : place.end] == place.words for place in found)


def test_the_demo_s_texts_name_only_their_own_places() -> None:
    assert len(TEXTS) > 300
    assert [(key, strange_places(text, OWN)) for key, _, text in TEXTS if strange_places(text, OWN)] == []


def test_the_same_texts_are_strange_to_another_school() -> None:
    other = vocabulary(["东岭县石坪镇中心小学", "下岭村"])
    found = {place.words for _, _, text in TEXTS for place in strange_places(text, other)}

    assert found >= {"上垟村", "下垟村", "云川县"}


def test_a_school_that_has_told_no_village_is_not_asked_about_villages() -> None:
    text = "家住石桥村，属石坪镇。"

    assert strange_places(text, vocabulary(["云岙小学"])) == (Strange(words="石坪镇", start=7, end=10),)
    assert [place.words for place in strange_places(text, vocabulary(["云岙小学", "上垟村"]))] == ["石桥村", "石坪镇"]


def test_the_vocabulary_holds_the_parts_of_a_name() -> None:
    assert vocabulary(["云川县云岙镇中心小学"]) == {
        "云川县云岙镇中心小学",
        "云川县云岙镇",
        "云川县",
        "云川",
        "云岙镇中心小学",
        "云岙镇",
        "云岙",
        "中心小学",
    }
    assert vocabulary(["上垟村、下垟村"]) == {"上垟村", "上垟", "下垟村", "下垟"}
    assert vocabulary(["新乡县城关镇小学"]) >= {"新乡县", "城关镇"}
    assert vocabulary(["", "，"]) == frozenset()


@pytest.mark.parametrize(
    "name", ["云川县云岙镇中心小学", "瑞安市马屿镇第二小学", "寿县城关镇中学", "东岭县松溪乡石桥村小学"]
)
def test_a_school_is_never_strange_to_itself(name: str) -> None:
    assert strange_places(f"在{name}召开，由{name}主持。{name}", vocabulary([name])) == ()


@given(st.text(alphabet="石坪云岙川县镇乡村市区小学中心街道在和的，全各一", max_size=30))
def test_places_are_told_in_order_and_where_they_stand(text: str) -> None:
    end = 0
    for place in strange_places(text, OWN):
        assert end <= place.start < place.end
        assert text[place.start : place.end] == place.words
        end = place.end


def test_the_tables_are_what_they_are_read_as() -> None:
    counties = resources("places", "counties.txt").read_text(encoding="utf-8").split()
    weights = [line.split(" ") for line in resources("places", "signs.txt").read_text(encoding="utf-8").splitlines()]
    signs = "".join(signs for _, signs in weights)

    assert len(counties) == len(set(counties)) > 2000
    assert {"瑞安市", "永嘉县", "鹿城区", "景宁畲族自治县"} <= set(counties)
    assert not {"公安县", "会同县", "平安区", "解放区", "海城市"} & set(counties)
    assert [weight for weight, _ in weights] == list("6543210")
    assert len(signs) == len(set(signs)) > 1000
