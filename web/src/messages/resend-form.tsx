import { Text as Line } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language';
import { ReasonForm } from '../shared/reason-form';
import { resend, type Delivery } from './calls';
import { kindOf, messageWords } from './words';

/** Sends a message once more, with a word on why. */
export function ResendForm({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const readAnew = () => cache.invalidateQueries({ queryKey: ['deliveries'] });
  return (
    <ReasonForm
      title={`${say(messageWords.resend)}: ${say(kindOf(delivery.kind))}`}
      does={say(messageWords.resend)}
      label={say(messageWords.note)}
      least={0}
      send={(note) => resend(delivery, note).finally(readAnew)}
      onDone={() => {
        notifications.show({ message: say(messageWords.again), color: 'green.9' });
        onClose();
      }}
      onClose={onClose}
    >
      <Line size="sm">{say(messageWords.resendHelp)}</Line>
      {delivery.uncertain && <Line size="sm">{say(messageWords.uncertainHelp)}</Line>}
    </ReasonForm>
  );
}
