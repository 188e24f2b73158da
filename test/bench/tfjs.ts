// TensorFlow.js on its WebAssembly backend, written as its users write these losses, in a process of its own.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodePlatform } from '../../src/worker/platform.node';
import { serve, type Answer } from './lineProcess';
import { clearPeak, memoryPeak } from './memoryPeak';

interface Request {
  readonly peer: string;
  readonly prediction: string;
  readonly label: string;
  readonly gradient: boolean;
}

type Loss = (p: tf.Tensor, y: tf.Tensor) => tf.Tensor;

function sigmoidCrossEntropy(z: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const stable = tf.add(tf.sub(tf.relu(z), tf.mul(z, y)), tf.log1p(tf.exp(tf.neg(tf.abs(z)))));
  return tf.mean(stable);
}

const LOSSES: Readonly<Record<string, Loss>> = {
  mse: (p, y) => tf.mean(tf.square(tf.sub(p, y))),
  mae: (p, y) => tf.mean(tf.abs(tf.sub(p, y))),
  bce: (p, y) => tf.neg(tf.mean(tf.add(tf.mul(y, tf.log(p)), tf.mul(tf.sub(1, y), tf.log(tf.sub(1, p)))))),
  bce_logits: sigmoidCrossEntropy,
  dice: (p, y) =>
    tf.sub(1, tf.div(tf.add(tf.mul(2, tf.sum(tf.mul(p, y))), 1), tf.add(tf.add(tf.sum(p), tf.sum(y)), 1))),
  cross_entropy: (z, y) => {
    const classes = z.shape[1] ?? 1;
    const shifted = tf.sub(z, tf.max(z, 1, true));
    const logs = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)));
    return tf.neg(tf.mean(tf.sum(tf.mul(logs, tf.oneHot(y as tf.Tensor1D, classes)), 1)));
  },
};

let loaded: { readonly key: string; readonly p: tf.Tensor; readonly y: tf.Tensor } | undefined;

/** Class ids become int32, the only integers that it has. */
function load(path: string): tf.Tensor {
  const source = nodePlatform({ folder: '.' }).open(path, 'prediction');
  const bytes = readFileSync(path);
  const itemBytes = source.dtype === 'int64' ? 8 : 4;
  const start = bytes.byteOffset + bytes.length - source.length * itemBytes;
  const data = bytes.buffer.slice(start, start + source.length * itemBytes);
  source.close();
  if (source.dtype === 'int64') {
    return tf.tensor1d(Int32Array.from(new BigInt64Array(data), Number), 'int32');
  }
  return tf.tensor(new Float32Array(data), [...source.shape], 'float32');
}

async function answer({ peer, prediction, label, gradient }: Request): Promise<Answer> {
  const loss = LOSSES[peer.split('.')[1] ?? ''];
  if (loss === undefined) return { error: 'not written for TensorFlow.js' };
  const key = `${prediction} ${label}`;
  if (loaded?.key !== key) {
    loaded?.p.dispose();
    loaded?.y.dispose();
    loaded = { key, p: load(prediction), y: load(label) };
  }
  const { p, y } = loaded;
  clearPeak();
  const start = performance.now();
  const found = tf.tidy((): { value: tf.Tensor; grad?: tf.Tensor } => {
    if (!gradient) return { value: loss(p, y) };
    return tf.valueAndGrad((x: tf.Tensor) => loss(x, y))(p);
  });
  const [value = NaN] = await found.value.data();
  if (found.grad !== undefined) await found.grad.data();
  const seconds = (performance.now() - start) / 1000;
  const memory = memoryPeak();
  tf.dispose([found.value, ...(found.grad === undefined ? [] : [found.grad])]);
  return { value, seconds, ...(memory === undefined ? {} : { memory }) };
}

async function main(): Promise<void> {
  setWasmPaths(`${join(process.cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`);
  await tf.setBackend('wasm');
  await serve({ 'TensorFlow.js': `${tf.version_core}, ${tf.getBackend()}` }, (request) =>
    answer(request as Request),
  );
}

void main();
