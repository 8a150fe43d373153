import type { CatalogueData } from './catalogue';
import { absent, checkPeriod, overlap, pairsBy, repeated, type CheckFault } from './check-fault';
import { checkFormSchema } from './check-forms';

type Known = { codes: Set<string>; fields: Set<string>; processes: Set<string> };

export function checkProcedures({ procedures, fields, processes }: CatalogueData): CheckFault[] {
  const known: Known = {
    codes: new Set(procedures.map((procedure) => procedure.code)),
    fields: new Set(fields.map((field) => field.code)),
    processes: new Set(processes.map(({ id, version }) => `${id}@${version}`)),
  };
  const overlaps = pairsBy(procedures, (procedure) => procedure.code)
    .filter(([a, b]) => a.version !== b.version && overlap(a, b))
    .map(([a, b]) => ({
      row: b,
      path: '/validFrom',
      reason: { vi: `phiên bản ${a.version} còn hiệu lực vào lúc đó`, en: `version ${a.version} is in force then` },
    }));
  return [
    ...repeated(procedures, ({ code, version }) => `${code}@${version}`, '/code'),
    ...overlaps,
    ...procedures.flatMap((procedure) => checkProcedure(procedure, known)),
  ];
}

function checkProcedure(procedure: CatalogueData['procedures'][number], known: Known): CheckFault[] {
  const process = `${procedure.process.id}@${procedure.process.version}`;
  const papers = procedure.documents.map((paper) => paper.code);
  return [
    ...checkPeriod(procedure, procedure),
    ...(known.fields.has(procedure.field) ? [] : [absent(procedure, '/field', 'fields', procedure.field)]),
    ...(known.processes.has(process) ? [] : [absent(procedure, '/process', 'processes', process)]),
    ...(['replaces', 'replacedBy'] as const).flatMap((link) => {
      const code = procedure[link];
      return code === undefined || known.codes.has(code) ? [] : [absent(procedure, `/${link}`, 'procedures', code)];
    }),
    ...papers.flatMap((code, i) =>
      papers.indexOf(code) === i
        ? []
        : [
            {
              row: procedure,
              path: `/documents/${i}/code`,
              reason: { vi: `«${code}» đã có ở trên`, en: `“${code}” is there already` },
            },
          ],
    ),
    ...(procedure.details ? checkFormSchema(procedure, procedure.details, '/details') : []),
  ];
}
