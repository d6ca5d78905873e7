import type { Installation } from '../../config/installation.ts'
import { methodFacts } from '../../slack/facts/methods.ts'
import type { AvailableMethods } from './available.ts'

/** A map from argument name to an example value. The values need no quotes in a shell. */
const samples: Readonly<Record<string, string>> = {
  channel: 'C012AB3CD',
  channel_id: 'C012AB3CD',
  user: 'U012AB3CD',
  user_id: 'U012AB3CD',
  users: 'U012AB3CD',
  user_ids: 'U012AB3CD',
  bot: 'B012AB3CD',
  file: 'F012AB3CD',
  team: 'T012AB3CD',
  team_id: 'T012AB3CD',
  text: 'hello',
  query: 'hello',
  name: 'example',
  title: 'example',
  email: 'ann@example.com',
  emoji: ':wave:',
  ts: '1712345678.123456',
  message_ts: '1712345678.123456',
  timestamp: '1712345678.123456',
  filename: 'notes.txt',
  length: '5',
  presence: 'auto',
  link: 'https://example.com',
}

/** For some methods, the optional arguments without which the method has no effect. */
const besides: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['text'],
  'chat.postEphemeral': ['text'],
  'chat.scheduleMessage': ['text'],
  'chat.update': ['text'],
  'pins.add': ['timestamp'],
  'pins.remove': ['timestamp'],
}

/**
 * Returns the command line that calls a method with a stored token. An argument without a known value is shown as `…`.
 */
export function callLine(
  method: string,
  { identity }: AvailableMethods,
  installation: Installation | undefined,
): string {
  const required = methodFacts(method)?.required ?? []
  const names = [...required, ...(besides[method] ?? []).filter((name) => !required.includes(name))]
  const known = knownValues(installation)
  const pairs = names.map((name) => `${name}=${sampleOf(method, name, known)}`)
  return ['slack-tokens call', method, ...pairs, `--as ${identity}`].join(' ')
}

function sampleOf(method: string, name: string, known: Readonly<Record<string, string | null | undefined>>): string {
  if (name === 'name' && method.startsWith('reactions.')) return 'thumbsup'
  return known[name] ?? samples[name] ?? '…'
}

/** Returns a map from argument name to value. The values are ids that exist in the workspace of the installation. */
function knownValues(installation: Installation | undefined): Readonly<Record<string, string | null | undefined>> {
  const channel = installation?.webhooks.find(({ channelId }) => channelId !== null)?.channelId
  const person = installation?.users[0]?.userId ?? installation?.responses[0]?.userId
  const team = installation?.workspace?.id
  return {
    ...{ channel, channel_id: channel, team, team_id: team },
    ...{ user: person, user_id: person, users: person, user_ids: person },
    bot: installation?.bot?.botId,
  }
}
