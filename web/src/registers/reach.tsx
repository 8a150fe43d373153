import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { Choice, useUnits } from '../shared/choices';
import { shared } from '../shared/words';

/** Units for which somebody has a permission, of those open today. */
export function useReached(permission: string) {
  const units = useUnits().data?.items ?? [];
  const me = useRead(['me'], () => answerOf(api.GET('/api/v1/me')), { staleTime: 600_000 }).data;
  const reach = me?.permissions.find((row) => row.permission === permission)?.reach;
  if (!me || !reach) return [];
  if (reach === 'all') return units;
  const own = reach === 'subtree' ? me.reaches.subtree : me.reaches.own;
  return units.filter(({ id }) => own.includes(id));
}

/** One of the units that somebody reaches, by its id. */
export function ReachedUnit(props: { may: string; value: string; onChange: (unit: string) => void }) {
  const { language } = useLanguage();
  const { may, value, onChange } = props;
  const options = useReached(may).map(({ id, name }) => ({ value: id, label: name[language] }));
  return <Choice label={shared.unit} options={options} value={value} onChange={onChange} all={false} />;
}
