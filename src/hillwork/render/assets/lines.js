// Lines as Leaflet does not draw them: not rounded to pixels, moved to the right of the way, with arrows along it.
const SHIFT_LIMIT = 2; // A sharp corner sticks out by no more than twice the shift.
const ARROW_EVERY_PX = 110;

function shiftedRing(ring, shift) {
  const points = L.LineUtil.simplify(ring, 0.7).filter((point, i, all) => i === 0 || !point.equals(all[i - 1]));
  if (points.length < 2) return ring;
  const directions = points.slice(1).map((point, i) => {
    const length = point.distanceTo(points[i]);
    return L.point((point.x - points[i].x) / length, (point.y - points[i].y) / length);
  });
  return points.map((point, i) => {
    const before = directions[Math.max(i - 1, 0)];
    const after = directions[Math.min(i, directions.length - 1)];
    const cosine = before.x * after.x + before.y * after.y;
    const stretch = shift * Math.min(SHIFT_LIMIT, 1 / Math.max(0.01, (1 + cosine) / 2));
    const [x, y] = [(before.x + after.x) / 2, (before.y + after.y) / 2];
    return L.point(point.x - y * stretch, point.y + x * stretch);
  });
}

// Canvas only: the arrows are drawn onto the renderer's canvas after the line itself.
const WayLine = L.Polyline.extend({
  options: {
    interactive: false,
    smoothFactor: 0.3,
    lineJoin: "round",
    shift: 0,
    hasArrows: false,
    arrowSize: 5,
    arrowColor: null,
    arrowCasing: null,
  },

  _projectLatlngs(latlngs, result, bounds) {
    if (!(latlngs[0] instanceof L.LatLng)) {
      for (const part of latlngs) this._projectLatlngs(part, result, bounds);
      return;
    }
    const origin = this._map.getPixelOrigin();
    // In place: there are hundreds of thousands of points.
    const exact = latlngs.map((latlng) => this._map.project(latlng)._subtract(origin));
    const ring = this.options.shift ? shiftedRing(exact, this.options.shift) : exact;
    for (const point of ring) bounds.extend(point);
    result.push(ring);
  },

  _updatePath() {
    L.Polyline.prototype._updatePath.call(this);
    if (!this._renderer._drawing || !this.options.hasArrows) return;
    const ctx = this._renderer._ctx;
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    ctx.lineCap = ctx.lineJoin = "round";
    for (const ring of this._rings) this._drawArrows(ctx, ring);
  },

  _drawArrows(ctx, ring) {
    let length = 0;
    for (let i = 1; i < ring.length; i++) length += ring[i].distanceTo(ring[i - 1]);
    const every = Math.min(ARROW_EVERY_PX, length);
    let next = every / 2;
    let walked = 0;
    for (let i = 1; i < ring.length; i++) {
      const [from, to] = [ring[i - 1], ring[i]];
      const step = to.distanceTo(from);
      for (; step > 0 && next <= walked + step; next += every) {
        const share = (next - walked) / step;
        const place = L.point(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
        if (this._renderer._bounds.contains(place)) this._drawArrow(ctx, place, Math.atan2(to.y - from.y, to.x - from.x));
      }
      walked += step;
    }
  },

  _drawArrow(ctx, place, angle) {
    const size = this.options.arrowSize;
    ctx.save();
    ctx.translate(place.x, place.y);
    ctx.rotate(angle);
    ctx.beginPath();
    ctx.moveTo(-size / 2, -size);
    ctx.lineTo(size / 2, 0);
    ctx.lineTo(-size / 2, size);
    for (const [color, width] of [[this.options.arrowCasing, 5], [this.options.arrowColor, 2.5]]) {
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
    }
    ctx.restore();
  },
});

// A grid of round distances instead of a map nobody asked for: it shows scale and movement, and claims nothing.
const GRID_LEAST_PX = 90;
const METRES_PER_DEGREE = 111320; // Of latitude, by the sphere that Web Mercator uses.

const MetricGrid = L.LayerGroup.extend({
  initialize(origin, options, onSpacing) {
    L.LayerGroup.prototype.initialize.call(this);
    Object.assign(this, { _origin: origin, _lineOptions: options, _onSpacing: onSpacing });
  },

  onAdd(map) {
    L.LayerGroup.prototype.onAdd.call(this, map);
    map.on("moveend", this.redraw, this);
    this.redraw();
  },

  redraw() {
    const bounds = this._map.getBounds().pad(0.2);
    const metresPerPixel = this._metresPerPixel();
    const { shortM, longM, shortBelowM } = units();
    const unit = GRID_LEAST_PX * metresPerPixel < shortBelowM / 2 ? shortM : longM;
    const spacing = unit * roundUp((GRID_LEAST_PX * metresPerPixel) / unit);
    const latStep = spacing / METRES_PER_DEGREE;
    const lonStep = latStep / Math.cos((this._origin[0] * Math.PI) / 180);
    this.clearLayers();
    const [south, north, west, east] = [bounds.getSouth(), bounds.getNorth(), bounds.getWest(), bounds.getEast()];
    for (const lat of this._between(this._origin[0], latStep, south, north)) this._add([lat, west], [lat, east]);
    for (const lon of this._between(this._origin[1], lonStep, west, east)) this._add([south, lon], [north, lon]);
    this._onSpacing(spacing);
  },

  _metresPerPixel() {
    const middle = this._map.getSize().divideBy(2);
    const [left, right] = [middle, middle.add([100, 0])].map((point) => this._map.containerPointToLatLng(point));
    return this._map.distance(left, right) / 100;
  },

  *_between(origin, step, low, high) {
    for (let i = Math.ceil((low - origin) / step); origin + i * step <= high; i++) yield origin + i * step;
  },

  _add(from, to) {
    this.addLayer(L.polyline([from, to], { ...this._lineOptions, color: cssValue("--grid") }));
  },
});
