"""How a sheet looks: black on white, on a phone and on one page of A4 or Letter."""

from typing import Final

STYLE: Final = """
*, *::before, *::after { box-sizing: border-box; }
html { --line: #000; --quiet: #444; background: #fff; color: #000; -webkit-text-size-adjust: 100%; }
body { max-width: 52rem; margin: 0 auto; padding: 1rem; font: 1rem/1.35 system-ui, -apple-system, "Segoe UI", Roboto,
  "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 1.7em; line-height: 1.15; }
.label { font-size: 0.8em; letter-spacing: 0.06em; text-transform: uppercase; }
.name { display: flex; gap: 0.6em; align-items: baseline; font-size: 1.05em; padding-bottom: 0.1em;
  border-bottom: 0.1em solid var(--line); break-after: avoid; }
header { display: flex; flex-wrap: wrap; gap: 0.2em 2em; align-items: end; justify-content: space-between;
  padding-bottom: 0.4em; border-bottom: 0.2em solid var(--line); }
header div { flex: 1 1 20em; }
.when { flex: none; }
.blank { display: inline-block; min-width: 4.5em; height: 1.2em; border-bottom: 1px solid var(--line); vertical-align: bottom; }
.totals { display: flex; flex-wrap: wrap; gap: 0.2em 1.8em; padding: 0.5em 0; }
.totals dt { font-size: 0.75em; color: var(--quiet); }
.totals dd { font-weight: 700; }
.hill-and-cues { display: flex; flex-wrap: wrap; gap: 0.6em 1.5em; align-items: start; padding: 0.2em 0 0.3em; }
.hill { flex: 1.2 1 19em; }
.hill svg { display: block; width: 100%; }
.hill .ground { fill: #e4e4e4; }
.hill .curve { fill: none; stroke: #000; stroke-width: 2.5; stroke-linejoin: round; }
.hill .tick { stroke: #888; stroke-width: 1; stroke-dasharray: 2 3; }
.hill .base { stroke: #000; stroke-width: 1; }
.hill text { font-size: 12px; fill: #000; }
.hill .middle { text-anchor: middle; }
.hill .end { text-anchor: end; }
figcaption { font-size: 0.85em; }
.cues { flex: 1 1 17em; }
.cues li, .notes li, .before li { padding-left: 0.9em; text-indent: -0.9em; }
.cues li::before, .notes li::before, .before li::before { content: "\\2013\\00a0"; display: inline-block; width: 0.9em;
  text-indent: 0; }
.stop { margin-top: 0.5em; padding: 0.25em 0.5em; border: 0.15em solid var(--line); }
.before, .notes { padding-top: 0.5em; }
.block { padding-top: 0.8em; }
.times { padding: 0 0.5em; background: #000; color: #fff; border-radius: 1em; font-size: 0.9em; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
.step { display: grid; grid-template-columns: 1.5em 1fr; padding: 0.25em 0 0.15em; break-inside: avoid; }
.step + .step { border-top: 1px solid #bbb; }
.step .box { grid-row: 1; margin-top: 0.15em; }
.step .what { grid-column: 2; display: flex; flex-wrap: wrap; gap: 0 0.9em; align-items: baseline; }
.step .kind { font-weight: 700; min-width: 5.2em; }
.step .what .blank { margin-left: auto; height: 0.9em; vertical-align: baseline; }
.step .how { grid-column: 2; font-size: 0.9em; }
.box { display: inline-block; width: 0.95em; height: 0.95em; border: 0.1em solid var(--line); border-radius: 0.12em; flex: none; }
.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(7em, 1fr)); gap: 0.7em 1.2em;
  padding: 0.6em 0 0.2em 1.5em; break-inside: avoid; }
.ticks li { display: flex; gap: 0.35em; align-items: end; line-height: 1.1; }
.ticks .box { width: 1.15em; height: 1.15em; }
.ticks .number { min-width: 1.2em; }
.ticks .blank { flex: 1; min-width: 0; height: 1.5em; }
.hint { font-size: 0.8em; font-weight: 400; color: var(--quiet); margin-left: auto; }
.notes ul { columns: 22em 2; column-gap: 1.8em; font-size: 0.9em; }
.notes li { break-inside: avoid; }
footer { margin-top: 0.6em; padding-top: 0.3em; border-top: 1px solid var(--line); font-size: 0.7em; color: var(--quiet);
  line-height: 1.25; }
@page { margin: 12mm; }
@media print {
  html { font-size: var(--size); }
  body { max-width: none; padding: 0; }
  .two .steps { columns: 2; column-gap: 1.8em; }
  .two .step .kind { min-width: 4.8em; }
  .two .step .what { gap: 0 0.7em; }
  .ticks { grid-template-columns: repeat(var(--across), minmax(0, 1fr)); }
  .two .block:first-child { padding-top: 0; }
}
"""
