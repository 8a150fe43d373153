import { useState } from 'react';
import { Button, Group, Text as Line } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useSession } from '../session';
import { saveFile } from '../shared/file';
import { PageHead } from '../shared/page-head';
import { useDraft } from '../shell/drafts';
import { Answer, Failed } from '../shell/faces';
import { moment } from '../shell/format';
import { actOnSlip, readSlip, type Act, type ActOrder, type Slip } from './calls';
import { countsOf, type Counts } from './slip-count';
import { SlipItems } from './slip-items';
import { slips } from './words';

/** One slip: its dossiers and papers, both signatures, and what may be done with it now. */
export function SlipPage() {
  const { id = '' } = useParams();
  const slip = useRead(['handovers', 'one', id], () => readSlip(id), { refresh: 15_000 });
  return <Answer of={slip}>{(of) => <Whole of={of} />}</Answer>;
}

const NOTHING: Counts = {};

function Whole({ of }: { of: Slip }) {
  const { say, language } = useLanguage();
  const cache = useQueryClient();
  const { value: counts = {}, change: count, forget } = useDraft<Counts>(`slip:${of.id}`, NOTHING);
  const [printing, setPrinting] = useState<unknown>();
  const unit = useSession()?.unit ?? '';
  const acting = useMutation({
    mutationFn: ({ act, body }: { act: Act; body: ActOrder }) => actOnSlip(of.id, act, body),
    onSuccess: (_done, { act: name }) => name === 'receive' && forget(),
    onSettled: () => cache.invalidateQueries({ queryKey: ['handovers'] }),
  });
  const mine = (id: string) => id === unit || id.startsWith(`${unit}@`);
  const act = (name: Act, body: ActOrder = {}) => acting.mutate({ act: name, body });
  const signed = (by: Slip['givenBy']) => (by ? `${by.id}, ${moment(by.at, language)}` : '–');
  const receives = mine(of.to.id) && of.stage === 'given';
  return (
    <>
      <PageHead title={`${say(slips.slip)}: ${say(of.from.name)} → ${say(of.to.name)}`} print={false}>
        <Button
          {...{ size: 'xs', variant: 'default' }}
          onClick={() => void saveFile(`/api/v1/handovers/${of.id}/slip?format=pdf`).catch(setPrinting)}
        >
          {say(slips.printSlip)}
        </Button>
      </PageHead>
      {printing !== undefined && <Failed error={printing} />}
      <Group gap="xl" mb="md">
        <Line size="sm">{say(slips[of.kind])}</Line>
        <Line size="sm" fw={600}>
          {say(slips[of.stage])}
        </Line>
        <Line size="sm">
          {say(slips.givenBy)}: {signed(of.givenBy)}
        </Line>
        <Line size="sm">
          {say(slips.receivedBy)}: {signed(of.receivedBy)}
        </Line>
      </Group>
      <Line mb="sm">{say(slips.balanceOf, of.balance)}</Line>
      <SlipItems
        {...{
          of,
          counting: receives,
          counts,
          onCount: (next: Counts) => count(() => next),
          settling: mine(of.to.id) && of.stage === 'received',
        }}
        onSettle={(dossier, note) => act('settle', { dossier, note })}
      />
      {acting.error && <Failed error={acting.error} />}
      <Group mt="md" className="no-print">
        {mine(of.from.id) && of.stage === 'listed' && (
          <>
            <Button loading={acting.isPending} onClick={() => act('give')}>
              {say(slips.give)}
            </Button>
            <Button variant="default" loading={acting.isPending} onClick={() => act('cancel')}>
              {say(slips.cancel)}
            </Button>
          </>
        )}
        {receives && (
          <Button loading={acting.isPending} onClick={() => act('receive', { counts: countsOf(of, counts) })}>
            {say(slips.receive)}
          </Button>
        )}
      </Group>
    </>
  );
}
