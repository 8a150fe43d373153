import { createHash } from 'node:crypto';
import { PASSWORD_LENGTH } from '../../domain/account';
import type { Text } from '../../domain/text';
import { escaped } from '../lookup-page';
import { LOOKUP_STYLE } from '../lookup-style';
import type { NewPasswordFault } from './credentials';

/** The pages have their one style sheet inside and nothing else: no script can run in them. */
export const ISSUER_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(LOOKUP_STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const text = (vi: string, en: string): Text => ({ vi, en });
const both = ({ vi, en }: Text) => `${escaped(vi)} <span lang="en">– ${escaped(en)}</span>`;

function page(title: Text, body: string): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title.vi)} – ${escaped(title.en)} – Một Cửa</title>
<style>${LOOKUP_STYLE}</style>
</head>
<body>
<header><p>Một Cửa</p></header>
<main>
<h1>${both(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

const SIGN_IN = text('Đăng nhập', 'Sign in');
const ACCOUNT = text('Tên tài khoản', 'Account name');
const PASSWORD = text('Mật khẩu', 'Password');
const WRONG = text('Tên tài khoản hoặc mật khẩu không đúng', 'The account name or the password is wrong');

export type SignInFault = { is: 'wrong' } | { is: 'waiting'; seconds: number };

export function signInPage(action: string, account = '', fault?: SignInFault): string {
  const alert =
    fault && `<p role="alert" id="fault">${both(fault.is === 'wrong' ? WRONG : waitText(fault.seconds))}</p>`;
  const about = fault ? ' aria-describedby="fault" aria-invalid="true"' : '';
  return page(
    SIGN_IN,
    `${alert ?? ''}
<form method="post" action="${escaped(action)}" autocomplete="on">
<label for="account">${both(ACCOUNT)}</label>
<input id="account" name="account" value="${escaped(account)}" required maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false"${account ? '' : ' autofocus'}${about}>
<label for="password">${both(PASSWORD)}</label>
<input id="password" name="password" type="password" required maxlength="200" autocomplete="current-password"${account ? ' autofocus' : ''}${about}>
<button type="submit">${both(SIGN_IN)}</button>
</form>`,
  );
}

function waitText(seconds: number): Text {
  const [count, vi, en] = seconds < 120 ? [seconds, 'giây', 'seconds'] : [Math.ceil(seconds / 60), 'phút', 'minutes'];
  return text(`Đã sai nhiều lần. Hãy thử lại sau ${count} ${vi}`, `Wrong too often. Try again in ${count} ${en}`);
}

const CHANGE = text('Đổi mật khẩu', 'Change the password');
const FAULTS: Record<NewPasswordFault | 'differs', Text> = {
  'too-short': text(`Cần ít nhất ${PASSWORD_LENGTH.least} ký tự`, `Needs ${PASSWORD_LENGTH.least} characters or more`),
  'too-long': text(`Nhiều nhất ${PASSWORD_LENGTH.most} ký tự`, `${PASSWORD_LENGTH.most} characters at most`),
  'holds-name': text('Không được chứa tên tài khoản', 'Must not hold the account name'),
  same: text('Phải khác mật khẩu cũ', 'Must be another one than before'),
  guessable: text(
    'Dễ đoán: hay được dùng, hoặc ghép từ tên, ngày tháng, phím liền nhau. Hãy dùng một câu của riêng mình',
    'Is easy to guess: often used, or made of names, dates, keys side by side. Take a sentence of your own',
  ),
  differs: text('Hai lần nhập không giống nhau', 'The two are not the same'),
};

export type ChangeFault = NewPasswordFault | 'differs' | 'wrong' | { is: 'waiting'; seconds: number };

const FIRST = text(
  `Mật khẩu đầu tiên chỉ dùng một lần. Mật khẩu mới cần ít nhất ${PASSWORD_LENGTH.least} ký tự; một câu dễ nhớ là tốt nhất.`,
  `The first password is for one use. A new one needs ${PASSWORD_LENGTH.least} characters; a sentence that you remember is best.`,
);
const OWN = text(
  `Mật khẩu mới cần ít nhất ${PASSWORD_LENGTH.least} ký tự; một câu dễ nhớ là tốt nhất. Đổi xong thì đăng nhập lại ở mọi máy.`,
  `A new one needs ${PASSWORD_LENGTH.least} characters; a sentence that you remember is best. Afterwards you sign in again everywhere.`,
);

function changeFault(fault: ChangeFault): Text {
  if (typeof fault === 'object') return waitText(fault.seconds);
  return fault === 'wrong' ? WRONG : FAULTS[fault];
}

/**
 * A new password in place of the present one. The first came from somebody else's hand, so it is used once.
 * @param own whether somebody changes it of his own accord, and so says who he is
 */
export function changePage(action: string, account: string, fault?: ChangeFault, own = false): string {
  const told = fault && changeFault(fault);
  const field = (id: string, label: Text, complete: string) => `<label for="${id}">${both(label)}</label>
<input id="${id}" name="${id}" type="password" required maxlength="200" autocomplete="${complete}"${told ? ' aria-describedby="fault"' : ''}>`;
  return page(
    CHANGE,
    `${told ? `<p role="alert" id="fault">${both(told)}</p>` : ''}
<form method="post" action="${escaped(action)}">
<p class="help">${both(own ? OWN : FIRST)}</p>
${own ? accountField(account) : `<input type="hidden" name="account" value="${escaped(account)}" autocomplete="username">`}
${field('password', text('Mật khẩu hiện tại', 'Present password'), 'current-password')}
${field('new', text('Mật khẩu mới', 'New password'), 'new-password')}
${field('repeat', text('Nhập lại mật khẩu mới', 'The new one again'), 'new-password')}
<button type="submit">${both(CHANGE)}</button>
</form>`,
  );
}

const accountField = (account: string) => `<label for="account">${both(ACCOUNT)}</label>
<input id="account" name="account" value="${escaped(account)}" required maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false">`;

export function changedPage(): string {
  return page(
    text('Đã đổi mật khẩu', 'The password was changed'),
    `<p><a href="/">${both(text('Đăng nhập bằng mật khẩu mới', 'Sign in with the new one'))}</a></p>`,
  );
}

/** @param form as the library makes it; its buttons stand outside */
export function logoutPage(form: string): string {
  const out = text('Đăng xuất', 'Sign out');
  return page(
    out,
    `${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>${both(out)}</button></p>
<p><button type="submit" form="op.logoutForm">${both(text('Ở lại', 'Stay'))}</button></p>`,
  );
}

export function signedOutPage(): string {
  return page(
    text('Đã đăng xuất', 'Signed out'),
    `<p><a href="/">${both(text('Về trang đầu', 'To the first page'))}</a></p>`,
  );
}

export function errorPage(error: string, description = ''): string {
  return page(
    text('Không đăng nhập được', 'Signing in did not work'),
    `<p role="alert">${escaped(error)}${description ? `: ${escaped(description)}` : ''}</p>
<p><a href="/">${both(text('Bắt đầu lại', 'Begin again'))}</a></p>`,
  );
}
