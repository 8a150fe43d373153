import type { CheckFault } from './check-fault';
import type { Form } from './form';
import { isRecord, type Plain } from './same';

/**
 * An order of questions names each of them, or says with `*` where the others come: a renderer shows nothing of a form
 * whose order forgets one.
 */
export function checkOrder(form: Form): CheckFault[] {
  return forgotten(form, form.schema, form.uiSchema ?? {}, '/uiSchema');
}

function forgotten(form: Form, schema: Plain, uiSchema: Plain, path: string): CheckFault[] {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const order = uiSchema['ui:order'];
  const missing =
    Array.isArray(order) && !order.includes('*')
      ? Object.keys(properties).filter((name) => !(order as unknown[]).includes(name))
      : [];
  return [
    ...missing.map((name) => ({
      row: form,
      path: `${path}/ui:order`,
      reason: { vi: `thứ tự câu hỏi thiếu «${name}»`, en: `the order of the questions lacks “${name}”` },
    })),
    ...Object.entries(properties).flatMap(([name, node]) => {
      const inner = uiSchema[name];
      return isRecord(node) && isRecord(inner) ? forgotten(form, node, inner, `${path}/${name}`) : [];
    }),
  ];
}
