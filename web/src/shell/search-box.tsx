import { useRef, useState } from 'react';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useLanguage } from '../language';
import { useShortcut } from './shortcuts';
import { shell } from './words';

/** A code, a name with or without diacritics, a telephone: the API finds out which. */
export function SearchBox() {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', shell.searchKey, () => input.current?.focus());
  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) go(`/tim?q=${encodeURIComponent(text.trim())}`);
      }}
    >
      <TextInput
        ref={input}
        type="search"
        aria-label={say(shell.search)}
        placeholder={say(shell.search)}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}
