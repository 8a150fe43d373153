import type { DossierEvent, DossierState } from '../../domain/dossier';
import type { TransferEvent, TransferState } from '../../domain/transfer';

/** What a history says that happened: the events that its workflow was told of, and what it told others. */
export type HistoryFacts = {
  workflowType: string;
  runId: string;
  /** The state with which the run began, when it went on from another or from the database. */
  carried?: DossierState | TransferState;
  /** Where each was told: the number of the event in the history. */
  learned: { eventId: number; event: DossierEvent | TransferEvent }[];
  /** Updates that were carried out: the command, and the view that its caller got. */
  answered: { eventId: number; update: string; commandId: string; view: Record<string, unknown> }[];
};

type Payloads = { payloads?: { data?: string }[] };
type Attributes = Record<string, unknown>;
type HistoryEvent = { eventId?: string; eventType?: string } & Record<string, unknown>;

/** Activities of the product whose answer brings events. */
const TELLING = new Set(['carryOut', 'passDue', 'recountOne', 'reviewTransfer', 'changeTransfer']);

/**
 * Reads the JSON of a history, in the form that Temporal's tools share.
 * @throws Error for what is no history of a workflow
 */
export function factsOf(history: unknown): HistoryFacts {
  const { events } = history as { events?: HistoryEvent[] };
  const [first] = events ?? [];
  if (!events || first?.eventType !== 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED') throw new Error('this is no history');
  const started = attributesOf(first);
  const { carried } = (valueOf(started.input) ?? {}) as { carried?: { state?: DossierState } & TransferState };
  const state = carried && (carried.state ?? carried);
  return {
    workflowType: (started.workflowType as { name: string }).name,
    runId: String(started.originalExecutionRunId),
    ...(state && { carried: state }),
    learned: learnedIn(events),
    answered: answeredIn(events),
  };
}

function learnedIn(events: HistoryEvent[]): HistoryFacts['learned'] {
  const types = new Map<string, string>();
  return events.flatMap((event) => {
    const attributes = attributesOf(event);
    if (event.eventType === 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED') {
      types.set(idOf(event), (attributes.activityType as { name: string }).name);
    }
    const result = resultOf(event, attributes, types);
    const told = (result as { events?: DossierEvent[] } | undefined)?.events ?? [];
    return told.map((one) => ({ eventId: Number(event.eventId), event: one }));
  });
}

/** What an activity answered, local (then the engine has a marker) or not. */
function resultOf(event: HistoryEvent, attributes: Attributes, types: Map<string, string>): unknown {
  if (event.eventType === 'EVENT_TYPE_ACTIVITY_TASK_COMPLETED') {
    const type = types.get(String(attributes.scheduledEventId));
    return TELLING.has(type ?? '') ? valueOf(attributes.result) : undefined;
  }
  if (event.eventType !== 'EVENT_TYPE_MARKER_RECORDED' || attributes.markerName !== 'core_local_activity')
    return undefined;
  const { data, result } = (attributes.details ?? {}) as { data?: Payloads; result?: Payloads };
  const { activity_type: type } = (valueOf(data) ?? {}) as { activity_type?: string };
  return TELLING.has(type ?? '') ? valueOf(result) : undefined;
}

function answeredIn(events: HistoryEvent[]): HistoryFacts['answered'] {
  const accepted = new Map<string, { update: string; commandId: string }>();
  return events.flatMap((event) => {
    const attributes = attributesOf(event);
    if (event.eventType === 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED') {
      const { input } = attributes.acceptedRequest as { input: { name: string; args?: Payloads } };
      const { commandId } = (valueOf(input.args) ?? {}) as { commandId?: string };
      if (commandId) accepted.set(idOf(event), { update: input.name, commandId });
    }
    if (event.eventType !== 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED') return [];
    const asked = accepted.get(String(attributes.acceptedEventId));
    const { success } = (attributes.outcome ?? {}) as { success?: Payloads };
    const view = valueOf(success) as Record<string, unknown> | undefined;
    return asked && view ? [{ eventId: Number(event.eventId), ...asked, view }] : [];
  });
}

const idOf = ({ eventId }: HistoryEvent) => String(eventId);

function attributesOf(event: HistoryEvent): Attributes {
  const name = Object.keys(event).find((key) => key.endsWith('EventAttributes'));
  return name ? (event[name] as Attributes) : {};
}

/** The first value of a list of payloads; the product gives and takes one. */
function valueOf(payloads: unknown): unknown {
  const [first] = (payloads as Payloads | undefined)?.payloads ?? [];
  return first?.data ? JSON.parse(Buffer.from(first.data, 'base64').toString('utf8')) : undefined;
}
