import { readFile, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError, systemCode } from '../errors.ts'
import { explainAnswer } from '../explain/answer.ts'
import { explainFields } from '../explain/fields.ts'
import { explanationReport } from '../explain/report.ts'
import { answerScreen } from '../explain/screen.ts'
import { explainNewest, explainStored, storedFrom } from '../explain/stored.ts'
import { storedScreen } from '../explain/stored-screen.ts'
import { findInstallation, noInstallation } from '../installations/choose-token.ts'
import type { Installation } from '../installations/installation.ts'
import { tokenKind, tokenKinds } from '../slack/tokens.ts'

interface ExplainOptions {
  readonly showSecrets?: boolean
}

export function define(command: Command, context: () => Context): void {
  command
    .argument('[what]', 'a file with the answer as JSON, - for standard input, or a profile (default: the active one)')
    .option('--show-secrets', 'print tokens and webhook URLs in full')
    .addHelpText(
      'after',
      '\nWorks offline; sends nothing. Redacted tokens are fine.\n\nExamples:\n  slack-tokens explain answer.json\n  pbpaste | slack-tokens explain\n  slack-tokens explain acme --json',
    )
    .action((what: string | undefined, options: ExplainOptions) => explain(what, options, context()))
}

/** Says what every field of a token response is, which token acts as whom, and what each is for. */
export async function explain(what: string | undefined, options: ExplainOptions, context: Context): Promise<void> {
  const source = await findSource(what, context)
  const secrets = options.showSecrets ?? false
  if ('installation' in source) {
    showStored(source, secrets, context)
    return
  }
  const value = parse(source)
  const recognised = explainAnswer(value)
  const installation = recognised.shape === 'stored-installation' ? storedFrom(value) : undefined
  if (installation) {
    showStored({ name: null, active: false, installation }, secrets, context)
    return
  }
  const explanation =
    recognised.shape === 'stored-installation'
      ? {
          ...recognised,
          shape: 'not-an-install' as const,
          why: ['It looks like an installation kept by slack-tokens, but parts of it are missing.'],
        }
      : recognised
  const fields = explainFields(value, explanation, secrets)
  const { terminal } = context
  terminal.result(
    explanationReport(explanation, fields.unknown, secrets),
    (paint) => answerScreen({ explanation, fields }, { width: terminal.width, paint }),
    { secret: secrets },
  )
}

function showStored(source: Stored, secrets: boolean, { terminal }: Context): void {
  const { installation } = source
  const explanation = explainStored(installation)
  const newest = explainNewest(installation)
  const fields = newest && explainFields(installation.responses[0]?.body, newest, secrets)
  const answer = newest && fields && { explanation: newest, fields }
  terminal.result(
    explanationReport(explanation, answer?.fields.unknown ?? [], secrets),
    (paint) => storedScreen({ ...source, explanation, answer, secrets }, { width: terminal.width, paint }),
    { secret: secrets },
  )
}

interface Stored {
  /** Null for one that was handed in as JSON. */
  readonly name: string | null
  readonly active: boolean
  readonly installation: Installation
}

interface Text {
  /** Where it came from, as the subject of a sentence. */
  readonly from: string
  readonly text: string
}

async function findSource(what: string | undefined, context: Context): Promise<Text | Stored> {
  if (what === '-') return { from: 'Standard input', text: await context.readInput() }
  if (what !== undefined) return (await readIfFile(what)) ?? (await findProfile(what, context))
  if (context.settings.profile?.source === '--profile') return await findProfile(undefined, context)
  const text = await readPiped(context)
  if (text !== undefined) return { from: 'Standard input', text }
  return await findProfile(undefined, context)
}

/** Undefined when stdin is a terminal, or when nothing is in it, as in a cron job or under another program. */
async function readPiped({ readInput, terminal }: Context): Promise<string | undefined> {
  try {
    const text = await readInput()
    if (text.trim() !== '') return text
    terminal.note('Nothing came on standard input, so this is the active installation')
    return undefined
  } catch (error) {
    if (error instanceof CliError && error.failure === 'usage') return undefined
    throw error
  }
}

/** Undefined when there is no such file. A pipe (`<(pbpaste)`) counts as one. */
async function readIfFile(path: string): Promise<Text | undefined> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return undefined
    return { from: 'The file', text: await readFile(path, 'utf8') }
  } catch (error) {
    const code = systemCode(error)
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(code ?? '')) return undefined
    throw new CliError('failed', `The file could not be read: ${code ?? 'an error'}`, {
      code: code ?? 'unreadable',
      cause: error,
    })
  }
}

async function findProfile(name: string | undefined, { store, settings }: Context): Promise<Stored> {
  const kept = await store.read()
  const known = name === undefined || Object.keys(kept.profiles).some((one) => one.toLowerCase() === name.toLowerCase())
  if (!known) throw neither(name, Object.keys(kept.profiles))
  const found = findInstallation(
    kept,
    name === undefined ? settings : { ...settings, profile: { name, source: '--profile' } },
  )
  if (!found) throw noInstallation(kept)
  return { ...found, active: kept.active === found.name }
}

function neither(what: string, names: readonly string[]): CliError {
  // JSON or a token given as an argument is not repeated: it stands in the history of the shell already.
  const plain = /^[^{}"'\s]{1,80}$/.test(what) && tokenKind(what) === undefined
  return new CliError(
    'usage',
    plain
      ? `“${what}” is neither a file nor an installation kept here`
      : 'The argument is neither a file nor an installation kept here',
    {
      code: 'nothing_to_explain',
      hint: plain
        ? `Installations: ${names.join(', ') || 'none'}. For text from elsewhere: pbpaste | slack-tokens explain`
        : 'Hand JSON or tokens in by standard input, as other programs can read a command line: pbpaste | slack-tokens explain',
    },
  )
}

function parse({ from, text }: Text): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown
  } catch {
    // The parser's own message quotes the text, which may be a token.
    const kind = /\s/.test(text.trim()) ? undefined : tokenKind(text.trim())
    const what = text.trim() === '' ? 'is empty' : kind ? `holds a bare ${tokenKinds[kind].label}` : 'holds no JSON'
    throw new CliError('usage', `${from} ${what}`, {
      code: 'not_json',
      hint: 'Hand in the answer of oauth.v2.access or oauth.access as Slack sent it, from { to }; the text is not shown as it may hold tokens',
    })
  }
}
