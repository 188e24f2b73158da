// Back in a dialog of several steps.
import { expect } from 'chai';
import { runSteps, type Outcome, type Step } from '../../../src/extension/commands/steps';

type Draft = readonly string[];

/** Steps that answer from a script; `asked` tells which were asked, with what draft, and whether Back was offered. */
function scripted(answers: readonly (readonly [step: string, answer: string])[]) {
  const asked: string[] = [];
  const rest = [...answers];
  const step =
    (name: string): Step<Draft> =>
    (draft, canGoBack) => {
      asked.push(`${name}(${draft.join('')})${canGoBack ? '←' : ''}`);
      const [expected, answer] = rest.shift() ?? ['nothing', 'cancel'];
      expect(name).to.equal(expected);
      const outcome: Outcome<Draft> =
        answer === 'back' || answer === 'cancel'
          ? { kind: answer }
          : answer === 'skip'
            ? { kind: 'skip', draft }
            : { kind: 'next', draft: [...draft, answer] };
      return Promise.resolve(outcome);
    };
  return { asked, step };
}

describe('steps of a dialog', () => {
  it('go on to the end', async () => {
    const { asked, step } = scripted([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(await runSteps<Draft>([], () => [step('a'), step('b')])).to.deep.equal(['1', '2']);
    expect(asked).to.deep.equal(['a()', 'b(1)←']);
  });

  it('go back over what had nothing to ask, and forget what was chosen after', async () => {
    const { asked, step } = scripted([
      ['a', '1'],
      ['b', 'skip'],
      ['c', 'back'],
      ['a', '2'],
      ['b', 'skip'],
      ['c', '3'],
    ]);
    expect(await runSteps<Draft>([], () => [step('a'), step('b'), step('c')])).to.deep.equal(['2', '3']);
    expect(asked).to.deep.equal(['a()', 'b(1)←', 'c(1)←', 'a()', 'b(2)←', 'c(2)←']);
  });

  it('end when the person leaves, or goes back from the first', async () => {
    for (const answer of ['cancel', 'back']) {
      const { step } = scripted([['a', answer]]);
      expect(await runSteps<Draft>([], () => [step('a')])).to.equal(undefined);
    }
  });

  it('depend on what was chosen before', async () => {
    const { step } = scripted([
      ['a', 'more'],
      ['b', '2'],
    ]);
    const stepsOf = (draft: Draft) => (draft.includes('more') ? [step('a'), step('b')] : [step('a')]);
    expect(await runSteps<Draft>([], stepsOf)).to.deep.equal(['more', '2']);
  });
});
