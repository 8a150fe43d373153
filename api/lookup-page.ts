import { createHash } from 'node:crypto';
import { momentText } from '../domain/moment';
import { fill } from '../domain/problem';
import type { Language, Text } from '../domain/text';
import type { Instant } from '../domain/time';
import { LOOKUP_STYLE } from './lookup-style';
import { LOOKUP_WORDS as words, PLAIN_STATUS, STEP_OF, STEPS } from './lookup-words';
import type { PublicDossier } from './reads/lookup';

/** The page has its one style sheet inside and nothing else: no script can run in it. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(LOOKUP_STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Shown = {
  language: Language;
  now: Instant;
  code?: string;
  key?: string;
  found?: PublicDossier;
  notFound?: boolean;
  /** Seconds until the next try. */
  wait?: number;
};

/** The look-up for people: one page, whatever the telephone, in both languages, without any script. */
export function lookupPage(shown: Shown): string {
  const { language, found } = shown;
  const say = (text: Text) => escaped(text[language]);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say(words.title)}${found ? ` – ${escaped(found.code)}` : ''}</title>
<style>${LOOKUP_STYLE}</style>
</head>
<body>
<header><p>Một Cửa</p>${otherLanguage(shown)}</header>
<main>
<h1>${say(words.heading)}</h1>
${alertOf(shown, say)}
${found ? result(found, shown) : ''}
${form(shown, say)}
</main>
</body>
</html>
`;
}

type Say = (text: Text) => string;

/** The same page in the other language, with what was asked. */
function otherLanguage({ language, code, key }: Shown): string {
  const other = language === 'vi' ? 'en' : 'vi';
  const query = new URLSearchParams({ ...(code && { code }), ...(key && { key }), lang: other });
  const text = escaped(words.other[language]);
  return `<a href="/tra-cuu?${escaped(String(query))}" lang="${other}" hreflang="${other}">${text}</a>`;
}

function alertOf({ notFound, wait, language }: Shown, say: Say): string {
  if (notFound) return `<p role="alert" id="fault">${say(words.notFound)}</p>`;
  if (wait === undefined) return '';
  return `<p role="alert">${escaped(fill(words.wait, { time: waitText(wait, language) })[language])}</p>`;
}

function waitText(seconds: number, language: Language): string {
  const short = seconds < 120;
  const count = short ? seconds : Math.ceil(seconds / 60);
  if (language === 'vi') return `${count} ${short ? 'giây' : 'phút'}`;
  return `${count} ${short ? 'seconds' : 'minutes'}`;
}

function form({ language, code = '', found, notFound }: Shown, say: Say): string {
  const invalid = notFound ? ' aria-invalid="true"' : '';
  const about = notFound ? 'fault help' : 'help';
  return `${found ? `<h2>${say(words.another)}</h2>` : ''}
<form method="get" action="/tra-cuu">
<input type="hidden" name="lang" value="${language}">
<p class="help" id="help">${say(words.help)}</p>
<label for="code">${say(words.code)}</label>
<input id="code" name="code" value="${escaped(found ? '' : code)}" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="${about}"${invalid}>
<label for="key">${say(words.key)}</label>
<input id="key" name="key" required maxlength="30" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="${about}"${invalid}>
<button type="submit">${say(words.submit)}</button>
</form>`;
}

function result(found: PublicDossier, { language, now }: Shown): string {
  const say: Say = (text) => escaped(text[language]);
  const { code, procedure, unit, stage, status, receivedAt, dueAt, missing, closed, resultAt } = found;
  const overdue = !closed && !resultAt && dueAt !== null && dueAt < now;
  const rows: [Text, string][] = [
    [words.code, escaped(code)],
    [words.procedure, say(procedure)],
    ...(closed ? [] : [[words.stage, say(stage)] as [Text, string]]),
    [words.received, receivedAt ? say(momentText(receivedAt)) : '–'],
    [words.due, dueAt ? say(momentText(dueAt)) : say(standsStill(found) ? words.standsStill : words.noDue)],
    [words.place, [say(unit.name), escaped(unit.address ?? '')].filter(Boolean).join('<br>')],
  ];
  const list = missing.map((name) => `<li>${escaped(name)}</li>`).join('');
  return `<section aria-label="${say(words.result)}">
<p class="says"><strong>${say(status.title)}.</strong> ${say(PLAIN_STATUS[status.code])}</p>
${overdue ? `<p class="note">${say(words.overdue)}</p>` : ''}
${list ? `<h2>${say(words.missing)}</h2><ul>${list}</ul>` : ''}
${steps(found, language)}
<dl>
${rows.map(([name, value]) => `<dt>${say(name)}</dt><dd>${value}</dd>`).join('\n')}
</dl></section>`;
}

function standsStill({ status }: PublicDossier): boolean {
  return status.code === 5 || status.code === 6;
}

/** Where it is on the way of four steps, in words and not by colour alone. */
function steps({ status, receivedAt, resultAt, returnedAt }: PublicDossier, language: Language): string {
  const at = STEP_OF[status.code];
  if (at === undefined) return '';
  const dates = [receivedAt, null, resultAt, returnedAt];
  const items = STEPS.map((step, i) => {
    const state = i < at ? 'done' : i === at ? 'here' : 'ahead';
    const date = dates[i];
    const when = i <= at && date ? `<small>${escaped(momentText(date)[language])}</small>` : '';
    const current = state === 'here' ? ' aria-current="step"' : '';
    return `<li class="${state}"${current}>${escaped(step[language])}<small>${escaped(words[state][language])}</small>${when}</li>`;
  });
  return `<h2>${escaped(words.progress[language])}</h2><ol>${items.join('')}</ol>`;
}

export function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}
