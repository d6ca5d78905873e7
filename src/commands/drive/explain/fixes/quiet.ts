import type { StackFixes } from '../types.ts'

/** Prints and sends ids in place of tokens, and calls Slack with the token in a header. */
export const quietFixes: StackFixes = {
  'bolt-js': {
    says: 'Log single fields of the installation. Bolt’s client sends the token in a header.',
    code: `app.use(async ({ context, logger, next }) => {
  logger.info(\`A request of the team \${context.teamId ?? 'none'}\`)
  await next()
})`,
  },
  'bolt-python': {
    says: 'Log single fields of the installation. Bolt’s client sends the token in a header.',
    code: `@app.middleware
def log_team(context, logger, next):
    logger.info(f"A request of the team {context.team_id}")
    next()`,
  },
  'bolt-java': {
    says: 'Log single fields of the installation. Bolt’s client sends the token in a header.',
    code: `app.use((req, resp, chain) -> {
  String team = req.getContext().getTeamId();
  req.getContext().logger.info("A request of the team {}", team);
  return chain.next(req);
});`,
  },
  'slack-go': {
    says: 'Log single fields, never the whole answer. The client sends the token in a form.',
    code: `log.Printf("installed in %s", answer.Team.ID)
api := slack.New(answer.AccessToken)
_, err := api.AuthTestContext(r.Context())`,
  },
  node: {
    says: 'Log single fields, never the whole answer. Send the token in a header.',
    code: `console.log('Installed in', installed.team?.id)
const answer = await fetch('https://slack.com/api/auth.test', {
  method: 'POST',
  headers: { authorization: \`Bearer \${installed.access_token}\` },
})
const { ok } = await answer.json()
if (!ok) throw new Error('The token does not work')`,
  },
}
