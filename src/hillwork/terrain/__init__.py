"""Places to heights: elevation models in files, as tiles, and behind services."""

from hillwork.terrain.dialects import Dialect
from hillwork.terrain.files import open_files
from hillwork.terrain.points import PointService
from hillwork.terrain.relief import sample_relief
from hillwork.terrain.tiles import TERRAIN_TILES_URL, TerrainTiles

__all__ = ["TERRAIN_TILES_URL", "Dialect", "PointService", "TerrainTiles", "open_files", "sample_relief"]
