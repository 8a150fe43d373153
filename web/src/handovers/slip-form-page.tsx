import { useState } from 'react';
import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useLanguage } from '../language';
import { Choice, useUnits } from '../shared/choices';
import { PageHead } from '../shared/page-head';
import { shared } from '../shared/words';
import { Failed } from '../shell/faces';
import { writeSlip, type Order } from './calls';
import { slips } from './words';

/** A new slip: whom it goes to and which dossiers; a scanner that types a code and a new line fills the field. */
export function SlipFormPage() {
  const { say, language } = useLanguage();
  const [, go] = useLocation();
  const cache = useQueryClient();
  const [to, setTo] = useState('');
  const [kind, setKind] = useState<Order['kind']>('papers');
  const [codes, setCodes] = useState('');
  const known = useUnits();
  const units = known.data?.items ?? [];
  const sending = useMutation({
    mutationFn: () => writeSlip({ to, kind, dossiers: codesIn(codes) }),
    onSuccess: async ({ handover }) => {
      await cache.invalidateQueries({ queryKey: ['handovers'] });
      go(`/giao-nhan/${handover.id}`);
    },
  });
  return (
    <>
      <PageHead title={say(slips.write)} print={false} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack maw={560} align="stretch">
          <SegmentedControl
            aria-label={say(slips.kind)}
            value={kind}
            onChange={(value) => setKind(value as Order['kind'])}
            data={(['papers', 'results'] as const).map((value) => ({ value, label: say(slips[value]) }))}
          />
          <Choice
            label={slips.to}
            all={false}
            value={to}
            onChange={setTo}
            options={units.map(({ id, name }) => ({ value: id, label: name[language] }))}
          />
          <Textarea
            label={say(slips.dossiers)}
            value={codes}
            onChange={(event) => setCodes(event.currentTarget.value)}
            autosize
            minRows={4}
            required
          />
          {known.error && <Failed error={known.error} retry={() => void known.refetch()} />}
          {sending.error && <Failed error={sending.error} />}
          <Group>
            <Button type="submit" loading={sending.isPending} disabled={to === ''}>
              {say(slips.write)}
            </Button>
            <Button variant="default" onClick={() => go('/giao-nhan')}>
              {say(shared.cancel)}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}

function codesIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\n,;]+/)
        .map((code) => code.trim())
        .filter(Boolean),
    ),
  ];
}
