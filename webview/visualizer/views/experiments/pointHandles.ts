// The points of a flow as handles over its figure: dragged by pointer, moved by keyboard.
import type { Parameters } from '../../../../src/protocol/compute';
import type { FlowFigure } from '../../../../src/protocol/figures';
import { formatShort } from '../../../shared/format';
import { shape } from '../../../shared/svgShape';
import type { Drawn, Scale } from './drawing';
import type { SetParameters } from './handles';
import type { Language } from '../../../../src/protocol/views';
import type { ExperimentsSay } from './words';

/** Lists of x, y and weight, one a side of the flow. */
const SIDES = ['p', 'q'] as const;

const RADIUS = 13;

export interface PointHandles {
  /** Lays the handles over what is drawn; called in every frame. */
  readonly place: (
    drawn: Drawn | undefined,
    figure: FlowFigure,
    params: Parameters,
    language: Language,
    say: ExperimentsSay,
  ) => void;
}

interface Held {
  readonly side: number;
  readonly point: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly top: number;
}

export function pointHandles(element: HTMLElement, set: SetParameters): PointHandles {
  let current: Parameters = {};
  let placedOn: SVGSVGElement | undefined;
  let held: Held | undefined;
  let focus: string | undefined;

  const numbers = (side: number): readonly number[] => {
    const value = current[SIDES[side] ?? 'p'];
    return Array.isArray(value) ? (value as readonly number[]) : [];
  };
  const put = (side: number, point: number, x: number, y: number, dragging: boolean): void => {
    const next = [...numbers(side)];
    [next[3 * point], next[3 * point + 1]] = [x, y].map((v) => Math.round(v * 100) / 100) as [number, number];
    const name = SIDES[side] ?? 'p';
    current = { ...current, [name]: next }; // the next key may come before the next frame
    set({ [name]: next }, dragging);
  };

  const drag = (event: PointerEvent, dragging: boolean): void => {
    if (held === undefined) return;
    const { side, point, x, y, left, top } = held;
    put(side, point, x.invert(event.clientX - left), y.invert(event.clientY - top), dragging);
  };
  element.addEventListener('pointermove', (event) => drag(event, true));
  element.addEventListener('pointerup', (event) => {
    drag(event, false);
    held = undefined;
  });
  element.addEventListener('pointercancel', () => (held = undefined));

  const key = (side: number, point: number, event: KeyboardEvent): void => {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[
      event.key
    ];
    if (direction === undefined) return;
    event.preventDefault();
    const step = event.shiftKey ? 0.5 : 0.05;
    const [x = 0, y = 0] = numbers(side).slice(3 * point);
    put(side, point, x + (direction[0] ?? 0) * step, y + (direction[1] ?? 0) * step, true);
  };

  return {
    place: (drawn, figure, params, language, say) => {
      if (held === undefined) current = params;
      if (drawn?.x === undefined || drawn.y === undefined || drawn.svg === placedOn) return;
      placedOn = drawn.svg;
      drawn.svg.removeAttribute('aria-hidden');
      drawn.svg.setAttribute('role', 'group');
      // What is drawn says nothing by itself: the handles do.
      for (const child of drawn.svg.children) child.setAttribute('aria-hidden', 'true');
      element.setAttribute('role', 'group');
      const { x, y } = drawn;
      figure.sides.forEach(({ name, points }, side) =>
        points.forEach((point, i) => {
          const handle = shape('circle', {
            class: 'handle',
            cx: x.apply(point.x),
            cy: y.apply(point.y),
            r: RADIUS,
            tabindex: 0,
            role: 'button',
            'aria-label': say(
              'point',
              name[language],
              i + 1,
              formatShort(point.x),
              formatShort(point.y),
              formatShort(point.weight),
            ),
          });
          const id = `${side}:${i}`;
          handle.addEventListener('focus', () => (focus = id));
          handle.addEventListener('blur', () => {
            // A handle that goes because the figure is drawn anew keeps its focus.
            if (handle.isConnected) focus = undefined;
          });
          handle.addEventListener('keydown', (event) => key(side, i, event));
          handle.addEventListener('pointerdown', (event) => {
            if (event.button !== 0) return;
            event.preventDefault();
            const box = element.getBoundingClientRect();
            held = { side, point: i, x, y, left: box.left, top: box.top };
            focus = id;
            element.setPointerCapture(event.pointerId);
          });
          drawn.svg.append(handle);
          if (focus === id) handle.focus();
        }),
      );
    },
  };
}
