"""What every person is told before anything else, worded once."""

from __future__ import annotations

NOTICE = (
    "rehab is a coach, not a diagnosis. Its texts have not been reviewed by a clinician yet. "
    "Ask a physiotherapist for an evaluation and a plan of your own; stop whenever it hurts."
)
FIRST_USE = (
    "Has a professional cleared you for exercise? If you are pregnant, had an operation or a "
    "fracture, or live with a condition, tell the coach first: 'rehab profile show' lists what it "
    "should know."
)
CHEST = (
    "Pain, pressure or tightness in the chest that is new, spreads, or comes with breathlessness, "
    "sweating or faintness is an emergency: call your emergency number now and do not exercise."
)
NEW_HERE = "New here? Press ? for what this is, and is not; then t shows you around."
