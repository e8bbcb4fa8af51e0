"""Weekly statistics and their views.

Pure: `build.build_report` turns plain facts into a `model.Report`; `text`, `as_json` and the
Progress screen show it.
"""
