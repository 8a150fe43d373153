import { writeFileSync } from 'node:fs';
import { loadConfig } from '../../../config/load';
import { Catalogue } from '../../../domain/catalogue';
import type { MessageTemplate } from '../../../domain/message';
import { configCopy, SHIPPED } from '../../support/config-copy';

const copy = configCopy();
const SMS: MessageTemplate = {
  about: 'dossier',
  kind: 'sign',
  audience: 'applicant',
  channel: 'sms',
  text: { vi: 'Hồ sơ {{code}} đã ký', en: 'Dossier {{code}} signed' },
  plain: true,
};
const EMAIL: MessageTemplate = { ...SMS, channel: 'email', subject: SMS.text };

const faults = (...messages: object[]) => {
  writeFileSync(copy.path('messages/x.json'), JSON.stringify(messages));
  return copy.faults().map((fault) => fault.replace(/^messages\/x\.json /, ''));
};

test('messages as they should be are loaded', () => {
  expect(faults(SMS, EMAIL)).toEqual([]);
});

test('a name that nobody fills is a fault, in the language in which it stands', () => {
  const text = { vi: 'Hồ sơ {{code}} {{fee}}', en: 'Dossier {{code}} {{fee}}' };
  expect(faults({ ...EMAIL, text })).toEqual([
    expect.stringMatching(/^\/0\/text\/vi: there is no “\{\{fee\}\}”; there are: code, procedure, /),
    expect.stringMatching(/^\/0\/text\/en: there is no “\{\{fee\}\}”/),
  ]);
});

test('a name that one language lacks, or that every reader needs, is a fault', () => {
  expect(faults({ ...EMAIL, text: { vi: '{{code}} {{stage}}', en: '{{code}}' } })).toEqual([
    '/0/text/en: “{{stage}}” of the other language is missing',
  ]);
  expect(faults({ ...EMAIL, subject: { vi: 'a', en: 'a' }, text: { vi: 'b', en: 'b' } })).toEqual([
    '/0/text/vi: must hold “{{code}}”',
  ]);
  const receive = { ...EMAIL, kind: 'receive', audience: 'unit' };
  expect(faults(receive)).toEqual(['/0/text/vi: must hold “{{appointment}}”']);
});

test('braces that are not of a name are a fault', () => {
  expect(faults({ ...EMAIL, text: { vi: '{{code}} {code}', en: '{{code}}' } })).toEqual([
    '/0/text/vi: braces are not of a “{{name}}”',
  ]);
});

test('a text message has 160 characters, also with the longest code', () => {
  const fill = (length: number) => {
    const said = 'á'.repeat(length);
    return { ...SMS, text: { vi: `${said}{{code}}`, en: 'x{{code}}' } };
  };
  expect(faults(fill(130))).toEqual([]);
  expect(faults(fill(131))).toEqual(['/0/text/vi: comes to 161 characters; a text message has 160']);
  expect(faults({ ...SMS, text: { vi: '{{code}} {{unit}}', en: '{{code}} {{unit}}' } })).toEqual([
    '/0/text/vi: “{{unit}}” may be of any length: not in a text message',
  ]);
});

test('only what happens is told, each thing once, and with a subject where there is one', () => {
  expect(faults({ ...EMAIL, kind: 'sing' })).toEqual(['/0/kind: there is no “sing” to tell of']);
  expect(faults(SMS, SMS)).toEqual(['/1/kind: “dossier/sign/applicant/sms” is there already']);
  expect(faults({ ...EMAIL, subject: undefined })).toEqual(['/0/subject: an e-mail needs a subject']);
  expect(faults({ ...SMS, subject: SMS.text })).toEqual(['/0/subject: only an e-mail has a subject']);
  const transfer = {
    ...EMAIL,
    about: 'transfer',
    kind: 'opened',
    subject: { vi: 'a', en: 'a' },
    text: { vi: 'a', en: 'a' },
  };
  expect(faults(transfer)).toEqual(['/0/audience: transfers are told to units only']);
});

test('a message in a shape that nobody knows is a fault', () => {
  expect(faults({ ...SMS, channel: 'fax' })).toHaveLength(1);
});

test('an action that tells somebody has a text for him, its own or the general one; one that is off is not sent', () => {
  const data = loadConfig(SHIPPED);
  const catalogue = new Catalogue(data);
  for (const { actions } of data.processes) {
    for (const { name: kind, tells = [] } of actions) {
      const audiences = tells.map((who) => (who === 'applicant' ? 'applicant' : 'unit'));
      for (const audience of audiences)
        expect(catalogue.message({ about: 'dossier', kind, audience, channel: 'email' })).toBeDefined();
      if (tells.includes('applicant'))
        expect(catalogue.message({ about: 'dossier', kind, audience: 'applicant', channel: 'sms' })?.plain).toBe(true);
    }
  }
  const off = new Catalogue({ ...data, messages: [...(data.messages ?? []), { ...EMAIL, off: true }] });
  expect(off.message({ about: 'dossier', kind: 'sign', audience: 'applicant', channel: 'email' })).toBeUndefined();
});
