"""One function per act, used alike by the app and by plain mode."""
