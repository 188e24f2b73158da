// Surface elements between voxel centres and their sizes: the triangles of marching cubes, or in two dimensions the
// segments of marching squares, by which of the neighbouring voxels belong to the mask. Lorensen and Cline 1987,
// https://doi.org/10.1145/37401.37422; the cases are resolved as the surface-distance library does.

type Point = readonly number[];

/** A corner of a cell: 0 or 1 along each axis; the first axis is the highest bit of its index. */
function corner(index: number, dims: number): Point {
  return Array.from({ length: dims }, (_, axis) => (index >> (dims - 1 - axis)) & 1);
}

/** Corner k of a cell is bit 2^d − 1 − k of the cell's code. */
function bitOf(index: number, dims: number): number {
  return 1 << (2 ** dims - 1 - index);
}

/**
 * The code of each cell of a mask: which of its 2^d corners are voxels of it.
 * @returns codes in C order of a shape that is one longer along each axis, cell p lying between voxels p − 1 and p
 */
export function cellCodes(
  mask: Uint8Array,
  shape: readonly number[],
): { codes: Uint8Array; shape: number[] } {
  const dims = shape.length;
  const cells = shape.map((n) => n + 1);
  const strides = cells.map((_, axis) => cells.slice(axis + 1).reduce((a, b) => a * b, 1));
  const codes = new Uint8Array(cells.reduce((a, b) => a * b, 1));
  // A voxel is corner 1 of the cell at its own place and corner 0 of the next.
  const touched = Array.from({ length: 2 ** dims }, (_, k) => ({
    offset: corner(k, dims).reduce((sum, c, axis) => sum + (1 - c) * (strides[axis] ?? 1), 0),
    bit: bitOf(k, dims),
  }));
  const row = shape.at(-1) ?? 1;
  for (let start = 0; start < mask.length; start += row) {
    let [rest, at] = [start / row, 0];
    for (let axis = dims - 2; axis >= 0; axis--) {
      at += (rest % (shape[axis] ?? 1)) * (strides[axis] ?? 1);
      rest = Math.floor(rest / (shape[axis] ?? 1));
    }
    for (let i = 0; i < row; i++) {
      if (mask[start + i] === 0) continue;
      for (const { offset, bit } of touched)
        codes[at + i + offset] = (codes[at + i + offset] as number) | bit;
    }
  }
  return { codes, shape: cells };
}

/** Length (two dimensions) or area (three) of the surface in a cell, for each code; 0 where no surface passes. */
export function surfelSizes(spacing: readonly number[]): Float64Array {
  const codes = 2 ** (2 ** spacing.length);
  return Float64Array.from({ length: codes }, (_, code) =>
    spacing.length === 2 ? segmentLength(code, spacing) : polygonArea(code, spacing),
  );
}

function segmentLength(code: number, [a = 1, b = 1]: readonly number[]): number {
  const inside = [0, 1, 2, 3].filter((k) => (code & bitOf(k, 2)) !== 0);
  const half = Math.hypot(a, b) / 2;
  if (inside.length === 1 || inside.length === 3) return half;
  if (inside.length !== 2) return 0;
  const [p, q] = inside.map((k) => corner(k, 2)) as [Point, Point];
  // Side by side along one axis, the border runs along it; opposite each other, it cuts off both.
  return p[0] === q[0] ? b : p[1] === q[1] ? a : 2 * half;
}

function polygonArea(code: number, spacing: readonly number[]): number {
  const all = [0, 1, 2, 3, 4, 5, 6, 7];
  const inside = all.filter((k) => (code & bitOf(k, 3)) !== 0);
  // The fewer of inside and outside are cut off, each on its own where a face leaves it open.
  const cut = new Set(inside.length <= 4 ? inside : all.filter((k) => !inside.includes(k)));
  return polygons(cut).reduce((sum, polygon) => sum + areaOf(polygon, spacing), 0);
}

/** A vertex lies halfway along an edge, from a corner that is cut off to one that is not. */
interface Vertex {
  readonly axis: number;
  readonly at: Point;
}

/** The closed polygons that part the corners `cut` from the others. */
function polygons(cut: ReadonlySet<number>): Vertex[][] {
  const neighbours = new Map<string, { vertex: Vertex; next: Vertex[] }>();
  const join = (a: Vertex, b: Vertex): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const key = from.at.join();
      const known = neighbours.get(key) ?? { vertex: from, next: [] };
      known.next.push(to);
      neighbours.set(key, known);
    }
  };
  for (const face of faces()) {
    const around = face.map((k) => cut.has(k));
    for (let i = 0; i < 4; i++) {
      // Each run of cut corners around the face is parted by a segment from where it begins to where it ends.
      if (around[i] !== true || around[(i + 3) % 4] === true) continue;
      let end = i;
      while (around[(end + 1) % 4] === true) end = (end + 1) % 4;
      join(
        between(face[(i + 3) % 4] as number, face[i] as number),
        between(face[end] as number, face[(end + 1) % 4] as number),
      );
    }
  }
  const found: Vertex[][] = [];
  const seen = new Set<string>();
  for (const { vertex } of neighbours.values()) {
    const polygon: Vertex[] = [];
    for (let here: Vertex | undefined = vertex; here !== undefined && !seen.has(here.at.join());) {
      seen.add(here.at.join());
      polygon.push(here);
      here = neighbours.get(here.at.join())?.next.find((next) => !seen.has(next.at.join()));
    }
    if (polygon.length > 0) found.push(polygon);
  }
  return found;
}

/** The four corners of each face in the order around it. */
function faces(): number[][] {
  const bits = [4, 2, 1];
  return bits.flatMap((fixed) => {
    const [u = 0, v = 0] = bits.filter((bit) => bit !== fixed);
    return [0, fixed].map((side) => [side, side | u, side | u | v, side | v]);
  });
}

function between(a: number, b: number): Vertex {
  const [p, q] = [corner(a, 3), corner(b, 3)];
  return { axis: p.findIndex((x, axis) => x !== q[axis]), at: p.map((x, axis) => (x + (q[axis] ?? 0)) / 2) };
}

/**
 * The area of a fan of triangles. Polygons of five and six vertices are not flat, so that it matters where the fan
 * begins: in a pentagon next to the middle one of three edges of one direction, in a hexagon between two edges of
 * other directions than its own.
 */
function areaOf(polygon: readonly Vertex[], spacing: readonly number[]): number {
  const n = polygon.length;
  const alike = polygon.map(({ axis }, i) =>
    [n - 1, 1].reduce((count, step) => count + (polygon[(i + step) % n]?.axis === axis ? 1 : 0), 0),
  );
  const first = n === 5 ? alike.indexOf(1) : n === 6 ? alike.indexOf(0) : 0;
  const point = (k: number): Point =>
    (polygon[(first + k) % n]?.at ?? []).map((x, axis) => x * (spacing[axis] ?? 1));
  let area = 0;
  for (let k = 1; k < n - 1; k++) area += triangle(point(0), point(k), point(k + 1));
  return area;
}

function triangle(a: Point, b: Point, c: Point): number {
  const [ux = 0, uy = 0, uz = 0] = b.map((x, axis) => x - (a[axis] ?? 0));
  const [vx = 0, vy = 0, vz = 0] = c.map((x, axis) => x - (a[axis] ?? 0));
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
}
