import { explanations } from '../../src/commands/drive/explain/explanations.ts'
import { type FindingExplanation, type StackName, stacks } from '../../src/commands/drive/explain/types.ts'

export interface FixFragment {
  /** The findings that have this fragment. */
  readonly findings: readonly string[]
  readonly stack: StackName
  readonly code: string
}

/** Returns every different fragment of code in the explanations of findings. */
export function fixFragments(): readonly FixFragment[] {
  const byCode = new Map<string, FixFragment>()
  for (const [id, explanation] of Object.entries<FindingExplanation>(explanations))
    for (const stack of Object.keys(stacks) as StackName[]) {
      const code = explanation.fixes[stack].code
      const known = byCode.get(`${stack} ${code}`)
      byCode.set(`${stack} ${code}`, { findings: [...(known?.findings ?? []), id], stack, code })
    }
  return [...byCode.values()]
}

/** Declares what the fragments for Bolt use from the app around them. */
const aroundBolt = `import { App, type AppOptions, FileInstallationStore } from '@slack/bolt'
declare const settings: AppOptions
declare const installationStore: FileInstallationStore
declare const sessions: Map<string, unknown>
declare const database: { set(id: string | undefined, value: unknown): Promise<void>; get(id: string): Promise<any>; delete(id: string): Promise<void> }
declare function lock<T>(key: string, work: () => Promise<T>): Promise<T>
`

/** Declares what the hand-written fragments use from the app around them. */
const aroundNode = `import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
declare const [req, res]: [IncomingMessage, ServerResponse]
declare const [url, link]: [URL, URL]
declare const [state, redirectUri, body]: [string, string, string]
declare const used: Set<unknown>
declare const [sessions, botToken]: [Map<string, unknown>, string]
declare const [database, installed]: [any, any]
declare const owner: string
declare function lock<T>(key: string, work: () => Promise<T>): Promise<T>
declare const [isOld, refresh]: [(pair: any) => boolean, (pair: any) => Promise<any>]
declare const [save, finishInstall]: [(values: object) => Promise<void>, (query: URLSearchParams) => Promise<void>]
declare function fetch(address: string, init: RequestInit): Promise<{ json(): Promise<any> }>
declare function handle(request: IncomingMessage, response: ServerResponse): Promise<void>
`

/** Returns a fragment in JavaScript as a whole module in TypeScript: with its imports, inside a function. */
export function asModule({ stack, code }: FixFragment): string {
  const lines = code.split('\n')
  const isImport = (line: string) => line.startsWith('import ')
  const app = stack === 'bolt-js' && !/\bapp = /.test(code) ? 'const app = new App(settings)' : ''
  return [
    stack === 'bolt-js' ? aroundBolt : aroundNode,
    ...lines.filter(isImport),
    'export async function fragment() {',
    app,
    ...lines.filter((line) => !isImport(line)),
    '}',
  ].join('\n')
}
