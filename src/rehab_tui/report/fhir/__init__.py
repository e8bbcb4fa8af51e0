"""The journal for other health software: a bundle of FHIR R4 resources.

Pure: records in, text out. `codes` holds every code that may be in it, `observations` says what an
entry becomes, `bundle` puts the whole together.
"""

from rehab_tui.report.fhir.bundle import render_fhir

__all__ = ["render_fhir"]
