"""How the list of a folder's pages looks: the colours of the pages themselves, on a phone first, light and dark."""

from typing import Final

STYLE: Final = """
*, *::before, *::after { box-sizing: border-box; }
:root { color-scheme: light dark; --ground: #eef0ea; --surface: #ffffff; --ink: #1a2026; --muted: #525d66; --rule: #d9dddf;
  --accent: #1c62d6; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ground: #14191d; --surface: #1a2026; --ink: #e9edf0; --muted: #a5b1ba; --rule: #333d45; --accent: #7db7ff; }
}
html { background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; font: 1rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto,
  "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1, h2, p, ol, ul, dl, dd { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1 { font-size: 1.5rem; line-height: 1.15; }
h2 { font-size: 1.15rem; line-height: 1.25; }
header { padding-bottom: 0.8rem; }
header p, .what, dt, .files { color: var(--muted); font-size: 0.9rem; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.pages > li { margin-bottom: 0.8rem; padding: 0.8rem 1rem; background: var(--surface); border: 1px solid var(--rule);
  border-radius: 0.6rem; break-inside: avoid; }
h2 a { display: block; padding: 0.2rem 0; }
.figures { display: flex; flex-wrap: wrap; gap: 0.2rem 1.6rem; padding-top: 0.4rem; }
.figures dt { font-size: 0.8rem; }
.figures dd { font-weight: 600; }
.files { display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin-top: 0.4rem; border-top: 1px solid var(--rule); }
.files a { display: inline-block; padding: 0.45rem 0; }
@media print {
  html { background: #fff; }
  body { max-width: none; padding: 0; }
}
"""
