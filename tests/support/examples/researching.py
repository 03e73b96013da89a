"""Research: topic, diary, report, proposal, forum."""

from typing import Any

from tests.support.vaults import DIARY

TYPED: dict[str, dict[str, Any]] = {
    "research_topic": {
        "title": "村小放学后学生看护的需要与可能",
        "general": "提高农村小规模学校办学水平",
        "author": "p01",
        "date": "2008-09-12",
        "subjects": "三、四年级学生和家长，班主任，总务处、教导处",
        "since": "2008-09-15",
        "until": "2008-09-26",
        "method": ["lesson", "visit", "meeting", "survey"],
        "questions": [
            {"text": "放学以后有多少学生没有人看护？"},
            {"text": "学校能开几间教室、谁来轮值、误餐怎么办？"},
        ],
        "schedule": [{"on": "2008-09-15", "text": "到三年级、四年级教室听课"}],
        "publication_scope": "staff",
    },
    "research_diary": {
        **DIARY,
        "topic_ref": "RT-2008-001",
        "lessons": 2,
        "households": 5,
        "answers": 209,
        "expectations": [{"text": "教师希望取消家长签字，改为课堂上当面看作业。"}],
        "policy_needs": [{"text": "看护能不能收费、责任由谁负，需要上面有规定。"}],
        "improvements": [{"text": "先停掉家长签字，当堂留八分钟看作业。"}],
        "on_spot": [{"text": "第二节起提问轮到后排", "result": "当天下午照办"}],
        "next_steps": [{"text": "到村里走访五户家长", "due": "2008-09-24"}],
    },
    "research_report": {
        "title": "村小放学后看护调研报告",
        "form": "report",
        "author": "p01",
        "date": "2008-09-19",
        "topic_ref": "RT-2008-001",
        "based_on": [{"ref": "DY-2008-001"}],
        "overview": "九月十五日至十八日，听课两节，访谈学生九人，走访家长五户，收回调查表二百零九份，同两位教师座谈。",
        "situation": "我校有学生二百三十六人，由老人照看的超过半数。下午四点放学，要求留校到五点半的九十八人，"
        "其中能按时来接的八十一人。学校有两间教室可用，灯已换好，四台电风扇坏了一台，锅炉五点关火。"
        "十四名教师平均每两周轮值一到两次，两位教师当面表示愿意，但是都问到安全责任由谁负。"
        "路远的七名学生走三公里山路，家长明确不要留校，愿意结伴早走。",
        "problems": [
            {"text": "放学后约八十名学生没有人看护，家里多半只有老人，作业没有人看。", "source": "DY-2008-001"},
            {"text": "轮值教师误餐没有经费开支的依据，学校公用经费里没有这一项。"},
        ],
        "causes": "一是过去把放学以后的事情看成家庭的事，学校没有调查过需要，也没有先例可循。二是责任没有写明，"
        "教师担心出了意外说不清楚，家长也不知道几点以后算谁的。三是经费口径不明，误餐补贴、电风扇修理、"
        "锅炉推迟关火都要花钱，公用经费能不能列支没有人答复过，学校不敢自行开支。四是路远学生情况特殊，"
        "一律留校反而不安全，过去布置工作时没有把这部分学生分开考虑，也没有同村里一起想过办法，"
        "家长会上只提过一次，没有记录，也没有人跟进落实。",
        "advice": "一、由教导处拟订看护办法，写明对象、时间、轮值、接送确认和突发情况处置，征求教师和家长意见后试行。"
        "二、先开两间教室，试行一个月，每天登记人数，月底向家长公布。三、路远学生不留校，由学校同村委会"
        "组织结伴护送，高年级带低年级，值日教师送到村口。四、请教育局明确公用经费能否列支误餐和修理费用，"
        "并对看护中的安全责任作出规定。五、试行期满写出情况，再决定是否扩大到全校，不搞一刀切，"
        "不愿意留校的学生不勉强，不向家长收取任何费用。",
        "publication_scope": "team",
    },
    "proposal": {
        "title": "关于把农村小学放学后看护列入规范管理的建议书",
        "to": "云川县教育局",
        "author": "p01",
        "date": "2008-09-19",
        "based_on": [{"ref": "DY-2008-001"}, {"ref": "FM-2008-001"}],
        "background": "九月十五日至十八日，对放学后学生看护问题作了调研，听课两节，走访家长五户，回收调查表二百零九份，"
        "并召开民主恳谈会一次。",
        "problems": [
            {"text": "责任没有规定，学校和家长都不清楚放学后发生意外由谁负责。", "source": "DY-2008-001"},
            {"text": "轮值误餐没有经费开支依据，学校不敢自行列支，教师有顾虑。", "source": "FM-2008-001"},
        ],
        "suggestions": [
            {"who": "office", "text": "制订放学后看护的指导意见，明确自愿、登记、接送确认和责任划分。"},
            {"who": "office", "text": "明确公用经费中可以列支的项目，误餐、照明、饮水各按什么标准。"},
            {"who": "school", "text": "同村委会一起组织路程超过三公里的学生结伴护送，高年级带低年级。"},
        ],
        "publication_scope": "team",
    },
    "forum": {
        "title": "放学后孩子谁来管——民主恳谈会",
        "date": "2008-09-17",
        "start_time": "18:30",
        "end_time": "20:10",
        "place": "学校多媒体教室",
        "host": "p02",
        "recorder": "p04",
        "notice_on": "2008-09-12",
        "leaders": ["p01", "p03"],
        "participants": [
            {"category": "parent", "count": 12},
            {"category": "teacher", "count": 5},
            {"category": "village", "count": 3},
            {"category": "pupil", "count": 2},
        ],
        "briefing": "校长用八分钟通报调查结果：发出调查表二百三十六份，收回二百零九份，要求留校的九十八份。"
        "学校现有教师十四名、"
        "可用教室两间，难处有三个：责任、经费、路远的学生。请大家有什么说什么。",
        "speeches": "家长愿意按时来接，希望不收钱，要收也要先讲清楚。教师提出轮值没有误餐补贴。"
        "村干部提到操场外侧水沟雨天倒灌。"
        "学生代表说留下来可以做作业，但是希望能打半小时球。",
        "opinions": [
            {
                "raised_by": "parent",
                "content": "希望学校放学后能留到五点半，家里只有老人，看不了作业。",
                "handling": "by_date",
                "reply": "十月试开两间教室。",
                "due": "2008-10-10",
                "link": "RC-2008-001",
            },
            {
                "raised_by": "parent",
                "content": "校门口放学时摩托车多，人车混行，老人不敢来接。",
                "handling": "spot",
                "reply": "当场定下错时十分钟放学，次日执行。",
                "answered_on": "2008-09-17",
                "answer_way": "spot",
                "understood": True,
            },
            {
                "raised_by": "teacher",
                "content": "轮值要误餐，希望提高误餐补贴标准，写清楚谁来负责安全。",
                "handling": "explained",
                "reply": "学校无权自定标准，将写进书面材料反映。",
                "answered_on": "2008-09-17",
                "answer_way": "spot",
                "understood": True,
            },
        ],
        "publish": True,
        "publish_scope": ["staff", "parents"],
        "publish_place": "校务公开栏",
        "publish_from": "2008-09-18",
        "publish_to": "2008-09-25",
        "publication_scope": "staff",
        "attachments": [{"title": "签到表（手签原件）", "type": "sign_in_sheet", "on": "2008-09-17"}],
    },
}

_FIGURES = {"days": 3, "lessons": 2, "visits": 14, "households": 5, "answers": 209, "forums": 1}

WRITTEN: dict[str, dict[str, Any]] = {
    "research_diary": {"weekday": 2, "day_no": 3},
    "research_report": {**_FIGURES, "forums": 0},
    "proposal": {
        **_FIGURES,
        "replied_on": "2008-09-30",
        "reply": "partly",
        "reply_text": "经费列支项目已在起草，责任划分待研究；同意贵校先行试点一个学期。",
        "receipt_no": "云教收〔2008〕样例-017",
    },
    "forum": {
        "weekday": 2,
        "minutes": 100,
        "history": [
            {"on": "2008-09-17", "move": "finish", "state": "open", "by": "p04"},
            {
                "on": "2008-09-19",
                "move": "answer",
                "state": "open",
                "no": 1,
                "by": "p03",
                "note": "当面告诉了三位家长。",
            },
        ],
    },
}

STATES = {"proposal": "answered", "forum": "open"}
