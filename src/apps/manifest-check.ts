import type { Context } from '../runtime/context.ts'
import type { ManifestFinding } from '../slack/manifest/review.ts'
import { paragraph, type TextSheet } from '../terminal/layout.ts'
import { plain } from '../terminal/one-line.ts'

/** A checked manifest. */
export interface CheckedManifest {
  /** The source of the manifest, as a message names it: a file, or the link that contains the manifest. */
  readonly shown: string
  readonly findings: readonly ManifestFinding[]
}

/**
 * Reads a manifest from a file, standard input (`-`), or a link to Slack's create-app page, and returns its faults.
 * @throws CliError with the exit reason `usage` and the code `manifest_unreadable` when there is no such file, or when
 * the text is neither JSON nor YAML.
 */
export async function checkedManifest(
  named: string,
  context: Pick<Context, 'cwd' | 'readInput' | 'signal'>,
): Promise<CheckedManifest> {
  const [{ readManifestText }, { reviewManifest }] = await Promise.all([
    import('../slack/manifest/read-file.ts'),
    import('../slack/manifest/review.ts'),
  ])
  const manifest = await readManifestText(named, context)
  return { shown: manifest.shown, findings: reviewManifest(manifest) }
}

/** Returns the report as text: what Slack would refuse, with key, line and remedy, then the warnings and the notes. */
export function manifestScreen({ shown, findings }: CheckedManifest, sheet: TextSheet): string {
  const { paint } = sheet
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const places = errors === 1 ? 'one place' : `${errors} places`
  const verdict = errors > 0 ? `Slack refuses it for ${places}` : 'This check found nothing that Slack would refuse'
  const marks = { error: paint.red('✗'), doubt: paint.yellow('?'), warning: paint.yellow('!'), note: paint.dim('·') }
  return [
    paint.bold(`${shown}: ${verdict}`),
    ...findings.flatMap(({ severity, path, line, problem, cure }) => {
      const place = `${path || 'the manifest'}${line === null ? '' : ` (line ${line})`}`
      const lines = paragraph(`${plain(`${place}: ${problem}`, 600)}${cure === null ? '' : `. ${plain(cure, 400)}`}`, {
        ...sheet,
        indent: 4,
      })
      return [`  ${marks[severity]} ${(lines[0] ?? '').trimStart()}`, ...lines.slice(1)]
    }),
  ].join('\n')
}
