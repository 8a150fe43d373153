import { Refusal, type FieldFault } from '../domain/problem';
import type { Text } from '../domain/text';

/**
 * Whether a body has the members that its action needs, and none that it does not take: one shape in the contract may
 * serve several actions.
 * @throws Refusal invalid-request
 */
export function checkMembers(body: object, needs: readonly string[], takes: readonly string[] = []): void {
  const given = Object.keys(body);
  const fault = (member: string, rule: string, message: Text): FieldFault => ({ pointer: `/${member}`, rule, message });
  const faults = [
    ...needs
      .filter((member) => !given.includes(member))
      .map((member) => fault(member, 'required', { vi: `thiếu «${member}»`, en: `“${member}” is missing` })),
    ...given
      .filter((member) => !needs.includes(member) && !takes.includes(member))
      .map((member) => {
        const message = { vi: `không có mục «${member}» ở đây`, en: `there is no field “${member}” here` };
        return fault(member, 'additionalProperties', message);
      }),
  ];
  if (faults.length > 0) throw new Refusal('invalid-request', {}, faults);
}
