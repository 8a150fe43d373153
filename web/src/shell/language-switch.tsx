import { Button } from '@mantine/core';
import { useLanguage } from '../language';
import { shell } from './words';

export function LanguageSwitch() {
  const { language, choose, say } = useLanguage();
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <Button variant="subtle" c="blue.9" size="compact-sm" lang={other} onClick={() => choose(other)} className="fixed">
      {say(shell.otherLanguage)}
    </Button>
  );
}
