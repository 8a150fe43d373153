import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { chunkOf, firstPieceWithPage } from './chunks.mts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Vite takes the default export of its configuration.
export default defineConfig({
  root: here('.'),
  plugins: [firstPieceWithPage()],
  resolve: { alias: { '@rjsf/validator-ajv8': here('src/form/no-validator.ts') } },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // A small picture inside of a style would be a `data:` address, which the policy allows for pictures only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The first page in one piece is meant; bench:web has the limit of what goes over the wire.
    chunkSizeWarningLimit: 1000,
    // Libraries say where they may run on a server, which this page does not.
    rolldownOptions: {
      checks: { moduleLevelDirective: false, bundlerTimings: false },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: chunkOf }] } },
    },
  },
  server: { proxy: { '^/(api|oidc|health|tra-cuu|problems)': 'http://127.0.0.1:3000' } },
});
