"""The style of what is printed: one family, black on white, greys that survive a copier."""

from __future__ import annotations

FONTS = (
    'Helvetica, Arial, "Liberation Sans", "Nimbus Sans", Arimo, FreeSans, '
    '"DejaVu Sans Condensed", sans-serif'
)
"""Families of one width, as what has room is reckoned with it."""

_BASE = """
@page { size: A4; margin: 11mm 12mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { -webkit-text-size-adjust: 100%; }
body { font: 8.6pt/1.32 %FONTS%;
  color: #111; background: #fff; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
@media screen {
  html { background: #dcdcd8; }
  body { width: 210mm; min-height: 297mm; margin: 6mm auto; padding: 11mm 12mm; }
}
h1 { font-size: 15pt; line-height: 1.15; font-weight: 700; letter-spacing: -.01em; }
h2 { font-size: 8pt; font-weight: 700; letter-spacing: .05em; text-transform: uppercase;
  border-top: 1.2px solid #111; padding-top: 1.1mm; margin-bottom: .9mm; }
b { font-weight: 700; }
i { font-style: normal; color: #555; }
ul { list-style: none; }
header { display: flex; justify-content: space-between; align-items: flex-end; gap: 8mm; }
header p { color: #333; }
header .right { flex: none; max-width: 76mm; text-align: right; }
.line { display: inline-block; width: 46mm; border-bottom: .8px solid #555; }
footer { border-top: .8px solid #bbb; color: #555; font-size: 7.2pt; line-height: 1.35;
  padding-top: 1.2mm; }
""".replace("%FONTS%", FONTS)

PAGE = f"""{_BASE}
body {{ display: flex; flex-direction: column; gap: 3mm; }}
h1 {{ margin-bottom: -2.4mm; }}
@media print {{ body {{ height: 274mm; }} }}
.glance {{ display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 4mm; }}
.glance div {{ border-top: 1.2px solid #111; padding-top: 1.1mm; }}
.glance h2 {{ border: 0; padding: 0; margin: 0; }}
.glance strong {{ display: block; font-size: 17pt; line-height: 1.15; letter-spacing: -.02em; }}
.glance strong small {{ font-size: 9pt; font-weight: 400; letter-spacing: 0; color: #555; }}
.glance p {{ font-size: 7.6pt; line-height: 1.28; color: #333; }}
.safety {{ border: 1.6px solid #111; padding: 1.6mm 2.4mm 1.8mm; }}
.safety h2 {{ border: 0; padding: 0; margin-bottom: .6mm; }}
.safety li {{ display: grid; grid-template-columns: 19mm minmax(0, 1fr);
  gap: 2mm; }}
.safety li > span:first-child {{ color: #333; }}
.plots {{ display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2.2mm 6mm; }}
.plots h2 {{ display: flex; justify-content: space-between; gap: 3mm; margin: 0 0 .4mm;
  letter-spacing: 0; text-transform: none; white-space: nowrap; }}
.plots h2 i {{ font-weight: 400; font-size: 7.4pt; overflow: hidden; text-overflow: ellipsis; }}
.key {{ grid-column: 1 / -1; font-size: 7.2pt; color: #555; margin-top: -1mm; }}
.plot {{ display: block; width: 100%; height: auto; }}
.plot text {{ font: 8px {FONTS};
  fill: #555; }}
.two {{ display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 6mm; }}
.two > div {{ display: flex; flex-direction: column; gap: 2.6mm; }}
.row {{ display: flex; justify-content: space-between; align-items: baseline; gap: 3mm; }}
.row > span:first-child {{ flex: 1; }}
.row svg {{ flex: none; }}
.row > span:last-child {{ flex: none; width: 24mm; text-align: right; }}
.mark {{ vertical-align: -.5px; }}
.list li {{ padding-left: 2.6mm; text-indent: -2.6mm; }}
.list li::before {{ content: "\\2013\\00a0"; }}
footer {{ margin-top: auto; }}
"""
"""The therapist's page: hierarchy first, on one side of A4."""

HANDOUT = f"""{_BASE}
body {{ font-size: 9.6pt; line-height: 1.31; }}
header {{ margin-bottom: 3mm; }}
h1 {{ font-size: 19pt; }}
.box {{ border: 1.6px solid #111; padding: 1.6mm 2.6mm; margin-bottom: 3.4mm; }}
.card {{ display: grid; grid-template-columns: 72mm minmax(0, 1fr); gap: 5mm;
  border-top: 1.2px solid #111; padding: 2.2mm 0 3mm; break-inside: avoid; }}
.card h2 {{ border: 0; padding: 0; margin: 0; font-size: 13pt; letter-spacing: -.01em;
  text-transform: none; line-height: 1.25; }}
.dose {{ font-size: 11.5pt; font-weight: 700; }}
.pace {{ color: #333; margin-bottom: 1mm; }}
.pictures {{ display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.6mm;
  align-content: start; }}
.pictures figure {{ border: .8px solid #ccc; break-inside: avoid; }}
.pictures svg {{ display: block; width: 100%; height: auto; }}
.pictures figcaption {{ font-size: 7.6pt; color: #444; text-align: center; padding-bottom: .5mm; }}
.card ul, .card dl {{ margin-bottom: 1mm; }}
.card li {{ padding-left: 3mm; text-indent: -3mm; }}
.card li::before {{ content: "\\2013\\00a0"; }}
.card dl {{ display: grid; grid-template-columns: 16mm minmax(0, 1fr); gap: 0 2mm; }}
.card dt {{ color: #555; }}
.stop {{ border-left: 3px solid #111; padding-left: 2mm; }}
.note {{ border: 1px solid #111; padding: .6mm 1.6mm; margin-bottom: 1.2mm; font-weight: 700; }}
.out {{ break-inside: avoid; border-top: 1.2px solid #111; padding: 2mm 0; }}
.out h2 {{ border: 0; padding: 0; }}
"""
"""The exercise sheet: as many sides as it needs, no exercise broken across two."""
