"""Chooses today's session from programme, history and profile, and says why. Pure."""

from __future__ import annotations

from rehab_tui.programme.decision import Decision as Decision
from rehab_tui.programme.history import History as History
from rehab_tui.programme.profile import Profile as Profile
from rehab_tui.programme.today import TodaysSession as TodaysSession
from rehab_tui.programme.today import picked_session as picked_session
from rehab_tui.programme.today import todays_session as todays_session
