import type { Limit } from './deadline';
import type { Text } from './text';
import type { LocalDate } from './time';
import { isOpen, type Level, type UnitId } from './unit';

/** How a dossier comes in. (Nghị định 61/2018/NĐ-CP, Điều 16) */
export type Channel = 'direct' | 'post' | 'online';

/** JSON Schema 2020-12 as plain data. */
export type JsonSchema = { [keyword: string]: unknown };

/** A condition in the product's one condition language: a JSON Schema that the facts must fit. */
export type Condition = JsonSchema;

/** A paper that the law asks for. (Nghị định 61/2018/NĐ-CP, Điều 17 khoản 1) */
export type RequiredDocument = {
  code: string;
  name: Text;
  originals: number;
  copies: number;
  /** Papers that are optional, such as «nếu có», are listed but never block the receipt. */
  required: boolean;
  /** Required only when the content of the form fits. */
  when?: Condition;
  /** Of all papers with the same group, one is enough (“A or B”). */
  oneOf?: string;
};

/** Fee (phí) and charge (lệ phí) in whole đồng; `perUnit` where the law sets a price for each page, minute … */
export type Fee = { amount: number; kind?: 'fee' | 'charge'; perUnit?: Text; note?: Text; unverified?: boolean };

/** A field (lĩnh vực) that is transferred as one: a group of national field codes. */
export type Field = {
  code: string;
  name: Text;
  order: number;
  /** National field codes, `MX1X2-LV` such as `G09-NV23`. (Thông tư 01/2018/TT-VPCP, Điều 20) */
  national: string[];
  /** Who decides in this field at each level; `own` is the agency of the One-Stop unit's own level. */
  decidedBy: { level: Level; unit: UnitId | 'own'; validFrom: LocalDate; validTo?: LocalDate }[];
  unverified?: string[];
};

/** The rule by which a field is decided for a level on a date; nothing where that level does not serve it. */
export function decidedAt(field: Field, level: Level, date: LocalDate): Field['decidedBy'][number] | undefined {
  return field.decidedBy.find((row) => row.level === level && isOpen(row, date));
}

/** How long personal data of a procedure's dossiers are kept after they are closed. */
export type Retention = { years: number; source?: string; unverified?: boolean };

/** A procedure (thủ tục) as it is from a date on. A dossier keeps the version under which it was received. */
export type Procedure = {
  code: string;
  version: number;
  validFrom: LocalDate;
  validTo?: LocalDate;
  name: Text;
  field: string;
  nationalField?: string;
  levels: Level[];
  /** Time limit by channel; null where the law sets none, so that no appointment is made. */
  limits: Record<Channel, Limit | null>;
  documents: RequiredDocument[];
  fee: Fee[];
  process: { id: string; version: number };
  /** The procedure's own questions, put into the slot of the process's receive form. */
  details?: JsonSchema;
  /** How long personal data are kept after a dossier is closed, where the law says it. */
  retention?: Retention;
  /** The code that this procedure replaces, or is replaced by. */
  replaces?: string;
  replacedBy?: string;
  /** Where name, limit, papers and fee come from. */
  sources: string[];
  /** Names of the properties that no source confirms. */
  unverified?: string[];
};
