type Receipt = { book: string; number: string };

let last: Receipt | undefined;

/** A book is used up number by number: what was written on the last receipt says what stands on the next. */
export function rememberReceipt(receipt: Receipt): void {
  last = receipt;
}

export function nextReceipt(): Receipt {
  if (!last) return { book: '', number: '' };
  const { book, number } = last;
  return { book, number: String(Number(number) + 1).padStart(number.length, '0') };
}
