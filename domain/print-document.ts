import { fillPlaces, type Align, type Block, type PrintPage, type PrintTemplate } from './print-template';
import { LISTS, type NamedVariables } from './print-variables';
import type { Instant } from './time';

/** A document with nothing left to fill in: what is stored, and what both renderers draw. Plain JSON, texts in NFC. */
export type PrintDocument = {
  title: string;
  page: PrintPage;
  printedAt: Instant;
  /** A `data:` address of the image. */
  logo?: string;
  footer: string;
  blocks: DocumentBlock[];
};

export type DocumentColumn = { head: string; width: number; align: Align };
export type DocumentField = { label: string; value: string; strong: boolean };

export type DocumentBlock =
  | { is: 'heading'; left: string[]; right: string[]; number: string; day: string; mark: string }
  | { is: 'title'; text: string; under: string[] }
  | { is: 'paragraph'; text: string; style: 'plain' | 'bold' | 'italic'; align: Align; indent: boolean }
  | { is: 'fields'; lines: DocumentField[][] }
  | { is: 'table'; columns: DocumentColumn[]; rows: string[][] }
  | { is: 'signatures'; places: { role: string; note: string; name: string }[] }
  | { is: 'qr'; value: string; caption: string[] }
  | { is: 'note'; lines: string[] }
  /** Stays on one page, where a page is long enough. */
  | { is: 'together'; blocks: DocumentBlock[] };

/** Puts the variables into a template. @throws Error for a variable that the check of the configuration did not know */
export function resolveTemplate(template: PrintTemplate, variables: NamedVariables, printedAt: Instant): PrintDocument {
  const scope: Scope = { ...variables, items: LISTS[template.kind] };
  return {
    title: template.title.vi.normalize('NFC'),
    page: template.page,
    printedAt,
    ...(template.logo && { logo: template.logo }),
    footer: filled(template.footer ?? '', scope),
    blocks: template.blocks.flatMap((block) => resolve(block, scope)),
  };
}

type Scope = NamedVariables & { items: Record<string, readonly string[]> };

function resolve(block: Block, scope: Scope): DocumentBlock[] {
  const fill = (text: string) => filled(text, scope);
  const lines = (texts: string[]) => texts.map(fill).filter((text) => text.trim() !== '');
  switch (block.block) {
    case 'heading': {
      const { left, right, number = '', day = '', mark = '' } = block;
      const small = { number: fill(number), day: fill(day), mark: fill(mark) };
      return [{ is: 'heading', left: lines(left), right: lines(right), ...small }];
    }
    case 'title':
      return [{ is: 'title', text: fill(block.text), under: lines(block.under ?? []) }];
    case 'paragraph': {
      const { style = 'plain', align = 'left', indent = false } = block;
      return [{ is: 'paragraph', text: fill(block.text), style, align, indent }];
    }
    case 'fields':
      return [{ is: 'fields', lines: block.lines.map((line) => line.map((part) => fieldOf(part, fill))) }];
    case 'signatures': {
      const places = block.places.map(({ role, note, name = '' }) => [role, note, name].map(fill));
      return [{ is: 'signatures', places: places.map(([role = '', note = '', name = '']) => ({ role, note, name })) }];
    }
    case 'qr':
      return [{ is: 'qr', value: fill(block.value), caption: lines(block.caption) }];
    case 'note':
      return [{ is: 'note', lines: lines(block.lines) }];
    case 'table':
      return [tableOf(block, scope)];
    case 'each':
      return itemsOf(block, scope).map((item) => {
        return { is: 'together', blocks: block.blocks.flatMap((inner) => resolve(inner, item)) };
      });
    case 'when':
      return isThere(block.has, scope) === !block.not ? block.blocks.flatMap((inner) => resolve(inner, scope)) : [];
  }
}

function fieldOf({ label, value, strong = false }: { label: string; value: string; strong?: boolean }, fill: Fill) {
  return { label: fill(label), value: fill(value).trim(), strong };
}

type Fill = (text: string) => string;

function tableOf(block: Extract<Block, { block: 'table' }>, scope: Scope): DocumentBlock {
  const columns = block.columns.map(({ head, width, align = 'left' }) => ({ head: filled(head, scope), width, align }));
  const rows = itemsOf(block, scope).map((item) => block.columns.map(({ cell }) => filled(cell, item)));
  return { is: 'table', columns, rows };
}

/** The scope of each item of a list, and of empty ones up to the number of lines that the form always has. */
function itemsOf({ list, atLeast = 0 }: { list: string; atLeast?: number }, scope: Scope): Scope[] {
  const items = known(scope.lists[list], list);
  const blank = (i: number) => ({
    ...Object.fromEntries(known(scope.items[list], list).map((name) => [name, ''])),
    no: String(i + 1),
  });
  const count = Math.max(items.length, atLeast);
  return Array.from({ length: count }, (_, i) => ({ ...scope, texts: { ...scope.texts, ...(items[i] ?? blank(i)) } }));
}

function isThere(name: string, { texts, lists }: Scope): boolean {
  return name in lists ? known(lists[name], name).length > 0 : known(texts[name], name) !== '';
}

function filled(text: string, { texts }: Scope): string {
  return fillPlaces(text, (name) => known(texts[name], name));
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`no variable ${name}: the template was not checked`);
  return value;
}
