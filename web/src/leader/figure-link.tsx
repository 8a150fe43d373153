import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';

/** Where the dossiers of a figure are shown: the page has the API's own filters in its address. */
export function rowsPage(link: string): string {
  return link.replace('/api/v1/figures/rows', '/so-lieu');
}

/** A number that opens into its rows; one that counts nothing has none to show. */
export function FigureLink({ value, link, label }: { value: number; link?: string; label: string }) {
  const { language } = useLanguage();
  const shown = value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
  if (value === 0 || link === undefined) return <>{shown}</>;
  return (
    <Anchor component={Link} href={rowsPage(link)} aria-label={`${label}: ${shown}`} className="figure">
      {shown}
    </Anchor>
  );
}

/** A share in the words of the language: 93,4 %. */
export function shareText(share: number | null, language: 'vi' | 'en'): string {
  if (share === null) return '–';
  const options = { style: 'percent', maximumFractionDigits: 1 } as const;
  return share.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', options);
}
