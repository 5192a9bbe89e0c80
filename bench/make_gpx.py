"""Synthetic recordings of any size, in the two styles that files in the wild have."""

import math
from pathlib import Path

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="bench" xmlns="http://www.topografix.com/GPX/1/1"{more}><trk><name>bench</name><trkseg>\n'
MORE = ' xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"'
TAIL = "</trkseg></trk></gpx>\n"
PLAIN = """   <trkpt lat="{lat:.7f}" lon="{lon:.7f}">
    <ele>{ele:.1f}</ele>
    <time>{time}Z</time>
   </trkpt>
"""
GARMIN = """      <trkpt lat="{lat:.22f}" lon="{lon:.22f}">
        <ele>{ele:.20f}</ele>
        <time>{time}.000Z</time>
        <extensions>
          <ns3:TrackPointExtension>
            <ns3:atemp>21.0</ns3:atemp>
            <ns3:hr>{hr}</ns3:hr>
            <ns3:cad>84</ns3:cad>
          </ns3:TrackPointExtension>
        </extensions>
      </trkpt>
"""


def write_gpx(path: Path, n_points: int, *, style: str = "plain") -> None:
    """Write a run of n points a second apart over rolling ground."""
    template = PLAIN if style == "plain" else GARMIN
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(more="" if style == "plain" else MORE))
        for i in range(n_points):
            minutes, seconds = divmod(i, 60)
            hours, minutes = divmod(minutes, 60)
            days, hours = divmod(hours, 24)
            file.write(
                template.format(
                    lat=47 + 2e-5 * i * math.cos(i / 9000) / (1 + i / 4e5),
                    lon=8 + 3e-5 * i * math.sin(i / 7000) / (1 + i / 4e5),
                    ele=500 + 40 * math.sin(i / 300) + 8 * math.sin(i / 41) + 0.2 * math.sin(17.0 * i),
                    time=f"2025-05-{1 + days:02d}T{hours:02d}:{minutes:02d}:{seconds:02d}",
                    hr=120 + i % 50,
                )
            )
        file.write(TAIL)
