import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Kbd, Modal, Table } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useLanguage, type Text } from '../language';
import { shell } from './words';

/** A key of a page. `mod` is Ctrl, or ⌘ on a Mac. */
export type Shortcut = { keys: string; does: Text };

type Registry = { all: readonly Shortcut[]; add: (shortcut: Shortcut) => () => void };
const Context = createContext<Registry>({ all: [], add: () => () => undefined });

export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [all, setAll] = useState<readonly Shortcut[]>([]);
  const add = useCallback((shortcut: Shortcut) => {
    setAll((before) => [...before, shortcut]);
    return () => setAll((before) => before.filter((other) => other !== shortcut));
  }, []);
  const registry = useMemo(() => ({ all, add }), [all, add]);
  return (
    <Context value={registry}>
      {children}
      <ShortcutList />
    </Context>
  );
}

/**
 * A key that does something while the component is on the screen; `?` lists it.
 * Single characters do nothing while somebody types, combinations always.
 */
export function useShortcut(keys: string, does: Text, run: () => void, enabled = true): void {
  const { add } = useContext(Context);
  useEffect(() => (enabled ? add({ keys, does }) : undefined), [add, keys, does, enabled]);
  const ignored = /[+]|^F\d/.test(keys) ? [] : ['INPUT', 'TEXTAREA', 'SELECT'];
  useHotkeys(enabled ? [[keys, run, { preventDefault: true }]] : [], ignored, ignored.length === 0);
}

function ShortcutList() {
  const { say } = useLanguage();
  const { all } = useContext(Context);
  const [open, setOpen] = useState(false);
  useShortcut('?', shell.shortcutsKey, () => setOpen(true));
  // The character, wherever the keyboard has it.
  useEffect(() => {
    const show = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (event.key === '?' && !typing) setOpen(true);
    };
    window.addEventListener('keydown', show);
    return () => window.removeEventListener('keydown', show);
  }, []);
  return (
    <Modal
      opened={open}
      onClose={() => setOpen(false)}
      title={say(shell.shortcuts)}
      closeButtonProps={{ 'aria-label': say(shell.close) }}
    >
      <Table>
        <Table.Tbody>
          {all.map(({ keys, does }) => (
            <Table.Tr key={`${keys} ${does.en}`}>
              <Table.Td w={140}>
                <Keys of={keys} />
              </Table.Td>
              <Table.Td>{say(does)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

/** A key combination as it stands on the keyboard. */
export function Keys({ of }: { of: string }) {
  const names = of
    .split('+')
    .map((key) => (key === 'mod' ? 'Ctrl' : key.length > 1 ? key[0]?.toUpperCase() + key.slice(1) : key.toUpperCase()));
  return (
    <span>
      {names.map((name, place) => (
        <span key={name}>
          {place > 0 && ' + '}
          <Kbd>{name}</Kbd>
        </span>
      ))}
    </span>
  );
}
