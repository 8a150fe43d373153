import type { Handler } from './call';
import { listActions, readCommand, takeAction } from './routes/actions';
import { exportApplicant } from './routes/applicants';
import { actOnCashUp, closeCashUp, readCashUps } from './routes/cash-ups';
import { readCoverage, readCoverageRows } from './routes/coverage';
import {
  giveDelegation,
  listDelegationPeople,
  listDelegations,
  readDelegation,
  withdrawDelegation,
} from './routes/delegations';
import { listDeliveries, resendDelivery } from './routes/deliveries';
import { readEvents } from './routes/events';
import { downloadDossierEvidence, downloadTransferEvidence } from './routes/evidence';
import { listSeals, proveDossier, proveGrowth, proveTransfer, readSeal, readSealKeys } from './routes/seals';
import {
  cancelVerification,
  listVerifications,
  readVerification,
  startVerification,
  verifyDossier,
  verifyTransfer,
} from './routes/verifications';
import { readContract, readDocsAsset, readDocsPage, readProblem } from './routes/docs';
import { downloadAttachment, openDossier, readDossier, readTimeline } from './routes/dossiers';
import { actOnHandover, listHandovers, openHandover, printHandover, readHandover } from './routes/handovers';
import { readFeeRows, readFees } from './routes/fees';
import { assessFees, readPayments, recordPayment, refundPayment, voidPayment } from './routes/payments';
import { readDossierAt, readTransferAt } from './routes/at';
import { downloadHistory, downloadTransferHistory, listHistory, listTransferHistory } from './routes/histories';
import { readEquipment, recordEquipment } from './routes/equipment';
import { readFigureBoard, readFigureRows, readFigureTrends, readFigureWorkload } from './routes/figures';
import { changePrivacy, listPrivacy, previewRetention, readPrivacy, reveal } from './routes/privacy';
import { readPunctuality } from './routes/punctuality';
import { listRecounts, orderRecount, previewRecount, readRecount } from './routes/recounts';
import {
  cancelReplay,
  downloadReplayFile,
  listReplayResults,
  listReplays,
  orderReplay,
  previewReplay,
  readReplay,
  readReplayResult,
  replayDossier,
  replayTransfer,
} from './routes/replays';
import { correctAppointment, readCalendar, readTime } from './routes/time';
import { readLive, readReady } from './routes/health';
import { lookUp, showLookupPage } from './routes/lookup';
import { followChanges } from './routes/live';
import { readLedger } from './routes/ledger';
import { readNumbers, reserveNumbers } from './routes/numbers';
import { listPrints, printDossier, readPrint } from './routes/prints';
import { listFields, listProcedures, listUnits, readForm, readProcedure } from './routes/procedures';
import {
  actOnProcessDraft,
  listProcessDrafts,
  previewDraftForm,
  readProcessDraft,
  saveProcessDraft,
  takeProcessDraft,
} from './routes/process-drafts';
import { listDecisions, listPlans, listProgrammes, orderProgramme, readProgramme } from './routes/programmes';
import {
  changeTransfer,
  downloadEvidence,
  listTransfers,
  readBoard,
  readResponsibility,
  readTransfer,
  readTransferEvents,
} from './routes/transfers';
import { importStaff, listStaff, recordStaff } from './routes/staff';
import { actOnAccount, changeAccount, createAccount, listAccounts, readAccount } from './routes/accounts';
import { readMe, readPermissions } from './routes/permissions';
import { whyAction, whyPermission } from './routes/why';
import { endOtherSessions, listSessions } from './routes/sessions';
import { readSignIn } from './routes/sign-in';
import { listSignIns } from './routes/sign-ins';
import { listStaffing, readStaffing } from './routes/staffing';
import { saveUpload } from './routes/uploads';
import { actOnWebhook, createWebhook, deleteWebhook, listWebhooks, readWebhook } from './routes/webhooks';
import { listVersions, readDifference, readVersion } from './routes/versions';
import { listWork, searchDossiers } from './routes/work';

/** Who answers each operation of the OpenAPI document. */
export const HANDLERS = {
  readLive,
  readReady,
  readContract,
  readDocsPage,
  readDocsAsset,
  readProblem,
  readSignIn,
  listSessions,
  endSessions: endOtherSessions,
  listSignIns,
  whyAction,
  whyPermission,
  giveDelegation,
  listDelegationPeople,
  listDelegations,
  readDelegation,
  withdrawDelegation,
  readMe,
  readPermissions,
  listAccounts,
  readAccount,
  createAccount,
  actOnAccount,
  changeAccount,
  listProcedures,
  readProcedure,
  listVersions,
  readVersion,
  readDifference,
  listProcessDrafts,
  readProcessDraft,
  previewDraftForm,
  takeProcessDraft,
  saveProcessDraft,
  actOnProcessDraft,
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
  readTime,
  correctAppointment,
  readCalendar,
  reveal,
  readPrivacy,
  changePrivacy,
  exportApplicant,
  previewRetention,
  listPrivacy,
  readPunctuality,
  readFigureBoard,
  readFigureTrends,
  readFigureWorkload,
  readFigureRows,
  listRecounts,
  orderRecount,
  previewRecount,
  readRecount,
  downloadAttachment,
  listWork,
  readCommand,
  reserveNumbers,
  readNumbers,
  listDecisions,
  listPlans,
  orderProgramme,
  listProgrammes,
  readProgramme,
  listTransfers,
  readTransfer,
  readTransferEvents,
  changeTransfer,
  downloadEvidence,
  readBoard,
  readResponsibility,
  readCoverage,
  readCoverageRows,
  openHandover,
  listHandovers,
  readHandover,
  actOnHandover,
  printHandover,
  readPayments,
  recordPayment,
  refundPayment,
  voidPayment,
  assessFees,
  readCashUps,
  closeCashUp,
  actOnCashUp,
  readFees,
  readFeeRows,
  printDossier,
  listPrints,
  readPrint,
  readLedger,
  listStaff,
  recordStaff,
  importStaff,
  readEquipment,
  recordEquipment,
  readStaffing,
  listStaffing,
  lookUp,
  showLookupPage,
  listDeliveries,
  resendDelivery,
  readEvents,
  followChanges,
  createWebhook,
  listWebhooks,
  readWebhook,
  actOnWebhook,
  deleteWebhook,
  startVerification,
  listVerifications,
  readVerification,
  cancelVerification,
  verifyDossier,
  verifyTransfer,
  readSealKeys,
  listSeals,
  readSeal,
  proveDossier,
  proveGrowth,
  proveTransfer,
  downloadDossierEvidence,
  downloadTransferEvidence,
  readDossierAt,
  readTransferAt,
  listHistory,
  downloadHistory,
  listTransferHistory,
  downloadTransferHistory,
  previewReplay,
  orderReplay,
  listReplays,
  readReplay,
  cancelReplay,
  listReplayResults,
  readReplayResult,
  downloadReplayFile,
  replayDossier,
  replayTransfer,
} satisfies Record<string, Handler>;
