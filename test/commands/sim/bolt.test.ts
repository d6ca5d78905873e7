import { expect, it } from 'vitest'
import { createPlace, freePort } from '../../support/program.ts'
import { bolts, silent } from '../../support/sdk.ts'

interface Act {
  readonly deliveries: readonly { what: string; by: string; ok: boolean; ms: number; payload: unknown }[]
  readonly view: { readonly title: string } | null
  readonly error?: string
}

const form = {
  type: 'modal' as const,
  callback_id: 'deploy',
  title: { type: 'plain_text' as const, text: 'Deploy' },
  submit: { type: 'plain_text' as const, text: 'Go' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'title',
      label: { type: 'plain_text' as const, text: 'Title' },
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
  ],
}

const button = {
  type: 'actions' as const,
  block_id: 'decision',
  elements: [
    {
      type: 'button' as const,
      action_id: 'approve',
      text: { type: 'plain_text' as const, text: 'Approve' },
      value: '7',
    },
  ],
}

it.each(
  bolts.flatMap(({ name, App }) => [
    { name, App, way: 'http' },
    { name, App, way: 'socket' },
  ]),
)(
  'the sim commands of the built program act on an app of $name that receives events over $way',
  async ({ App, way }) => {
    using place = createPlace()
    const run = async (...argv: string[]) => {
      const program = place.start(argv)
      return { code: await program.ended, stdout: program.stdout(), stderr: program.stderr() }
    }
    const act = async (...argv: string[]) => {
      const { code, stdout, stderr } = await run('sim', ...argv, '--json')
      expect(stdout, stderr).toMatch(/^\{/)
      return { code, answer: JSON.parse(stdout) as Act }
    }
    const [port, appPort] = [await freePort(), await freePort()]
    const events = way === 'http' ? ['--events-url', `http://localhost:${appPort}/slack/events`] : []
    const kept = place.start(['sim', 'start', '--port', String(port), '--json', ...events])
    const [printed] = await kept.said(/\{.*\}\n/)
    const started = JSON.parse(printed) as { apiUrl: string; app: { appToken: string; signingSecret: string } }
    const scopes = 'app_mentions:read,chat:write,commands'
    expect(await run('login', '--sim', '--approve', '--port', '0', '--scopes', scopes)).toMatchObject({ code: 0 })
    const token = (await run('token', '--as', 'bot')).stdout.trim()
    const { signingSecret, appToken } = started.app
    const app = new App({
      token,
      signingSecret,
      ...(way === 'socket' && { socketMode: true, appToken }),
      logger: silent,
      clientOptions: { slackApiUrl: started.apiUrl },
    })
    const seen: string[] = []
    app.event('app_mention', async ({ say }) => {
      await say({ text: 'Approve?', blocks: [button] })
    })
    app.command('/deploy', async ({ ack, body, client }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: form })
    })
    app.view('deploy', async ({ ack, view }) => {
      const { value } = view.state.values['title']?.['value'] ?? {}
      seen.push(`submitted ${value ?? ''}`)
      if (value === 'no') await ack({ response_action: 'errors', errors: { title: 'Not that one' } })
      else await ack()
    })
    app.action('approve', async ({ ack, respond }) => {
      seen.push('approved')
      await ack()
      await respond('Thank you')
    })
    await app.start(appPort)
    try {
      const said = await act('say', '#general', '<@bot> hello', '--user', 'dana')
      expect(said).toMatchObject({ code: 0, answer: { deliveries: [{ what: 'app_mention', by: way, ok: true }] } })
      expect(await act('click', 'approve')).toMatchObject({ code: 0, answer: { deliveries: [{ by: way, ok: true }] } })
      const typed = await act('command', 'deploy now')
      expect(typed).toMatchObject({ code: 0, answer: { view: { title: 'Deploy' } } })
      expect(await act('submit', 'title=no')).toMatchObject({ code: 3, answer: { error: 'form_refused' } })
      expect(await act('submit', 'title.value=printer')).toMatchObject({ code: 0, answer: { view: null } })
      expect(await act('submit')).toMatchObject({ code: 2 })
      expect(seen).toEqual(['approved', 'submitted no', 'submitted printer'])
      // The view has no notify_on_close, so Slack sends no event when the view is closed. The missing event is no fault
      // of the app.
      expect(await act('command', 'deploy now')).toMatchObject({ code: 0, answer: { view: { title: 'Deploy' } } })
      const closed = await run('sim', 'close')
      expect([closed.code, closed.stderr]).toEqual([0, expect.stringContaining('notify_on_close')])
      expect(closed.stderr).not.toContain('No app received it')
      // The app has no listener for this command. After three seconds Bolt answers 404 and the simulator stops waiting.
      // Which of the two happens first is not certain, so the test accepts both errors.
      const unknown = await act('command', '/nobody')
      const error: unknown = expect.stringMatching(way === 'http' ? /^http_(?:timeout|error)$/ : /^timeout$/)
      expect(unknown).toMatchObject({ code: 3, answer: { error } })
    } finally {
      await app.stop()
    }
    expect(await run('sim', 'stop')).toMatchObject({ code: 0 })
    expect(await kept.ended).toBe(0)
  },
)
