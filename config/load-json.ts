import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { ConfigFault } from './load-faults';

/** The value of a JSON file, with no value when it cannot be read. A key given twice is a fault: one would be lost. */
export function parseJson(file: string, text: string): { value?: unknown; faults: ConfigFault[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (!tree || errors.length > 0) {
    const faults = errors.map((error) => syntaxFault(file, text, error));
    return { faults: faults.length > 0 ? faults : [{ file, path: '', reason: EMPTY }] };
  }
  const faults = repeatedKeys(tree, '').map((path) => ({ file, path, reason: TWICE }));
  return { value: getNodeValue(tree) as unknown, faults };
}

const EMPTY = { vi: 'tệp rỗng', en: 'the file is empty' };
const TWICE = { vi: 'khóa này được viết hai lần', en: 'this key is written twice' };

function syntaxFault(file: string, text: string, { error, offset }: ParseError): ConfigFault {
  const before = text.slice(0, offset).split('\n');
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  const code = printParseErrorCode(error);
  return {
    file,
    path: '',
    reason: {
      vi: `không phải JSON hợp lệ, dòng ${line} cột ${column} (${code})`,
      en: `is not valid JSON, line ${line} column ${column} (${code})`,
    },
  };
}

function repeatedKeys(node: Node, path: string): string[] {
  if (node.type === 'array') return (node.children ?? []).flatMap((item, i) => repeatedKeys(item, `${path}/${i}`));
  if (node.type !== 'object') return [];
  const seen = new Set<string>();
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => {
    const name = String(key?.value);
    const here = `${path}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const twice = seen.has(name);
    seen.add(name);
    return [...(twice ? [here] : []), ...(value ? repeatedKeys(value, here) : [])];
  });
}
