import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page itself: what asks who is here while the application is on its way. */
const ENTRY = here('src/main.ts');
/** The frame of all pages, and the one that a counter opens with. */
const FIRST = [here('src/application.tsx'), here('src/counter/work-page.tsx')];

const FIRST_PIECE = 'application';

/** Has the browser fetch that piece with the page, and not only once the entry asks for it. */
export function firstPieceWithPage(): Plugin {
  return {
    name: 'first-piece-with-page',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.values(bundle)
          .filter((file) => file.type === 'chunk' && file.name === FIRST_PIECE)
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
            injectTo: 'head',
          })),
    },
  };
}

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };

/**
 * The name of the piece in which a module comes: one for all that the first page takes, so that it is one request and
 * not fifty. Nothing for the others, which come in pieces of their own when somebody goes there.
 */
export function chunkOf(id: string, modules: Modules): string | null {
  found ??= without(closure(FIRST, modules), closure([ENTRY], modules));
  return found.has(id) ? FIRST_PIECE : null;
}

let found: Set<string> | undefined;

/** All that is imported, by way of whatever, without what is loaded later. */
function closure(roots: string[], modules: Modules): Set<string> {
  const reached = new Set(roots);
  for (const id of reached) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(next);
  return reached;
}

const without = (all: Set<string>, some: Set<string>) => new Set([...all].filter((id) => !some.has(id)));
