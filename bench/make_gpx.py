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
    lat = 47.0
    lon = 8.0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(more="" if style == "plain" else MORE))
        for i in range(n_points):
            # Three metres a second on a heading that wanders: a town crossed again and again.
            heading = 3 * math.sin(i / 700) + 2 * math.sin(i / 231) + i / 9000
            lat += 3 * math.cos(heading) / 111_200
            lon += 3 * math.sin(heading) / 75_900
            minutes, seconds = divmod(i, 60)
            hours, minutes = divmod(minutes, 60)
            days, hours = divmod(hours, 24)
            file.write(
                template.format(
                    lat=lat,
                    lon=lon,
                    ele=500 + 40 * math.sin(i / 300) + 8 * math.sin(i / 41) + 0.2 * math.sin(17.0 * i),
                    time=f"2025-05-{1 + days:02d}T{hours:02d}:{minutes:02d}:{seconds:02d}",
                    hr=120 + i % 50,
                )
            )
        file.write(TAIL)
