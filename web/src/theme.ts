import { Badge, createTheme, ModalHeader, Notification, Select } from '@mantine/core';

const FONT = "'Be Vietnam Pro', 'Segoe UI', system-ui, sans-serif";

/** Dark enough for 4.5:1 on white and on the light tints that Mantine derives. */
export const theme = createTheme({
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '600' },
  primaryShade: 8,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  // Whoever asked his system for less motion gets less.
  respectReducedMotion: true,
  components: {
    // Capitals with two marks on them are hard to read.
    Badge: Badge.extend({ defaultProps: { tt: 'none' } }),
    // A list at the end of the document is outside of every landmark.
    Select: Select.extend({ defaultProps: { comboboxProps: { withinPortal: false } } }),
    // The head of a dialog is no second banner of the page.
    ModalHeader: ModalHeader.extend({ defaultProps: { role: 'presentation' } }),
    // Its button to close has a cross and no words.
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Đóng – Close' } } }),
  },
});

/** The page's own nonce: the policy allows style elements with it and no others. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}

// The library that holds the page still behind a dialog looks for its nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
