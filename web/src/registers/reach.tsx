import { useLanguage } from '../language';
import { useSession } from '../session';
import { Choice, useUnits } from '../shared/choices';
import { shared } from '../shared/words';

/** Units for which somebody has a permission, of those open today. */
export function useReached(permission: string) {
  const units = useUnits().data?.items ?? [];
  const me = useSession()?.me;
  const reach = me?.permissions.find((row) => row.permission === permission)?.reach;
  if (!me || !reach) return [];
  if (reach === 'all') return units;
  const own = reach === 'subtree' ? me.reaches.subtree : me.reaches.own;
  return units.filter(({ id }) => own.includes(id));
}

/** One of the units that somebody reaches, by its id; an address may have its code. */
export function ReachedUnit(props: { may: string; value: string; onChange: (unit: string) => void }) {
  const { language } = useLanguage();
  const { may, value, onChange } = props;
  const units = useReached(may);
  const options = units.map(({ id, name }) => ({ value: id, label: name[language] }));
  const chosen = units.find(({ id, code }) => id === value || code === value)?.id ?? value;
  return <Choice label={shared.unit} options={options} value={chosen} onChange={onChange} all={false} />;
}
