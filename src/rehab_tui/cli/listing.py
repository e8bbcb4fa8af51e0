"""The commands there are, by what one wants to do; nothing here loads any of them."""

from __future__ import annotations

TASKS = {
    "Do": {
        "start": (
            "Start a guided session at once.",
            "rehab start --minutes 15",
        ),
        "demo": (
            "Look around in twelve made-up weeks; your own journal is not touched.",
            "rehab demo",
        ),
    },
    "Note down": {
        "log": (
            "Log pain, mood, sleep and more, all at once.",
            'rehab log -p 4@lower-back -m 3 -s 6h30 -n "slept badly"',
        ),
        "undo": (
            "Take the last change back: a log, a whole session, a profile answer.",
            "rehab undo --list",
        ),
    },
    "Look back": {
        "report": (
            "Show pain, mood, sleep and sessions week by week.",
            "rehab report --weeks 6",
        ),
        "journal": (
            "Your journal: its entries, copies of them, and the file itself.",
            "rehab journal list --kind pain",
        ),
    },
    "Set up": {
        "profile": (
            "Who this is for: screening, flags, dates, equipment, side.",
            "rehab profile set osteoporosis side=left",
        ),
        "plan": (
            "Your plan: programme, days, changes, pauses, and why today is as it is.",
            "rehab plan choose mobility-starter",
        ),
        "exercises": (
            "The exercises: look through them, look at one, add your own.",
            "rehab exercises list --region knee --equipment none",
        ),
        "remind": (
            (
                "Make a calendar (iCalendar) of the plan's days, with alarms and "
                "the day of the review."
            ),
            "rehab remind -o rehab.ics",
        ),
        "config": (
            "The settings: show them, change one, find the file.",
            "rehab config set theme rehab-light",
        ),
        "completion": (
            (
                "Print the script that makes a shell complete rehab's commands, "
                "options, ids and sites."
            ),
            "rehab completion bash",
        ),
    },
    "Look after": {
        "sync": (
            (
                "Bring in what your other devices have written to DIR, and write "
                "what is here for them."
            ),
            "rehab sync ~/Sync/rehab",
        ),
        "doctor": (
            "Look at versions, files, sound and the terminal; exit code 1 if something is wrong.",
            "rehab doctor",
        ),
    },
}
"""The first sentence of each command's help and an example of it, by task.

The command NAME is made in the module `cli.NAME`; a test holds the sentence to its help.
"""

COMMANDS = {name: example for part in TASKS.values() for name, (_, example) in part.items()}
"""Each command and an example of it."""
WORDS = {name: words for part in TASKS.values() for name, (words, _) in part.items()}
"""Each command and the first sentence of its help."""
