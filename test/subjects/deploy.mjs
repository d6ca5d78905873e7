// The app of docs/simulator.md: it acknowledges events, and answers /deploy with a modal. It listens at PORT.
import { createServer } from 'node:http'

const { PORT = '3000', SLACK_API_URL = 'https://slack.com/api/', SLACK_BOT_TOKEN } = process.env

const view = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Deploy' },
  submit: { type: 'plain_text', text: 'Go' },
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: { type: 'plain_text', text: 'Title' },
      element: { type: 'plain_text_input', action_id: 'value' },
    },
  ],
}

async function answer(request, response) {
  const text = (await request.toArray()).join('')
  if (text.startsWith('{')) return response.end(JSON.parse(text).challenge ?? '')
  const trigger_id = new URLSearchParams(text).get('trigger_id')
  if (!trigger_id) return response.end()
  await fetch(`${SLACK_API_URL}views.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SLACK_BOT_TOKEN}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ trigger_id, view }),
  })
  response.end()
}

createServer((request, response) => void answer(request, response)).listen(PORT, 'localhost')
