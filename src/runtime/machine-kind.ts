/** The kind of machine, which decides how a login on it can receive the callback. */
export interface MachineKind {
  /** What is known about the machine on which the user's browser runs. */
  readonly kind: 'desktop' | 'ssh' | 'container' | 'web IDE' | 'WSL' | 'no display' | 'browser off'
  /** Whether a page that this tool opens reaches a browser. */
  readonly opens: boolean
  /** Whether the browser's localhost is this machine. */
  readonly sameLocalhost: boolean
  /** The host name for `ssh -L`. */
  readonly hostname: string
}

/**
 * How to make this machine the browser's localhost; undefined when it already is, or when no general advice exists.
 * Publishing a port (`-p`) does not reach a listener on a container's loopback.
 */
export function forwarding({ kind, hostname }: MachineKind, port: number): { label: string; how: string } | undefined {
  if (kind === 'ssh') return { label: 'forward the port', how: `ssh -L ${port}:localhost:${port} ${hostname}` }
  if (kind === 'container')
    return {
      label: `forward port ${port} in the editor, or share the host’s localhost`,
      how: 'docker run --network host …',
    }
  return undefined
}

export interface MachineSigns {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly hostname: string
  /** Whether a file exists; containers have marker files. */
  readonly exists: (path: string) => boolean
}

/** Detects the kind of machine. BROWSER=none is an explicit choice, and wins over all other signs. */
export function readMachineKind({ env, platform, hostname, exists }: MachineSigns): MachineKind {
  const is = (kind: MachineKind['kind'], opens: boolean, sameLocalhost: boolean) => ({
    kind,
    opens,
    sameLocalhost,
    hostname,
  })
  const display = Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
  const webIde = Boolean(env['CODESPACES'] || env['GITPOD_WORKSPACE_ID'] || env['CLOUD_SHELL'] || env['REPL_ID'])
  if (env['BROWSER'] === 'none') return is('browser off', false, !(env['SSH_CONNECTION'] || env['SSH_TTY'] || webIde))
  if (webIde) return is('web IDE', false, false)
  if (env['SSH_CONNECTION'] || env['SSH_TTY']) return is('ssh', false, false)
  // A program in BROWSER is an explicit choice, so it opens the page on any machine.
  if (env['BROWSER']) return is('desktop', true, true)
  if (env['WSL_DISTRO_NAME']) return is('WSL', true, true)
  const inContainer =
    exists('/.dockerenv') || exists('/run/.containerenv') || Boolean(env['container'] || env['REMOTE_CONTAINERS'])
  if (platform === 'linux' && !display)
    return inContainer ? is('container', false, false) : is('no display', false, true)
  return is('desktop', !env['CI'], true)
}
