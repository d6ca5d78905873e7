import type { Command } from 'commander'
import { checkedManifest, manifestScreen } from '../../apps/manifest-check.ts'
import { firstInstallNote } from '../../config/first-install.ts'
import { CliError } from '../../errors.ts'
import { mostText, parsePasted } from '../../paste/parse.ts'
import { withHiddenCredentials } from '../../responses/hidden-credentials.ts'
import { withIdToken } from '../../responses/id-token.ts'
import { type PastedResponses, readPasted } from '../../responses/read-pasted.ts'
import type { Context } from '../../runtime/context.ts'
import { manifestOfLink } from '../../slack/manifest/from-link.ts'
import { explainResponse } from './explain-material.ts'
import type { Explanation } from './explanation.ts'
import { explainFields } from './fields.ts'
import { explainStatus } from './http-status.ts'
import { linksReport, linksScreen, linksToExplain } from './links.ts'
import { itemsScreen } from './list-screen.ts'
import { explanationReport } from './report.ts'
import { answerScreen } from './response-screen.ts'
import { type ExplainedWord, explainWord } from './single-value.ts'
import { singleValueScreen } from './single-value-screen.ts'
import { findSource, type SourceText, type StoredSource } from './source.ts'
import { explainNewest, explainStored, storedFrom } from './stored.ts'
import { storedScreen } from './stored-screen.ts'

interface ExplainOptions {
  readonly showSecrets?: boolean
}

/** Adds arguments, options, help and action to the command `explain`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument(
      '[what]',
      'a file, - for standard input, a profile (default: the active one), or one token, URL or id itself',
    )
    .option('--show-secrets', 'print tokens and webhook URLs in full')
    .addHelpText(
      'after',
      `
Reads what people paste: an answer of Slack as JSON, from a log line or another language, cut or redacted; the
installations of Slack’s SDKs, of client libraries and of this tool; .env, compose and Helm files with an app’s
credentials; an id_token; one token, webhook URL, id or secret; install links and the
HTML of an “Add to Slack” button, with all that is wrong with them. Works offline.

Examples:
  slack-tokens explain answer.json
  pbpaste | slack-tokens explain
  slack-tokens explain acme --json
  slack-tokens explain C0123ABCD
  slack-tokens explain 'https://slack.com/oauth/v2/authorize?client_id=…&scope=…'`,
    )
    .action((what: string | undefined, options: ExplainOptions) => explain(what, options, context()))
}

/**
 * Explains every field of a token response, and as which user each token acts. Explains other input about Slack too.
 * @throws CliError with the exit reason `usage` and the code `nothing_to_explain`: the input is not about Slack.
 */
export async function explain(what: string | undefined, options: ExplainOptions, context: Context): Promise<void> {
  const source = await findSource(what, context)
  const secrets = options.showSecrets ?? false
  if ('installation' in source) {
    showStored(source, secrets, context)
    return
  }
  if (/manifest_(?:json|yaml)=/i.test(source.text) && manifestOfLink(source.text)) {
    const { terminal } = context
    const checked = await checkedManifest(source.text, context)
    const report = { shape: 'manifest-link', findings: checked.findings }
    terminal.result(report, (paint) => manifestScreen(checked, { width: terminal.width, paint }))
    return
  }
  const links = linksToExplain(source.text)
  if (links.length > 0) {
    const { terminal } = context
    terminal.result(linksReport(links), (paint) => linksScreen(links, { width: terminal.width, paint }))
    return
  }
  const status = await explainStatus(source.text, context.clock.now())
  if (status) return showWord(status, { source, secrets }, context)
  const read = readPasted(withHiddenCredentials(withIdToken(await parsePasted(source.text))))
  if (read.bare !== undefined) {
    const word = explainWord(read.bare, read.notes, context.clock.now())
    if (!word) throw await nothingIn(source, context)
    return showWord(word, { source, secrets }, context)
  }
  if (read.materials.length === 0) throw await nothingIn(source, context)
  warnOfArgument(source, context)
  const nexts = showValues(read, { source, secrets, errorsOf: await errorsIn(read, source) }, context)
  const note = firstInstallNote(nexts, await context.store.read())
  if (note !== undefined) context.terminal.note(note)
}

type ErrorsOf = (explanation: Explanation) => Explanation

/**
 * Returns a function that adds the errors in the text to an explanation. Loads the error tables only if Slack refused,
 * or if no answer contains a token.
 */
async function errorsIn({ materials }: PastedResponses, source: SourceText): Promise<ErrorsOf> {
  const refused = materials.some(({ error }) => error !== null)
  if (!refused && materials.some(({ tokens }) => tokens.length > 0)) return (explanation) => explanation
  const { errorsOf } = await import('./errors-in-text.ts')
  return errorsOf(source)
}

const noFields = { rows: [], unknown: [] }

