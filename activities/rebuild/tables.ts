/** A table that is rebuilt: what makes a row of it, and what of a row does not come from events. */
export type RebuiltTable = { name: string; key: string[]; leave?: string[]; only?: string };

/** Of a dossier whose personal data are erased the record has hashes only. */
const NOT_ERASED = 'dossier_id not in (select id from dossiers where data_key is null)';

/** Encrypted with a nonce of its own every time: the same words never look the same twice. */
const CIPHER = ['content'];

export const REBUILT: RebuiltTable[] = [
  { name: 'dossiers', key: ['id'], leave: ['data_key', 'erased_at', 'held_at', 'files_left'] },
  { name: 'parties', key: ['dossier_id', 'part'], leave: CIPHER, only: NOT_ERASED },
  { name: 'documents', key: ['dossier_id', 'seq', 'code'], only: NOT_ERASED },
  { name: 'attachments', key: ['id'], leave: ['name'], only: NOT_ERASED },
  // Numbers that were reserved for paper and are not used yet have no event.
  { name: 'number_register', key: ['identification', 'date', 'sequence'], only: "state = 'issued'" },
  { name: 'programmes', key: ['id'] },
  { name: 'transfers', key: ['id'], leave: ['findings', 'next_at', 'started'] },
  { name: 'transfer_claims', key: ['unit', 'field', 'task'] },
  {
    name: 'responsibility',
    key: ['unit', 'field', 'task', 'from_at', 'to_at', 'known_from', 'known_to', 'transfer_id', 'stage'],
    leave: ['id'],
  },
  { name: 'staff', key: ['id'] },
  { name: 'certificates', key: ['staff_id', 'field', 'unit', 'passed_on'] },
  { name: 'equipment', key: ['unit', 'item'] },
  { name: 'handovers', key: ['id'] },
  { name: 'handover_items', key: ['handover_id', 'dossier_id'] },
  { name: 'fee_accounts', key: ['id'] },
  { name: 'fee_entries', key: ['id'] },
  { name: 'cash_ups', key: ['id'] },
  { name: 'replays', key: ['id'] },
  { name: 'verifications', key: ['id'], leave: ['checked'] },
  { name: 'delegations', key: ['id'] },
];

/** What is no projection of events, and why. `audit:verify` checks those that the record speaks of in its own way. */
export const LEFT_OUT: Record<string, string> = {
  'events, ledger': 'the record itself',
  'contents, fee_reasons': 'what was written: the record has its hashes',
  'prints, histories, replay_results': 'documents: the record has their hashes',
  'seals, seal_leaves, seal_nodes': 'signatures over the record',
  'config_documents, config_state, process_drafts': 'what is configured and published',
  'accounts, credentials, issuer_items': 'who signs in: passwords and sessions are no business of the record',
  'commands, number_counters, tills': 'what is under way: locks and counters',
  'outbox, relay, deliveries, webhooks, reminders': 'what was told to whom: it depends on others and on their answers',
};
