// A hover's Markdown where a name stands for one of several losses, by the branch of the code that ran: each with what
// constructs it, its formula and its arguments, and the way to see them side by side.
import type { Declaration } from '../../catalogue/declaration';
import { plainFormula } from '../../math/plainFormula';
import type { LossUse } from '../../python/reading';
import { callMeaning, written } from './callMeaning';
import { formulaPicture } from './formulaPicture';
import { titleOf, type HoverContext } from './hoverContent';
import { studied } from './hoverLinks';
import { libraryName } from './libraries';
import { bulleted, code, commandLink } from './markdown';
import { paletteOf } from './palette';
import { pictureMarkdown } from './picture';
import { sayIn } from './words';

/** More are named without their formulas, which keeps the hover small. */
const WITH_FORMULA = 4;

/** @returns `undefined` where the catalogue does not know one of them */
export function severalContent(uses: readonly LossUse[], context: HoverContext): string | undefined {
  const { catalogue, parts, language } = context;
  const say = sayIn(language);
  const known = uses.flatMap((use) => {
    const declaration = use.id === undefined ? undefined : catalogue.findDeclaration(use.id);
    return declaration === undefined ? [] : [{ use, declaration }];
  });
  if (known.length < uses.length) return undefined;
  // Those that differ in their reduction alone are one curve.
  const curves = known.map(({ use, declaration }) => studied(use, declaration));
  const losses = [...new Map(curves.map((loss) => [JSON.stringify(loss), loss])).values()];
  const ids = [...new Set(losses.map(({ id }) => id))];
  const links = [
    commandLink(say('openInVisualizer'), 'lossary.openVisualizer', { losses }),
    commandLink(say('computeOnFiles'), 'lossary.computeOnFiles', { losses: ids }),
  ];
  const each = known.flatMap(({ use, declaration }, i) => {
    const isNew = declaration.id !== known[i - 1]?.declaration.id;
    return [
      `${titleOf(use, declaration, context)} · ${code(callOf(use))}`,
      isNew && i < WITH_FORMULA && parts.has('formula') ? formula(declaration, context) : undefined,
      parts.has('arguments')
        ? bulleted(callMeaning(use, declaration, libraryName(use.path), say, language))
        : undefined,
    ];
  });
  const sections = [say('oneOf', uses.length), parts.has('links') ? links.join(' · ') : undefined, ...each];
  return sections.filter((section) => section !== undefined && section !== '').join('\n\n');
}

function formula({ id, note }: Declaration, { formulas, theme, language }: HoverContext): string | undefined {
  const words = sayIn(language)('formulaAlt', plainFormula(note.formula));
  const picture = formulaPicture(formulas, id, paletteOf(theme), words);
  return picture && pictureMarkdown(picture);
}

/** `BCELoss(reduction="sum")`, or the name alone where nothing is called. */
function callOf({ path, definedAs, arguments: given }: LossUse): string {
  const name = definedAs ?? path.slice(path.lastIndexOf('.') + 1);
  return `${name}(${given.map(written).join(', ')})`;
}
