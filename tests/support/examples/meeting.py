"""Study sessions and meetings."""

from typing import Any

from tests.support.vaults import PEOPLE, SESSION

ALL = {"expected": [person.id for person in PEOPLE], "absent": [], "signed": 5}
TEAM = {"expected": ["p01", "p02", "p03"], "absent": [], "signed": 3}

TYPED: dict[str, dict[str, Any]] = {
    "study_session": {
        **SESSION,
        "attendance": {
            "expected": [person.id for person in PEOPLE],
            "absent": [
                {
                    "person": "p05",
                    "reason": "official",
                    "note": "带队参加县小学生运动会",
                    "makeup_on": "2008-09-19",
                    "makeup_method": "自学材料并交半页笔记",
                }
            ],
            "signed": 4,
        },
        "attachments": [{"title": "签到表（手签原件）", "type": "sign_in_sheet", "on": "2008-09-18"}],
    },
    "council_meeting": {
        "title": "编班和换班办法",
        "subtype": "council",
        "date": "2008-09-16",
        "start_time": "15:40",
        "end_time": "17:00",
        "place": "校长室旁小会议室",
        "host": "p01",
        "recorder": "p03",
        "matter": "weighty",
        "proposer": "p03",
        "consulted": "九月十日起在教师办公室征求意见三天，十四名教师提出意见九条，主要是换班要有书面申请、要公开。",
        "attendance": TEAM,
        "discussion": [
            {"speaker": "p02", "stance": "agree", "text": "编班办法贴到公开栏，让家长看得见。"},
            {"speaker": "p03", "stance": "differ", "text": "五年级去年换班的九名学生不宜再动，只登记理由。"},
            {"speaker": "p01", "stance": "advise", "text": "今后换班一律写书面申请，由校务会定。"},
        ],
        "ballot": "hands",
        "voters": ["p01", "p02", "p03"],
        "votes_for": 2,
        "votes_against": 0,
        "votes_abstained": 1,
        "resolutions": [{"text": "编班和换班办法公布后执行", "owner": "p03", "due": "2008-09-26"}],
        "publication_scope": "staff",
        "attachments": [{"title": "签到表（手签原件）", "type": "sign_in_sheet", "on": "2008-09-16"}],
    },
    "criticism_meeting": {
        "title": "改进作风、服务师生",
        "subtype": "democratic",
        "date": "2008-09-13",
        "start_time": "08:30",
        "end_time": "11:00",
        "place": "学校会议室",
        "host": "p02",
        "recorder": "p03",
        "requested_on": "2008-09-03",
        "approved_on": "2008-09-05",
        "approved_by": "云岙学区党总支",
        "consultation": [{"on": "2008-09-08", "way": "round", "people": 9, "count": 11}],
        "gathered": "教师意见集中在三件事：开会多、听课后不讲评、后勤报修慢，另有两条关于食堂和值周安排。",
        "talks": [{"on": "2008-09-09", "first": "p01", "second": "p02"}],
        "papers": [
            {"title": "班子对照检查材料", "on": "2008-09-11", "kept": "档案室三号柜"},
            {"title": "个人对照检查材料", "author": "p01", "on": "2008-09-11", "kept": "档案室三号柜"},
        ],
        "attendance": TEAM,
        "speeches": [
            {"speaker": "p01", "text": "听课五十二节，当面讲评的不到一半，对教师的难处问得少。"},
            {"speaker": "p02", "text": "支部学习布置多、检查少，缺席的同志没有逐一补课。"},
        ],
        "criticism": [
            {"by": "p02", "about": "p01", "text": "布置工作急，有三次没有同教导处商量。"},
            {"by": "p01", "about": "p02", "text": "支部记录拖了两周才整理，要当天记。"},
        ],
        "measures": [
            {
                "problem": "听课以后不讲评，教师不知道好坏在哪里。",
                "measure": "每听一节课当天讲评十分钟",
                "owner": "p01",
                "deadline": "2008-10-31",
            }
        ],
    },
    "external_meeting": {
        "title": "全县主题实践活动推进会",
        "organizer": "云川县教育局",
        "notice_no": "云教〔2008〕31号",
        "date": "2008-09-12",
        "start_time": "09:00",
        "end_time": "11:30",
        "place": "县教育局三楼会议室",
        "people": ["p01", "p02"],
        "content": "听取五所学校发言，局领导要求九月底以前把调研中查到的问题列出清单，逐件写明责任人和时限，"
        "十月起分片检查。",
        "tasks": [{"text": "九月底前把问题清单报学区", "owner": "p02", "due": "2008-09-26"}],
        "publication_scope": "team",
    },
}

WRITTEN: dict[str, dict[str, Any]] = {
    "study_session": {"weekday": 3, "nth": 2, "minutes": 100},
    "council_meeting": {"weekday": 1, "minutes": 80},
    "criticism_meeting": {
        "weekday": 5,
        "minutes": 150,
        "reported_on": "2008-09-18",
        "reported_to": "云岙学区党总支",
        "briefed_on": "2008-09-19",
        "briefed_scope": "party",
        "history": [
            {"on": "2008-09-13", "move": "finish", "state": "held", "by": "p03"},
            {"on": "2008-09-18", "move": "report", "state": "reported", "by": "p02"},
            {"on": "2008-09-19", "move": "brief", "state": "briefed", "by": "p02"},
        ],
    },
    "external_meeting": {"weekday": 4, "minutes": 150},
}

STATES = {"criticism_meeting": "briefed"}
