"""Checks, surveys, items to be rectified, projects, notices."""

from typing import Any

from tests.support.vaults import ITEM

TYPED: dict[str, dict[str, Any]] = {
    "rectification": ITEM,
    "style_check": {
        "title": "上班纪律和值日护导",
        "date": "2008-09-16",
        "time": "07:40",
        "checkers": ["p02", "p03"],
        "scope": "全体教职工，早上到岗",
        "expected": 14,
        "present": 12,
        "on_leave": 1,
        "absent": [{"person": "p05", "verified": "reason", "text": "送发烧学生去卫生院"}],
        "matters": [{"text": "校门口护导牌只有一块，两头都要有人站。"}],
        "handled": "当场补做护导牌一块，当天下午送到门卫室。",
        "publication_scope": "team",
    },
    "inspection": {
        "title": "主题实践活动夜学情况检查",
        "team": "县教育局活动领导小组办公室",
        "members": "三人",
        "date": "2008-09-15",
        "arrived": "09:10",
        "left": "11:20",
        "announced": False,
        "receiver": "p02",
        "topics": "夜学记录、签到表、整改台账，个别谈话四人",
        "papers": [{"text": "四月以来夜学记录", "ref": "ST-2008-001"}, {"text": "整改台账"}],
        "spoken": "记录齐全，讨论有内容；两次缺席没有补学，台账上有一件过了期限没有写原因。",
        "remarks": [{"text": "两次夜学的缺席人员没有补学登记。", "told": "spoken"}],
        "publication_scope": "team",
    },
    "survey": {
        "title": "学校班子满意度校内自测",
        "subject": "team",
        "scale": "content",
        "date": "2008-09-18",
        "organizer": "p02",
        "judged": ["p01", "p03"],
        "tally": [
            {
                "group": "teacher",
                "expected": 14,
                "issued": 14,
                "returned": 13,
                "valid": 12,
                "invalid": 1,
                "first": 8,
                "second": 3,
                "third": 1,
                "fourth": 0,
            },
            {
                "group": "parent",
                "expected": 30,
                "issued": 30,
                "returned": 27,
                "valid": 26,
                "invalid": 1,
                "first": 15,
                "second": 8,
                "third": 1,
                "fourth": 2,
            },
        ],
        "watchers": ["p04"],
        "counters": ["p05"],
        "comments": [{"group": "parent", "text": "放学后希望有人看到五点半。"}],
        "publication_scope": "staff",
    },
    "publication": {
        "title": "上学路上水沟盖板整改情况公示",
        "date": "2008-09-18",
        "scope": ["staff", "parents"],
        "place": ["board", "parents"],
        "start": "2008-09-19",
        "end": "2008-09-26",
        "poster": "p03",
        "contact": "总务处，0000-00000000",
        "basis": [{"ref": "RC-2008-001"}],
        "content": "现将村口水沟盖板的整改情况公布如下，有意见请在公示期内告诉总务处，也可以写条子投到意见箱。",
        "items": [{"matter": "村口水沟盖板缺两块", "outcome": "两块盖板已经补齐，踩踏牢固，每月巡查一次。"}],
    },
    "breakthrough": {
        "title": "后排学生课堂参与",
        "date": "2008-09-12",
        "responsible": "p03",
        "deadline": "2008-12-31",
        "supporters": "县教研室",
        "difficulty": "每班四十多人，提问集中在前三排，后排十多名学生整节课没有开过口，教师自己也习惯了。",
        "baseline": "抽听的课一节十四次提问有十一次叫前三排；座位表显示后排被提问的比例是两成一。",
        "goal": "年底后排学生被提问的比例不低于三成",
        "measures": [{"text": "每节课至少叫到四名后排学生，在座位表上画勾"}],
        "milestones": [
            {"due": "2008-10-31", "goal": "全体教师试画一个月座位表"},
            {"due": "2008-12-20", "goal": "比例到三成，写入教学常规"},
        ],
        "publication_scope": "staff",
    },
}

WRITTEN: dict[str, dict[str, Any]] = {
    "rectification": {
        "no": 1,
        "progress": [{"on": "2008-09-17", "by": "p03", "note": "村委会装上两块新盖板，踩踏牢固，拍了照片。"}],
        "evidence": [{"title": "补齐后的盖板照片", "type": "photo", "on": "2008-09-17"}],
        "acceptor": "p04",
        "accepted_on": "2008-09-18",
        "opinion": "现场查看，两块盖板已补齐，同意销号。",
        "closed_on": "2008-09-18",
        "publish": True,
        "publish_scope": ["staff"],
        "publish_place": "校务公开栏",
        "publish_from": "2008-09-19",
        "publish_to": "2008-09-26",
        "satisfaction": "satisfied",
        "history": [
            {"on": "2008-09-15", "move": "register", "state": "open", "by": "p01", "deadline": "2008-09-25"},
            {"on": "2008-09-15", "move": "start", "state": "working", "by": "p03"},
            {"on": "2008-09-18", "move": "accept", "state": "closed", "by": "p04"},
        ],
    },
    "survey": {
        "issued_on": "2008-09-18",
        "counted_on": "2008-09-19",
        "history": [
            {"on": "2008-09-18", "move": "register", "state": "ready", "by": "p02"},
            {"on": "2008-09-18", "move": "issue", "state": "out", "by": "p05"},
            {"on": "2008-09-19", "move": "count", "state": "counted", "by": "p05"},
        ],
    },
    "publication": {
        "opinions": [{"on": "2008-09-19", "by": "p03", "note": "一位家长问另一处盖板什么时候修。"}],
        "history": [
            {"on": "2008-09-18", "move": "finish", "state": "pending", "by": "p03", "deadline": "2008-09-19"},
            {"on": "2008-09-19", "move": "post", "state": "posted", "by": "p03", "deadline": "2008-09-26"},
        ],
    },
    "breakthrough": {
        "results": [{"on": "2008-09-19", "by": "p03", "note": "第一周收回座位表十三份，后排比例两成四。"}],
        "history": [
            {"on": "2008-09-12", "move": "found", "state": "begun", "by": "p01", "deadline": "2008-12-31"},
            {"on": "2008-09-15", "move": "tackle", "state": "tackling", "by": "p03"},
        ],
    },
}

STATES = {"rectification": "closed", "survey": "counted", "publication": "posted", "breakthrough": "staged"}
