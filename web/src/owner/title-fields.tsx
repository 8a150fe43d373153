import { SimpleGrid, TextInput } from '@mantine/core';
import { useLanguage, type Text } from '../language';
import { owner } from './words';

type Props = { value: Text; onChange: (title: Text) => void; labels?: { vi: Text; en: Text } };

/** A title in both languages. */
export function TitleFields({ value, onChange, labels = owner }: Props) {
  const { say } = useLanguage();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
      {(['vi', 'en'] as const).map((language) => (
        <TextInput
          key={language}
          label={say(labels[language])}
          value={value[language]}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}
