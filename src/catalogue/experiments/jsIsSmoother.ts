// Is JS symmetric and smoother than KL, and which distance still has a slope where supports are disjoint?
import { whole } from './controls';
import { measured, numberAt, short, type Experiment } from './experiment';

/** On so many bins. */
export const BINS = 64;

/** Where the density that stands still begins. */
export const FIRST_BIN = 5;

export const JS_IS_SMOOTHER: Experiment = {
  id: 'js-is-smoother',
  title: { en: 'Is JS smoother than KL?', zh: 'JS 比 KL 更平滑吗？' },
  claim: {
    en: 'JS is symmetric and smoother than KL; Wasserstein’s distance still has a slope where the supports are disjoint.',
    zh: 'JS 对称且比 KL 更平滑；支撑集不相交时 Wasserstein 距离仍有斜率。',
  },
  controls: [
    whole('width', 'w', 10, [1, 20], { en: 'width of both densities, in bins', zh: '两个密度的宽度（格）' }),
    whole('shift', 's', 30, [0, 38], {
      en: 'how far one has been slid over the other, in bins',
      zh: '其中一个滑过的距离（格）',
    }),
  ],
  presets: [
    { name: 'overlapping', params: { shift: 4 }, meaning: { en: 'still over one another', zh: '仍有重叠' } },
    { name: 'disjoint', params: { shift: 30 }, meaning: { en: 'far apart', zh: '相距很远' } },
  ],
  measures: [
    { name: 'js', meaning: { en: 'JS at the shift', zh: '该位移处的 JS' }, unit: 'nat' },
    { name: 'kl', meaning: { en: 'KL(p‖q) at the shift', zh: '该位移处的 KL(p‖q)' }, unit: 'nat' },
    { name: 'w1', meaning: { en: 'Wasserstein distance at the shift', zh: '该位移处的 Wasserstein 距离' } },
    {
      name: 'slope',
      meaning: {
        en: 'change for one more bin of shift, taken over both sides',
        zh: '再移动一格的变化（中心差分）',
      },
    },
    { name: 'asymmetry', meaning: { en: 'JS(p, q) − JS(q, p)', zh: 'JS(p, q) − JS(q, p)' } },
  ],
  verdict: (measures, params) => {
    const [js, kl] = [measured(measures, 'js'), measured(measures, 'kl')];
    const [slopeJs, slopeW1] = [measured(measures, 'slope.js'), measured(measures, 'slope.w1')];
    const shift = short(numberAt(params, 'shift'));
    const flat = Math.abs(slopeJs) < 1e-12;
    return {
      en: `JS is symmetric and stays finite (${short(js)}) where KL is ${short(kl)}, but ${flat ? `at shift ${shift} it is flat and says nothing about the way` : `its slope at shift ${shift} is ${short(slopeJs)}`}; W₁ has the slope ${short(slopeW1)}.`,
      zh: `JS 对称，在 KL 为 ${short(kl)} 处仍有限（${short(js)}），但${flat ? `在位移 ${shift} 处是平的，无法指示方向` : `在位移 ${shift} 处斜率为 ${short(slopeJs)}`}；W₁ 的斜率为 ${short(slopeW1)}。`,
    };
  },
  about: ['js', 'kl', 'wasserstein_1d'],
  sources: [{ title: 'Arjovsky et al. 2017, Wasserstein GAN', link: 'https://arxiv.org/abs/1701.07875' }],
};
