import { type Command, InvalidArgumentError } from 'commander'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type AnswerOf, control, faultHelp, faultRules } from '../../simulator/control/client.ts'
import { columns } from '../../terminal/table.ts'

interface FailOptions {
  readonly times?: number
  readonly after?: number
  readonly retryAfter?: number
  readonly force?: boolean
  readonly list?: boolean
  /** The place or kind of the faults to remove; true removes all faults. */
  readonly clear?: boolean | string
}

type RequestedFault = AnswerOf<'addFault'>['fault']

/** Adds the subcommand `sim fail` with its arguments, options, help and action. */
export function defineFail(sim: Command, context: () => Context): void {
  sim
    .command('fail')
    .description(
      'add a fault: the next requests to a method, the page or a webhook, or the next deliveries to an app, fail',
    )
    .argument(
      '[where]',
      'an API method, page, webhook, upload, or * for every request; event, command, interaction, or an event’s name',
    )
    .argument('[what]', 'a Slack error code, 429, 500, html, slow:MS, cut, drop-after-commit, twice, …')
    .option('--times <number>', 'how many requests fail (default: 1)', wholeNumber)
    .option('--after <number>', 'how many requests succeed before (default: 0)', wholeNumber)
    .option('--retry-after <seconds>', 'Retry-After of a 429 (default: 1)', wholeNumber)
    .option('--force', 'accept an unknown error code')
    .option('--list', 'list the faults')
    .option('--clear [which]', 'remove faults: those of a place or a way to fail, or all')
    .addHelpText('after', () => help)
    .action((where: string | undefined, what: string | undefined, options: FailOptions) =>
      fail({ where, what, options }, context()),
    )
}

/** Returns the lines of a list in the help text. */
function listed(entries: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length)) + 3
  return entries.map(([name, text]) => `  ${name}${' '.repeat(width - name.length)}${text}`).join('\n')
}

const { deliveryKinds, deliveryPlaces, kinds } = faultHelp
const ways = { http: ' (HTTP)', socket: ' (Socket Mode)', both: '' } as const

const help = `
Ways in which a request fails:
${listed([['CODE', 'an error code as Slack answers it: channel_not_found, token_revoked, …'], ...Object.entries(kinds)])}

What an app is sent:
${listed([...Object.entries(deliveryPlaces), ['app_mention, …', 'an event by its type or subscription']])}

Ways in which that fails:
${listed(Object.entries(deliveryKinds).map(([name, { help, by }]) => [name, `${help}${ways[by]}`]))}

Examples:
  slack-tokens sim fail chat.postMessage 429 --retry-after 2 --times 3
  slack-tokens sim fail oauth.v2.access drop-after-commit
  slack-tokens sim fail page require-approval
  slack-tokens sim fail auth.test expire-token --after 5
  slack-tokens sim fail event twice
  slack-tokens sim fail app_mention wrong-signature
  slack-tokens sim fail --list
  slack-tokens sim fail --clear chat.postMessage`

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return value
}

interface FaultRequest {
  readonly where: string | undefined
  readonly what: string | undefined
  readonly options: FailOptions
}

async function fail({ where, what, options }: FaultRequest, context: Context): Promise<void> {
  const { list, clear } = options
  if (list || clear !== undefined) {
    if (where !== undefined || (list && clear !== undefined)) throw tooMuch()
    return clear === undefined ? await showStaged(context) : await lift(clear, context)
  }
  if (where === undefined) return await showStaged(context)
  const { isDelivery } = await faultRules()
  const order = await readOrder({ where, what, options })
  const simulator = await context.simulator()
  const added = await control(simulator, 'addFault', { ...order, force: options.force === true }, ['fault', 'note'])
  const { fault, note } = added
  if (context.terminal.json) return context.terminal.result({ ...fault, ...(note !== null && { note }) }, () => '')
  context.terminal.done(sentence(fault, isDelivery(fault.on) ? 'delivery' : 'request'))
  if (note !== null) context.terminal.warn(note)
  context.terminal.note(`Remove it: slack-tokens sim fail --clear${where === '*' ? '' : ` ${where}`}`)
}

