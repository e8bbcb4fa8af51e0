"""The commands there are, by what one wants to do; nothing here loads any of them."""

from __future__ import annotations

TASKS = {
    "Do": {
        "start": "rehab start --minutes 15",
        "demo": "rehab demo",
    },
    "Note down": {
        "log": 'rehab log -p 4@lower-back -m 3 -s 6h30 -n "slept badly"',
        "undo": "rehab undo --list",
    },
    "Look back": {
        "report": "rehab report --weeks 6",
        "journal": "rehab journal list --kind pain",
    },
    "Set up": {
        "profile": "rehab profile set osteoporosis side=left",
        "plan": "rehab plan choose mobility-starter",
        "exercises": "rehab exercises list --region knee --equipment none",
        "remind": "rehab remind --ics rehab.ics",
        "config": "rehab config set theme rehab-light",
        "completion": "rehab completion bash",
    },
    "Look after": {
        "sync": "rehab sync ~/Sync/rehab",
        "doctor": "rehab doctor",
    },
}
"""Each command and an example of it, by task; the command NAME is made in the module `cli.NAME`."""

COMMANDS = {name: example for part in TASKS.values() for name, example in part.items()}
"""Each command and an example of it."""
