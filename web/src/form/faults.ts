import type { ErrorSchema } from '@rjsf/utils';
import type { Problem } from '../api/problem';
import type { Language, Text } from '../language';

/** At its field a name that only programs know says nothing. */
const MISSING: Text = { vi: 'Cần điền mục này', en: 'This has to be filled in' };

/** The faults below a pointer, as the form shows them at its fields. */
export function faultsAt(problem: Problem | undefined, root: string, language: Language): ErrorSchema {
  const found: ErrorSchema = {};
  for (const { pointer, rule, message } of problem?.errors ?? []) {
    if (pointer !== root && !pointer.startsWith(`${root}/`)) continue;
    const place = pointer.slice(root.length).split('/').slice(1).map(unescape).reduce(step, found);
    place.__errors = [...(place.__errors ?? []), (rule === 'required' ? MISSING : message)[language]];
  }
  return found;
}

function step(at: ErrorSchema, name: string): ErrorSchema {
  const inside = at as Record<string, ErrorSchema>;
  return (inside[name] ??= {});
}

function unescape(name: string): string {
  return name.replace(/~1/g, '/').replace(/~0/g, '~');
}

/** Faults that no field of the form shows. */
export function pointersBelow(problem: Problem, root: string): string[] {
  return problem.errors.map(({ pointer }) => pointer).filter((pointer) => pointer.startsWith(`${root}/`));
}
