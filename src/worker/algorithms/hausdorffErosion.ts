// Hausdorff loss by erosions: what many erosions of the squared error leave is far from the border.
// Karimi and Salcudean 2019, https://arxiv.org/abs/1904.10030.
import { ExactSum } from '../run/exactSum';
import { imagesOf } from '../run/images';
import { nest } from '../run/sink';
import type { Algorithm } from './algorithm';
import { erode, erodeBack, type Eroded } from './erosion';
import { backpropagate, declaredTerms, readTerms } from './terms';

/**
 * Σ_k (k+1)^α Σ of the k-th erosion of the form's terms, the squared error; `mean` divides by the voxels. Each image
 * (of each class) on its own; `none` gives one value a voxel.
 */
export const hausdorffErosion: Algorithm = async (input) => {
  const { data, wishes } = input;
  const { arrangement, params, sources } = data.options;
  const terms = await readTerms(input, declaredTerms(input.form));
  const { width, weight } = terms;
  const images = imagesOf(arrangement, sources.extra['spacing'], params);
  const [erosions, alpha] = [Number(params['erosions']), Number(params['alpha'])];
  const values = new Float64Array(terms.values.length);
  const adjoint = new Float64Array(terms.values.length);
  const scale = wishes.reduction === 'mean' ? 1 / values.length : 1;
  const wantsGradient = wishes.gradient !== undefined || wishes.view !== undefined;
  for (let image = 0; image < images.count * width; image++) {
    const first = Math.floor(image / width) * images.voxels;
    const at = (i: number): number => (first + i) * width + (image % width);
    const error = new Float64Array(images.voxels).map(
      (_, i) => (terms.values[at(i)] as number) * (weight[first + i] as number),
    );
    const steps: Eroded[] = [];
    for (let k = 0; k < erosions; k++) {
      const step = erode(steps.at(-1)?.values ?? error, images.shape);
      steps.push(step);
      const factor = (k + 1) ** alpha;
      for (let i = 0; i < images.voxels; i++)
        values[at(i)] = (values[at(i)] as number) + factor * (step.values[i] as number);
    }
    if (!wantsGradient) continue;
    let back = new Float64Array(images.voxels);
    for (let k = erosions - 1; k >= 0; k--) {
      const factor = (k + 1) ** alpha;
      for (let i = 0; i < back.length; i++) back[i] = (back[i] as number) + factor;
      back = new Float64Array(erodeBack(back, steps[k] as Eroded, images.shape));
    }
    for (let i = 0; i < images.voxels; i++)
      adjoint[at(i)] = (back[i] as number) * (weight[first + i] as number) * scale;
  }
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  const seen = await backpropagate(terms, adjoint, input);
  return {
    value: wishes.reduction === 'none' ? nest(values, arrangement.shape) : sum.value * scale,
    count: values.length,
    notes: [],
    ...seen,
  };
};
