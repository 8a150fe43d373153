import { Title } from '@mantine/core';
import { useLanguage } from '../language';
import { counter } from './words';

export function ReceivePage() {
  const { say } = useLanguage();
  return <Title order={1}>{say(counter.receive)}</Title>;
}
