import { z } from 'zod';

// zod would try `new Function` to compile its parsers; the page's policy forbids that, and the attempt alone is reported as
// a violation. Imported before any schema is made, and bundled with zod itself (vite.config.ts): chunks run before what imports them.
z.config({ jitless: true });
