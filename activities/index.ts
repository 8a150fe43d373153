import type { ActivityContext } from './context';
import { dossierActivities } from './dossier';
import { numberActivities } from './numbers';

/** Every activity of the product, by the name under which workflows call it. */
export function allActivities(context: ActivityContext) {
  return { ...dossierActivities(context), ...numberActivities(context) };
}
