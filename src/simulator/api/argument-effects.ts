import type { MethodName } from '../../slack/facts/methods.ts'
import { type AnswerBody, fail } from '../state/refusal.ts'
import type { OpenCall } from './method.ts'

type Notes = Partial<Record<MethodName, Readonly<Record<string, string>>>>

/**
 * The arguments that the simulator refuses, each with the reason. If the simulator ignored such an argument, a test
 * could pass although the app is wrong.
 */
export const unsimulated: Notes = {
  'chat.unfurl': {
    metadata: 'there are no work objects here',
    source: 'links are unfurled in messages alone, by channel and ts',
    unfurl_id: 'links are unfurled in messages alone, by channel and ts',
    user_auth_blocks: 'nobody is asked to sign in here',
    user_auth_message: 'nobody is asked to sign in here',
    user_auth_required: 'nobody is asked to sign in here',
    user_auth_url: 'nobody is asked to sign in here',
  },
  'reactions.get': { file: 'only messages have reactions', file_comment: 'Slack no longer has comments on files' },
  'reactions.remove': {
    file: 'only messages have reactions',
    file_comment: 'Slack no longer has comments on files',
  },
}

const fetchesNothing = 'the simulator fetches no address, so that no link has a preview'
const byToken = 'the token says who acts; only a classic app’s may choose'
const noComments = 'Slack no longer has comments on files, so the list is empty'
const complete = 'the list is complete anyway'

/** The arguments that do not change the simulator's answer, each with the reason why it has no effect. */
export const withoutEffect: Notes = {
  'chat.deleteScheduledMessage': { as_user: byToken },
  'chat.postMessage': { unfurl_links: fetchesNothing, unfurl_media: fetchesNothing },
  'chat.scheduleMessage': { unfurl_links: fetchesNothing, unfurl_media: fetchesNothing },
  'files.info': { count: noComments, cursor: noComments, limit: noComments, page: noComments },
  'files.list': { show_files_hidden_by_limit: 'no file is hidden, as there is no limit' },
  'reactions.get': { full: complete },
  'reactions.list': { full: complete },
  'users.profile.get': { include_labels: 'a profile has no fields of the workspace’s own' },
}

/**
 * Returns the answer `not_simulated` when the call has an argument that the simulator does not support; undefined when
 * it has none.
 */
export function unsimulatedArgument(method: MethodName, { args }: Pick<OpenCall, 'args'>): AnswerBody | undefined {
  const why = unsimulated[method]
  const name = why && Object.keys(why).find((one) => (args[one] ?? '') !== '')
  if (!why || name === undefined) return undefined
  return fail('not_simulated', {
    response_metadata: { messages: [`[ERROR] the local simulator does not act on ${name}: ${why[name]}`] },
  })
}
