import { Title } from '@mantine/core';
import { useLanguage } from '../language';
import { counter } from './words';

export function SearchPage() {
  const { say } = useLanguage();
  return <Title order={1}>{say(counter.search)}</Title>;
}
