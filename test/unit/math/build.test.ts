// The builders fold constants and drop what changes nothing, and equal expressions are one object.
import { expect } from 'chai';
import { add, div, log, mul, neg, pow, select, square, sub, xlogy } from '../../../src/math/build';
import { constant, symbol } from '../../../src/math/expression';
import { bind, substitute } from '../../../src/math/substitute';

const x = symbol('x', 'sample');
const y = symbol('y', 'sample');

describe('build', () => {
  it('makes equal expressions one object', () => {
    expect(add(mul(x, y), 1)).to.equal(add(mul(x, y), 1));
    expect(add(x, y)).not.to.equal(sub(x, y));
  });

  it('drops what changes nothing', () => {
    expect(add(x, 0)).to.equal(x);
    expect(mul(1, x)).to.equal(x);
    expect(mul(0, x)).to.equal(constant(0));
    expect(pow(x, 1)).to.equal(x);
    expect(div(x, 1)).to.equal(x);
    expect(neg(neg(x))).to.equal(x);
    expect(neg(sub(x, y))).to.equal(sub(y, x));
    expect(sub(x, x)).to.equal(constant(0));
    expect(mul(x, x)).to.equal(square(x));
    expect(xlogy(1, x)).to.equal(log(x));
    expect(select(1, x, y)).to.equal(x);
  });

  it('folds constants, and leaves 1/0 to be seen', () => {
    expect(add(2, 3)).to.equal(constant(5));
    expect(mul(2, mul(3, x))).to.equal(mul(6, x));
    expect(div(1, 0)).to.have.property('op', 'div');
  });

  it('takes factors into a choice against 0', () => {
    const gate = select(x, y, 0);
    expect(mul(gate, 3)).to.equal(select(x, mul(3, y), 0));
    expect(add(select(x, y, 0), select(x, 0, 3))).to.equal(select(x, y, 3));
  });

  it('substitutes and simplifies what is left', () => {
    const focal = mul(pow(sub(1, x), y), log(x));
    expect(substitute(focal, new Map([[y, constant(0)]]))).to.equal(log(x));
    expect(bind(focal, new Map([['y', constant(1)]]))).to.equal(mul(sub(1, x), log(x)));
  });
});
