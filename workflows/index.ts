export { applyCommand } from './apply-command';
export { dossier } from './dossier';
export { programme } from './programme';
export { reserveNumbers } from './numbers';
export { recount } from './recount';
export { transfer } from './transfer';
export { replayRun } from './replay';
export { verificationRun } from './verification';
