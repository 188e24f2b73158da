// Why there is no code: an algorithm is no formula, and only a library whose own function does exactly the same helps.
import { dialectOf, DIALECTS } from '../../math/python/dialect';
import type { Text } from '../declaration';
import { libraryCall } from './libraryCalls';
import type { Task } from './written';

export function noCode(task: Task): Text {
  const { name } = task.declaration;
  const others = DIALECTS.filter((dialect) => libraryCall({ ...task, dialect }) !== undefined).map(
    (dialect) => dialectOf(dialect).title,
  );
  if (others.length === 0)
    return {
      en: `${name.en} is an algorithm and no formula. Lossary computes it, but cannot write it as Python code.`,
      zh: `${name.zh}是算法而非公式。Lossary 可以计算它，但无法写成 Python 代码。`,
    };
  return {
    en: `${name.en} is an algorithm and no formula. Choose ${others.join(' or ')}, where a function computes exactly this.`,
    zh: `${name.zh}是算法而非公式。请选择${others.join('或')}，其中有与之完全一致的函数。`,
  };
}
