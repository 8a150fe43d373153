import type { Knex } from 'knex';
import { subjectOf } from '../../config/feed';
import type { Catalogue } from '../../domain/catalogue';
import type { DossierEvent, DossierState } from '../../domain/dossier';
import { writeMessage, type About, type MessageKey, type Values, type Written } from '../../domain/message';
import { dayOf, momentText } from '../../domain/moment';
import type { Text } from '../../domain/text';
import type { TransferEvent, TransferState } from '../../domain/transfer';
import { stageIn } from '../../domain/transfer';
import type { UnitId } from '../../domain/unit';
import type { DeliveryRow } from '../stores/deliveries';

/**
 * The words of a delivery. They are made anew for every attempt from the event as it is recorded, so they come out the
 * same; nothing of them is kept.
 * @throws Error where there is no text for it any more
 */
export async function compose(read: Knex, catalogue: Catalogue, delivery: DeliveryRow): Promise<Written> {
  const { subject, kind, audience, channel } = delivery;
  const [about, id] = subjectOf(subject);
  const key: MessageKey = { about: about as About, kind, audience, channel };
  const template = catalogue.message(key);
  if (!template) throw new Error(`no text for ${about} ${kind}`);
  const values = await (about === 'dossier' ? dossierValues : transferValues)(read, catalogue, id, delivery);
  return writeMessage(template, values);
}

const NO_CODE: Text = { vi: '(chưa có mã)', en: '(no code yet)' };
const NO_APPOINTMENT: Text = { vi: '(không hẹn trước)', en: '(without an appointment)' };
const same = (value: string): Text => ({ vi: value, en: value });

type Told = Pick<DeliveryRow, 'seq' | 'created_at'>;

async function dossierValues(read: Knex, catalogue: Catalogue, id: string, { seq }: Told): Promise<Values> {
  const row: { event: string; state: string; code: string | null } | undefined = await read('events')
    .join('dossiers', 'dossiers.id', 'events.dossier_id')
    .where({ dossier_id: id, 'events.seq': seq })
    .first('event', 'state', 'code');
  if (!row) throw new Error('its event is not there');
  const event = JSON.parse(row.event) as DossierEvent;
  const { procedure, process, units } = JSON.parse(row.state) as DossierState;
  const stage = catalogue.process(process)?.stages.find(({ name }) => name === event.to);
  return {
    code: row.code === null ? NO_CODE : same(row.code),
    procedure: catalogue.procedure(procedure.code, procedure.version)?.name ?? same(procedure.code),
    unit: unitText(catalogue, units.receiving),
    address: same(catalogue.unit(units.receiving)?.address ?? ''),
    deciding: unitText(catalogue, units.deciding),
    stage: stage?.title ?? same(event.to),
    appointment: event.clock.dueAt ? momentText(event.clock.dueAt) : NO_APPOINTMENT,
    at: momentText(event.at),
  };
}

async function transferValues(read: Knex, catalogue: Catalogue, id: string, { seq }: Told): Promise<Values> {
  const row: { event: string; state: string } | undefined = await read('ledger')
    .join('transfers', 'transfers.id', read.raw('?', [id]))
    .where({ subject: `transfer:${id}`, 'ledger.seq': seq })
    .first('event', 'transfers.state');
  if (!row) throw new Error('its event is not there');
  const event = JSON.parse(row.event) as TransferEvent;
  const state = JSON.parse(row.state) as TransferState;
  const plan = catalogue.plan(state.plan);
  const name = event.kind === 'opened' ? event.gate.stage : state.stage;
  return {
    field: catalogue.field(state.field)?.name ?? same(state.field),
    unit: unitText(catalogue, state.unit),
    stage: (plan && stageIn(plan, name)?.title) ?? STAGES[name] ?? same(name),
    decision: same(state.decision),
    effectiveOn: same(dayOf(state.effectiveOn)),
    at: momentText(event.at),
  };
}

/** Stages that no plan names. */
const STAGES: { [name: string]: Text } = {
  suspended: { vi: 'tạm dừng', en: 'suspended' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
  'handed-back': { vi: 'đã bàn giao trở lại', en: 'handed back' },
};

const unitText = (catalogue: Catalogue, id: UnitId): Text => catalogue.unit(id)?.name ?? same(id);
