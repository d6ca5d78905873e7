import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import {
  type BodyOf,
  control,
  type MissedEvent,
  type RouteName,
  type SimulatedThread,
  type SimulatedView,
  type Submission,
} from '../../simulator/control/client.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import { deliveryTable, undelivered } from './format-delivery.ts'
import { explainMissed, missedTexts, whyNobody } from './why-nobody.ts'

/** The name of a person's action. The simulator's route and the subcommand both have this name. */
export type ActName = Extract<
  RouteName,
  'say' | 'command' | 'click' | 'submit' | 'close' | 'shortcut' | 'home' | 'assistant' | 'react'
>

const fields = ['user', 'deliveries', 'missed', 'view'] as const

/**
 * Lets a person act in the simulator, and prints the deliveries that the action caused. With `--json`, prints `user`,
 * `deliveries`, `missed` (each with `message` and `hint`) and `view`; for `say` also `ts`, for `submit` also `result`.
 * @throws CliError with the exit reason `usage`: the person cannot do this; `slack`: an app did not accept a delivery.
 */
export async function perform<Name extends ActName>(name: Name, body: BodyOf<Name>, context: Context): Promise<void> {
  const { terminal, settings } = context
  const simulator = await context.simulator()
  const command = slashCommand(name, body)
  if (command === undefined) noteUnreachable(simulator, context)
  const act = () =>
    control(simulator, name, { ...body, ...(settings.user !== undefined && { user: settings.user }) }, fields)
  const answer = await asUsage(name, act, settings.user)
  const { deliveries, missed, view } = answer
  // A command of an app is always delivered, and a command of Slack needs no app.
  const own = deliveries.length === 0 ? command : undefined
  if (command !== own) noteUnreachable(simulator, context)
  const failed = undelivered(deliveries) ?? refused(resultOf(answer), settings.user)
  if (failed) throw failed(shown(answer))
  if (deliveries.length === 0 && name === 'home')
    throw whyNobody(missed.filter(({ event }) => event === 'app_home_opened')).error(shown(answer))
  terminal.result(shown(answer), (paint, room) =>
    deliveries.length > 0 ? deliveryTable(deliveries, paint, room) : done(name, answer, own),
  )
  if (terminal.json) return
  const notice = noticeOf(answer)
  if (notice !== undefined) terminal.note(`Slackbot, only to ${oneLine(answer.user)}: ${oneLine(notice)}`)
  else if (own !== undefined) noteOwn(own, missed, context)
  else if (deliveries.length === 0) terminal.warn(expectedSilence[name] ?? whyNobody(missed).text)
  // Other commands need the ts, for example `sim react` and commands with the flag --thread or --message.
  if (deliveries.length > 0 && 'ts' in answer && answer.ts !== null) terminal.note(done(name, answer))
  if (deliveries.length > 0) for (const text of missedTexts(missed)) terminal.warn(text)
  noteThread(answer, context)
  notePrompts(answer, context)
  noteView(view, context)
}

/** Returns the slash command that a person types, such as `/invite`; undefined for any other action. */
function slashCommand(name: ActName, body: object): string | undefined {
  const text = 'text' in body && typeof body.text === 'string' ? body.text : ''
  if (name !== 'command' && !(name === 'say' && text.startsWith('/'))) return undefined
  return /^\S*/.exec(text.replace(/^\/?/, '/'))?.[0]
}

/** Says that a command of Slack worked although no app received anything. */
function noteOwn(command: string, missed: readonly MissedEvent[], { terminal }: Context): void {
  const why = missed.length > 0 ? ` No app received its event: ${whyNobody(missed).message}` : ''
  terminal.note(`${oneLine(command)} is a command of Slack itself, so it needs no app.${why}`)
}

/** Returns Slackbot's message to the person after a slash command that is Slack's own; undefined without a message. */
function noticeOf(answer: object): string | undefined {
  return 'notice' in answer && typeof answer.notice === 'string' ? answer.notice : undefined
}

/** For some actions, the explanation why it is correct that no app receives anything. */
const expectedSilence: Partial<Record<ActName, string>> = {
  click:
    'The form has the value now. The app gets it with the form: slack-tokens sim submit. With dispatch_action: true in the input block the app gets it at once',
  close: 'The app received nothing, because its view has no notify_on_close: true',
}

/** Returns the answer for `--json`: without `ok`, and with an explanation of each missed event. */
function shown(answer: object & { readonly missed: readonly MissedEvent[] }): Readonly<Record<string, unknown>> {
  const fields = Object.entries(answer).filter(([name]) => name !== 'ok')
  return { ...Object.fromEntries(fields), missed: explainMissed(answer.missed) }
}

/**
 * Runs `work` and returns its result. If the simulator reports that the action is impossible, throws a usage error.
 * @param user the value of `--user`, for the next command
 */
