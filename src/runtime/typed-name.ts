import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/** What the program knows about how it was started. */
export interface Start {
  /** The path of the launcher as it was called, without links followed. */
  readonly launcher: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** Returns the path with all links followed; undefined for a file that does not exist. */
  readonly realPath: (path: string) => string | undefined
  /** Returns the content of a text file; undefined when it cannot be read. */
  readonly readText: (path: string) => string | undefined
}

/**
 * Returns what a person has to type to start this program again, so that a printed command works as it stands:
 * `slack-tokens` when it is on the path, `npx slack-tokens` for a package of the project or for npx, otherwise the file.
 * The path of the file is relative only in a checkout of the program: elsewhere a person may change the folder first.
 */
export function typedName(start: Start): string {
  const { launcher, cwd, platform } = start
  if (onPath(start)) return 'slack-tokens'
  const npx = npxSpec(start)
  if (npx !== undefined) return `npx ${escaped(npx, platform)}`
  const root = packageRoot(launcher) ?? packageRoot(start.realPath(launcher) ?? launcher)
  if (root !== undefined && isInside(start.realPath(cwd) ?? cwd, start.realPath(root) ?? root))
    return 'npx slack-tokens'
  const inCheckout = root === undefined && isInside(cwd, dirname(dirname(launcher)))
  const file = escaped(inCheckout ? nearPath(launcher, cwd) : launcher, platform)
  return /\.[cm]?js$/.test(launcher) ? `node ${file}` : file
}

/**
 * Whether the shell finds this very program as `slack-tokens`. The folders that npm, yarn or pnpm add to the path of
 * their scripts do not count, because the person’s shell does not have them. The launcher of a version manager is no link
 * to our file.
 */
function onPath({ launcher, env, platform, realPath }: Start): boolean {
  const name = Object.keys(env).find((one) => one.toUpperCase() === 'PATH')
  const windows = platform === 'win32'
  const folders = (env[name ?? ''] ?? '').split(windows ? ';' : ':')
  const own = realPath(launcher)
  const inScript = env['npm_config_user_agent'] !== undefined || env['npm_lifecycle_event'] !== undefined
  const files = folders
    .filter((folder) => isAbsolute(folder) && !(inScript && /[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder)))
    .flatMap((folder) => realPath(join(folder, windows ? 'slack-tokens.cmd' : 'slack-tokens')) ?? [])
  // The shell takes the first file, also when it belongs to another installation of this program.
  const [first] = files
  return first !== undefined && (first === own || !first.endsWith('slack-tokens.js'))
}

/** Returns what was given to npx, when the program runs from the cache of npx: a name, a version or a file. */
function npxSpec({ launcher, cwd, readText }: Start): string | undefined {
  const [, folder = ''] = /^(.*[\\/]_npx[\\/][^\\/]+)[\\/]node_modules[\\/]/.exec(launcher) ?? []
  if (folder === '') return undefined
  const manifest = parsed(readText(join(folder, 'package.json')))
  const file = /^file:(.+)$/.exec(manifest?.dependencies?.['slack-tokens'] ?? '')?.[1]
  // A path without a dot at its start would be a name to npx.
  if (file !== undefined) return dotted(nearPath(resolve(folder, file), cwd))
  const [spec] = manifest?._npx?.packages ?? []
  return spec !== undefined && /^slack-tokens(?:@[\w.^~-]+)?$/.test(spec) ? spec : 'slack-tokens'
}

interface NpxManifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly _npx?: { readonly packages?: readonly string[] }
}

function parsed(text: string | undefined): NpxManifest | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as NpxManifest)
  } catch {
    return undefined
  }
}

/** Returns the folder with the `node_modules` that contains the program; undefined for a checkout. */
function packageRoot(launcher: string): string | undefined {
  return /^(.*?)[\\/]node_modules[\\/](?:\.bin|slack-tokens)[\\/]/.exec(launcher)?.[1]
}

function isInside(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root.endsWith(sep) ? root : root + sep)
}

/** Returns a path relative to the working directory, or unchanged when that is longer. */
function nearPath(path: string, cwd: string): string {
  const near = relative(cwd, path)
  if (isAbsolute(near) || near.length >= path.length) return path
  // A file in the working directory itself needs a dot, or the shell looks for it on its path.
  return dirname(near) === '.' ? dotted(near) : near
}

/**
 * Returns a path as one word. Not in quotes, because the command line that it becomes a part of can be in quotes itself.
 */
function escaped(path: string, platform: Start['platform']): string {
  if (platform === 'win32') return /[\s&()^;,]/.test(path) ? `"${path}"` : path
  return path.replace(/[\s!"#$&'()*;<>?[\\\]^`{|}~]/g, '\\$&')
}

function dotted(path: string): string {
  return isAbsolute(path) || path.startsWith('.') ? path : `.${sep}${path}`
}
