// What the extension looks up in the catalogue, in one module that it loads when it first needs any of it.
export { axisLetter, axisName } from './axisNames';
export { CATALOGUE, findDeclaration, nearest, nearestOf } from './catalogue';
export { codeOffers } from './code/offers';
export { parametersInForce } from './inForce';
export { NOTE_ONLY } from './noteOnly';
export { canProbe, placesOn, probe } from './probe';
export { takesOf } from './takes';
export { computationOf, declareCustom, declareNamed, declareTyped, readTyped } from './typedLoss';
export { valueDomain } from '../math/valueDomain';
