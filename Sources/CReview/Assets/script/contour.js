// Outlines as lists of [column, row]: pure functions, nothing is drawn here.

const distance = ([a, b], [c, d]) => Math.hypot(a - c, b - d);

/** Points to drag, as indices: every so many pixels of the screen. */

export function handlesOf(vertices, perPixel) {
  const lengths = arcs(vertices);
  const total = lengths[lengths.length - 1];
  const count = Math.max(8, Math.min(28, Math.round(total * perPixel / 32)));
  const indices = new Set();
  for (let step = 0; step < count; step++) {
    const wanted = total * step / count;
    indices.add(lengths.findIndex((length) => length >= wanted) % vertices.length);
  }
  return [...indices].filter((index) => index < vertices.length).sort((a, b) => a - b);
}

/** Length from the first vertex to each, and all around. */
function arcs(vertices) {
  const lengths = [0];
  vertices.forEach((vertex, index) => {
    lengths.push(lengths[index] + distance(vertex, vertices[(index + 1) % vertices.length]));
  });
  return lengths;
}

/** All around. */
export const length = (vertices) => arcs(vertices)[vertices.length];

/** The nearest place on an outline: the edge it is on and how far away. */
export function nearest(vertices, point) {
  let best = { distance: Infinity };
  vertices.forEach((start, index) => {
    const end = vertices[(index + 1) % vertices.length];
    const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    const along = Math.max(0, Math.min(1,
      ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy || 1)));
    const place = [start[0] + along * dx, start[1] + along * dy];
    const away = distance(place, point);
    if (away < best.distance) best = { distance: away, edge: index, place };
  });
  return best;
}

/** The outline with a vertex at `place` on `edge`; and the index of that vertex. */
export function withVertex(vertices, edge, place) {
  return { vertices: [...vertices.slice(0, edge + 1), place, ...vertices.slice(edge + 1)], index: edge + 1 };
}

/** The outline with the vertex `index` moved by `shift`, and its neighbours along with it, less and less
 *  up to `reach` of arc away: smooth where it was smooth. */
export function dragged(vertices, index, shift, reach) {
  const lengths = arcs(vertices);
  const total = lengths[lengths.length - 1];
  return vertices.map(([column, row], other) => {
    const between = Math.abs(lengths[other] - lengths[index]);
    const away = Math.min(between, total - between);
    if (away >= reach) return [column, row];
    const share = (1 + Math.cos(Math.PI * away / reach)) / 2;
    return [column + shift[0] * share, row + shift[1] * share];
  });
}

/** The outline without what lies between the neighbours of a point to drag: a straight line there. */
export function withoutHandle(vertices, handles, index) {
  const at = handles.indexOf(index);
  if (at < 0 || handles.length <= 4) return vertices;
  const before = handles[(at + handles.length - 1) % handles.length];
  const after = handles[(at + 1) % handles.length];
  return vertices.filter((_, other) => before < after
    ? other <= before || other >= after : other <= before && other >= after);
}

/** A hand-drawn line with its trembling taken out and vertices `step` apart. */
export function smoothed(path, step) {
  const lengths = arcs(path);
  const total = lengths[lengths.length - 1];
  const count = Math.max(12, Math.round(total / step));
  const even = [];
  for (let index = 0, edge = 0; index < count; index++) {
    const wanted = total * index / count;
    while (lengths[edge + 1] < wanted) edge++;
    const share = (wanted - lengths[edge]) / (lengths[edge + 1] - lengths[edge] || 1);
    const [start, end] = [path[edge], path[(edge + 1) % path.length]];
    even.push([start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])]);
  }
  return even.map((_, index) => [0, 1].map((axis) => [-2, -1, 0, 1, 2].reduce((sum, other) =>
    sum + even[(index + other + count) % count][axis] * [1, 4, 6, 4, 1][other + 2] / 16, 0)));
}

/** A closed curve through clicked corners (Catmull–Rom), eight vertices to a side. */
export function curved(corners) {
  const count = corners.length;
  return corners.flatMap((_, index) => {
    const [a, b, c, d] = [-1, 0, 1, 2].map((other) => corners[(index + other + count) % count]);
    return Array.from({ length: 8 }, (_, step) => {
      const t = step / 8;
      return [0, 1].map((axis) => 0.5 * (2 * b[axis] + (c[axis] - a[axis]) * t
        + (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t
        + (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t));
    });
  });
}

/** With the decimals that the server keeps. */
export const rounded = (vertices) => vertices.map((vertex) => vertex.map((value) => Math.round(value * 100) / 100));
