import type { StackFixes } from '../types.ts'

/** Keeps the app running when one request fails. */
export const surviveFixes: StackFixes = {
  'bolt-js': {
    says: 'A rejected promise that nothing catches ends Node.js. app.error gets the errors of listeners; your own promises need a catch.',
    code: `app.error(async (error) => {
  console.error('A listener failed:', error)
})
process.on('unhandledRejection', (reason) => {
  console.error('Nothing caught:', reason)
})`,
  },
  'bolt-python': {
    says: 'Let no code of a request call sys.exit. app.error gets the errors of listeners.',
    code: `@app.error
def log_error(error, logger):
    logger.exception("A listener failed: %s", error)`,
  },
  'bolt-java': {
    says: 'Let no code of a request call System.exit. A middleware catches what listeners throw.',
    code: `app.use((req, resp, chain) -> {
  try {
    return chain.next(req);
  } catch (RuntimeException error) {
    req.getContext().getLogger().error("A listener failed", error);
    return Response.error(500);
  }
});`,
  },
  'slack-go': {
    says: 'log.Fatal and os.Exit end the whole app. net/http recovers a panic of a handler, but not one of a goroutine that the handler starts.',
    code: `if err := save(answer); err != nil {
	log.Printf("the installation was not stored: %v", err) // not log.Fatal
	http.Error(w, "Not installed", http.StatusBadRequest)
	return
}`,
  },
  node: {
    says: 'A rejected promise that nothing catches ends Node.js, also one of an async request listener.',
    code: `createServer((req, res) => {
  handle(req, res).catch((error) => {
    console.error(error)
    if (!res.headersSent) res.writeHead(500)
    res.end()
  })
}).listen(3000)`,
  },
}
