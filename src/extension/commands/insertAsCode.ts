// Insert as Code…: a loss with its parameters as PyTorch, Keras, JAX or NumPy code, at the cursor of the Python that is
// open, else in a new file.
import { env, l10n, Position, ViewColumn, window, workspace, WorkspaceEdit, type TextEditor } from 'vscode';
import * as v from 'valibot';
import type { CodeOffer } from '../../catalogue/code/offers';
import type { CustomLosses } from '../../catalogue/typedLoss';
import type { Declaration } from '../../catalogue/declaration';
import type { Computation, Parameters } from '../../protocol/compute';
import { language } from '../language';
import { loadCatalogue } from '../lazyCatalogue';
import type { Memory } from '../memory';
import { CODE_LAYOUTS, studiedLoss } from '../views/visualizerState';
import { codeInsertions, pythonFile, type PythonCode } from './codeEdits';
import { pickOneLoss } from './pickLosses';
import { pick } from './quickPick';

export interface InsertContext {
  readonly memory: Memory;
  readonly custom: () => Promise<CustomLosses>;
}

/** A loss as a view has it, or an entry of the tree. */
const ARGUMENT = v.union([
  v.object({
    ...studiedLoss.entries,
    layout: v.exactOptional(v.picklist(CODE_LAYOUTS)),
    library: v.exactOptional(v.picklist(['torch', 'keras', 'jax', 'numpy'])),
  }),
  v.looseObject({ losses: v.pipe(v.array(v.string()), v.minLength(1)) }),
]);

interface Wanted {
  readonly declaration: Declaration;
  readonly params: Parameters;
  readonly layout?: (typeof CODE_LAYOUTS)[number];
  readonly library?: CodeOffer['dialect'];
}

/** @returns the code that was inserted, or nothing where the person left or there is none */
export async function insertAsCode(context: InsertContext, argument?: unknown): Promise<string | undefined> {
  // What is open now: a list of choices takes the focus.
  const editor = pythonEditor();
  const wanted = await wantedBy(context, argument);
  if (wanted === undefined) return undefined;
  const code = await chooseCode(wanted);
  if (code === undefined) return undefined;
  if (editor === undefined || editor.document.isClosed) await openFile(code);
  else await insert(editor, code);
  return pythonFile(code);
}

async function wantedBy(context: InsertContext, argument: unknown): Promise<Wanted | undefined> {
  const { parametersInForce, declareNamed, findDeclaration, readTyped } = await loadCatalogue();
  const ofComputation = (computation: Computation): Wanted | undefined => {
    if ('formula' in computation) {
      const declaration = declareNamed(computation);
      return { declaration, params: { ...parametersInForce(declaration), ...computation.params } };
    }
    const declaration = findDeclaration(computation.id);
    if (declaration === undefined) return undefined;
    const params = { ...parametersInForce(declaration, computation.preset), ...computation.params };
    return { declaration, params };
  };
  const parsed = v.safeParse(ARGUMENT, argument);
  if (!parsed.success || 'losses' in parsed.output) {
    const custom = await context.custom();
    const given = parsed.success && 'losses' in parsed.output ? parsed.output.losses[0] : undefined;
    const text = given ?? (await pickText(context, custom));
    return text === undefined ? undefined : ofComputation(readTyped(text, custom));
  }
  const { id, formula, params, preset, ranges, layout, library } = parsed.output;
  const computation: Computation =
    formula === undefined
      ? { id, ...(params && { params }), ...(preset !== undefined && { preset }) }
      : {
          formula,
          ...(params && { params }),
          ...(id === 'formula' ? {} : { name: id }),
          ...(ranges && { ranges }),
        };
  const found = ofComputation(computation);
  if (found === undefined) return undefined;
  return { ...found, ...(layout && { layout }), ...(library && { library }) };
}