export async function asUsage<T>(name: string, work: () => Promise<T>, user?: string): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    if (String(error.code) === 'form_incomplete') throw incompleteForm(error, user)
    if (String(error.code) !== 'invalid_arguments') throw error
    throw new CliError('usage', error.message, {
      code: 'usage',
      hint: error.hint ?? `What it takes: slack-tokens sim ${name} --help`,
    })
  }
}

/**
 * Returns the error for a form with empty required fields, which Slack's client does not submit. The hint has the
 * command that fills in these fields.
 */
function incompleteForm({ message, details }: CliError, user: string | undefined): CliError {
  const inputs = Array.isArray(details['inputs']) ? details['inputs'].map(String) : []
  const filled = inputs.map((input) => `${shellWord(oneLine(input))}=…`)
  return new CliError('usage', oneLine(message), {
    code: 'form_incomplete',
    hint: `The form is still open. Fill it in: ${['slack-tokens sim submit', ...filled].join(' ')}${asUser(user)}`,
    details,
  })
}

/**
 * Returns the `--user` option to add to a command, so that the same person acts. Empty without a user.
 * @param user the value of `--user`
 */
function asUser(user: string | undefined): string {
  return user === undefined ? '' : ` --user ${shellWord(oneLine(user))}`
}

/**
 * Prints a note if this command started the simulator: no app can call the simulator, because it ends with the command.
 */
export function noteUnreachable({ startedHere }: LocalSimulator, { terminal }: Context): void {
  if (!startedHere) return
  terminal.noteOnce('No simulator was running, so no app can connect to it. Start one: slack-tokens sim start')
}

function resultOf(answer: object): Submission | undefined {
  return 'result' in answer ? (answer.result as Submission) : undefined
}

/**
 * Returns a function that creates the error for a form that the app did not accept; undefined when the app accepted the
 * form.
 */
function refused(result: Submission | undefined, user: string | undefined) {
  if (result?.outcome !== 'errors' && result?.outcome !== 'failed') return undefined
  const message =
    result.outcome === 'errors'
      ? `The app did not accept the form: ${Object.entries(result.errors)
          .map(([block, text]) => `${oneLine(block)}: ${oneLine(text)}`)
          .join('; ')}`
      : `The form was not accepted: ${result.reason}`
  return (details: Readonly<Record<string, unknown>>) =>
    new CliError('slack', message, {
      code: 'form_refused',
      hint: `The form is still open. Other values: slack-tokens sim submit BLOCK=VALUE${asUser(user)}; close it: slack-tokens sim close${asUser(user)}`,
      details,
    })
}

/** Prints the suggested prompts of an assistant's thread, and the command that writes in this thread. */
function noteThread(answer: object, { terminal, settings: { user } }: Context): void {
  if (!('thread' in answer)) return
  const { channel, ts, title, status, prompts } = answer.thread as SimulatedThread
  const about = [title && `“${title}”`, status && `status: ${status}`].filter(Boolean).join(', ')
  const offered = promptLines(prompts)
  terminal.note(
    `\nThread ${ts}${about && ` (${oneLine(about)})`} is open.${offered && ` Suggested prompts:${offered}`}\nWrite in it: slack-tokens sim say ${channel} "hello" --thread ${ts}${asUser(user)}`,
  )
}

/** Prints the prompts that an agent shows in its messages tab. */
function notePrompts(answer: object, { terminal }: Context): void {
  if (!('prompts' in answer)) return
  const offered = promptLines(answer.prompts as SimulatedThread['prompts'])
  if (offered) terminal.note(`\nSuggested prompts:${offered}`)
}

function promptLines(prompts: SimulatedThread['prompts']): string {
  return prompts.map(({ title, message }) => `\n  ${oneLine(title)}: ${oneLine(message)}`).join('')
}

function done(name: ActName, answer: object, own?: string): string {
  if (own !== undefined) return `Slack carried out ${oneLine(own)}`
  const ts = 'ts' in answer && typeof answer.ts === 'string' ? answer.ts : undefined
  return name === 'say' && ts !== undefined ? `Posted (ts ${ts})` : 'Done'
}

function noteView(view: SimulatedView | null, { terminal, settings: { user } }: Context): void {
  if (view?.type !== 'modal') return
  const inputs = Object.entries(view.values).flatMap(([block, actions]) =>
    Object.keys(actions).map((action) => `${shellWord(oneLine(`${block}.${action}`))}=…`),
  )
  terminal.note(
    `\n“${oneLine(view.title)}” is open. Submit it: ${['slack-tokens sim submit', ...inputs].join(' ')}${asUser(user)}; close it: slack-tokens sim close${asUser(user)}`,
  )
}
