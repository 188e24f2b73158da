// Do small weights make a linear model robust to shifts of its input?
import { numbers, SEED, whole } from './controls';
import { listOf, measuredList, short, type Experiment } from './experiment';

export const SMALL_WEIGHTS_ROBUST: Experiment = {
  id: 'small-weights-robust',
  title: { en: 'Are small weights robust?', zh: '小权重更抗扰动吗？' },
  claim: {
    en: 'With small weights a shift of the input changes the output little, so the model resists disturbances.',
    zh: '参数小时，数据偏移一点对结果影响不大，模型抗扰动能力强。',
  },
  controls: [
    numbers('lambda', [0, 0.01, 0.1, 1], [0, 1e6], [1, 50], {
      en: 'strengths of the penalty, times the number of samples',
      zh: '正则强度（乘以样本数）',
    }),
    {
      kind: 'choice',
      name: 'regularizer',
      default: 'l2',
      choices: ['l2', 'l1'],
      meaning: {
        en: 'the penalty: ridge by its closed form, or lasso by coordinate descent',
        zh: '正则项：岭（闭式解）或 lasso（坐标下降）',
      },
    },
    {
      kind: 'number',
      name: 'noise',
      latex: '\\sigma',
      default: 0.5,
      min: 0,
      max: 100,
      slider: [0, 5],
      meaning: { en: 'standard deviation of the noise in y', zh: 'y 中噪声的标准差' },
    },
    {
      kind: 'number',
      name: 'shift',
      latex: '\\Delta',
      default: 0.5,
      min: -100,
      max: 100,
      slider: [-2, 2],
      meaning: { en: 'how far every feature is shifted in the test', zh: '测试时每个特征的偏移量' },
    },
    whole(
      'samples',
      'n',
      200,
      [21, 10_000],
      { en: 'samples to train on, and as many to test on', zh: '训练样本数，测试样本数相同' },
      'log',
    ),
    whole('features', 'd', 20, [1, 100], {
      en: 'features, of which the first alone matters',
      zh: '特征数，仅第一个有用',
    }),
    SEED,
  ],
  presets: [
    {
      name: 'lasso',
      params: { regularizer: 'l1' },
      meaning: { en: 'a penalty that leaves few weights', zh: '只留下少数权重的正则项' },
    },
  ],
  measures: [
    {
      name: 'shiftError',
      meaning: {
        en: 'mean square error on shifted samples, one a lambda',
        zh: '偏移样本上的均方误差，每个 lambda 一个',
      },
    },
    { name: 'error', meaning: { en: 'the same without the shift', zh: '无偏移时的均方误差' } },
    { name: 'weightNorm', meaning: { en: 'Euclidean norm of the weights', zh: '权重的欧氏范数' } },
  ],
  verdict: (measures, params) => {
    const [errors, lambdas] = [measuredList(measures, 'shiftError'), listOf(params, 'lambda')];
    const best = errors.indexOf(Math.min(...errors));
    const most = lambdas.indexOf(Math.max(...lambdas));
    const at = (i: number): string => `${short(errors[i] ?? NaN)} (λ = ${short(lambdas[i] ?? NaN)})`;
    const least = lambdas.indexOf(Math.min(...lambdas));
    if (best === least) {
      return {
        en: `Not here: the smallest penalty has the smallest error under the shift, ${at(best)}, and the largest ${at(most)}.`,
        zh: `此处不成立：正则最弱时偏移误差最小，为 ${at(best)}，最强时为 ${at(most)}。`,
      };
    }
    return {
      en: `${best === most ? 'Yes' : 'Only up to a point'}: the error under the shift is ${at(least)} with the least penalty, ${at(best)} at best${best === most ? '' : `, and ${at(most)} where the weights have become too small to fit`}.`,
      zh: `${best === most ? '是' : '只在一定范围内成立'}：偏移误差在正则最弱时为 ${at(least)}，最好时为 ${at(best)}${best === most ? '' : `，权重过小而欠拟合时为 ${at(most)}`}。`,
    };
  },
  about: ['l2', 'l1', 'structural_risk'],
  sources: [
    {
      title: 'Hoerl and Kennard 1970, Ridge Regression',
      link: 'https://doi.org/10.1080/00401706.1970.10488634',
    },
  ],
};
