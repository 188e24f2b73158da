// Compare Conventions: one loss on the same input under the convention of every library, side by side.
import { l10n } from 'vscode';
import * as v from 'valibot';
import type { Answer } from '../../client/client';
import type { Declaration } from '../../catalogue/declaration';
import type { ComputeRequest } from '../../protocol/compute';
import { language } from '../language';
import { loadCatalogue } from '../lazyCatalogue';
import { computeDraft, type ComputeContext } from './computeOnFiles';
import { lossItem } from './lossItems';
import { pick } from './quickPick';

/** `{ id }` or a node of the tree names the loss; `request` says on which input. */
const ARGUMENT = v.object({
  id: v.optional(v.string()),
  losses: v.optional(v.array(v.string())),
  request: v.optional(v.looseObject({ compute: v.array(v.looseObject({})) })),
});

/** @returns the answer, or nothing where the person left */
export async function compareConventions(
  context: ComputeContext,
  argument?: unknown,
): Promise<Answer<'compute'> | undefined> {
  const { computations, memory } = context;
  const parsed = v.safeParse(ARGUMENT, argument ?? {});
  const named = parsed.success ? (parsed.output.id ?? parsed.output.losses?.[0]) : undefined;
  const request = parsed.success ? (parsed.output.request as ComputeRequest | undefined) : undefined;
  const last = request ?? memory.recall('request');
  const id = named ?? (await pickLoss(last));
  if (id === undefined) return undefined;
  const inputs = request ?? ((await takes(last, id)) ? last : undefined);
  if (inputs !== undefined) {
    // Parameters of the whole request belong to the losses it was made for; a convention brings its own.
    const { params: _, ...rest } = inputs;
    return computations.run({ ...rest, compute: [{ id, preset: 'all' }] });
  }
  return computeDraft(context, { losses: [id], sources: {}, given: [] }, 'all');
}

/** Whether a request has computed this loss, so that its files are meant. */
async function takes(request: ComputeRequest | undefined, id: string): Promise<boolean> {
  if (request === undefined) return false;
  const { findDeclaration } = await loadCatalogue();
  const family = findDeclaration(id)?.layouts.join();
  return request.compute.some(
    (each) => 'id' in each && (each.id === id || findDeclaration(each.id)?.layouts.join() === family),
  );
}

async function pickLoss(last: ComputeRequest | undefined): Promise<string | undefined> {
  const { CATALOGUE } = await loadCatalogue();
  const recent = new Set(last?.compute.flatMap((each) => ('id' in each ? [each.id] : [])));
  const hasPresets = ({ presets }: Declaration): boolean => presets.length > 0;
  const ordered = CATALOGUE.filter(hasPresets).sort(
    (a, b) => Number(recent.has(b.id)) - Number(recent.has(a.id)),
  );
  const chosen = await pick({
    title: l10n.t('Compare Conventions'),
    placeholder: l10n.t('The loss or metric to compute by the convention of every library'),
    canGoBack: false,
    items: ordered.map((entry) => ({
      ...lossItem(entry, language()),
      description: entry.presets.map(({ name }) => name).join(' · '),
    })),
  });
  return chosen === 'back' || chosen === 'cancel' ? undefined : chosen[0]?.id;
}