async function pickText({ memory }: InsertContext, custom: CustomLosses): Promise<string | undefined> {
  const { CATALOGUE, readTyped } = await loadCatalogue();
  const studied = memory.recall('visualizer')?.losses.map(({ id }) => id) ?? [];
  const recent = studied.filter((id) => CATALOGUE.some((entry) => entry.id === id));
  const offer = { catalogue: CATALOGUE, recent, custom, readTyped };
  return pickOneLoss(
    offer,
    l10n.t('Insert as Code'),
    l10n.t('The loss or metric: a name, an alias, 0.5*dice + bce, or a formula over p and y'),
  );
}

type CodePick = { readonly label: string; readonly description?: string; readonly detail?: string } & {
  readonly offer: CodeOffer;
};

async function chooseCode({ declaration, params, layout, library }: Wanted): Promise<PythonCode | undefined> {
  const { codeOffers } = await loadCatalogue();
  const offers = codeOffers(declaration, { params, ...(layout && { layout }) });
  const written = offers.filter((offer) => 'body' in offer.code);
  const asked = offers.find(({ dialect }) => dialect === library);
  const chosen = asked ?? (written.length === 0 ? offers[0] : await pickLibrary(declaration, offers));
  if (chosen === undefined) return undefined;
  if ('body' in chosen.code) return chosen.code;
  void window.showInformationMessage(chosen.code.none[language()]);
  return undefined;
}

async function pickLibrary(
  declaration: Declaration,
  offers: readonly CodeOffer[],
): Promise<CodeOffer | undefined> {
  const chosen = await pick<CodePick>({
    title: l10n.t('Insert as Code: {0}', declaration.name[language()]),
    placeholder: l10n.t('The library to write it for'),
    canGoBack: false,
    items: offers.map((offer) => ({ label: offer.title, offer, ...wordsOf(offer) })),
  });
  return chosen === 'back' || chosen === 'cancel' ? undefined : chosen[0]?.offer;
}

function wordsOf({ code }: CodeOffer): { readonly description?: string; readonly detail?: string } {
  if ('none' in code) return { detail: code.none[language()] };
  return { description: code.library ?? l10n.t('a function written out from the formula') };
}

/** The editor that has the cursor, or else the one beside the visualizer. */
function pythonEditor(): TextEditor | undefined {
  const isPython = ({ document }: TextEditor): boolean => document.languageId === 'python';
  const { activeTextEditor, visibleTextEditors } = window;
  if (activeTextEditor !== undefined) return isPython(activeTextEditor) ? activeTextEditor : undefined;
  return visibleTextEditors.find(isPython);
}

async function insert(editor: TextEditor, code: PythonCode): Promise<void> {
  const { document, selection, options } = editor;
  const lines = document.getText().split(/\r?\n/);
  const unit = options.insertSpaces === false ? '\t' : ' '.repeat(Number(options.tabSize) || 4);
  const edit = new WorkspaceEdit();
  const insertions = codeInsertions(lines, selection.active.line, unit, code);
  for (const { line, text } of insertions) {
    const isEnd = line >= document.lineCount;
    const at = isEnd ? document.lineAt(document.lineCount - 1).range.end : new Position(line, 0);
    edit.insert(document.uri, at, isEnd ? `\n${text.replace(/\n$/, '')}` : text);
  }
  if (!(await workspace.applyEdit(edit)))
    throw new Error(l10n.t('{0} cannot be changed.', workspace.asRelativePath(document.uri)));
  await window.showTextDocument(document, editor.viewColumn);
  window.setStatusBarMessage(l10n.t('Inserted into {0}', workspace.asRelativePath(document.uri)), 3_000);
}

async function openFile(code: PythonCode): Promise<void> {
  const content = pythonFile(code);
  const document = await workspace.openTextDocument({ language: 'python', content });
  await window.showTextDocument(document, ViewColumn.Beside);
  const copy = l10n.t('Copy');
  void window
    .showInformationMessage(l10n.t('No Python editor was active: the code is in a new file.'), copy)
    .then((pressed) => (pressed === copy ? env.clipboard.writeText(content) : undefined));
}