/** Prints the explanations of the responses. Returns the next steps after the refusals among them. */
function showValues(
  { materials: responses, several }: PastedResponses,
  { source, secrets, errorsOf }: ExplainedArgument & { readonly errorsOf: ErrorsOf },
  context: Context,
): readonly string[] {
  const { terminal, clock } = context
  const [only] = responses
  const installation = !several && only?.keeper === 'slack-tokens' ? storedFrom(only.value) : undefined
  if (installation) {
    showStored({ name: null, active: false, installation }, secrets, context)
    return []
  }
  const alone = responses.filter(({ shape }) => shape === 'not-an-install').flatMap(({ tokens }) => tokens)
  const items = responses.map((one) => {
    const explanation = errorsOf(explainResponse(one, clock.now()))
    // A token that is missing in the answer can be elsewhere in the text.
    const missing = explanation.missing.filter(({ identity }) => !alone.some(({ kind }) => kind === identity))
    return { ...explanation, missing }
  })
  const fields = items.map((one) => explainFields(one, secrets))
  const reports = items.map((one, index) => explanationReport(one, fields[index] ?? noFields, secrets))
  terminal.result(
    several ? { items: reports } : reports[0],
    (paint) => {
      const sheet = { width: terminal.width, paint }
      const [explanation, shown] = [items[0], fields[0]]
      if (items.length > 1 || !explanation || !shown) return itemsScreen(items, { secrets, source }, sheet)
      return answerScreen({ explanation, fields: shown, secrets, source }, sheet)
    },
    { secret: secrets },
  )
  return items.flatMap(({ refusal }) => refusal?.next ?? [])
}

interface ExplainedArgument {
  readonly source: SourceText
  readonly secrets: boolean
}

function showWord(word: ExplainedWord, { source, secrets }: ExplainedArgument, context: Context): void {
  const { terminal } = context
  if (word.secret) warnOfArgument(source, context)
  terminal.result(
    { ...explanationReport(word.explanation, noFields, secrets), answer: word.title },
    (paint) => singleValueScreen({ word, source, secrets }, { width: terminal.width, paint }),
    { secret: secrets },
  )
}

function warnOfArgument({ from }: SourceText, { terminal }: Context): void {
  if (from !== 'The argument') return
  terminal.warn(
    'An argument stays in the shell’s history, where other programs can read it: pipe the secret in instead',
  )
}

function showStored(source: StoredSource, secrets: boolean, { terminal, clock }: Context): void {
  const { installation } = source
  const explanation = explainStored(installation, clock.now())
  const newest: Explanation | null = explainNewest(installation, clock.now())
  const fields = newest && explainFields(newest, secrets)
  const answer = newest && fields && { explanation: newest, fields }
  terminal.result(
    explanationReport(explanation, answer?.fields ?? noFields, secrets),
    (paint) => storedScreen({ ...source, explanation, answer, secrets }, { width: terminal.width, paint }),
    { secret: secrets },
  )
}

/** Returns the error for input with nothing from Slack. The message omits the input, because it can be a secret. */
async function nothingIn({ from, text, file }: SourceText, { store }: Context): Promise<CliError> {
  const word = text.trim()
  if (from !== 'The argument') {
    const { namesError, whyCommand } = await import('./errors-in-text.ts')
    const where = text.length > mostText ? ' in its first 1 MB, and no token in the rest' : ''
    const what = word === '' ? 'is empty' : `holds nothing of Slack’s that is known here${where}`
    return new CliError('usage', `${from} ${what}`, {
      code: 'nothing_to_explain',
      hint: namesError(text)
        ? `It names an error; what it means: ${whyCommand(file)}`
        : 'Pass an answer of oauth.v2.access or oauth.access, an installation, a token or an id. All known errors: slack-tokens why --list',
    })
  }
  const names = Object.keys((await store.read()).profiles)
  const shown = /^[\w.:-]{1,30}$/.test(word) ? `“${word}”` : 'The argument'
  return new CliError(
    'usage',
    `${shown} is neither a file nor an installation stored here, nor a token or id of Slack’s`,
    {
      code: 'nothing_to_explain',
      hint:
        (await otherCommand(word)) ??
        `Installations: ${names.join(', ') || 'none'}. For text from elsewhere: pbpaste | slack-tokens explain`,
    },
  )
}

/** Returns the command that explains a word, such as a method or a scope; undefined for an unknown word. */
async function otherCommand(word: string): Promise<string | undefined> {
  const [{ methodFacts, retiredFor }, { scopeFacts }, { errorFacts }] = await Promise.all([
    import('../../slack/facts/methods.ts'),
    import('../../slack/facts/scopes.ts'),
    import('../../slack/facts/errors.ts'),
  ])
  if (methodFacts(word) ?? retiredFor(word)) return `It is a method: slack-tokens which ${word}`
  if (scopeFacts(word)) return `It is a scope: slack-tokens scopes ${word}`
  return errorFacts(word) ? `It is an error code: slack-tokens why ${word}` : undefined
}
