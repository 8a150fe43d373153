import { absent, repeated, type CheckFault } from './check-fault';
import type { CatalogueData } from './catalogue';
import { placesIn, templateId, type Block, type PrintKind, type PrintTemplate } from './print-template';
import { LISTS, NEEDED, TEXTS } from './print-variables';
import type { Text } from './text';

/** Templates that name what is not there, or leave out what the law asks for; and rule sets whose forms have none. */
export function checkTemplates({ templates = [], rules }: CatalogueData): CheckFault[] {
  if (templates.length === 0) return [];
  const forms = rules.flatMap((set) =>
    Object.entries(set.forms).flatMap(([kind, { regulation, number }]): CheckFault[] => {
      const of = templates.filter((one) => one.regulation === regulation && one.number === number);
      const fits = of.some((one) => one.kind === kind);
      return fits ? [] : [absent(set, `/forms/${kind}`, 'templates', `${regulation}/${number}`)];
    }),
  );
  return [...repeated(templates, templateId, '/number'), ...templates.flatMap(checkTemplate), ...forms];
}

function checkTemplate(template: PrintTemplate): CheckFault[] {
  const { kind, blocks, footer = '' } = template;
  const used = new Set<string>();
  const texts: readonly string[] = TEXTS[kind];
  const faults = [
    ...textFaults(footer, texts, '/footer', used),
    ...blocks.flatMap((block, i) => blockFaults(block, kind, texts, `/blocks/${i}`, used)),
  ];
  const missing = NEEDED[kind].filter((name) => !used.has(name));
  return [
    ...faults.map(({ path, reason }) => ({ row: template, path, reason })),
    ...missing.map((name) => ({
      row: template,
      path: '/blocks',
      reason: {
        vi: `mẫu này phải có «{{${name}}}», hoặc danh sách «${name}»`,
        en: `this form must have “{{${name}}}”, or the list “${name}”`,
      },
    })),
  ];
}

type Fault = { path: string; reason: Text };

function blockFaults(
  block: Block,
  kind: PrintKind,
  known: readonly string[],
  path: string,
  used: Set<string>,
): Fault[] {
  if (block.block === 'when') {
    const inner = block.blocks.flatMap((one, i) => blockFaults(one, kind, known, `${path}/blocks/${i}`, used));
    return [...nameFaults(block.has, [...known, ...Object.keys(LISTS[kind])], `${path}/has`), ...inner];
  }
  if (block.block !== 'each' && block.block !== 'table') return deepFaults(block, known, path, used);
  const lists: Record<string, readonly string[]> = LISTS[kind];
  const item = lists[block.list];
  if (!item) return nameFaults(block.list, Object.keys(lists), `${path}/list`);
  used.add(block.list);
  const all = [...known, ...item];
  if (block.block === 'table') return deepFaults(block.columns, all, `${path}/columns`, used);
  return block.blocks.flatMap((one, i) => blockFaults(one, kind, all, `${path}/blocks/${i}`, used));
}

/** The places in every text inside a value, each fault with its pointer. */
function deepFaults(value: unknown, known: readonly string[], path: string, used: Set<string>): Fault[] {
  if (typeof value === 'string') return textFaults(value, known, path, used);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => deepFaults(inner, known, `${path}/${name}`, used));
}

function textFaults(text: string, known: readonly string[], path: string, used: Set<string>): Fault[] {
  const names = placesIn(text);
  for (const name of names) used.add(name);
  const rest = text.replace(/\{\{[^{}]*\}\}/g, '');
  const torn = /\{\{|\}\}/.test(rest);
  return [...names.flatMap((name) => nameFaults(name, known, path)), ...(torn ? [{ path, reason: TORN }] : [])];
}

const TORN = { vi: 'dấu ngoặc «{{ }}» không khép đủ', en: 'the braces “{{ }}” are not closed' };

function nameFaults(name: string, known: readonly string[], path: string): Fault[] {
  if (known.includes(name)) return [];
  const list = known.join(', ') || '–';
  return [
    {
      path,
      reason: { vi: `không có biến «${name}»; có: ${list}`, en: `there is no variable “${name}”; there are: ${list}` },
    },
  ];
}