/**
 * Returns the fault that the command line describes.
 * @throws CliError with the exit reason `usage`: the method, the place or the kind of fault is unknown; the hint
 * suggests similar names.
 */
async function readOrder({ where = '', what, options }: FaultRequest): Promise<RequestedFault> {
  const { isDelivery, readOrder: read, unknownWhat } = await faultRules()
  if (what === undefined) {
    throw new CliError('usage', `Missing way to fail for ${where}`, {
      code: 'usage',
      hint: `Name an error code of Slack or a way to fail: slack-tokens sim fail ${where} 429; all of them: slack-tokens sim fail --help`,
    })
  }
  const { times, after, retryAfter } = options
  const order = read({
    on: where,
    what,
    ...(times !== undefined && { times }),
    ...(after !== undefined && { after }),
    ...(retryAfter !== undefined && { retryAfter }),
  })
  if ('message' in order) throw misspelt(order.message, order.near)
  const near = options.force || isDelivery(where) ? undefined : unknownWhat(what)
  if (!near) return order
  throw misspelt(`“${what}” is not a known error code`, near, `; to use it anyway: --force`)
}

function misspelt(message: string, near: readonly string[], more = ''): CliError {
  const meant = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'See slack-tokens sim fail --help'
  return new CliError('usage', message, { code: 'usage', hint: meant + more, details: { near } })
}

function tooMuch(): CliError {
  return new CliError('usage', '--list and --clear take no other arguments', {
    code: 'usage',
    hint: 'To remove the faults of one method: slack-tokens sim fail --clear chat.postMessage',
  })
}

async function showStaged(context: Context): Promise<void> {
  const simulator = await context.simulator()
  const { faults } = await control(simulator, 'faults', {}, ['faults'])
  if (faults.length === 0 && !context.terminal.json)
    return context.terminal.note('There are no faults. Add one: slack-tokens sim fail chat.postMessage 429')
  context.terminal.result(faults, (_paint, room) =>
    columns(
      ['WHERE', 'WHAT', 'LEFT', 'AFTER', ''],
      faults.map(({ on, what, times, after, retryAfter }) => [
        shownPlace(on),
        what,
        String(times),
        after === 0 ? '-' : String(after),
        retryAfter === undefined ? '' : `Retry-After ${retryAfter}`,
      ]),
      room,
    ),
  )
}

async function lift(clear: true | string | false, context: Context): Promise<void> {
  const simulator = await context.simulator()
  const which = typeof clear === 'string' ? clear : undefined
  const { lifted } = await control(simulator, 'removeFaults', which === undefined ? {} : { which }, ['lifted'])
  if (context.terminal.json) return context.terminal.result({ lifted }, () => '')
  const what = lifted === 1 ? '1 fault' : `${lifted === 0 ? 'No' : lifted} faults`
  if (lifted === 0)
    context.terminal.note(
      `${what}${which === undefined || which === 'all' ? '' : ` of ${which}`} to remove: slack-tokens sim fail --list`,
    )
  else context.terminal.done(`Removed ${what}`)
}

function sentence({ on, what, times, after }: RequestedFault, kind: 'request' | 'delivery'): string {
  const many = kind === 'request' ? 'requests' : 'deliveries'
  const some = times === 1 ? `The next ${kind}` : `The next ${times} ${many}`
  const to = kind === 'request' ? `to ${on}` : `(${on})`
  const where = on === '*' ? 'of any kind' : on === 'authorize' ? 'of the consent page' : to
  const later = after === 0 ? '' : `, after ${after} ${after === 1 ? 'that succeeds' : 'that succeed'}`
  return `${some} ${where} ${times === 1 ? 'gets' : 'get'} ${what}${later}`
}

function shownPlace(on: string): string {
  return on === 'authorize' ? 'page' : on
}
