import { useState } from 'react';
import { Button, Code, Group, Paper, Stack, Text as Line } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { PageHead } from '../shared/page-head';
import { Answer, Empty } from '../shell/faces';
import { readWebhooks, type WebhookCreated } from './calls';
import { WebhookForm } from './webhook-form';
import { WebhookList } from './webhook-list';
import { webhookWords } from './words';

/** Programs that are told what happens, how far each is, and what went wrong last. */
export function WebhooksPage() {
  const { say } = useLanguage();
  const manages = useMay('webhook.manage');
  const [begun, begin] = useState(false);
  const [created, told] = useState<WebhookCreated>();
  const hooks = useRead(['webhooks'], readWebhooks, { refresh: 10_000 });
  return (
    <>
      <PageHead title={say(webhookWords.webhooks)} print={false}>
        {manages && !begun && (
          <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => begin(true)}>
            {say(webhookWords.begin)}
          </Button>
        )}
      </PageHead>
      <Stack align="stretch">
        <Line size="sm">{say(webhookWords.help)}</Line>
        {begun && (
          <WebhookForm
            onClose={() => begin(false)}
            onDone={(done) => {
              begin(false);
              told(done);
            }}
          />
        )}
        {created && <Secret of={created} />}
        <Answer of={hooks}>
          {(items) =>
            items.length === 0 ? <Empty says={webhookWords.none} /> : <WebhookList items={items} manages={manages} />
          }
        </Answer>
      </Stack>
    </>
  );
}

/** It stands here and nowhere else, and goes with the page. */
function Secret({ of: { webhook, secret } }: { of: WebhookCreated }) {
  const { say } = useLanguage();
  return (
    <Paper withBorder p="md" role="status">
      <Stack gap="xs" align="flex-start">
        <Group gap="xs">
          <IconKey aria-hidden />
          <Line fw={600} className="wrap">
            {say(webhookWords.secret, { url: webhook.url })}
          </Line>
        </Group>
        <Code fz="md" className="wrap" data-secret>
          {secret}
        </Code>
        <Line size="sm">{say(webhookWords.secretHelp)}</Line>
      </Stack>
    </Paper>
  );
}
