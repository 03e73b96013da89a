"""Day to day: tasks and leave."""

from typing import Any

TYPED: dict[str, dict[str, Any]] = {
    "task": {
        "title": "发放留校需求调查表",
        "owner": "p03",
        "date": "2008-09-18",
        "due": "2008-09-26",
        "source_ref": "ST-2008-001",
        "details": "“是否需要”改成“需要、几点接、谁来接”三栏，重印二百四十份。",
    },
    "leave": {
        "person": "p05",
        "reason": "training",
        "title": "县里的体育教师培训",
        "since": "2008-09-19",
        "until": "2008-09-24",
        "destination": "县教师进修学校",
        "approver": "p01",
        "substitute": "p04",
    },
}

WRITTEN: dict[str, dict[str, Any]] = {
    "task": {
        "done_on": "2008-09-19",
        "result": "发出二百三十六份，收回二百零九份。",
        "history": [
            {"on": "2008-09-18", "move": "add", "state": "open", "by": "p03", "deadline": "2008-09-26"},
            {"on": "2008-09-19", "move": "do", "state": "done", "by": "p03"},
        ],
    },
}

STATES = {"task": "done"}
