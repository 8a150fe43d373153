import type { Handler } from './call';
import { listActions, readCommand, takeAction } from './routes/actions';
import { readContract, readDocsAsset, readDocsPage, readProblem } from './routes/docs';
import { downloadAttachment, openDossier, readDossier, readTimeline } from './routes/dossiers';
import { readLive, readReady } from './routes/health';
import { lookUp, showLookupPage } from './routes/lookup';
import { readNumbers, reserveNumbers } from './routes/numbers';
import { listFields, listProcedures, listUnits, readForm, readProcedure } from './routes/procedures';
import { saveUpload } from './routes/uploads';
import { listWork, searchDossiers } from './routes/work';

/** Who answers each operation of the OpenAPI document. */
export const HANDLERS = {
  readLive,
  readReady,
  readContract,
  readDocsPage,
  readDocsAsset,
  readProblem,
  listProcedures,
  readProcedure,
  readForm,
  listUnits,
  listFields,
  saveUpload,
  openDossier,
  searchDossiers,
  readDossier,
  listActions,
  takeAction,
  readTimeline,
  downloadAttachment,
  listWork,
  readCommand,
  reserveNumbers,
  readNumbers,
  lookUp,
  showLookupPage,
} satisfies Record<string, Handler>;
