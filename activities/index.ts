import type { ActivityContext } from './context';
import { dossierActivities } from './dossier';
import { numberActivities } from './numbers';
import { programmeActivities } from './programme';
import { recountActivities } from './recount';
import { registerActivities } from './registers';
import { replayActivities } from './replay/replays';
import { transferActivities } from './transfer';
import { verificationActivities } from './verifications';

/** Every activity of the product, by the name under which workflows call it. */
export function allActivities(context: ActivityContext) {
  return {
    ...dossierActivities(context),
    ...numberActivities(context),
    ...programmeActivities(context),
    ...recountActivities(context),
    ...registerActivities(context),
    ...replayActivities(context),
    ...transferActivities(context),
    ...verificationActivities(context),
  };
}
