import { Anchor, List, Stack, Text as Line } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { PagedList, usePages } from '../shared/pages';
import { readTransfersAt, type OpenTransfer } from './calls';
import { registerWords } from './words';

/** What open transfers at a unit still need of its registers, each leading to the transfer. */
export function Needs({ unit }: { unit: string }) {
  const { say } = useLanguage();
  // A transfer judges what was recorded a moment later, and says nothing where its stage stays.
  const found = usePages(['transfers', 'at', unit], (cursor) => readTransfersAt(unit, cursor), { refresh: 10_000 });
  return (
    <PagedList of={found} rows={2} empty={<Line>{say(registerWords.noTransfers)}</Line>}>
      {(items) => (
        <Stack gap="sm">
          {items.map((transfer) => (
            <Need key={transfer.id} of={transfer} />
          ))}
        </Stack>
      )}
    </PagedList>
  );
}

function Need({ of: { id, field, findings } }: { of: OpenTransfer }) {
  const { say } = useLanguage();
  const missing = findings.filter(({ kind, holds }) => !holds && (kind === 'staff' || kind === 'equipment'));
  return (
    <div>
      <Anchor component={Link} href={`/chuyen-giao/${id}`} underline="always">
        {say(field.name)}
      </Anchor>
      {missing.length === 0 && <Line size="sm">{say(registerWords.needsNone)}</Line>}
      <List size="sm">
        {missing.map(({ name, title, have, need, missing: why }) => (
          <List.Item key={name}>
            {say(title)} ({have} / {need})
            {why.map((text) => (
              <Line key={text.en} size="sm" c="dimmed">
                {say(text)}
              </Line>
            ))}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
