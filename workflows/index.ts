export { dossier } from './dossier';
export { reserveNumbers } from './numbers';
