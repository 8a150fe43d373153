import { checkCalendar, checkLocalCalendars } from './check-calendar';
import type { CatalogueData } from './catalogue';
import type { CheckFault } from './check-fault';
import { checkDecisions } from './check-decisions';
import { checkForms } from './check-forms';
import { checkMessages } from './check-messages';
import { checkPermissions } from './check-permissions';
import { checkPlans } from './check-plans';
import { checkProcedures } from './check-procedures';
import { checkProcesses } from './check-process';
import { checkRules } from './check-rules';
import { checkTemplates } from './check-templates';
import { checkFields, checkUnits } from './check-units';
import { repeated } from './check-fault';

const NEEDED = ['units', 'fields', 'procedures', 'processes', 'forms', 'calendars', 'rules'] as const;

/** Everything that is wrong with a configuration whose rows each have the right shape. Empty when it may be used. */
export function checkConfig(data: CatalogueData): CheckFault[] {
  const empty = NEEDED.filter((kind) => data[kind].length === 0).map((kind): CheckFault => ({
    row: undefined,
    path: `/${kind}`,
    missing: kind,
    reason: { vi: `cấu hình không có «${kind}» nào`, en: `the configuration has no ${kind}` },
  }));
  return [
    ...empty,
    ...checkUnits(data.units),
    ...checkFields(data.fields, data.units),
    ...checkRules(data.rules),
    ...repeated(data.calendars, (calendar) => calendar.code, '/code'),
    ...data.calendars.flatMap(checkCalendar),
    ...checkLocalCalendars(data.localCalendars ?? [], data.calendars, data.units),
    ...checkForms(data.forms),
    ...checkProcesses(data),
    ...checkProcedures(data),
    ...checkPlans(data.plans ?? []),
    ...checkDecisions(data),
    ...checkMessages(data),
    ...checkTemplates(data),
    ...checkPermissions(data),
  ];
}
