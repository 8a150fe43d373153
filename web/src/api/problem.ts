import type { components } from './contract';

/** What the API says when it does not do a thing (RFC 9457), and what the browser says when the API is not there. */
export type Problem = components['schemas']['Problem'];

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
  }
}

/** The API was not reached: whether it did the thing is not known. */
export const UNREACHABLE: Problem = {
  type: '/problems/unreachable',
  title: 'unreachable',
  status: 0,
  code: 'unreachable',
  titles: {
    vi: 'Không kết nối được máy chủ. Kiểm tra mạng rồi thử lại; không việc gì bị làm hai lần.',
    en: 'The server can’t be reached. Check the network and try again; nothing is done twice.',
  },
  params: {},
  errors: [],
};

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const title = error instanceof Error ? error.message : String(error);
  return { ...UNREACHABLE, code: 'broken', titles: { vi: `Trang gặp lỗi: ${title}`, en: `The page failed: ${title}` } };
}
