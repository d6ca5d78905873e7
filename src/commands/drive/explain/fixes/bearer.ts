import type { StackFixes } from '../types.ts'

/** Sends the token in the `Authorization` header. */
export const bearerFixes: StackFixes = {
  'bolt-js': {
    says: 'client sends its token in the header. A call by hand does the same.',
    code: `app.command('/who', async ({ ack, client }) => {
  const { team } = await client.auth.test()
  await ack(\`I am in \${team}\`)
})`,
  },
  'bolt-python': {
    says: 'client sends its token in the header. A call by hand does the same.',
    code: `@app.command("/hello")
def hello(ack, client, command):
    ack()
    client.chat_postMessage(channel=command["channel_id"], text="Hello")`,
  },
  'bolt-java': {
    says: 'ctx.client() sends its token in the header. A call by hand does the same.',
    code: `app.command("/hello", (req, ctx) -> {
  String channel = req.getPayload().getChannelId();
  ctx.client().chatPostMessage(r -> r.channel(channel).text("Hello"));
  return ctx.ack();
});`,
  },
  'slack-go': {
    says: 'A client of slack.New sends its token in the body of a POST. A call by hand sends it in the header.',
    code: `api := slack.New(botToken)
if _, err := api.AuthTest(); err != nil {
	log.Printf("auth.test: %v", err)
}`,
  },
  node: {
    says: 'The word Bearer stands before the token.',
    code: `const answer = await fetch('https://slack.com/api/auth.test', {
  method: 'POST',
  headers: { authorization: \`Bearer \${botToken}\` },
})`,
  },
}
