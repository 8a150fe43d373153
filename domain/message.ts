import { formatCode } from './code';
import { momentText } from './moment';
import type { UnitPart } from './process';
import type { Language, Text } from './text';

/** The ways on which a person or a unit is told something. */
export const CHANNELS = ['email', 'sms', 'zalo'] as const;
export type MessageChannel = (typeof CHANNELS)[number];

/** Who reads it: whoever handed the dossier in, or an office. */
export type Audience = 'applicant' | 'unit';
export type About = 'dossier' | 'transfer';

/** What is said when something happens, on one channel. A text may hold `{{names}}` of `VARIABLES`. */
export type MessageTemplate = {
  about: About;
  /** The action of a dossier, the kind of a transfer's event, one of `MARKS`, or `*` where there is nothing nearer. */
  kind: string;
  audience: Audience;
  channel: MessageChannel;
  /** E-mail only. */
  subject?: Text;
  text: Text;
  /** The languages that are sent, one after the other; Vietnamese alone by default. */
  languages?: Language[];
  /** Without diacritics: a text message then holds 160 characters, otherwise 70. */
  plain?: boolean;
  /** Not sent any more. What was published once is never gone, so leaving a text out does not end it. */
  off?: boolean;
};

/** What a message is known by: one text for each thing that happens, each kind of reader and each channel. */
export type MessageKey = Pick<MessageTemplate, 'about' | 'kind' | 'audience' | 'channel'>;

export const messageKey = ({ about, kind, audience, channel }: MessageKey): string =>
  `${about}/${kind}/${audience}/${channel}`;

/** What is told of a dossier beside its steps: the appointment comes near or has passed, or was moved without a step. */
export const REMINDERS = ['due-soon', 'due-today', 'overdue'] as const;
export const MOVED = ['recounted', 'corrected'] as const;
export const MARKS: readonly string[] = [...REMINDERS, ...MOVED];

export const ANY = '*';

/** Kinds of a transfer's events of which both parties must hear. */
export const TOLD_OF_TRANSFERS: readonly string[] = [
  'opened',
  'flagged',
  'cleared',
  'suspended',
  'restored',
  'withdrawn',
  'date-moved',
  'hand-back-planned',
  'handed-back',
];

/** The names that a text may hold. */
export const VARIABLES = {
  dossier: ['code', 'procedure', 'unit', 'address', 'deciding', 'stage', 'appointment', 'at'],
  transfer: ['field', 'unit', 'stage', 'decision', 'effectiveOn', 'at'],
} as const satisfies Record<About, readonly string[]>;

export type Values = Record<string, Text>;

const same = (value: string): Text => ({ vi: value, en: value });
const MOMENT = momentText('2026-12-31T09:30:00.000Z');

/** The longest value of those names that have one: what a text message must still have room for. */
export const LONGEST: Values = {
  code: same(formatCode({ identification: 'H20.101.101.101', date: '2026-12-31', sequence: 9_999_999 })),
  appointment: MOMENT,
  at: MOMENT,
  effectiveOn: same('31/12/2026'),
};

export const SMS_LENGTH = 160;

const PLACE = /\{\{(\w+)\}\}/g;

/** The names in a text, in order, each once. */
export function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))];
}

/** @throws Error for a name without a value, which the loader would not have let through */
export function fillPlaces(text: string, values: Values, language: Language): string {
  return text.replace(PLACE, (_whole, name: string) => {
    const value = values[name];
    if (!value) throw new Error(`no value for {{${name}}}`);
    return value[language];
  });
}

export type Written = { subject?: string; text: string };

/** A message as it is sent: in each of its languages, one below the other. */
export function writeMessage(template: MessageTemplate, values: Values): Written {
  const { subject, text, languages = ['vi'], plain } = template;
  const finish = (said: string) => (plain ? withoutMarks(said) : said);
  const [first = 'vi'] = languages;
  return {
    text: languages.map((language) => finish(fillPlaces(text[language], values, language))).join('\n\n---\n\n'),
    ...(subject && { subject: finish(fillPlaces(subject[first], values, first)) }),
  };
}

/** Vietnamese as old telephones show it: «Đồng Tháp» becomes “Dong Thap”. */
export function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[“”«»]/g, '"')
    .replace(/[–—]/g, '-');
}

/** Whom a kind concerns: the applicant, offices of the dossier, or the office whose turn it is. */
export type Told = 'applicant' | Exclude<UnitPart, 'support'> | 'turn';

/** @param tells what the action itself says */
export function toldOf(kind: string, tells: readonly Told[] = []): readonly Told[] {
  if ((REMINDERS as readonly string[]).includes(kind)) return ['turn'];
  return (MOVED as readonly string[]).includes(kind) ? ['applicant'] : tells;
}

/** A recipient as lists show it: enough to know it again, too little to write to it. */
export function maskRecipient(recipient: string): string {
  const at = recipient.lastIndexOf('@');
  if (at > 0) return `${recipient.slice(0, 1)}***${recipient.slice(at)}`;
  return recipient.length < 7 ? '***' : `${recipient.slice(0, 3)}****${recipient.slice(-3)}`;
}
