/** Words as they are looked for: without marks and case, đ as d, y as i. The API's search does the same. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/y/g, 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether every word that was typed occurs. */
export function contains(text: string, typed: string): boolean {
  const key = searchKey(text);
  return searchKey(typed)
    .split(' ')
    .every((word) => key.includes(word));
}
