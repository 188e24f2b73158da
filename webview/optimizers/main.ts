// TensorFlow.js's optimisers in a script of their own: it is loaded when somebody first lets a loss descend.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { MakeStepper, OptimizerName } from './stepper';

tf.env().set('PROD', true);

/** Of momentum: the share of the last step that is kept. Adam's β₁, β₂ and ε are the library's: 0.9, 0.999, 1e-7. */
const MOMENTUM = 0.9;

const OPTIMIZERS: Readonly<Record<OptimizerName, (rate: number) => tf.Optimizer>> = {
  sgd: (rate) => tf.train.sgd(rate),
  momentum: (rate) => tf.train.momentum(rate, MOMENTUM),
  adam: (rate) => tf.train.adam(rate),
};

const makeStepper: MakeStepper = (name, rate, start) => {
  const optimizer = OPTIMIZERS[name](rate);
  const variable = tf.variable(tf.tensor1d([...start]));
  return {
    step: (gradient) => {
      tf.tidy(() => optimizer.applyGradients({ [variable.name]: tf.tensor1d([...gradient]) }));
      const [x = NaN, y = NaN] = variable.dataSync();
      return [x, y];
    },
    place: (to) => tf.tidy(() => variable.assign(tf.tensor1d([...to]))),
    dispose: () => {
      variable.dispose();
      optimizer.dispose();
    },
  };
};

globalThis.lossaryOptimizers = makeStepper;
