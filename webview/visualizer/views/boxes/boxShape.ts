// One box of the picture: its area, its name, and the grips by which it is moved and resized.
import type { Box, Grip } from './box';
import { BODY } from './box';
import { shape } from '../../../shared/svgShape';

export interface BoxShape {
  readonly group: SVGGElement;
  readonly place: (
    box: Box,
    px: (x: number) => number,
    py: (y: number) => number,
    name: string,
    spoken: string,
  ) => void;
}

/** Half the side of a visible grip, and how near to a side the pointer takes hold of it, in pixels. */
const GRIP = 3.5;
const REACH = 7;

export function boxShape(
  kind: string,
  corners: readonly Grip[],
  edges: readonly Grip[],
  grab: (grip: Grip, event: PointerEvent) => void,
): BoxShape {
  const group = shape('g', { class: `box ${kind}`, tabindex: 0, role: 'button' });
  const area = group.appendChild(shape('rect', { class: 'area' }));
  area.addEventListener('pointerdown', (event) => grab(BODY, event));
  const name = group.appendChild(shape('text', { class: 'box-name' }));
  const holds = [...edges, ...corners].map((grip) => {
    const isCorner = grip.x !== 'none' && grip.y !== 'none';
    const hit = group.appendChild(shape('rect', { class: `hold ${cursorOf(grip)}` }));
    hit.addEventListener('pointerdown', (event) => grab(grip, event));
    const mark = isCorner ? group.appendChild(shape('rect', { class: 'grip' })) : undefined;
    return { grip, hit, mark };
  });

  return {
    group,
    place(box, px, py, text, spoken) {
      const [left, right, top, bottom] = [px(box.x1), px(box.x2), py(box.y2), py(box.y1)];
      rect(area, left, top, right - left, bottom - top);
      group.setAttribute('aria-label', spoken);
      name.textContent = text;
      name.setAttribute('x', (left + 4).toFixed(1));
      name.setAttribute('y', (top > 30 ? top - 5 : top + 13).toFixed(1));
      for (const { grip, hit, mark } of holds) {
        const x = grip.x === 'x1' ? left : grip.x === 'x2' ? right : undefined;
        const y = grip.y === 'y1' ? bottom : grip.y === 'y2' ? top : undefined;
        rect(
          hit,
          x === undefined ? left : x - REACH,
          y === undefined ? top : y - REACH,
          x === undefined ? right - left : 2 * REACH,
          y === undefined ? bottom - top : 2 * REACH,
        );
        if (mark !== undefined && x !== undefined && y !== undefined) {
          rect(mark, x - GRIP, y - GRIP, 2 * GRIP, 2 * GRIP);
        }
      }
    },
  };
}

/** The class that gives the pointer its shape: a diagonal for corners, along the axis for sides. */
function cursorOf({ x, y }: Grip): string {
  if (y === 'none') return 'ew';
  if (x === 'none') return 'ns';
  return (x === 'x1') === (y === 'y2') ? 'nwse' : 'nesw';
}

function rect(element: SVGRectElement, x: number, y: number, width: number, height: number): void {
  for (const [name, value] of Object.entries({
    x,
    y,
    width: Math.max(0, width),
    height: Math.max(0, height),
  })) {
    element.setAttribute(name, value.toFixed(1));
  }
}
