import type { Role } from '../roles';
import type { Text } from '../language';

/*
 * The parts of a process that the pages edit, in the shapes of the configuration. What else a part holds is kept as it is.
 */

export type Limit = {
  amount: number;
  unit: 'working-day' | 'calendar-day' | 'working-hour' | 'month' | 'same-day';
  count?: string;
  starts?: string;
  cutOff?: string;
  next?: string;
};
export type LimitRef = Limit | { rule: 'supplementNotice' | 'forwarding' };
export type ActorRole = Role | 'portal' | 'system';
export type Actors = { roles: ActorRole[]; unit: 'support' | 'receiving' | 'deciding' };

export type Stage = {
  name: string;
  title: Text;
  status: number;
  clock: 'before' | 'runs' | 'pauses' | 'restarts' | 'ended';
  actors?: Actors;
  limit?: LimitRef;
  onLimit?: string;
  end?: boolean;
};

export type Action = {
  name: string;
  title: Text;
  from: string[];
  to?: string;
  by?: Actors;
  form?: string;
  receives?: boolean;
  takesDocuments?: boolean;
  beforeDue?: boolean;
  extends?: boolean;
  within?: LimitRef;
  outcome?: string;
  prints?: string[];
  tells?: string[];
  legal?: string;
  [more: string]: unknown;
};

export type Schema = { [keyword: string]: unknown };
export type Form = {
  id: string;
  version: number;
  title: Text;
  schema: Schema;
  uiSchema?: { [key: string]: unknown };
};

export type Channel = 'direct' | 'post' | 'online';
export const CHANNELS: readonly Channel[] = ['direct', 'post', 'online'];

export type Content = {
  procedure: { name: Text; limits: Record<Channel, Limit | null>; details?: Schema; [more: string]: unknown };
  process: { title: Text; stages: Stage[]; actions: Action[]; [more: string]: unknown };
  forms: Form[];
};

/** The stage of a dossier that does not exist yet. */
export const NEW = 'new';

export const formKey = ({ id, version }: Pick<Form, 'id' | 'version'>) => `${id}@${version}`;

/** Without a key whose value is nothing: the configuration knows no empty values. */
export function without<T extends object>(part: T): T {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as T;
}
