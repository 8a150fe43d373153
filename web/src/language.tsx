import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

/** The two languages of the product: Vietnamese first, English second. The API's texts have the same form. */
export type Text = { vi: string; en: string };
export type Language = keyof Text;

type Values = Record<string, string | number>;
export type Speech = {
  language: Language;
  choose: (language: Language) => void;
  /** The text in the chosen language; `{name}` in it is replaced by the value of that name. */
  say: (text: Text, values?: Values) => string;
};

const KEPT = 'mot-cua.language';
const Context = createContext<Speech | undefined>(undefined);

/** One area's words. A text without its second language does not compile. */
export function words<const Words extends Record<string, Text>>(all: Words): Readonly<Record<keyof Words, Text>> {
  return all;
}

export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Told to the document at once and not in an effect: those of the pages run before, and ask the API in that language. */
function told(language: Language): Language {
  document.documentElement.lang = language;
  localStorage.setItem(KEPT, language);
  return language;
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => told(localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi'));
  const speech = useMemo<Speech>(
    () => ({
      language,
      choose: (chosen) => setLanguage(told(chosen)),
      say: (text, values) => fill(text[language], values),
    }),
    [language],
  );
  return <Context value={speech}>{children}</Context>;
}

export function useLanguage(): Speech {
  const speech = useContext(Context);
  if (!speech) throw new Error('useLanguage stands inside of LanguageProvider');
  return speech;
}

/** The language in which the API is asked, for code outside of components. */
export function languageNow(): Language {
  return document.documentElement.lang === 'en' ? 'en' : 'vi';
}
