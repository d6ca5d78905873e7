import type { MethodName } from '../../slack/facts/methods.ts'
import { type AnswerBody, fail } from '../state/refusal.ts'
import type { OpenCall } from './method.ts'

type Notes = Partial<Record<MethodName, Readonly<Record<string, string>>>>

/** Arguments that are refused, each with why: to take them and do nothing would let a test pass that proves nothing. */
const unsimulated: Notes = {
  'chat.unfurl': {
    metadata: 'there are no work objects here',
    source: 'links are unfurled in messages alone, by channel and ts',
    unfurl_id: 'links are unfurled in messages alone, by channel and ts',
    user_auth_blocks: 'nobody is asked to sign in here',
    user_auth_message: 'nobody is asked to sign in here',
    user_auth_required: 'nobody is asked to sign in here',
    user_auth_url: 'nobody is asked to sign in here',
  },
  'reactions.get': { file: 'messages alone have reactions', file_comment: 'Slack has no comments of files any more' },
  'reactions.remove': {
    file: 'messages alone have reactions',
    file_comment: 'Slack has no comments of files any more',
  },
}

const fetchesNothing = 'the simulator fetches no address, so that no link has a preview'
const byToken = 'the token says who acts; only a classic app’s may choose'
const noComments = 'Slack has no comments of files any more, so that the list is empty'
const complete = 'the list is complete anyway'

/** Arguments that are taken though nothing shows them, each with why that is as at Slack. */
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

/** The refusal of a call that brings an argument which the simulator does not act on. */
export function unsimulatedArgument(method: MethodName, { args }: Pick<OpenCall, 'args'>): AnswerBody | undefined {
  const why = unsimulated[method]
  const name = why && Object.keys(why).find((one) => (args[one] ?? '') !== '')
  if (!why || name === undefined) return undefined
  return fail('not_simulated', {
    response_metadata: { messages: [`[ERROR] the local simulator does not act on ${name}: ${why[name]}`] },
  })
}
