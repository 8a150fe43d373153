import type { CatalogueData } from '../domain/catalogue';
import type { CheckFault } from '../domain/check-fault';
import { fillSlot } from '../domain/form';
import type { JsonSchema } from '../domain/procedure';
import { SchemaCheck } from './schema-check';

/** Schemas written in the configuration that cannot be compiled would fail only when somebody fills in the form. */
export function checkSchemas(data: CatalogueData): CheckFault[] {
  const checks = new SchemaCheck();
  let count = 0;
  const compile = (row: object, path: string, schema: JsonSchema | undefined): CheckFault[] => {
    if (!schema) return [];
    try {
      checks.fits(`${(count += 1)}`, schema, {});
      return [];
    } catch (error) {
      return [{ row, path, reason: reasonOf(error) }];
    }
  };
  return [
    ...data.forms.flatMap((form) => compile(form, '/schema', fillSlot(form.schema, undefined))),
    ...data.processes.flatMap((process) =>
      process.actions.flatMap((action) => compile(process, `/actions/${action.name}/when/schema`, action.when?.schema)),
    ),
    ...data.procedures.flatMap((procedure) => [
      ...compile(procedure, '/details', procedure.details),
      ...procedure.documents.flatMap((paper, i) => compile(procedure, `/documents/${i}/when`, paper.when)),
    ]),
  ];
}

function reasonOf(error: unknown) {
  const said = error instanceof Error ? error.message : String(error);
  return { vi: `không phải JSON Schema hợp lệ: ${said}`, en: `is not a valid JSON Schema: ${said}` };
}
