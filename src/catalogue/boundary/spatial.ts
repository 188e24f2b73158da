// What losses and metrics over distances share: which axes are space, and the spacing of voxels.
import type { ExtraInput, NumberParameter } from '../declaration';

export const SPATIAL_DIMS: NumberParameter = {
  kind: 'number',
  name: 'spatialDims',
  latex: 'd',
  default: null,
  min: 1,
  max: 8,
  integer: true,
  optional: true,
  meaning: {
    en: 'how many of the last axes are space, the axes before are samples; the length of spacing, else all axes',
    zh: '最后多少个轴是空间轴，其余为样本轴；缺省为 spacing 的长度，否则为全部轴',
  },
};

export const SPACING: ExtraInput = {
  required: false,
  shape: 'whole',
  meaning: {
    en: 'size of a voxel along each spatial axis, 1 where not given',
    zh: '体素在每个空间轴上的大小，缺省为 1',
  },
};

/** Said of every loss and metric over distances. */
export const SPACING_PITFALL = {
  en: 'Distances are in voxels unless spacing is given: anisotropic volumes then compare millimetres with slices (MONAI#6137).',
  zh: '未给 spacing 时距离以体素计：各向异性的体数据会把毫米与层数混在一起（MONAI#6137）。',
};
