// Which detection of an image finds which object: COCO's greedy matching, the most certain detection first.

/** Detections or objects of one class in one image. */
export interface ImageBoxes {
  /** x, y, width, height of each, row-major. */
  readonly boxes: Float64Array;
  readonly areas: Float64Array;
}

export interface ImageTruth extends ImageBoxes {
  readonly crowd: Uint8Array;
}

export interface Matches {
  /** For each threshold and detection, in the order given: 1 where it found an object. */
  readonly matched: Uint8Array;
  /** 1 where it counts neither as right nor as wrong. */
  readonly ignored: Uint8Array;
  /** Objects that count. */
  readonly objects: number;
}

/** Intersection over union, detections × objects; over the detection's own area where the object is a crowd. */
export function overlaps(found: ImageBoxes, truth: ImageTruth): Float64Array {
  const [n, m] = [found.areas.length, truth.areas.length];
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    const [x, y, w, h] = found.boxes.subarray(4 * i, 4 * i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    for (let j = 0; j < m; j++) {
      const [a, b, c, d] = truth.boxes.subarray(4 * j, 4 * j + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      const width = Math.min(x + w, a + c) - Math.max(x, a);
      const height = Math.min(y + h, b + d) - Math.max(y, b);
      if (width <= 0 || height <= 0) continue;
      const both = width * height;
      out[i * m + j] = both / (truth.crowd[j] === 1 ? w * h : w * h + c * d - both);
    }
  }
  return out;
}

/**
 * @param found from the most certain to the least
 * @param range areas outside of it are ignored: an object there may be found, a detection there need not be right
 */
export function match(
  found: ImageBoxes,
  truth: ImageTruth,
  iou: Float64Array,
  range: readonly [number, number],
  thresholds: readonly number[],
): Matches {
  const [n, m] = [found.areas.length, truth.areas.length];
  const outside = (area: number): boolean => area < range[0] || area > range[1];
  const left = truth.areas.map((area, j) => (truth.crowd[j] === 1 || outside(area) ? 1 : 0));
  // Objects that count come first, each kind in the order of the file.
  const order = [...left.keys()].sort((a, b) => (left[a] ?? 0) - (left[b] ?? 0));
  const matched = new Uint8Array(thresholds.length * n);
  const ignored = new Uint8Array(thresholds.length * n);
  const taken = new Uint8Array(m);
  thresholds.forEach((threshold, t) => {
    taken.fill(0);
    for (let i = 0; i < n; i++) {
      const best = bestObject(i, iou, m, order, left, taken, truth.crowd, Math.min(threshold, 1 - 1e-10));
      const at = t * n + i;
      if (best < 0) {
        ignored[at] = outside(found.areas[i] ?? 0) ? 1 : 0;
        continue;
      }
      taken[best] = 1;
      matched[at] = 1;
      ignored[at] = left[best] ?? 0;
    }
  });
  return { matched, ignored, objects: left.reduce((sum, v) => sum + 1 - v, 0) };
}

/** The object with the largest overlap, those that count before those that do not; −1 where none overlaps enough. */
function bestObject(
  i: number,
  iou: Float64Array,
  m: number,
  order: readonly number[],
  left: Float64Array,
  taken: Uint8Array,
  crowd: Uint8Array,
  threshold: number,
): number {
  let best = -1;
  let most = threshold;
  for (const j of order) {
    // A crowd may be found again and again.
    if (taken[j] === 1 && crowd[j] !== 1) continue;
    if (best >= 0 && left[best] === 0 && left[j] === 1) break;
    const overlap = iou[i * m + j] as number;
    if (overlap < most) continue;
    most = overlap;
    best = j;
  }
  return best;
}
