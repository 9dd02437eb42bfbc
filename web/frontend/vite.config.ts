import { defineConfig } from 'vite';

import { formLiterals } from './plugins/form-literals.ts';

/** One entry per island; a page loads `app` and the islands it shows, found through static/dist/manifest.json. */
const islands = ['app', 'diagram', 'form', 'modeler', 'decision', 'developer'];

export default defineConfig({
  // Relative, so that the style sheets find their fonts wherever the server mounts static/.
  base: './',
  plugins: [formLiterals()],
  build: {
    rolldownOptions: {
      input: Object.fromEntries(islands.map((name) => [name, `src/${name}.ts`])),
      checks: { eval: false }, // htmx has one, behind config.allowEval, which is off
    },
    outDir: '../static/dist',
    emptyOutDir: true,
    // The default place is a hidden folder, which packaging globs miss.
    manifest: 'manifest.json',
    target: 'es2022',
    // The editors are large by nature and are loaded only on their own pages.
    chunkSizeWarningLimit: 2500,
  },
});
