"""Fits the polynomials of src/worker/kernels/polynomials.ts: Remez exchange in 60 digits, then the first
coefficients of float32 rounded one after the other and the rest fitted again. Prints TypeScript. Needs mpmath."""
import struct
from mpmath import mp, mpf, matrix, lu_solve, log, exp, atan, cosh, sqrt, cos, pi, fabs, tanh

mp.dps = 60


def remez(g, weight, lo, hi, degree, fixed=()):
    """Coefficients of x^len(fixed).. such that the weighted error of fixed + fitted against g is minimax."""
    n = degree + 1 - len(fixed)
    base = lambda x: sum(c * x**i for i, c in enumerate(fixed))
    xs = [(lo + hi) / 2 + (hi - lo) / 2 * cos(pi * (2 * i + 1) / (2 * (n + 1))) for i in range(n + 1)]
    coefficients = None
    for _ in range(12):
        a = matrix(n + 1, n + 1)
        b = matrix(n + 1, 1)
        for i, x in enumerate(xs):
            for j in range(n):
                a[i, j] = x ** (j + len(fixed)) * weight(x)
            a[i, n] = (-1) ** i
            b[i] = (g(x) - base(x)) * weight(x)
        solution = lu_solve(a, b)
        coefficients = [solution[j] for j in range(n)]
        error = lambda x: (base(x) + sum(c * x ** (j + len(fixed)) for j, c in enumerate(coefficients)) - g(x)) * weight(x)
        grid = [lo + (hi - lo) * (1 - cos(pi * i / 400)) / 2 for i in range(401)]
        values = [error(x) for x in grid]
        extremes = [grid[0]]
        best = [values[0]]
        for x, v in zip(grid[1:], values[1:]):
            if (v > 0) == (best[-1] > 0):
                if fabs(v) > fabs(best[-1]):
                    extremes[-1], best[-1] = x, v
            else:
                extremes.append(x)
                best.append(v)
        if len(extremes) < n + 1:
            break
        while len(extremes) > n + 1:
            if fabs(best[0]) < fabs(best[-1]):
                extremes.pop(0), best.pop(0)
            else:
                extremes.pop(), best.pop()
        xs = extremes
    return coefficients, max(fabs(v) for v in values)


def f32(x):
    return mpf(struct.unpack('f', struct.pack('f', float(x)))[0])


def f64(x):
    return mpf(float(x))


def fit(name, g, weight, lo, hi, degree, rounding, fixed=()):
    fixed = list(fixed)
    for _ in range(3 if rounding is f32 else 1):
        rest, _ = remez(g, weight, lo, hi, degree, tuple(fixed))
        fixed.append(rounding(rest[0]))
    fixed += [rounding(c) for c in rest[1:]]
    grid = [lo + (hi - lo) * mpf(i) / 1000 for i in range(1001)]
    worst = max(fabs((sum(c * x**i for i, c in enumerate(fixed)) - g(x)) * weight(x)) for x in grid)
    print(f'/** Weighted error {mp.nstr(worst, 3)}. */')
    print(f'export const {name} = [{", ".join(repr(float(c)) for c in fixed)}];')


ZMAX = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf('1.0005')


def atanh_rest(z):
    if z < mpf(10) ** -12:
        return mpf(2) / 3 + 2 * z / 5 + 2 * z * z / 7
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) - 2 * s) / (s * z)


def exp_rest(r):
    if fabs(r) < mpf(10) ** -12:
        return mpf(1) / 2 + r / 6
    return (exp(r) - 1 - r) / (r * r)


def atan_rest(z):
    if z < mpf(10) ** -12:
        return -mpf(1) / 3 + z / 5
    t = sqrt(z)
    return (atan(t) - t) / (t * z)


def tanh_rest(z):
    if z < mpf(10) ** -12:
        return -mpf(1) / 3 + 2 * z / 15
    t = sqrt(z)
    return (tanh(t) - t) / (t * z)


def log_cosh_rest(z):
    if z < mpf(10) ** -12:
        return mpf(1) / 2 - z / 12 + z * z / 45
    return log(cosh(sqrt(z))) / z


R = log(mpf(2)) / 2 * mpf('1.001')
T = mpf('0.2501')
for width, rounding, degrees in ((32, f32, (3, 4, 5, 7, 6)), (64, f64, (6, 9, 13, 16, 13))):
    log_d, exp_d, atan_d, cosh_d, tanh_d = degrees
    print(f'// float{width}')
    fit(f'LOG_{width}', atanh_rest, lambda z: z, mpf(0) + mpf(10) ** -6, ZMAX, log_d, rounding)
    fit(f'EXP_{width}', exp_rest, lambda r: r * r, -R, R * mpf('1.003'), exp_d, rounding, (mpf(1) / 2,) if width == 32 else ())
    fit(f'ATAN_{width}', atan_rest, lambda z: z, mpf(10) ** -6, T, atan_d, rounding)
    fit(f'TANH_{width}', tanh_rest, lambda z: z, mpf(10) ** -6, mpf('0.491'), tanh_d, rounding)
    fit(f'LOG_COSH_{width}', log_cosh_rest, lambda z: 1 / log_cosh_rest(z), mpf(0), mpf(1), cosh_d, rounding, (mpf(1) / 2,))
print('// float32 pow, in float64')
fit('LOG_POW', atanh_rest, lambda z: z, mpf(10) ** -6, ZMAX, 4, f64)
fit('EXP_POW', exp_rest, lambda r: r * r, -R, R * mpf('1.003'), 6, f64)
