// Loads the optimisers' bundle from beside the visualizer's own, once.
import type { MakeStepper } from '../../../optimizers/stepper';

/** Known only while the page's first script runs. */
const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

let loading: Promise<MakeStepper> | undefined;

/** @throws where the script cannot be loaded */
export function loadOptimizers(): Promise<MakeStepper> {
  loading ??= new Promise((loaded, failed) => {
    const script = document.createElement('script');
    script.nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.content ?? '';
    script.src = own.replace(/visualizer\.js/, 'optimizers.js');
    script.onload = () => {
      if (globalThis.lossaryOptimizers !== undefined) loaded(globalThis.lossaryOptimizers);
    };
    script.onerror = () => failed(new Error('The optimisers could not be loaded.'));
    document.head.append(script);
  });
  return loading;
}
