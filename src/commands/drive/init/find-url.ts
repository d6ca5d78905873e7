import type { ProjectFolder } from './find-start.ts'

/** Matches the path of an install page in a text of a source file. */
const installPath = /["'`](\/(?:slack\/install|install|slack\/oauth\/start|auth\/slack)\/?)["'`]/
/**
 * Matches names in the source of an app that uses the installer of a Slack SDK. The usual path of this installer is
 * /slack/install.
 */
const installer = /\b(?:installerOptions|InstallProvider|OAuthSettings|OAuthFlow|InstallerOptions)\b/
const ports = [/\bPORT\b\W{1,20}(\d{4,5})\b/, /\blisten\(\s{0,9}(\d{4,5})\b/, /\bport\b\s{0,9}[=:]\s{0,9}(\d{4,5})\b/]

/**
 * Returns the app's install address when both its port and its path are in the files that the start command names;
 * undefined otherwise: drive then finds the address when the app runs.
 */
export function findUrl(folder: ProjectFolder, start: string): string | undefined {
  const script = /"(?:start|dev|serve)"\s{0,9}:\s{0,9}"([^"\\]{1,500})"/.exec(folder.read('package.json'))?.[1] ?? ''
  const words = `${start} ${script}`.split(/[\s"'=]+/)
  const sources = words.filter((word) => /\.(?:[cm]?[jt]s|py|rb|php|go)$/.test(word) && isInner(word))
  const text = sources.map(folder.read).join('\n')
  const path = installPath.exec(text)?.[1] ?? (installer.test(text) ? '/slack/install' : undefined)
  const environment = `${start}\n${folder.read('.env')}\n${folder.read('.env.example')}`
  const port = /\bPORT=["']?(\d{4,5})\b/.exec(environment)?.[1] ?? firstOf(ports, text)
  return path === undefined || port === undefined ? undefined : `http://localhost:${port}${path}`
}

function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  return patterns.flatMap((pattern) => pattern.exec(text)?.[1] ?? [])[0]
}

function isInner(path: string): boolean {
  return !path.startsWith('/') && !path.split(/[/\\]/).includes('..')
}
