import { useEffect, useState } from 'react';
import { Button, Group, Text as Line } from '@mantine/core';
import { answerOf, api } from '../api/client';
import { once } from '../api/intention';
import { useLanguage, words } from '../language';
import { useMay } from '../session';
import { ReasonForm } from '../shared/reason-form';
import { finished } from '../transfers/calls';
import type { Dossier, Revealed } from './calls';

const masked = words({
  identityNumber: { vi: 'Số định danh', en: 'Identity number' },
  phone: { vi: 'Điện thoại', en: 'Telephone' },
  show: { vi: 'Xem đủ', en: 'Show' },
  showOf: { vi: 'Xem đủ: {what}', en: 'Show in full: {what}' },
  hide: { vi: 'Che lại', en: 'Hide' },
  hideOf: { vi: 'Che lại: {what}', en: 'Hide: {what}' },
  why: {
    vi: 'Việc xem được ghi lại với lý do, và được giữ mãi. Không viết dữ liệu cá nhân vào lý do.',
    en: 'That it was seen is recorded with the reason, for ever. Write no personal data into the reason.',
  },
});

/** Long enough to dial it or to compare it. */
const SHOWN_MS = 60_000;

type Party = Dossier['parties'][number];
type Of = { id: string; part: Party['part']; field: 'identityNumber' | 'phone' };

/**
 * A number of which the last digits stand there, and the whole of it for whoever says why. It stands in this component
 * alone, for a minute and while somebody looks at the window: in no cache, no draft, no address.
 */
export function Masked({ of, value }: { of: Of; value: string }) {
  const { say } = useLanguage();
  const [whole, show] = useState<string>();
  const [asking, ask] = useState(false);
  const what = say(masked[of.field]);
  useHidden(whole !== undefined, () => show(undefined));
  const may = useMay('dossier.reveal') && value.includes('•');
  return (
    <Group gap="xs" wrap="nowrap" align="center" mih={26}>
      <Line size="sm" className="wrap" aria-label={`${what}: ${whole ?? value}`} role="group">
        {whole ?? value}
      </Line>
      {may && whole === undefined && (
        <Button
          size="compact-xs"
          variant="subtle"
          className="no-print"
          aria-label={say(masked.showOf, { what })}
          onClick={() => ask(true)}
        >
          {say(masked.show)}
        </Button>
      )}
      {whole !== undefined && (
        <Button
          size="compact-xs"
          variant="default"
          className="no-print"
          aria-label={say(masked.hideOf, { what })}
          onClick={() => show(undefined)}
        >
          {say(masked.hide)}
        </Button>
      )}
      {asking && (
        <ReasonForm
          title={say(masked.showOf, { what })}
          does={say(masked.show)}
          least={5}
          send={(reason) => reveal(of, reason)}
          onDone={({ value: found }) => {
            show(found ?? '–');
            ask(false);
          }}
          onClose={() => ask(false)}
        >
          <Line size="sm">{say(masked.why)}</Line>
        </ReasonForm>
      )}
    </Group>
  );
}

/** Hides after a while, and when nobody looks at the window any more. */
function useHidden(shown: boolean, hide: () => void): void {
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(hide, SHOWN_MS);
    const away = () => document.visibilityState === 'hidden' && hide();
    document.addEventListener('visibilitychange', away);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', away);
    };
    // `hide` is a new function every time and does the same.
  }, [shown]);
}

function reveal({ id, part, field }: Of, reason: string): Promise<Revealed> {
  const body = { part, field, reason };
  return once(`reveal:${id}:${part}:${field}`, body, async (key) => {
    const params = { path: { ref: id }, header: { 'Idempotency-Key': key } };
    return finished<Revealed>(await answerOf(api.POST('/api/v1/dossiers/{ref}/reveal', { params, body })));
  });
}
