import type { CatalogueData } from '../domain/catalogue';
import type { CalendarData, LocalCalendar } from '../domain/calendar';
import { checkConfig } from '../domain/check-config';
import { checkShippedNumbers } from '../domain/check-versions';
import type { Form } from '../domain/form';
import type { MessageTemplate } from '../domain/message';
import type { PermissionTable } from '../domain/permission';
import type { Decision, StagePlan } from '../domain/plan';
import type { PrintTemplate } from '../domain/print-template';
import type { Field, Procedure } from '../domain/procedure';
import type { ReminderRule } from '../domain/reminder';
import type { DerivedProcess, Process } from '../domain/process';
import type { RuleSet } from '../domain/rules';
import type { StaffingConfig } from '../domain/staffing-config';
import type { Unit } from '../domain/unit';
import { checkSchemas } from './load-compile';
import { resolveProcesses } from './load-derive';
import { ConfigFaults, type ConfigFault } from './load-faults';
import { withLogos } from './load-logos';
import { readRows, readRowsIfAny, type Row, type Rows } from './load-rows';

export { ConfigFaults, type ConfigFault } from './load-faults';

/**
 * Reads and checks a folder of configuration.
 * @throws ConfigFaults with everything that is wrong, so that it can be put right in one go
 */
export function loadConfig(folder: string): CatalogueData {
  const faults: ConfigFault[] = [];
  const units = readRows<Unit>(folder, 'units', 'unit');
  const fields = readRows<Field>(folder, 'fields.json', 'field');
  const rules = readRows<RuleSet>(folder, 'rules.json', 'rules');
  const calendars = readRows<CalendarData>(folder, 'holidays', 'calendar');
  const localCalendars = readRowsIfAny<LocalCalendar>(folder, 'calendars', 'local-calendar');
  const reminders = readRowsIfAny<ReminderRule>(folder, 'reminders.json', 'reminders');
  const forms = readRows<Form>(folder, 'forms', 'form');
  const procedures = readRows<Procedure>(folder, 'procedures', 'procedure');
  const written = readRows<Process | DerivedProcess>(folder, 'processes', (value) =>
    'base' in value ? 'derived-process' : 'process',
  );
  const processes = resolveProcesses(written);
  const plans = readRowsIfAny<StagePlan>(folder, 'plans', 'plan');
  const decisions = readRowsIfAny<Decision>(folder, 'decisions', 'decision');
  const staffing = readRowsIfAny<StaffingConfig>(folder, 'staffing.json', 'staffing');
  const messages = readRowsIfAny<MessageTemplate>(folder, 'messages', 'message');
  const templates = withLogos(readRowsIfAny<PrintTemplate>(folder, 'templates', 'template'));
  const permissions = readRows<PermissionTable>(folder, 'permissions.json', 'permissions');
  const all = {
    units,
    fields,
    procedures,
    processes,
    forms,
    calendars,
    rules,
    plans,
    decisions,
    staffing,
    localCalendars,
    reminders,
    messages,
    templates,
    permissions,
  };
  faults.push(...Object.values(all).flatMap((rows) => rows.faults));
  const data: CatalogueData = {
    units: values(units),
    fields: values(fields),
    procedures: values(procedures),
    processes: values(processes),
    forms: values(forms),
    calendars: values(calendars),
    rules: values(rules),
    plans: values(plans),
    decisions: values(decisions),
    staffing: values(staffing),
    localCalendars: values(localCalendars),
    reminders: values(reminders),
    messages: values(messages),
    templates: values(templates),
    permissions: values(permissions),
  };
  faults.push(...checkTogether(folder, data, all));
  if (faults.length > 0) throw new ConfigFaults(faults);
  return data;
}

const values = <T>(rows: Rows<T>): T[] => rows.rows.map((row) => row.value);

/** What can only be seen when all rows are there, each fault brought back to the file of its row. */
function checkTogether(
  folder: string,
  data: CatalogueData,
  all: Record<keyof CatalogueData, Rows<object>>,
): ConfigFault[] {
  const origins = new Map<object, Row<object>>(
    Object.values(all).flatMap(({ rows }) => rows.map((row): [object, Row<object>] => [row.value, row])),
  );
  return (
    [...checkConfig(data), ...checkShippedNumbers(data), ...checkSchemas(data)]
      // A row that could not be read is not missing, and its own fault is told already.
      .filter(({ missing }) => missing === undefined || !all[missing].lost)
      .map(({ row, path, reason }) => {
        const origin = row && origins.get(row);
        return { file: origin?.file ?? folder, path: `${origin?.path ?? ''}${path}`, reason };
      })
  );
}
