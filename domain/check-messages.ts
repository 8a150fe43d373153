import type { CatalogueData } from './catalogue';
import { repeated, type CheckFault } from './check-fault';
import {
  ANY,
  fillPlaces,
  LONGEST,
  MARKS,
  messageKey,
  placesOf,
  SMS_LENGTH,
  TOLD_OF_TRANSFERS,
  VARIABLES,
  withoutMarks,
  type MessageTemplate,
} from './message';
import type { Language, Text } from './text';

/** Names without which a message is of no use to its reader. At the desk there is no code yet. */
const NEEDED: { [kind: string]: readonly string[] } = {
  receive: ['code', 'appointment'],
  extend: ['code', 'appointment'],
  recounted: ['code', 'appointment'],
  corrected: ['code', 'appointment'],
  'ask-supplement-at-desk': [],
  'refuse-at-desk': [],
};

/** Faults of what is told: kinds that never happen, names that nobody fills or that are missing, text messages too long. */
export function checkMessages(data: Pick<CatalogueData, 'messages' | 'processes'>): CheckFault[] {
  const messages = data.messages ?? [];
  const actions = new Set(data.processes.flatMap((process) => process.actions.map(({ name }) => name)));
  return [
    ...repeated(messages, messageKey, '/kind'),
    ...messages.flatMap((message) => [
      ...checkKind(message, actions),
      ...checkSubject(message),
      ...texts(message).flatMap(([path, text]) => checkNames(message, path, text)),
      ...checkNeeded(message),
      ...checkLength(message),
    ]),
  ];
}

const fault = (row: MessageTemplate, path: string, vi: string, en: string): CheckFault => ({
  row,
  path,
  reason: { vi, en },
});

function checkKind(message: MessageTemplate, actions: Set<string>): CheckFault[] {
  const { about, kind, audience } = message;
  const known =
    kind === ANY ||
    (about === 'transfer' ? TOLD_OF_TRANSFERS.includes(kind) : actions.has(kind) || MARKS.includes(kind));
  if (!known) return [fault(message, '/kind', `không có việc «${kind}» để báo`, `there is no “${kind}” to tell of`)];
  if (about === 'dossier' || audience === 'unit') return [];
  return [fault(message, '/audience', 'việc chuyển giao chỉ báo cho đơn vị', 'transfers are told to units only')];
}

function checkSubject(message: MessageTemplate): CheckFault[] {
  const { channel, subject } = message;
  if ((channel === 'email') === (subject !== undefined)) return [];
  return subject
    ? [fault(message, '/subject', 'chỉ thư điện tử có tiêu đề', 'only an e-mail has a subject')]
    : [fault(message, '/subject', 'thư điện tử phải có tiêu đề', 'an e-mail needs a subject')];
}

function texts({ subject, text }: MessageTemplate): [string, Text][] {
  return [['/text', text], ...(subject ? [['/subject', subject] as [string, Text]] : [])];
}

function checkNames(message: MessageTemplate, path: string, text: Text): CheckFault[] {
  const known: readonly string[] = VARIABLES[message.about];
  const [vi, en] = [placesOf(text.vi), placesOf(text.en)];
  const unknown = (['vi', 'en'] as const).flatMap((language) =>
    placesOf(text[language])
      .filter((name) => !known.includes(name))
      .map((name) =>
        fault(
          message,
          `${path}/${language}`,
          `không có «{{${name}}}»; có: ${known.join(', ')}`,
          `there is no “{{${name}}}”; there are: ${known.join(', ')}`,
        ),
      ),
  );
  const broken = (['vi', 'en'] as const).filter((language) => /[{}]/.test(text[language].replace(/\{\{\w+\}\}/g, '')));
  const lost = (from: string[], other: string[], language: Language) =>
    from
      .filter((name) => !other.includes(name))
      .map((name) =>
        fault(message, `${path}/${language}`, `thiếu «{{${name}}}»`, `“{{${name}}}” of the other language is missing`),
      );
  return [
    ...unknown,
    ...broken.map((language) =>
      fault(message, `${path}/${language}`, 'dấu ngoặc nhọn không đúng «{{tên}}»', 'braces are not of a “{{name}}”'),
    ),
    ...lost(vi, en, 'en'),
    ...lost(en, vi, 'vi'),
  ];
}

function checkNeeded(message: MessageTemplate): CheckFault[] {
  if (message.about === 'transfer') return [];
  const said = placesOf(`${message.subject?.vi ?? ''}${message.text.vi}`);
  return (NEEDED[message.kind] ?? ['code'])
    .filter((name) => !said.includes(name))
    .map((name) => fault(message, '/text/vi', `phải có «{{${name}}}»`, `must hold “{{${name}}}”`));
}

/** One text message, with the longest code and appointment that there can be. */
function checkLength(message: MessageTemplate): CheckFault[] {
  if (message.channel !== 'sms') return [];
  return (message.languages ?? ['vi']).flatMap((language) => {
    const text = message.text[language];
    const endless = placesOf(text).filter((name) => !LONGEST[name]);
    if (endless.length > 0) {
      return endless.map((name) =>
        fault(
          message,
          `/text/${language}`,
          `«{{${name}}}» có thể dài tùy ý, không dùng trong tin nhắn SMS`,
          `“{{${name}}}” may be of any length: not in a text message`,
        ),
      );
    }
    const written = fillPlaces(text, LONGEST, language);
    const { length } = message.plain ? withoutMarks(written) : written;
    if (length <= SMS_LENGTH) return [];
    return [
      fault(
        message,
        `/text/${language}`,
        `dài đến ${length} ký tự, tin nhắn SMS chỉ có ${SMS_LENGTH}`,
        `comes to ${length} characters; a text message has ${SMS_LENGTH}`,
      ),
    ];
  });
}
