// What a probe assumes where one sample alone does not say, and why some losses have no curve of one prediction.
import type { Derived, Text } from './declaration';

/** A number in place of one that only whole data give. */
export interface Assumption {
  readonly of: (label: number) => number;
  readonly meaning: Text;
}

const ONE_VOXEL: Assumption = {
  of: () => 1,
  meaning: { en: 'drawn one voxel away from the border', zh: '按距边界一个体素绘制' },
};

const SIGNED_VOXEL: Assumption = { ...ONE_VOXEL, of: (label) => (label > 0 ? -1 : 1) };

export const ASSUMED: Readonly<Record<Derived, Assumption>> = {
  classCounts: {
    of: () => 1,
    meaning: { en: 'drawn for classes that are equally frequent', zh: '按各类别频率相等绘制' },
  },
  positiveShare: {
    of: () => 0.5,
    meaning: { en: 'drawn for as many positives as negatives', zh: '按正负样本各半绘制' },
  },
  borderProximity: {
    of: () => 1,
    meaning: { en: 'drawn at the border of the mask', zh: '按掩码边界处绘制' },
  },
  signedDistance: SIGNED_VOXEL,
  signedDistanceKervadec: SIGNED_VOXEL,
  labelDistance: ONE_VOXEL,
  predictionDistance: ONE_VOXEL,
  positionGaps: { of: () => 1, meaning: { en: 'drawn for positions one apart', zh: '按位置间隔为 1 绘制' } },
};

export const COUNTS: Text = {
  en: 'Computed from counts of hard decisions: one prediction alone has no curve.',
  zh: '由硬判决的计数得出：单个预测没有曲线。',
};

export const ALGORITHM: Text = {
  en: 'Computed by an algorithm over all elements together: one prediction alone has no curve.',
  zh: '由算法在全部元素上整体计算：单个预测没有曲线。',
};

export const WHOLE_DATA: Text = {
  en: 'A parameter is taken from the whole data here. Set it to a number to draw the curve of one prediction.',
  zh: '此处有参数取自全部数据。将其设为具体数值即可绘制单个预测的曲线。',
};

export const UNDEFINED: Text = {
  en: 'It has no value for a single prediction: it compares elements with one another.',
  zh: '单个预测没有值：它比较的是各元素之间的关系。',
};

export function needs(name: string): Text {
  return {
    en: `It needs ${name}, which one prediction alone does not have.`,
    zh: `需要 ${name}，单个预测没有该量。`,
  };
}

export function unset(parameter: string): Text {
  return { en: `Set ${parameter} to draw the curve.`, zh: `设置 ${parameter} 后即可绘制曲线。` };
}
