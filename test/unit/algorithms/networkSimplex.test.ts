// The transport solver: every plan comes with duals, and equal objectives of the two prove both of them optimal.
import { expect } from 'chai';
import fc from 'fast-check';
import { transport, type TransportPlan } from '../../../src/worker/algorithms/networkSimplex';

const now = (): Promise<void> => Promise.resolve();

/** Flows meet supplies and demands, duals stay below the costs, and both add up to the same. */
function expectOptimal(supply: number[], demand: number[], cost: Float64Array, plan: TransportPlan): void {
  const [m, n] = [supply.length, demand.length];
  const mass = supply.reduce((a, b) => a + b, 0);
  const dear = cost.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const sum = (of: (k: number) => number, count: number): number =>
    Array.from({ length: count }, (_, k) => of(k)).reduce((a, b) => a + b, 0);
  expect(plan.flow.every((f) => f >= 0)).to.equal(true);
  for (let i = 0; i < m; i++)
    expect(Math.abs(sum((j) => plan.flow[i * n + j]!, n) - supply[i]!)).to.be.at.most(1e-12 * mass);
  for (let j = 0; j < n; j++)
    expect(Math.abs(sum((i) => plan.flow[i * n + j]!, m) - demand[j]!)).to.be.at.most(1e-12 * mass);
  for (let j = 0; j < n; j++) {
    const slack = supply.map((_, i) => cost[i * n + j]! - plan.sources[i]! - plan.sinks[j]!);
    // A sink's dual is the price of its next unit, also where it takes none yet: as high as the costs let it be.
    expect(Math.abs(Math.min(...slack))).to.be.at.most(1e-11 * (1 + dear));
  }
  const dual = sum((i) => supply[i]! * plan.sources[i]!, m) + sum((j) => demand[j]! * plan.sinks[j]!, n);
  expect(Math.abs(dual - plan.cost)).to.be.at.most(1e-11 * (1 + mass * dear));
}

interface Problem {
  readonly supply: number[];
  readonly demand: number[];
  readonly cost: Float64Array;
}

/** Masses and costs with many ties and zeros, which make for degenerate trees, or any. */
function problems(tied: boolean): fc.Arbitrary<Problem> {
  const mass = tied ? fc.integer({ min: 0, max: 3 }) : fc.double({ min: 1e-6, max: 1, noNaN: true });
  const price = tied ? fc.integer({ min: 0, max: 4 }) : fc.double({ min: 0, max: 100, noNaN: true });
  return fc
    .tuple(fc.array(mass, { minLength: 1, maxLength: 14 }), fc.array(mass, { minLength: 1, maxLength: 14 }))
    .chain(([supply, demand]) => {
      const [a, b] = [supply, demand].map((side) => side.reduce((x, y) => x + y, 0));
      // The lighter side gets one more entry, so that the sums agree.
      const one = a! < b! ? [...supply, b! - a!] : supply;
      const other = b! < a! ? [...demand, a! - b!] : demand;
      const count = one.length * other.length;
      return fc
        .array(price, { minLength: count, maxLength: count })
        .map((cost) => ({ supply: one, demand: other, cost: Float64Array.from(cost) }));
    });
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

describe('network simplex', () => {
  for (const tied of [false, true]) {
    it(`gives a plan and duals with one objective, ${tied ? 'with ties everywhere' : 'for any masses'}`, async () => {
      await fc.assert(
        fc.asyncProperty(problems(tied), async ({ supply, demand, cost }) => {
          const plan = await transport(Float64Array.from(supply), Float64Array.from(demand), cost, now);
          expectOptimal(supply, demand, cost, plan);
        }),
        { numRuns: 150 },
      );
    });
  }

  it('finds the best of all assignments', async () => {
    const prices = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 25, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(prices, async (values) => {
        const ones = new Float64Array(5).fill(1);
        const { cost } = await transport(ones, ones, Float64Array.from(values), now);
        const all = permutations(5).map((p) => p.reduce((sum, j, i) => sum + values[i * 5 + j]!, 0));
        expect(cost).to.equal(Math.min(...all));
      }),
    );
  });

  it('agrees with the closed form on a line: the integral of the difference of the two distributions', async () => {
    const side = fc.array(
      fc.record({ x: fc.double({ min: -5, max: 5, noNaN: true }), w: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(side, side, async (p, q) => {
        const [a, b] = [p, q].map((s) => s.reduce((sum, { w }) => sum + w, 0));
        const supply = p.map(({ w }) => w * b!);
        const demand = q.map(({ w }) => w * a!);
        const cost = Float64Array.from(p.flatMap((u) => q.map((v) => Math.abs(u.x - v.x))));
        const plan = await transport(Float64Array.from(supply), Float64Array.from(demand), cost, now);
        const places = [...p, ...q].map(({ x }) => x).sort((u, v) => u - v);
        const below = (s: typeof p, x: number): number =>
          s.reduce((n, { x: at, w }) => n + (at <= x ? w : 0), 0);
        const area = places.slice(1).reduce((sum, x, k) => {
          const left = places[k]!;
          return sum + (x - left) * Math.abs(below(p, left) * b! - below(q, left) * a!);
        }, 0);
        expect(Math.abs(plan.cost - area)).to.be.at.most(1e-11 * (1 + area));
      }),
    );
  });

  it('solves a hundred points against a hundred and twenty', async () => {
    const random = (k: number): number => {
      const x = Math.sin(k * 12.9898) * 43758.5453;
      return x - Math.floor(x);
    };
    const supply = Array.from({ length: 100 }, () => 1.2);
    const demand = Array.from({ length: 120 }, () => 1);
    const cost = Float64Array.from({ length: 12000 }, (_, k) => random(k + 1));
    expectOptimal(
      supply,
      demand,
      cost,
      await transport(Float64Array.from(supply), Float64Array.from(demand), cost, now),
    );
  });
});
