import type { End, Hop } from '../../../browser/hop.ts'
import { selfNavigations } from '../../../browser/self-navigation.ts'
import { CliError } from '../../../errors.ts'
import { type Finding, finding } from '../findings/finding.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import type { RefusedBySlack, Walked } from '../walk.ts'
import { played } from './scenario.ts'

/** A host that no browser reaches (RFC 2606). It is never visited. */
const foreignHost = 'elsewhere.example'

/** The names that apps give to the parameter with the address to return to. */
const parameters = [
  ...['next', 'redirect', 'redirect_to', 'redirectTo', 'return_to', 'returnTo', 'return_url', 'returnUrl', 'url'],
  ...['continue', 'callbackUrl', 'target', 'dest', 'from'],
]

/** The ways to write a foreign address: whole, and in forms that look like a path. */
const forms = [`https://${foreignHost}`, `//${foreignHost}`, `/\\${foreignHost}`]

/**
 * Opens the install address and the callback with parameters that name a foreign page to return to, in each form of
 * address. Each parameter has its own path, so the address at the end shows which parameter was used.
 */
export async function foreignReturn(stage: DriveStage): Promise<PlayedScenario> {
  let last: { readonly walked: Walked; readonly findings: readonly Finding[] } | undefined
  const hops: Hop[] = []
  const watch = await stage.watch()
  for (const form of forms) {
    const walker = stage.newWalker(withReturn(stage.start, form))
    const walked = await walker
      .walkToCallback({ decision: 'allow' })
      .then(async (begun) => {
        const end = begun.callback ? await walker.comeBack(withReturn(begun.callback, form)) : begun.end
        return { ...begun, end }
      })
      .catch((error: unknown) => leftFor(error, walker.hops))
    hops.push(...walked.hops)
    const parameter = foreignParameter(walked.end)
    const at = walked.hops.at(-1)
    const found = parameter && finding('open-redirect', `${parameter}=${form}/… led the browser to ${foreignHost}`)
    last = { walked, findings: found ? [{ ...found, at: at ?? found.at }] : [] }
    // An app that refuses the parameters, or answers them with an error, does not lead anywhere.
    if (found || !walked.callback) break
  }
  if (!last) throw new Error('no form of address was tried')
  return { ...played(last.walked, await watch.calls(), last.findings), hops }
}

function withReturn(url: URL, form: string): URL {
  const changed = new URL(url)
  for (const name of parameters) {
    if (!changed.searchParams.has(name)) changed.searchParams.set(name, `${form}/${name}`)
  }
  return changed
}

/** Returns the end of a walk that left the app for the foreign host before Slack’s page. */
function leftFor(error: unknown, hops: readonly Hop[]): Walked {
  if (!(error instanceof CliError) || error.code !== 'not_loopback' || !error.message.includes(foreignHost)) throw error
  const name = hops.at(-1)?.means.split('/').at(-1) ?? ''
  return { hops, end: { kind: 'elsewhere', url: new URL(`https://${foreignHost}/${name}`) } }
}

/** Returns the parameter that led to the foreign host; undefined when the walk ended elsewhere. */
function foreignParameter(end: End | RefusedBySlack): string | undefined {
  const targets = end.kind === 'elsewhere' ? [end.url] : end.kind === 'page' ? selfNavigations(end) : []
  const name = targets.find(({ hostname }) => hostname === foreignHost)?.pathname.slice(1)
  if (name === undefined) return undefined
  return parameters.includes(name) ? name : 'a parameter'
}
